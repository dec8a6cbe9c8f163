"""The chart of Uitgaven as an own SVG: bars with their amounts beside them. Its table stands on the same page.

Colours come from the style sheet by class, so that the chart follows light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers import wording as words

_WIDTH = 260
_ROW = 46
_BAR = 14
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what was spent, and behind it what was granted and not (yet) spent, in cents."""

    label: str
    spent_cents: int
    rest_cents: int


def draw(title: str, bars: Sequence[Bar]) -> Markup:
    """Draw bars as an SVG with a title and a description for who does not see it; nothing when there are no bars."""
    shown = [bar for bar in bars if bar.spent_cents or bar.rest_cents]
    if not shown:
        return Markup("")
    widest = max(bar.spent_cents + bar.rest_cents for bar in shown)
    inside = Markup("").join(_bar(number, bar, widest) for number, bar in enumerate(shown))
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-labelledby="chart-title chart-desc">'
        '<title id="chart-title">{title}</title><desc id="chart-desc">{desc}</desc>{inside}</svg>'
    ).format(width=_WIDTH, height=_ROW * len(shown), title=title, desc=_described(shown), inside=inside)


def _described(bars: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label}: {words.format_euros(bar.spent_cents)}" for bar in bars) + "."


def _bar(number: int, bar: Bar, widest: int) -> Markup:
    top = number * _ROW
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
        right=_WIDTH,
        bar=_BAR,
        label=bar.label,
        amount=words.format_euros(bar.spent_cents),
        both=spent + rest,
        spent=spent,
    )


def _wide(cents: int, widest: int) -> int:
    return max(_LEAST, round(cents / widest * _WIDTH)) if cents else 0
