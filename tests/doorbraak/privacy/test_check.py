"""The privacy check: what is found, where, at which level, and how fast."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from doorbraak.privacy import Lists, check
from tests.doorbraak.privacy.sentences import ASKED, NEGATIVE, POSITIVE
from tests.timing import quickest

BLOCKED = {"bsn", "iban", "phone", "email", "address"}
LABELLED: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("privacy_dev.yaml").read_text("utf-8"))
HOSTILE = (
    *("1", "1 ", "06 ", "+1 ", "nl11 ", "a at ", "a@", "@", "a.", "straat1 ", "Aa 1 ", "bsn 1234567 ", "1234ab ", " "),
    *(
        "\n",
        "\u200b",
        "e\u0301",
        "(",
        "nr 1 ",
        "tel 1",
        "punt ",
        "x punt ",
        "woont op ",
        "0.",
        "Van ",
        "nl91 abna 0417 ",
    ),
)


@pytest.mark.parametrize(("text", "kind", "found"), POSITIVE)
def test_a_private_detail_is_blocked(text: str, kind: str, found: str) -> None:
    """The detail is found once, with its kind, and exactly its own characters."""
    blocked = [(find.kind, find.text) for find in check(text) if find.level == "block"]
    assert (kind, found) in blocked
    assert {other for other, _ in blocked} == {kind}


@pytest.mark.parametrize(("text", "kind", "found"), ASKED)
def test_a_doubtful_detail_is_asked_about(text: str, kind: str, found: str) -> None:
    """A number on a paper and a postcode alone do not block."""
    assert [(find.kind, find.text, find.level) for find in check(text)] == [(kind, found, "ask")]


@pytest.mark.parametrize("text", NEGATIVE)
def test_an_ordinary_sentence_is_not_blocked(text: str) -> None:
    """Amounts, dates, articles, service numbers and streets alone tell nobody who the client is."""
    assert [find for find in check(text) if find.level == "block"] == []


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["id"])
def test_a_labelled_sentence_gives_exactly_its_blocked_details(row: dict[str, Any]) -> None:
    """Every labelled detail of a blocked kind is found, and nothing else is blocked."""
    wanted = [(span["kind"], span["text"]) for span in row["spans"] if span["kind"] in BLOCKED]
    assert [(find.kind, find.text) for find in check(row["text"]) if find.level == "block"] == wanted


@given(st.text(alphabet="0612345678 -.+()€@aàé\u0301\uff11\u200b\u00a0\u2013½ﬁKkanaalstraatNLbisAB,\n", max_size=120))
def test_offsets_always_point_into_the_original_text(text: str) -> None:
    """Whatever was typed: each find is literally there, they are sorted, and none overlaps."""
    finds = check(text)
    assert all(text[find.start : find.end] == find.text and find.text for find in finds)
    assert all(one.end <= other.start for one, other in zip(finds, finds[1:], strict=False))


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_no_more_than_a_moment(piece: str) -> None:
    """Ten thousand characters made to trap a pattern; a trap would take seconds, we use hundredths of one."""
    text = (piece * 10_000)[:10_000]
    assert quickest(lambda: check(text), times=2) < 1.0


def test_a_text_of_the_longest_allowed_length_is_checked_in_milliseconds() -> None:
    """1,500 characters full of private details take eight milliseconds; four times that is allowed."""
    text = " ".join(row["text"] for row in LABELLED)[:1500]
    assert quickest(lambda: check(text)) < 0.032


def test_a_street_of_the_programme_needs_no_street_type() -> None:
    """Which names are streets differs per town, so they come in as a list."""
    assert check("Neude 11 is gesloten") == ()
    assert [find.text for find in check("Neude 11 is gesloten", lists=Lists(streets=frozenset({"neude"})))] == [
        "Neude 11"
    ]


def test_there_are_enough_sentences_of_our_own() -> None:
    """At least sixty with and sixty without a detail."""
    assert len(POSITIVE) >= 60
    assert len(NEGATIVE) >= 60
