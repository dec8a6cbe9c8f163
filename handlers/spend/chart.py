"""The chart of what was spent as an own SVG: bars with their amounts beside them. Its table stands beside it.

Colours come from a style sheet by class: on a page the chart follows light, dark and paper; a picture brings its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers import wording as words

WIDTH = 260
ROW = 46
_BAR = 14
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what was spent, and behind it what was granted and not (yet) spent, in cents."""

    label: str
    spent_cents: int
    rest_cents: int


def shown_bars(bars: Sequence[Bar]) -> list[Bar]:
    """Give the bars that have a length."""
    return [bar for bar in bars if bar.spent_cents or bar.rest_cents]


def group(bars: Sequence[Bar]) -> Markup:
    """Draw bars below each other, the first at the top, in a width of WIDTH and ROW a bar."""
    widest = max(bar.spent_cents + bar.rest_cents for bar in bars)
    return Markup("").join(_bar(number, bar, widest) for number, bar in enumerate(bars))


def draw(title: str, bars: Sequence[Bar]) -> Markup:
    """Draw bars as an SVG with a title and a description for who does not see it; nothing when there are no bars."""
    shown = shown_bars(bars)
    if not shown:
        return Markup("")
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="chart-title chart-desc">'
        '<title id="chart-title">{title}</title><desc id="chart-desc">{desc}</desc>{inside}</svg>'
    ).format(width=WIDTH, height=ROW * len(shown), title=title, desc=_described(shown), inside=group(shown))


def _described(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label}: {words.format_euros(bar.spent_cents)}" for bar in bars) + "."


def _bar(number: int, bar: Bar, widest: int) -> Markup:
    top = number * ROW
    spent, rest = (_wide(cents, widest) for cents in (bar.spent_cents, bar.rest_cents))
    return Markup(
        '<g><text class="label" x="0" y="{text}">{label}</text>'
        '<text class="amount" x="{right}" y="{text}">{amount}</text>'
        '<rect class="track" x="0" y="{y}" width="{right}" height="{bar}" rx="3"/>'
        '<rect class="rest" x="0" y="{y}" width="{both}" height="{bar}" rx="3"/>'
        '<rect class="spent" x="0" y="{y}" width="{spent}" height="{bar}" rx="3"/></g>'
    ).format(
        text=top + 16,
        y=top + 23,
        right=WIDTH,
        bar=_BAR,
        label=bar.label,
        amount=words.format_euros(bar.spent_cents),
        both=spent + rest,
        spent=spent,
    )


def _wide(cents: int, widest: int) -> int:
    return max(_LEAST, round(cents / widest * WIDTH)) if cents else 0
