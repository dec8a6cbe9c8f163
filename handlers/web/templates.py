"""The templates of the pages, with the words and the few filters that they use. Everything is escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from doorbraak.commands import TEXT_LIMITS
from doorbraak.people import Person, Role
from handlers import wording as words

HERE = Path(__file__).parent
STATIC = HERE / "static"
_HYPHENED = re.compile(r"[^\s<>&;-]{1,16}(?:-[^\s<>&;-]{1,16})+")
_NUMBER = re.compile(r"\b(VE-\d{4}-\d{4,})\b")


def keep_together(text: object) -> Markup:
    """Keep words with a hyphen on one line, request numbers above all: browsers may break them there."""
    return Markup(_HYPHENED.sub(r'<span class="nb">\g<0></span>', str(escape(text))))  # noqa: S704


def linked(text: object) -> Markup:
    """Make request numbers in a sentence lead to their request."""
    return Markup(_NUMBER.sub(r'<a class="nb" href="/aanvragen/\1">\1</a>', str(escape(text))))  # noqa: S704


def role_codes(person: Person) -> list[str]:
    """Give the roles of a person in a fixed order."""
    return [role.value for role in Role if role in person.roles]


def role_words(person: Person) -> list[str]:
    """Give the roles of a person in Dutch."""
    return [words.role(code) for code in role_codes(person)]


def first_role(person: Person) -> str:
    """Give the role by which a person is shown."""
    return next(iter(role_codes(person)), "")


def pairs(values: Iterable[str]) -> list[tuple[str, str]]:
    """Make choices of values that are their own words."""
    return [(value, value) for value in values]


def theme_pairs(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Make choices of theme codes."""
    return [(code, words.theme(code)) for code in codes]


@lru_cache(maxsize=16)
def static(name: str) -> str:
    """Give the address of a file of ours; it changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


@cache
def make_templates() -> Environment:
    """Build the environment once for the process; autoescape is on for everything."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters, things = cast(dict[str, Any], env.filters), cast(dict[str, Any], env.globals)
    filters.update(euros=words.format_euros, keep=keep_together, linked=linked)
    filters.update(first_role=first_role, role_words=role_words, pairs=pairs, theme_pairs=theme_pairs)
    things.update(words=words, static=static, limits=TEXT_LIMITS)
    return env
