"""What the check has to reach on labelled sentences, and that its lists stay small and quick."""

import statistics
from functools import partial

import pytest

from bench.privacy import MOST_ASKED, MOST_BLOCKED, RECALL, texts_of_length
from bench.privacy_scores import SETS, rows_of, score
from bot.privacy_lists import load_lists, load_vocabulary
from doorbraak.privacy import Lists, check
from tests.timing import quickest

LISTS = load_lists()
WRITTEN = [name for name in SETS if rows_of(name)]


@pytest.mark.parametrize("name", WRITTEN)
def test_each_set_of_sentences_reaches_the_targets(name: str) -> None:
    """Recall for each kind, and hardly a clean text that is asked about or stopped."""
    counts = score(rows_of(name), lambda text: check(text, lists=LISTS))

    assert {kind: counts.recall(kind) for kind, target in RECALL.items() if counts.recall(kind) < target} == {}
    assert counts.share_asked <= MOST_ASKED, counts.misses
    assert counts.share_blocked <= MOST_BLOCKED, counts.misses


def test_there_are_sentences_with_details_and_without() -> None:
    """Enough of both for a share to mean something; each label stands literally in its text."""
    rows = [row for name in WRITTEN for row in rows_of(name)]

    assert sum(not row["spans"] for row in rows) >= 300
    assert sum(bool(row["spans"]) for row in rows) >= 500
    assert [row["id"] for row in rows for label in row["spans"] if label["text"] not in row["text"]] == []
    assert len({row["id"] for row in rows}) == len(rows)


def test_without_the_lists_of_somebody_else_most_names_are_still_found() -> None:
    """The folder `deduce` has a licence of its own and may be taken out."""
    lists = Lists(vocabulary=load_vocabulary(origins=("own", "faker", "opentaal")))
    counts = score([row for name in WRITTEN for row in rows_of(name)], lambda text: check(text, lists=lists))

    assert counts.recall("name") >= 0.9
    assert counts.share_asked <= MOST_ASKED


def test_an_ordinary_text_is_checked_in_milliseconds() -> None:
    """The median of 300 characters takes less than two hundred thousand multiplications: some milliseconds.

    A ratio, as the same machine may be three times as slow an hour later; `make bench-privacy` prints milliseconds.
    """
    texts = texts_of_length(300)
    ratios = [
        quickest(partial(check, text, lists=LISTS), times=3) / quickest(_multiply_a_hundred_thousand, times=3)
        for text in texts[:60]
    ]

    assert statistics.median(ratios) < 2


def _multiply_a_hundred_thousand() -> None:
    for number in range(100_000):
        _ = number * number


def test_reading_the_lists_takes_a_moment() -> None:
    """Everything that is checked first waits for it."""
    assert quickest(load_vocabulary, times=3) < 0.6
