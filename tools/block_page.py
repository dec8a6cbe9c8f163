"""Slack's blocks as one HTML page, to take pictures of what the bot sends. A neutral look; no logo, nobody's colours.

Every kind of block and element that the bot uses is drawn; another one raises LookupError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from typing import Any

Json = Mapping[str, Any]

_CSS = """
*{box-sizing:border-box}body{margin:0;background:#e9e7e2;font:16px/1.4 system-ui,"DejaVu Sans",sans-serif;color:#1c2227}
main{width:390px;padding:14px;display:grid;gap:12px}
article,aside{background:#fff;border:1px solid #d5d2cb;border-radius:12px;padding:14px}
.who{display:flex;gap:8px;align-items:center;margin:0 0 8px;font-weight:700}
.face{width:30px;height:30px;border-radius:8px;background:#0b5c55;color:#fff;display:grid;place-items:center;font-size:14px}
.person .face{background:#6b5b95}.thread{margin-left:26px}
h1{font-size:18px;margin:0 0 12px;text-align:center}h2{font-size:18px;margin:14px 0 6px}h2:first-child{margin-top:0}
p{margin:0 0 10px;white-space:pre-wrap;overflow-wrap:anywhere}.small{color:#5b6570;font-size:13px}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 10px}.row:last-child,p:last-child,label:last-child{margin-bottom:0}
.button{border:1px solid #b9b5ac;border-radius:8px;padding:8px 12px;font-weight:600;font-size:15px;background:#fff}
.primary{background:#0b5c55;border-color:#0b5c55;color:#fff}.danger{color:#a1230f;border-color:#a1230f}
label{display:block;margin:0 0 12px}.name{font-weight:700;display:block}.free{font-weight:400;color:#5b6570}
.box{display:block;border:1px solid #b9b5ac;border-radius:8px;padding:9px 11px;min-height:42px;margin-top:4px}
.box{white-space:pre-wrap}
.tall{min-height:74px}.picks::after{content:" \\25be";float:right}.tick{display:block;margin-top:4px}
.foot{display:flex;justify-content:flex-end;gap:8px;margin-top:14px}
hr{border:0;border-top:1px solid #d5d2cb;margin:10px 0}
"""


def page(parts: Iterable[str]) -> str:
    """Put parts below each other on a page as wide as a phone."""
    head = f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>Slack</title><style>{_CSS}</style>'
    return f"{head}<main>{''.join(parts)}</main></html>"


def message(who: str, blocks: Iterable[Json], *, text: str = "", thread: bool = False, person: bool = False) -> str:
    """Draw a message in a channel, below its card when it is in a thread."""
    kinds = " ".join(one for one, on in (("thread", thread), ("person", person)) if on)
    inside = drawn(blocks) or f"<p>{_marked(text)}</p>"
    face = f'<p class="who"><span class="face">{escape(who[:1].upper())}</span>{escape(who)}</p>'
    return f'<article class="{kinds}">{face}{inside}</article>'


def modal(view: Json, typed: Mapping[str, str] | None = None) -> str:
    """Draw a form, with what was typed into its fields by block id."""
    buttons = [
        f'<span class="button{kind}">{_text(view[name])}</span>'
        for name, kind in (("close", ""), ("submit", " primary"))
        if view.get(name)
    ]
    foot = f'<div class="foot">{"".join(buttons)}</div>'
    return f"<aside><h1>{_text(view['title'])}</h1>{drawn(view['blocks'], typed or {})}{foot}</aside>"


def home(view: Json) -> str:
    """Draw the home of the app."""
    return f"<aside>{drawn(view['blocks'])}</aside>"


def drawn(blocks: Iterable[Json], typed: Mapping[str, str] | None = None) -> str:
    """Draw blocks. Raises LookupError for a kind that nobody drew yet."""
    return "".join(_kind(_BLOCKS, block)(block, typed or {}) for block in blocks)


def _kind(table: Mapping[str, Callable[..., str]], thing: Json) -> Callable[..., str]:
    if thing["type"] not in table:
        raise LookupError(f"{thing['type']} is not drawn yet: add it to tools/block_page.py")
    return table[thing["type"]]


def _text(thing: Json | None) -> str:
    """Give a text object as HTML."""
    if not thing:
        return ""
    return _marked(str(thing["text"])) if thing["type"] == "mrkdwn" else escape(str(thing["text"]))


def _marked(text: str) -> str:
    shown = escape(unescape(text))
    shown = re.sub(r"(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])", r"<strong>\1</strong>", shown)
    return re.sub(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)", r"<em>\1</em>", shown)


def _section(block: Json, typed: Mapping[str, str]) -> str:
    texts = [block.get("text"), *block.get("fields", ())]
    beside = _element(block["accessory"], typed) if block.get("accessory") else ""
    return "".join(f"<p>{_text(one)}</p>" for one in texts if one) + beside


def _context(block: Json, typed: Mapping[str, str]) -> str:
    said = (_text(one) if one["type"] != "image" else _element(one, typed) for one in block["elements"])
    return f'<p class="small">{" ".join(said)}</p>'


def _actions(block: Json, typed: Mapping[str, str]) -> str:
    return f'<div class="row">{"".join(_element(one, typed) for one in block["elements"])}</div>'


def _input(block: Json, typed: Mapping[str, str]) -> str:
    element = block["element"]
    value = typed.get(str(block.get("block_id", "")), "")
    free = ' <span class="free">(niet verplicht)</span>' if block.get("optional") else ""
    hint = f'<span class="small">{_text(block["hint"])}</span>' if block.get("hint") else ""
    shown = _element(element, {"": value})
    return f'<label><span class="name">{_text(block["label"])}{free}</span>{shown}{hint}</label>'


def _element(element: Json, typed: Mapping[str, str]) -> str:
    return _kind(_ELEMENTS, element)(element, typed.get("", ""))


def _button(element: Json, _value: str) -> str:
    return f'<span class="button {element.get("style", "")}">{_text(element["text"])}</span>'


def _typed(element: Json, value: str) -> str:
    tall = " tall" if element.get("multiline") else ""
    return f'<span class="box{tall}">{escape(value or element.get("initial_value", ""))}</span>'


def _select(element: Json, value: str) -> str:
    chosen = next((one for one in element["options"] if one["value"] == value), element.get("initial_option"))
    shown = _text(chosen["text"]) if chosen else _text(element.get("placeholder"))
    return f'<span class="box picks">{shown}</span>'


def _options(element: Json, value: str) -> str:
    marks = {"radio_buttons": ("\u25c9", "\u25cb"), "checkboxes": ("\u2611", "\u2610")}[element["type"]]
    chosen = {one["value"] for one in element.get("initial_options", ())} | {value}
    if element.get("initial_option"):
        chosen |= {element["initial_option"]["value"]}
    lines = (f"{marks[one['value'] not in chosen]} {_text(one['text'])}" for one in element["options"])
    return "".join(f'<span class="tick">{line}</span>' for line in lines)


def _picker(element: Json, value: str) -> str:
    initial = element.get("initial_date") or element.get("initial_time") or ""
    return f'<span class="box picks">{escape(value or initial)}</span>'


def _image(block: Json, _typed: object) -> str:
    return f'<p class="small">{escape(str(block.get("alt_text", "")))}</p>'


_BLOCKS: dict[str, Callable[..., str]] = {
    "header": lambda block, _: f"<h2>{_text(block['text'])}</h2>",
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "divider": lambda _block, _: "<hr>",
}
_ELEMENTS: dict[str, Callable[..., str]] = {
    "button": _button,
    "plain_text_input": _typed,
    "static_select": _select,
    "radio_buttons": _options,
    "checkboxes": _options,
    "datepicker": _picker,
    "timepicker": _picker,
    "image": _image,
}
