"""What is thrown: texts of all kinds, fields of forms, and one request at one address, as any role or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from doorbraak.commands import TEXT_LIMITS
from handlers.web.actions import ACTIONS
from handlers.web.drafts import REQUEST_FIELDS
from tests.leaks.marks import BEGIN
from tests.web.crawling import routes

MARK = f"{BEGIN}thrownx"
WHO = ("", "noor", "karim", "joost", "anke", "els", "mira", "ad", "nobody")
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "ZQ")
NUMBERS = ("VE-2026-0001", "VE-2026-0002", "VE-2026-9999", "VE-2026-0001\x00", "ve-2026-0001", "VE-2026-000a")
NAMES = sorted(
    {
        *REQUEST_FIELDS,
        *TEXT_LIMITS,
        *"once draft revision verdict answer to code remember person kind period by since until status number".split(),
        *"district theme mine page route_no expected_days amount csrf_token next".split(),
    }
)
_NASTY = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "a\r\nSet-Cookie: x=1",
        "\ud800",
        "\u202e" + MARK,
        "🚲" * 50,
        "ﷺ" * 200,
        "a" * 5000,
        "é" * 1501,
        "{{7*7}}",
        "%s%n%x",
        "'; DROP TABLE log; --",
        "<script>alert(1)</script>",
        "=1+1",
        "NaN",
        "1e999",
        "-1",
        "99999999999999999999",
        "125,50",
        "0,001",
        "in_time",
        "2026-03-12",
        "2026-02-30",
        "0000-00-00",
        "9999-12-31",
        "on",
        MARK,
    ]
)
TEXTS = st.one_of(_NASTY, st.text(st.characters(codec=None), max_size=60), st.text(max_size=40).map(MARK.__add__))
FIELDS = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), TEXTS), TEXTS), max_size=8)


@dataclass(frozen=True)
class Thrown:
    """One request."""

    who: str
    method: str
    path: str
    query: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    with_token: bool
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Give the address as it goes over the wire."""
        query = urlencode(self.query, errors="surrogatepass")
        return self.path + (f"?{query}" if query else "")

    def body(self, token: str) -> bytes:
        """Give the form as it goes over the wire."""
        sent = [*self.fields, ("csrf_token", token)] if self.with_token else self.fields
        return urlencode(sent, errors="surrogatepass").encode()


@st.composite
def _paths(draw: Any) -> str:
    pattern = draw(st.sampled_from([route.path for route in routes()] + ["/static/{draft}", "/{draft}", "//{draft}"]))
    values = {
        "{number}": draw(st.one_of(st.sampled_from(NUMBERS), TEXTS)),
        "{action}": draw(st.one_of(st.sampled_from(sorted(ACTIONS)), TEXTS)),
        "{draft}": draw(TEXTS),
    }
    for name, value in values.items():
        pattern = pattern.replace(name, quote(value.encode("utf-8", "surrogatepass"), safe=""))
    return pattern


_HEADERS = st.dictionaries(
    st.sampled_from("cookie origin referer user-agent accept-language if-none-match x-forwarded-for".split()),
    st.one_of(st.just(f"session={MARK}"), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)),
    max_size=2,
)
THROWN = st.builds(
    Thrown,
    who=st.sampled_from(WHO),
    method=st.one_of(st.just("POST"), st.sampled_from(METHODS)),
    path=_paths(),
    query=st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), TEXTS), TEXTS), max_size=3),
    fields=FIELDS,
    with_token=st.booleans() | st.just(True),
    headers=st.one_of(st.just({}), _HEADERS),
)
