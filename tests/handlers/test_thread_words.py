"""The words about a message in a thread and about a question: plain, with the number in them, never with the text."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from doorbraak import posted_news
from doorbraak.privacy_choices import KINDS, choices_for
from handlers import wording
from tests.handlers.language import longest_sentence, says_u

NUMBER = "VE-2026-0042"
FACTS: list[dict[str, Any]] = [
    {},
    {"kinds": "name", "level": "ask", "reference": "chat:1"},
    {"kinds": "phone address iban", "level": "block", "minutes": 6, "link": "https://chat.example/1"},
    {"minutes": 1},
]


def test_every_kind_of_message_about_a_thread_has_words_and_none_is_left_over() -> None:
    """Who adds one adds its words."""
    source = Path(posted_news.__file__).read_text(encoding="utf-8")
    assert wording.thread_kinds() == frozenset(re.findall(r'kind="([a-z_]+)"', source))


@pytest.mark.parametrize("kind", sorted(wording.thread_kinds()))
def test_each_of_them_is_plain(kind: str) -> None:
    """Short sentences, je and not u, nothing empty or doubled, with and without a request."""
    for facts, number, is_open in product(FACTS, (NUMBER, ""), (True, False)):
        text = wording.thread_message(kind, number, facts, is_open=is_open)
        assert longest_sentence(text) <= 20, text
        assert not says_u(text), text
        assert not re.search(r"None|  |\.\.|\{|_| [.,]", text), text
        assert (number in text) or kind == "thread_gone"


def test_the_buttons_fit_what_was_found() -> None:
    """A name can be no name or a colleague, something else no private detail, a number only mended."""
    assert [word for _, word in wording.thread_answers({"kinds": "name", "level": "ask"})] == [
        "Ik pas het aan",
        "Dit is geen naam",
        "Dit is een collega",
    ]
    assert [word for _, word in wording.thread_answers({"kinds": "name diagnosis", "level": "ask"})] == [
        "Ik pas het aan",
        "Dit is geen persoonsgegeven",
    ]
    assert wording.thread_answers({"kinds": "diagnosis", "level": "ask"})[1][1] == "Dit is geen ziekte van de klant"
    assert [answer for answer, _ in wording.thread_answers({"kinds": "name phone", "level": "block"})] == ["adjust"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_word_beside_its_mark_and_a_word_on_each_choice(kind: str) -> None:
    """The mark says what it marks, with a question mark when it is only asked; a choice begins with Dit is."""
    assert wording.mark(kind, "ask") == wording.mark(kind, "block") + "?"
    assert re.fullmatch(r"[a-z]+", wording.mark(kind, "block"))
    for choice in choices_for(kind):
        assert re.match(r"Dit is (geen|een) [a-z]+", wording.privacy_choice(kind, choice))


def test_a_rewording_that_is_empty_leaves_the_words_out() -> None:
    """The button then says so."""
    assert wording.put_in_place("de klant") == "Vervang door de klant"
    assert wording.put_in_place("") == "Laat dit weg"
