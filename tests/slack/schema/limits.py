"""What Slack refuses and no schema can say: counts, ids that must differ, fields that need each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

Found = tuple[str, str, str]
"""Path, what is wrong, how to mend it."""

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
ONLY_IN_MESSAGES = {"markdown", "table", "file", "context_actions", "task_card", "plan"}
LONGEST_INPUT = 3000


def of_blocks(blocks: list[dict[str, Any]], surface: str) -> Iterator[Found]:
    """Give what is wrong with blocks that each fit the schema."""
    most = MOST_BLOCKS[surface]
    if len(blocks) > most:
        yield "blocks", f"{len(blocks)} blocks, at most {most} in a {surface}", f"leave {len(blocks) - most} out"
    for name, times in Counter(one["block_id"] for one in blocks if one.get("block_id")).items():
        if times > 1:
            yield "blocks", f"block_id {name!r} stands {times} times", "give each block an id of its own"
    for at, block in enumerate(blocks):
        yield from _of_block(block, f"blocks[{at}]", surface)


def _of_block(block: dict[str, Any], path: str, surface: str) -> Iterator[Found]:
    kind = block["type"]
    if kind in ONLY_IN_MESSAGES and surface != "message":
        yield path, f"a {kind} block in a {surface}", "use it in messages only"
    if kind == "section" and not block.get("text") and not block.get("fields"):
        yield path, "a section without text and fields", "give 'text' or 'fields'"
    for name, times in Counter(one["action_id"] for one in _elements(block) if one.get("action_id")).items():
        if times > 1:
            yield path, f"action_id {name!r} stands {times} times", "give each element of a block an id of its own"
    for element in _elements(block):
        yield from _of_element(element, f"{path}.{element['type']}", surface)


def _of_element(element: dict[str, Any], path: str, surface: str) -> Iterator[Found]:
    if element["type"] == "file_input" and surface != "modal":
        yield path, f"a file_input in a {surface}", "use it in modals only"
    if element["type"] in {"static_select", "multi_static_select"}:
        yield from _of_select(element, path)
    choices = _choices(element)
    for chosen in [element.get("initial_option"), *(element.get("initial_options") or [])]:
        if chosen and chosen not in choices:
            yield path, f"the initial option {chosen.get('value')!r} is no option", "copy it from 'options', whole"
    for value, times in Counter(one["value"] for one in choices if one.get("value")).items():
        if times > 1:
            yield path, f"the value {value!r} stands {times} times", "give each option a value of its own"
    if element["type"] == "plain_text_input":
        yield from _of_input(element, path)


def _of_select(element: dict[str, Any], path: str) -> Iterator[Found]:
    if bool(element.get("options")) == bool(element.get("option_groups")):
        yield path, "needs either 'options' or 'option_groups'", "give one of the two"
    for option in _choices(element):
        if not option.get("value"):
            yield path, f"the option {option['text']['text']!r} has no value", "give it one"


def _of_input(element: dict[str, Any], path: str) -> Iterator[Found]:
    most, least = element.get("max_length", LONGEST_INPUT), element.get("min_length", 0)
    if least > most:
        yield path, f"min_length {least} is more than max_length {most}", "swap them"
    if len(element.get("initial_value") or "") > most:
        long = len(element["initial_value"])
        yield path, f"initial_value has {long} characters, at most {most}", "shorten it or raise max_length"


def of_view(view: dict[str, Any]) -> Iterator[Found]:
    """Give what is wrong with a view that fits the schema."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    if view["type"] == "modal" and inputs and not view.get("submit"):
        yield "view.submit", "there is none, and the view has inputs", "give 'submit'"
    focused = [one for block in view["blocks"] for one in _elements(block) if one.get("focus_on_load")]
    if len(focused) > 1:
        yield "view", f"focus_on_load stands {len(focused)} times", "keep one"


def of_manifest(manifest: dict[str, Any]) -> Iterator[Found]:
    """Give what is wrong with a manifest that fits the schema."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    socket = settings.get("socket_mode_enabled", False)
    events = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    if not socket and events.get("bot_events") and not events.get("request_url"):
        yield "settings.event_subscriptions", "events without a request_url", "give one, or enable Socket Mode"
    if not socket and interactivity.get("is_enabled") and not interactivity.get("request_url"):
        yield "settings.interactivity", "enabled without a request_url", "give one, or enable Socket Mode"
    for at, command in enumerate(features.get("slash_commands", [])):
        if not socket and not command.get("url"):
            yield f"features.slash_commands[{at}]", "no url", "give one, or enable Socket Mode"
    if features.get("slash_commands") and "commands" not in manifest.get("oauth_config", {}).get("scopes", {}).get(
        "bot", []
    ):
        yield "oauth_config.scopes.bot", "slash commands without the scope 'commands'", "add it"
    if manifest.get("oauth_config", {}).get("scopes", {}).get("bot") and not features.get("bot_user"):
        yield "features.bot_user", "bot scopes without a bot user", "give 'bot_user'"


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the interactive elements of a block."""
    several = block.get("elements", []) if block["type"] in {"actions", "context_actions"} else []
    return [*several, *(one for one in (block.get("element"), block.get("accessory")) if one)]


def _choices(element: dict[str, Any]) -> list[dict[str, Any]]:
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group["options"])]
