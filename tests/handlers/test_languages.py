"""What is told to one person alone in another language: whole, plain, and never half in Dutch."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from doorbraak.commands import COMMANDS
from doorbraak.outcomes import Outcome
from handlers import wording
from handlers.slack import home
from handlers.words import receipts, waiting
from handlers.words.messages import TEMPLATES
from tests.handlers.language import longest_sentence
from tests.handlers.pages import NOW, a_page
from tests.handlers.test_messages import _FACTS, _PAGES

_DUTCH = re.compile(r"\b(de|het|een|je|jij|jouw|niet|naar|voor|nog|wordt|werd|heeft|krijgt|aanvraag|en|om|uur)\b")
_ALL_READ_IT = {name for name in wording.message_kinds() if name.startswith("post_")}
_TYPED = ("Er is een gewone regeling.", "Te duur.", "Spreek met je regisseur")
"""What colleagues and programmes typed themselves stays as it is."""


def _own_words(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not any(typed in line for typed in _TYPED))


@pytest.mark.parametrize("kind", sorted(wording.message_kinds() - _ALL_READ_IT))
def test_each_message_is_english_for_who_chose_it(kind: str) -> None:
    """The number, short sentences, and no Dutch between them, whatever the state is by now."""
    for page in _PAGES:
        for facts in _FACTS:
            with wording.speaking("en"):
                text = wording.message(kind, facts, page, now=NOW, leads=["Els", "Bo"])
            assert "VE-2026-0042" in text
            assert longest_sentence(text) <= 20, text
            assert not _DUTCH.search(_own_words(text)), text
            assert not re.search(r"None|  |\.\.|\{|_| [.,]", text), text
            assert all(line[:1].isupper() for line in text.splitlines()), text


def test_what_everybody_reads_has_no_english() -> None:
    """A post in a thread is the same for all; every other template is there twice."""
    there = {path.name.removesuffix(".txt.j2") for path in (TEMPLATES / "en").iterdir()}
    assert there == wording.message_kinds() - _ALL_READ_IT
    with wording.speaking("en"):
        text = wording.message("post_withdrawn", {}, a_page(), now=NOW)
    assert text.startswith("Ingetrokken")


@pytest.mark.parametrize("phrases", [receipts._SAY, home._SAY], ids=["receipts", "home"])
def test_each_phrase_is_there_in_every_language_with_the_same_facts(phrases: dict[str, dict[str, str]]) -> None:
    """A phrase without a fact would tell less in one language than in the other."""
    assert set(phrases) == set(wording.LANGUAGES)
    facts = {
        language: {name: {field for _, field, _, _ in Formatter().parse(text) if field} for name, text in said.items()}
        for language, said in phrases.items()
    }
    assert facts["en"] == facts["nl"]
    for text in phrases["en"].values():
        assert not _DUTCH.search(text.replace("/doorbraak wacht", "")), text


def test_each_receipt_and_each_thing_that_waits_is_english() -> None:
    """Of every command, with and without the page of its request."""
    assert set(waiting._ENGLISH) == wording.waiting_kinds()
    with wording.speaking("en"):
        for command in COMMANDS:
            outcome = Outcome(command=command, accepted=True, number="VE-2026-0042", granted_cents=100, revision=2)
            for page in (None, a_page()):
                said = wording.receipt(outcome, page)
                assert said
                assert not _DUTCH.search(said), said


def test_dates_and_lists_follow_and_amounts_stay_as_on_the_card() -> None:
    """Wednesday 11 March at 16:00; an amount is read beside the card, which is Dutch."""
    with wording.speaking("en"):
        assert wording.listed(["Noor", "Karim"]) == "Noor and Karim"
        assert wording.weekday_moment(NOW).split()[0] in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
        assert wording.format_euros(12550) == "€\u00a0125,50"
    assert wording.listed(["Noor", "Karim"]) == "Noor en Karim"


def test_a_language_that_nobody_can_choose_is_dutch() -> None:
    """Also when it stands in an old database."""
    with wording.speaking("fr"):
        assert wording.spoken() == "nl"
