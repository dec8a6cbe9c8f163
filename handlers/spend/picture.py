"""The chart as a PNG for chat, with its heading in it. Drawn by resvg with one font that is shipped beside this file.

Without a font the renderer would leave out all text and say nothing; so the font is named, and nothing of the
machine's own fonts is used: the picture is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from textwrap import wrap

from markupsafe import Markup

from handlers.spend.chart import ROW, WIDTH, Bar, group, shown_bars

_FONT = Path(__file__).parent / "font" / "LiberationSans-Regular.ttf"
_FAMILY = "Liberation Sans"
_MARGIN = 16
_LINE = 18
_LETTERS = 36
_ZOOM = 2.5
_STYLE = """
text { font-family: "Liberation Sans"; font-size: 13px; fill: #1b1b1b }
.heading { font-size: 14px }
.legend { font-size: 11px; fill: #4a4a4a }
.amount { text-anchor: end }
.track { fill: #ececec }
.rest { fill: #a9c1d9 }
.spent { fill: #1d4f7c }
"""


def draw_png(title: str, bars: Sequence[Bar]) -> bytes:
    """Draw bars with a heading as PNG; no bytes when there is nothing to show."""
    shown = shown_bars(bars)
    if not shown:
        return b""
    from resvg_py import svg_to_bytes  # only a channel that sends pictures needs it

    return bytes(
        svg_to_bytes(
            svg_string=str(as_svg(title, shown)),
            style_sheet=_STYLE,
            background="#ffffff",
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_files=[_font()],
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )


def as_svg(title: str, bars: Sequence[Bar]) -> Markup:
    """Write the picture as a whole SVG file: heading, bars, and what the two colours mean."""
    heading = wrap(title, _LETTERS) or [""]
    top = _MARGIN + _LINE * len(heading) + _LINE // 2
    bottom = top + ROW * len(bars)
    lines = Markup("").join(
        Markup('<text class="heading" x="0" y="{y}">{line}</text>').format(y=_MARGIN + _LINE * number, line=line)
        for number, line in enumerate(heading, start=1)
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{left} 0 {width} {height}">'
        '{lines}<g transform="translate(0 {top})">{bars}</g>{legend}</svg>'
    ).format(
        width=WIDTH + 2 * _MARGIN,
        height=bottom + 2 * _MARGIN,
        left=-_MARGIN,
        top=top,
        lines=lines,
        bars=group(bars),
        legend=_legend(bottom + _MARGIN),
    )


def _legend(y: int) -> Markup:
    return Markup(
        '<rect class="spent" x="0" y="{square}" width="10" height="10"/>'
        '<text class="legend" x="14" y="{y}">uitgegeven</text>'
        '<rect class="rest" x="84" y="{square}" width="10" height="10"/>'
        '<text class="legend" x="98" y="{y}">toegekend, nog niet uitgegeven</text>'
    ).format(square=y - 9, y=y)


@cache
def _font() -> str:
    if not _FONT.is_file():
        raise FileNotFoundError(f"{_FONT.name} is missing: without it a picture has no text")
    return str(_FONT)
