"""The tool that makes the schema: limits read from descriptions, unions that become a choice on `type`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tools.slack_limits import add_limits
from tools.slack_schema import FOLDER, GENERATOR, ROOTS, TYPES, WEB_API, choose_by_type, reachable

STRING, LIST, NUMBER = (
    {"type": "string"},
    {"type": "array", "items": {"$ref": "#/definitions/TextObject"}},
    {"type": "number"},
)


@pytest.mark.parametrize(
    ("schema", "told", "limit"),
    [
        (STRING, "Maximum length for this field is 255 characters.", {"maxLength": 255}),
        (STRING, "Max length of 24\ncharacters.", {"maxLength": 24}),
        (STRING, "Limit 12,000 characters max.", {"maxLength": 12_000}),
        (STRING, "See {@link https://x/#a maximum of 3 characters}. A name.", {}),
        (LIST, "There is a maximum of 25 elements in each block.", {"maxItems": 25}),
        (LIST, "An array of up to 5 {@link Option}.", {"maxItems": 5}),
        (LIST, "Minimum 1, maximum 10 cards.", {"maxItems": 10, "minItems": 1}),
        (NUMBER, "Must be between 1 and 100.", {"minimum": 1, "maximum": 100}),
        (NUMBER, "Min `1`, Max `100`.", {"minimum": 1, "maximum": 100}),
    ],
)
def test_a_limit_in_a_description_becomes_one_of_the_schema(
    schema: dict[str, Any], told: str, limit: dict[str, Any]
) -> None:
    """In all the ways in which Slack writes them."""
    limited = add_limits({**schema, "description": told})

    assert {name: limited[name] for name in limited.keys() - schema.keys() - {"description"}} == limit


def test_a_limit_on_a_text_object_is_one_on_its_text() -> None:
    """Draft-07 reads nothing beside a reference."""
    told = {"$ref": "#/definitions/PlainTextElement", "description": "Maximum length for the text is 75 characters."}

    limited = add_limits(told, "text")

    assert limited == {"allOf": [{"$ref": told["$ref"]}, {"properties": {"text": {"maxLength": 75}}}]}


def test_a_union_becomes_a_choice_on_type() -> None:
    """An unknown type is one error, a known one leads to its own definition alone."""
    definitions = {name: {"type": "object", "properties": {"type": {"const": name}}} for name in ("divider", "header")}
    union = {"anyOf": [{"$ref": f"#/definitions/{name}"} for name in definitions]}

    choice = choose_by_type(union, definitions)

    assert "anyOf" not in choice
    assert choice["properties"]["type"]["enum"] == ["divider", "header"]
    assert [one["then"] for one in choice["allOf"]] == union["anyOf"]


@pytest.mark.parametrize(("file", "package"), [("blocks", TYPES), ("manifest", WEB_API)])
def test_what_is_committed_says_where_it_comes_from(file: str, package: str) -> None:
    """Origin, versions and licence; nothing that is not needed, and no block that takes anything."""
    schema = json.loads((FOLDER / f"{file}.schema.json").read_text(encoding="utf-8"))

    assert package in schema["$comment"]
    assert GENERATOR in schema["$comment"]
    assert Path(FOLDER, "LICENSE-slack-types.txt").exists()
    if file == "blocks":
        assert set(reachable(schema["definitions"])) == set(schema["definitions"])
        assert set(ROOTS) <= schema["definitions"].keys()
        assert "Block" not in schema["definitions"]
