"""Lines of the log as earlier versions wrote them: read for ever, and written back as the very same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doorbraak.events import Audited
from storage.codec import from_body, to_body

RECORDED = [json.loads(line) for line in (Path(__file__).parent / "recorded_v1.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("line", RECORDED, ids=lambda line: line["kind"])
def test_a_line_of_before_is_read_and_written_back_unchanged(line: dict[str, str]) -> None:
    """What was added since is absent, and absent things are not written: the hashes stay what they were."""
    event = from_body(line["kind"], int(line["v"]), line["body"])

    assert event.origin is None
    assert to_body(event) == line["body"]


def test_a_refusal_of_before_has_its_facts_and_neither_target_nor_result() -> None:
    """The older form said both in its facts."""
    bodies = [line for line in RECORDED if line["kind"] == "audit" and '"above_cap"' in line["body"]]
    event = from_body("audit", 1, bodies[0]["body"])

    assert isinstance(event, Audited)
    assert (event.target, event.result) == (None, None)
    assert event.facts == {"command": "submit", "refusal": "above_cap", "request": ""}
