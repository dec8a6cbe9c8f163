"""Slack's building blocks as plain dicts, and its limits. What a card or a form says is made elsewhere.

Typed texts go into `plain_text`, where nothing is formatting, a link or a mention. `mrkdwn` is for our own words.
Limits: docs.slack.dev, reference of Block Kit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from handlers.slack.names import FIELD

Block = dict[str, Any]

MOST_IN_SECTION = 2900
"""Slack takes 3,000 characters and counts some of them twice."""
MOST_ON_BUTTON = 75
MOST_IN_TITLE = 24
MOST_IN_HINT = 2000
MOST_IN_ROW = 25
MOST_IN_VIEW = 100
MOST_TO_CHOOSE = 100
MOST_TYPED = 3000
"""So much fits in a field of a form, counted as JavaScript does."""
MOST_IN_MESSAGE = 12_000
"""So much text fits in the blocks of a message; Slack refuses much more than this."""
_FORMATTING = str.maketrans(dict.fromkeys("*_~`", ""))


def escaped(text: str) -> str:
    """Escape what Slack would take for a link, a mention or the start of an entity."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Give words of a programme (a district, a name) so that they stay what they are between our own formatting."""
    return escaped(text).translate(_FORMATTING)


def shortened(text: str, most: int) -> str:
    """Cut a label to what fits, and show that it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def plain(text: str, most: int = MOST_IN_SECTION) -> dict[str, Any]:
    """Give a text in which nothing is formatting."""
    return {"type": "plain_text", "text": shortened(text, most) or " ", "emoji": False}


def marked(text: str) -> dict[str, Any]:
    """Give a text of ours with formatting; what others typed in it is escaped already."""
    return {"type": "mrkdwn", "text": text or " ", "verbatim": True}


def section(text: str) -> list[Block]:
    """Give a typed text as sections: as many as it needs, cut at line ends or spaces."""
    return [{"type": "section", "text": plain(part)} for part in parts_of(text)]


def strong(text: str) -> Block:
    """Give a line of ours with formatting."""
    return {"type": "section", "text": marked(shortened(text, MOST_IN_SECTION))}


def small(text: str) -> Block:
    """Give a line in small grey letters."""
    return {"type": "context", "elements": [plain(text, 2000)]}


def parts_of(text: str) -> list[str]:
    """Cut a text into parts that fit into a section; nothing of it is lost."""
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > MOST_IN_SECTION:
        cut = max(rest.rfind("\n", 0, MOST_IN_SECTION), rest.rfind(" ", 0, MOST_IN_SECTION))
        cut = cut if cut > 0 else MOST_IN_SECTION
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def button(action: str, word: str, value: str, **more: Any) -> dict[str, Any]:
    """Give a button. Its value carries no authority: who may is looked up at the tap."""
    return {"type": "button", "action_id": action, "text": plain(word, MOST_ON_BUTTON), "value": value, **more}


def rows(name: str, elements: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Give rows of buttons. In one row no action comes twice and there are at most 25; the first row has the name."""
    made: list[list[Mapping[str, Any]]] = []
    for element in elements:
        there = made[-1] if made else None
        if there is None or len(there) == MOST_IN_ROW or any(one["action_id"] == element["action_id"] for one in there):
            made.append(there := [])
        there.append(element)
    named = (name if number == 0 else f"{name}#{number}" for number in range(len(made)))
    return [{"type": "actions", "block_id": one, "elements": row} for one, row in zip(named, made, strict=True)]


def confirmation(title: str, text: str, yes: str, no: str) -> dict[str, Any]:
    """Give the question that a button asks once more."""
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def entry(name: str, label: str, element: dict[str, Any], *, hint: str = "", optional: bool = False) -> Block:
    """Give a field of a form: its block id is the field's name, its action id the same for all."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {"action_id": FIELD, **element},
        "optional": optional,
    }
    return block | ({"hint": plain(hint, MOST_IN_HINT)} if hint else {})


def text_entry(value: str = "", *, most: int = 0, several_lines: bool = False) -> dict[str, Any]:
    """Give a text to type, with what stands in it.

    Slack refuses a whole form in which a text is longer than its field takes, such as one that was begun on the web:
    then the field takes as much as Slack can, and what is too long is said when it is sent.
    """
    element: dict[str, Any] = {"type": "plain_text_input", "multiline": several_lines}
    there = _fits(value)
    if most:
        element["max_length"] = most if len(there.encode("utf-16-le")) <= 2 * most else MOST_TYPED
    return element | ({"initial_value": there} if there else {})


def _fits(value: str) -> str:
    return value.encode("utf-16-le")[: 2 * MOST_TYPED].decode("utf-16-le", "ignore")


def choice(kind: str, options: Iterable[tuple[str, str]], chosen: str = "") -> dict[str, Any]:
    """Give a choice out of (value, word): `static_select` or `radio_buttons`."""
    made = [option(value, word) for value, word in options]
    element: dict[str, Any] = {"type": kind, **({"options": made} if len(made) <= MOST_TO_CHOOSE else _grouped(made))}
    initial = next((one for one in made if one["value"] == chosen), None)
    return element | ({"initial_option": initial} if initial else {})


def _grouped(options: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give more options than fit in one list, in groups that are called after their first and last word."""
    groups = [options[at : at + MOST_TO_CHOOSE] for at in range(0, len(options), MOST_TO_CHOOSE)]
    return {
        "option_groups": [
            {"label": plain(f"{one[0]['text']['text']} – {one[-1]['text']['text']}", MOST_ON_BUTTON), "options": one}
            for one in groups
        ]
    }


def option(value: str, word: str) -> dict[str, Any]:
    """Give one thing to choose."""
    return {"text": plain(word, MOST_ON_BUTTON), "value": value}


def tick(value: str, word: str, *, ticked: bool = False) -> dict[str, Any]:
    """Give one box to tick."""
    made = [option(value, word)]
    return {"type": "checkboxes", "options": made} | ({"initial_options": made} if ticked else {})


def day(chosen: str = "") -> dict[str, Any]:
    """Give a date to choose; `chosen` is ISO, anything else is none."""
    return {"type": "datepicker"} | ({"initial_date": chosen} if is_day(chosen) else {})


def is_day(text: str) -> bool:
    """Claim that this is a date as Slack takes it: 2026-03-09."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def clock_time(chosen: str = "") -> dict[str, Any]:
    """Give a time of day to choose; `chosen` as 17:00."""
    return {"type": "timepicker"} | ({"initial_time": chosen} if chosen else {})


def view(
    callback: str, title: str, blocks: Sequence[Block], *, submit: str = "", close: str = "Stop", metadata: str = ""
) -> dict[str, Any]:
    """Give a modal."""
    made: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, MOST_IN_TITLE),
        "close": plain(close, MOST_IN_TITLE),
        "blocks": list(blocks)[:MOST_IN_VIEW],
        "private_metadata": metadata,
    }
    return made | ({"submit": plain(submit, MOST_IN_TITLE)} if submit else {})
