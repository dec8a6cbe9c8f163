"""What Slack sends, to what was meant: who by home workspace, where, what; and what is none of ours."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.markup import as_typed
from handlers.slack.meta import Meta, meta_of
from handlers.slack.parse import Target, parse_filled, parse_picked, parse_tap, parse_target, parse_typed
from handlers.slack.parse_events import parse_direct, parse_left, parse_said
from handlers.slack.payload import Malformed
from tests.handlers.slack.payloads import COMMAND, FORM, MESSAGE, TAP


def _changed(payload: dict[str, Any], **event: Any) -> dict[str, Any]:
    copied = copy.deepcopy(payload)
    copied["event"] |= event
    return copied


def test_a_tap_is_by_the_home_workspace_and_at_the_place_of_the_channel() -> None:
    """Somebody of another organisation taps in a shared channel."""
    tap = parse_tap(TAP, "key")
    assert tap.by.account.address == "T02UWV:U02ANKE"
    assert tap.by.account.place == "T01TEST:C01REV"
    assert tap.by.account.programme == "utrecht"
    assert tap.about == Target("VE-2026-0042", 3, 0)
    assert (tap.action, tap.message_ts, tap.by.key) == ("approve", "1772.1", "key")


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("VE-2026-0042:1", Target("VE-2026-0042", 1)),
        ("VE-2026-0042:2:3", Target("VE-2026-0042", 2, 3)),
        ("VE-2026-0042", Target("VE-2026-0042", None)),
        ("VE-2026-0042:x:y", Target("VE-2026-0042", None)),
        ("Fatima:1", Target()),
        ("", Target()),
    ],
)
def test_the_value_of_a_button_names_a_request_its_revision_and_perhaps_a_route(value: str, target: Target) -> None:
    """What is no number of a request is no target: nothing typed gets through."""
    assert parse_target(value) == target


def test_a_form_gives_what_stands_in_each_field() -> None:
    """Typed, chosen, dated, ticked, and left empty."""
    values = parse_filled(FORM, "key").values
    assert values == {
        "reason": "",
        "verdict": "too_late",
        "needed_by": "2026-03-12",
        "urgent": "urgent",
        "expected_days": "20",
    }


def test_a_command_in_a_direct_message_is_in_no_place_of_a_programme() -> None:
    """Its channel is an address like any other; no place has it."""
    typed = parse_typed(COMMAND, "key")
    assert (typed.command, typed.text) == ("/doorbraak", "uitgaven per thema")
    assert typed.by.account.place == "T01TEST:D01"


def test_a_message_below_a_card_is_as_it_was_typed() -> None:
    """Slack escapes three characters; the home workspace is that of the writer."""
    said = parse_said(MESSAGE)
    assert said is not None
    assert as_typed(said.text, {}) == "W&I <belt>"
    assert said.by.account.address == "T02UWV:U02ANKE"
    assert (said.what, said.thread_ts) == ("new", "1772.1")


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B01"},
        {"subtype": "channel_join"},
        {"thread_ts": ""},
        {"thread_ts": "1773.1"},
        {"user": ""},
    ],
)
def test_what_no_person_said_in_a_thread_is_passed_over(event: dict[str, Any]) -> None:
    """Our own posts, joins, messages outside a thread."""
    assert parse_said(_changed(MESSAGE, **event)) is None


def test_an_edit_is_a_change_of_words_and_nothing_less() -> None:
    """A preview of a link comes as an edit too."""
    was = {"user": "U02ANKE", "text": "een", "ts": "1773.1", "thread_ts": "1772.1"}
    now = {**was, "text": "twee"}
    changed = _changed(MESSAGE, subtype="message_changed", message=now, previous_message=was)
    same = _changed(MESSAGE, subtype="message_changed", message=was, previous_message=was)
    gone = _changed(MESSAGE, subtype="message_deleted", previous_message=was)
    found = parse_said(changed)
    assert found is not None
    assert (found.what, found.text) == ("changed", "twee")
    assert parse_said(same) is None
    deleted = parse_said(gone)
    assert deleted is not None
    assert deleted.what == "deleted"


def test_a_direct_message_and_a_lost_channel_are_told_apart() -> None:
    """One is answered, the other is noted for the admin."""
    direct = parse_direct(_changed(MESSAGE, channel_type="im", files=[{"id": "F1"}]))
    assert direct is not None
    assert direct.files == 1
    assert parse_direct(MESSAGE) is None
    left = parse_left({"team_id": "T01TEST", "event": {"type": "group_left", "channel": "C01REV"}})
    assert (left.place, left.why) == ("T01TEST:C01REV", "not_in_channel")


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_comes_is_read_or_malformed(payload: object) -> None:
    """No other error, whatever stands in the fields."""
    body = {"user": payload, "team": payload, "view": payload, "actions": [payload], "event": payload, "team_id": "T"}
    for parse in (
        lambda: parse_tap(body, "k"),
        lambda: parse_filled(body, "k"),
        lambda: parse_typed(body, "k"),
        lambda: parse_picked(body, "k"),
        lambda: parse_said(body),
        lambda: parse_direct(body),
    ):
        try:
            parse()
        except Malformed:
            continue


def test_what_a_form_carries_comes_back_and_nothing_else() -> None:
    """Identifiers only; what is not ours is passed over."""
    meta = Meta(verb="object", number="VE-2026-0042", revision=2, programme="utrecht", asked=True)
    assert meta_of(meta.to_text()) == meta
    assert meta_of("{no") == meta_of("[1]") == meta_of('{"verb": 3, "more": 1}') == Meta()
