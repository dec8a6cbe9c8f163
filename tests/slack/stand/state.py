"""What people filled in, as Slack puts it in `state.values`, and what the client itself refuses before it sends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from tests.slack.stand.errors import NotOnTheScreen
from tests.slack.stand.messages import elements_of
from tests.slack.stand.show import text_of

Json = dict[str, Any]
Typed = dict[tuple[str, str], Json]
"""(block id, action id) to the state of that element."""

TEXTS = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
PICKERS = {"datepicker": ("selected_date", "initial_date"), "timepicker": ("selected_time", "initial_time")}
SELECTS = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
ONE = {"static_select", "external_select", "radio_buttons"}
MANY = {"checkboxes", "multi_static_select", "multi_external_select"}
STATELESS = {"button", "overflow", "workflow_button", "image", "feedback_buttons", "icon_button"}


def values_of(blocks: Iterable[Json], typed: Typed) -> dict[str, dict[str, Json]]:
    """Give `state.values` of what is on the screen: what was typed, else what stood there at first."""
    found: dict[str, dict[str, Json]] = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] not in STATELESS:
                key = (block["block_id"], element["action_id"])
                found.setdefault(key[0], {})[key[1]] = typed.get(key) or initial_of(element)
    return found


def initial_of(element: Json) -> Json:
    """Give the state of an element that nobody touched."""
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in ONE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in MANY:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": element.get("initial_date_time")}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": element.get("initial_value")}
    if kind == "file_input":
        return {"type": kind, "files": []}
    selected, initial = (PICKERS | SELECTS)[kind]
    return {"type": kind, selected: element.get(initial, [] if kind.startswith("multi_") else None)}


def state_of(element: Json, value: Any) -> Json:
    """Give the state of an element in which somebody filled this in; None or "" makes it empty again."""
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": str(value) if value not in (None, "") else None}
    if kind in ONE:
        return {"type": kind, "selected_option": option_of(element, value) if value else None}
    if kind in MANY:
        wanted = [value] if isinstance(value, str) else list(value or [])
        return {"type": kind, "selected_options": [option_of(element, one) for one in wanted]}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(value.timestamp() if isinstance(value, datetime) else value)}
    if kind in PICKERS:
        return {"type": kind, PICKERS[kind][0]: _moment(value)}
    if kind in SELECTS:
        return {"type": kind, SELECTS[kind][0]: value}
    if kind == "rich_text_input":
        inside = [{"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}]
        return {"type": kind, "rich_text_value": {"type": "rich_text", "elements": inside} if value else None}
    raise NotOnTheScreen(f"nobody can fill in a {kind}")


def option_of(element: Json, wanted: str) -> Json:
    """Give the option with this value or these words."""
    groups = element.get("option_groups") or []
    options = [*(element.get("options") or []), *(one for group in groups for one in group["options"])]
    for option in options:
        if wanted in (option.get("value"), text_of(option["text"])):
            return option
    raise NotOnTheScreen(f"no option {wanted!r}; there are {[text_of(one['text']) for one in options]}")


def _moment(value: Any) -> str | None:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return value.strftime("%H:%M") if isinstance(value, time) else (value or None)


# --- what the client of a person says before anything is sent --------------------------------------------------------


def refused_by_client(blocks: Iterable[Json], typed: Typed) -> dict[str, str]:
    """Give block id to what Slack's own client says under it; empty when the form can be sent."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            state = typed.get((block["block_id"], element["action_id"])) or initial_of(element)
            if said := _refusal(block, element, _content(state)):
                found[block["block_id"]] = said
    return found


def _content(state: Json) -> Any:
    return next((value for name, value in state.items() if name != "type"), None)


def _refusal(block: Json, element: Json, content: Any) -> str:
    if not content:
        return "" if block.get("optional") else "Please complete this required field."
    if element["type"] in TEXTS:
        return _refusal_of_text(element, str(content))
    return ""


def _refusal_of_text(element: Json, text: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not least <= len(text) <= most:
        return f"Please use between {least} and {most} characters."
    check = _SHAPES.get(element["type"])
    return check(element, text) if check else ""


def _number(element: Json, text: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+", text):
        return "Please enter a valid number."
    low, high = element.get("min_value"), element.get("max_value")
    within = (low is None or float(text) >= float(low)) and (high is None or float(text) <= float(high))
    return "" if within else f"Please enter a number between {low} and {high}."


_SHAPES: dict[str, Callable[[Json, str], str]] = {
    "number_input": _number,
    "email_text_input": lambda _, text: "" if re.fullmatch(r"\S+@\S+\.\S+", text) else "Please enter a valid email.",
    "url_text_input": lambda _, text: "" if re.match(r"https?://", text) else "Please enter a valid URL.",
}
