"""Limits for the schema of Slack: read from the descriptions of the types, and those that stand in the reference only.

Used by tools/slack_schema.py. Draft-07 looks at nothing beside a `$ref`, so such a limit goes in `allOf`.
"""

from __future__ import annotations

import re
from typing import Any

LINK = re.compile(r"\{@link[^}]*\}")
CHARACTERS = re.compile(r"(?:max(?:imum)?|limit)\b[^.]*?(\d[\d,]*) characters", re.I)
EACH_CHARACTERS = re.compile(r"text in each item is (\d+) characters", re.I)
AT_LEAST_ONE = re.compile(r"min(?:imum)?(?: length(?: for the `text` in this field)? is| of)? `?1\b", re.I)
MOST = re.compile(r"(?:max(?:imum)?(?: number of [\w ]+ is| of| value is)?|up to|between 1 and) `?(\d+)", re.I)
CELLS = re.compile(r"max of (\d+) table cells")

NOT_EMPTY = {"elements", "options", "option_groups", "fields"}
"""Lists that Slack refuses when nothing is in them."""
DATES = {"initial_date": r"^\d{4}-\d{2}-\d{2}$", "initial_time": r"^([01]\d|2[0-3]):[0-5]\d$"}
NUMBERS = {"max_length": {"minimum": 1, "maximum": 3000}, "min_length": {"minimum": 0, "maximum": 3000}}
BY_HAND = {"value": 2000, "external_id": 255, "private_metadata": 3000, "image_url": 3000}
"""Property to most characters, where no description says it; one that does goes first."""


def add_limits(schema: Any, name: str = "") -> Any:
    """Give the schema with the limits of its descriptions, all the way down. `name` is the property it describes."""
    if isinstance(schema, list):
        return [add_limits(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    limited = {key: _inside(key, one) for key, one in schema.items()}
    return _limit(limited, name, " ".join(LINK.sub("", str(schema.get("description", ""))).split()))


def _inside(key: str, schema: Any) -> Any:
    if key == "properties":
        return {name: add_limits(one, name) for name, one in schema.items()}
    return add_limits(schema)


def _limit(schema: dict[str, Any], name: str, told: str) -> dict[str, Any]:
    characters = CHARACTERS.search(told)
    most = int(characters[1].replace(",", "")) if characters else BY_HAND.get(name)
    kind = schema.get("type")
    if kind == "string" and "const" not in schema and "enum" not in schema:
        return {**schema, **_of_string(name, told, most)}
    if kind == "array":
        return _of_array(schema, name, told)
    if kind == "number":
        return {**schema, **_of_number(told), **NUMBERS.get(name, {})}
    if "$ref" in schema and most and name not in {"options", "elements"}:
        short = {"properties": {"text": {"maxLength": most}}}
        return {"allOf": [{"$ref": schema["$ref"]}, short]}
    return schema


def _of_string(name: str, told: str, most: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {"maxLength": most} if most else {}
    if AT_LEAST_ONE.search(told) or name in {"text", "action_id", "block_id", "alt_text"}:
        found["minLength"] = 1
    if name in DATES:
        found["pattern"] = DATES[name]
    return found


def _of_array(schema: dict[str, Any], name: str, told: str) -> dict[str, Any]:
    limited = dict(schema)
    if most := MOST.search(told):
        limited["maxItems"] = int(most[1])
    if name in NOT_EMPTY or AT_LEAST_ONE.search(told):
        limited["minItems"] = 1
    if each := EACH_CHARACTERS.search(told):
        limited["items"] = {"allOf": [schema["items"], {"properties": {"text": {"maxLength": int(each[1])}}}]}
    if cells := CELLS.search(told):
        limited["items"] = {**schema["items"], "maxItems": int(cells[1])}
    return limited


def _of_number(told: str) -> dict[str, Any]:
    found: dict[str, Any] = {"minimum": 1} if AT_LEAST_ONE.search(told) or "between 1 and" in told else {}
    if most := MOST.search(told):
        found["maximum"] = int(most[1])
    return found


# --- the manifest -----------------------------------------------------------------------------------------------------

URL, COLOUR = r"^https?://", r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"
MANIFEST: dict[tuple[str, str], dict[str, Any]] = {
    ("display_information", "name"): {"minLength": 1},
    ("display_information", "long_description"): {"minLength": 175},
    ("display_information", "background_color"): {"pattern": COLOUR},
    ("shortcuts", "name"): {"minLength": 1, "maxLength": 24},
    ("slash_commands", "command"): {"pattern": r"^/\S+$"},
    ("slash_commands", "url"): {"pattern": URL, "maxLength": 3000},
    ("slash_commands", "description"): {"minLength": 1},
    ("slash_commands", "usage_hint"): {"minLength": 1},
    ("event_subscriptions", "request_url"): {"pattern": URL, "maxLength": 3500},
    ("interactivity", "request_url"): {"pattern": URL, "maxLength": 3500},
}
"""Part of the manifest and property to what the reference of manifests says and the types do not."""


def limit_manifest(schema: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of the manifest with its limits, refusing keys that Slack does not know."""
    limited = _without_descriptions(_part(add_limits(schema), ""))
    limited["definitions"]["Manifest"]["additionalProperties"] = False
    return {"$ref": limited["$ref"], "definitions": limited["definitions"]}


def _part(schema: Any, part: str) -> Any:
    if isinstance(schema, list):
        return [_part(one, part) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _part(one, part) for key, one in schema.items() if key != "properties"}
    if "properties" in schema:
        found["properties"] = {
            name: {**_part(one, name), **MANIFEST.get((part, name), {})} for name, one in schema["properties"].items()
        }
    return found


def _without_descriptions(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_descriptions(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _without_descriptions(value) for name, value in one.items()}
        if key == "properties"
        else _without_descriptions(one)
        for key, one in schema.items()
        if key != "description" or not isinstance(one, str)
    }
