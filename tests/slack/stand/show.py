"""Blocks as the plain text that a person reads on the screen. Looks only; presses nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
MARKS = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")


def mrkdwn(text: str) -> str:
    """Show text with Slack's marks: links by their words, bold and italics without marks, entities as characters.

    What stands between `<` and `>` unescaped is a link to Slack: its brackets are gone on the screen too.
    """
    shown = LINK.sub(lambda found: found[2] or found[1].lstrip("@#!"), text)
    for _ in range(2):
        shown = MARKS.sub(r"\2", shown)
    return html.unescape(shown)


def text_of(thing: Json | None) -> str:
    """Show a text object."""
    if not thing:
        return ""
    text = str(thing.get("text", ""))
    return mrkdwn(text) if thing.get("type") == "mrkdwn" else text


def lines_of(blocks: Iterable[Json]) -> list[str]:
    """Show blocks, line by line. A button is `[Akkoord]`."""
    return [line for block in blocks for line in _KINDS.get(block["type"], _unknown)(block) if line.strip()]


def label_of(element: Json) -> str:
    """Give the words on a button or select."""
    words = text_of(element.get("text")) or text_of(element.get("placeholder"))
    return words or str(element.get("action_id", ""))


def _section(block: Json) -> list[str]:
    lines = [text_of(block.get("text")), *(text_of(one) for one in block.get("fields", []))]
    return [*lines, *([_element(block["accessory"])] if block.get("accessory") else [])]


def _element(element: Json) -> str:
    if element["type"] == "image":
        return f"({element.get('alt_text', '')})"
    options = ", ".join(text_of(one["text"]) for one in element.get("options", []))
    return f"[{label_of(element)}: {options}]" if options else f"[{label_of(element)}]"


def _context(block: Json) -> list[str]:
    return [" ".join(_element(one) if one["type"] == "image" else text_of(one) for one in block["elements"])]


def _input(block: Json) -> list[str]:
    element = block["element"]
    options = ", ".join(text_of(one["text"]) for one in element.get("options", []))
    return [text_of(block["label"]), text_of(block.get("hint")), f"({options})" if options else ""]


def _rich_text(block: Json) -> list[str]:
    def words(element: Json) -> str:
        inside = element.get("elements")
        if inside is not None:
            return ("\n" if element["type"] == "rich_text_list" else "").join(words(one) for one in inside)
        return str(element.get("text") or element.get("url") or element.get("user_id") or element.get("name") or "")

    return words(block).splitlines()


def _table(block: Json) -> list[str]:
    def cell(one: Json) -> str:
        return " ".join(_rich_text(one)) if one["type"] == "rich_text" else str(one.get("text", one.get("value", "")))

    return ["  ".join(cell(one) for one in row) for row in block["rows"]]


def _unknown(block: Json) -> list[str]:
    return [f"({block['type']})"]


_KINDS: dict[str, Callable[[Json], list[str]]] = {
    "header": lambda block: [text_of(block["text"])],
    "section": _section,
    "divider": lambda block: [],
    "context": _context,
    "actions": lambda block: [" ".join(_element(one) for one in block["elements"])],
    "image": lambda block: [text_of(block.get("title")), f"({block['alt_text']})"],
    "input": _input,
    "rich_text": _rich_text,
    "markdown": lambda block: str(block["text"]).splitlines(),
    "table": _table,
}
