"""The checks: first the schema made from Slack's own types, then what no schema can say (limits.py)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.slack.schema import limits, wording

FOLDER = Path(__file__).parent
LARGEST_VIEW = 250_000
"""Bytes of a view as JSON; above it Slack answers `view_too_large`."""
LONGEST_TEXT = 40_000
"""Characters of the text of a message; above it Slack answers `msg_too_long`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it."""

    path: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}; {self.mend}"


def check_message(message: dict[str, Any]) -> list[Problem]:
    """Check `text`, `blocks` and `metadata` of a message. Beside blocks the text says it too: not all see them."""
    problems = check_blocks(message.get("blocks") or [], "message")
    if message.get("metadata"):
        problems += check_metadata(message["metadata"])
    text = message.get("text") or ""
    if len(text) > LONGEST_TEXT:
        problems.append(Problem("text", f"{len(text)} characters, at most {LONGEST_TEXT}", "shorten it"))
    if not text.strip() and not message.get("attachments"):
        problems.append(Problem("text", "there is none", "say the whole content in plain words beside the blocks"))
    return problems


def check_view(view: dict[str, Any]) -> list[Problem]:
    """Check a modal."""
    return _check_whole_view("ModalView", "modal", view)


def check_home(view: dict[str, Any]) -> list[Problem]:
    """Check what is shown on the home tab."""
    return _check_whole_view("HomeView", "home", view)


def check_metadata(metadata: dict[str, Any]) -> list[Problem]:
    """Check the metadata of a message."""
    return _check_schema("blocks", "MessageMetadata", metadata, "metadata")


def check_manifest(manifest: dict[str, Any]) -> list[Problem]:
    """Check the manifest of an app, as Slack takes it when the app is made."""
    found = _check_schema("manifest", "Manifest", manifest, "")
    return found or [Problem(*one) for one in limits.of_manifest(manifest)]


def check_blocks(blocks: Any, surface: str) -> list[Problem]:
    """Check blocks for a surface: message, modal or home."""
    if not isinstance(blocks, list):
        return [Problem("blocks", "is no list", "send a list of blocks")]
    found = [problem for at, block in enumerate(blocks) for problem in _check_block(block, f"blocks[{at}]")]
    return found or [Problem(*one) for one in limits.of_blocks(blocks, surface)]


def _check_block(block: Any, path: str) -> list[Problem]:
    if isinstance(block, dict) and block.get("block_id"):
        path = f"{path} {block['block_id']!r}"
    return _check_schema("blocks", "KnownBlock", block, path)


def _check_whole_view(definition: str, surface: str, view: dict[str, Any]) -> list[Problem]:
    if not isinstance(view, dict):
        return [Problem("view", "is no object", "send a view")]
    frame = {**view, "blocks": []}
    problems = _check_schema("blocks", definition, frame, "view") + check_blocks(view.get("blocks"), surface)
    size = len(json.dumps(view).encode())
    if size > LARGEST_VIEW:
        problems.append(Problem("view", f"{size} bytes, at most {LARGEST_VIEW}", "show less of it"))
    return problems or [Problem(*one) for one in limits.of_view(view)]


def _check_schema(file: str, definition: str, value: Any, path: str) -> list[Problem]:
    found: dict[tuple[str, str], Problem] = {}
    for error in _validator(file, definition).iter_errors(value):
        where = wording.path_of(path, error.instance_path)
        problem = Problem(where, *wording.told(error.kind.name, error.kind.value, error.instance, error.message))
        found.setdefault((where, error.kind.name), problem)
    return list(found.values())


@cache
def _validator(file: str, definition: str) -> Any:
    whole = json.loads((FOLDER / f"{file}.schema.json").read_text(encoding="utf-8"))
    schema = {"$schema": whole["$schema"], "$ref": f"#/definitions/{definition}", "definitions": whole["definitions"]}
    return jsonschema_rs.validator_for(schema)
