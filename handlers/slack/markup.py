"""What Slack makes of what people type, turned back: mentions, links and addresses that it finds by itself.

Slack sends `<@U012>` for `@Joost` and `<mailto:a@b.nl|a@b.nl>` for `a@b.nl`; elsewhere nobody can read that, and the
check would see an address twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from handlers.slack.payload import unescaped

SOMEBODY: Final = "collega"
"""Who is mentioned and not known here."""
MOST_MENTIONS: Final = 10

_MARK: Final = re.compile(r"<(?P<what>[@#!]?)(?P<value>[^<>|\s]+)(?:\|(?P<label>[^<>]*))?>")
_SCHEME: Final = re.compile(r"(?:mailto|tel|https?):(?://)?")
_TEAM_GROUPS: Final = "subteam^"


def mentioned(text: str) -> tuple[str, ...]:
    """Give the accounts that a message mentions, each once, as many as are looked up."""
    found = (match["value"] for match in _MARK.finditer(text) if match["what"] == "@")
    return tuple(dict.fromkeys(found))[:MOST_MENTIONS]


def as_typed(text: str, names: Mapping[str, str]) -> str:
    """Give a message as it was typed; `names` tells who the accounts are that it mentions."""
    pieces: list[str] = []
    last = 0
    for match in _MARK.finditer(text):
        pieces += [unescaped(text[last : match.start()]), _plain(match, names)]
        last = match.end()
    return "".join([*pieces, unescaped(text[last:])])


def _plain(match: re.Match[str], names: Mapping[str, str]) -> str:
    what, value, label = match["what"], match["value"], unescaped(match["label"] or "")
    if what == "@":
        return f"@{names.get(value) or label or SOMEBODY}"
    if what == "#":
        return f"#{label or 'kanaal'}"
    if what == "!":
        word = label or (value if not value.startswith(_TEAM_GROUPS) else "groep")
        return word if word.startswith("@") or value.startswith("date^") else f"@{word}"
    return _address(unescaped(value), label)


def _address(value: str, label: str) -> str:
    """Give the words of a link, and where it leads when that is something else."""
    address = _SCHEME.sub("", value, count=1).rstrip("/") if not label else value
    if not label or _same(value, label):
        return label or address
    return f"{label} ({value})"


def _same(value: str, label: str) -> bool:
    if value.startswith("tel:"):
        return _digits(value)[-9:] == _digits(label)[-9:]
    return _bare(value) == _bare(label)


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def _bare(text: str) -> str:
    return _SCHEME.sub("", text, count=1).rstrip("/").casefold()
