"""Every refusal has words for every command that can give it."""

from __future__ import annotations

import re

import pytest

from doorbraak.outcomes import Outcome
from doorbraak.privacy import find
from doorbraak.refusals import Fact, Refusal
from doorbraak.requests.order import ORDER
from handlers import wording
from handlers.words import refusals, refusals_en
from tests.handlers.language import longest_sentence, says_u

_PAIRS = [(command, code) for command, row in ORDER.items() for code, _ in row]
_FACTS: dict[Refusal, list[dict[str, Fact]]] = {
    Refusal.ABOVE_CAP: [{"left_cents": 7450}, {"left_cents": 0}, {}],
    Refusal.ABOVE_BUDGET: [{"left_cents": 1200}, {"left_cents": 0}],
    Refusal.ABOVE_URGENT_MAX: [{"most_cents": 25000}],
    Refusal.ABOVE_GRANTED: [{"most_cents": 12550}],
    Refusal.AMOUNT_INVALID: [{"amount_cents": 0}, {"amount_cents": 60000, "most_cents": 12550}],
    Refusal.REASON_REQUIRED: [{"field": "reason"}, {"field": "question"}, {"field": "who"}],
    Refusal.TEXT_TOO_LONG: [{"field": "question", "limit": 1500, "length": 1501}],
    Refusal.PRIVATE_DETAILS: [{"field": "question", "kind": kind} for kind in find.Kind.__args__],
    Refusal.ALREADY_DECIDED: [
        {"status": "granted", "granted_cents": 12550},
        {"status": "solved_by_route", "granted_cents": None},
        {"status": "declined", "granted_cents": None, "kept_as_remark": 1},
    ],
    Refusal.NOT_A_KOPLOPER: [{"district": "Overvecht"}],
    Refusal.UNKNOWN_DISTRICT: [{"district": "Zuilen"}],
    Refusal.STALE_REVISION: [{"revision": 2}],
    Refusal.UNKNOWN_ROUTE: [
        {"route_no": 3},
        {"route_no": 1, "verdict": "too_late", "answered_at": "2026-03-09T10:00:00+01:00"},
    ],
}


def _refused(command: str, code: Refusal, facts: dict[str, Fact]) -> Outcome:
    return Outcome(command=command, accepted=False, number="VE-2026-0042", refusal=code, facts=facts)


def _all_said(command: str, code: Refusal) -> list[str]:
    every = _FACTS.get(code, [{}])
    plain = [wording.refusal(_refused(command, code, facts)).text for facts in every]
    return plain + [
        wording.refusal(_refused(command, code, facts), typed="06 12 34 56 78", koplopers=["Noor", "Karim"]).text
        for facts in every
    ]


_DUTCH = re.compile(r"\b(de|het|een|je|jouw|niet|naar|voor|nog|werd|heeft|krijgt|aanvraag|en|om|uur|klant|geen)\b")


@pytest.mark.parametrize(("command", "code"), _PAIRS)
def test_each_refusal_is_english_for_who_chose_it(command: str, code: Refusal) -> None:
    """Short sentences again, and nothing in Dutch but the words on buttons and fields."""
    with wording.speaking("en"):
        every = _all_said(command, code)
    assert set(every).isdisjoint(_all_said(command, code))
    for text in every:
        assert text.endswith((".", "?"))
        assert longest_sentence(text) <= 20
        assert not _DUTCH.search(re.sub("“[^”]*”|Geen dossier", "", text)), text
        assert not re.search(r"None|  |\.\.|\{|_| [.,]", text), text


def test_both_languages_have_the_same_entries() -> None:
    """Where a command has words of its own in one language, it has them in the other."""
    assert set(refusals_en.WORDS) == set(refusals.WORDS) == set(Refusal)
    assert set(refusals_en.WORDS_OF) == set(refusals.WORDS_OF)


@pytest.mark.parametrize(("command", "code"), _PAIRS)
def test_each_refusal_of_each_command_has_plain_sentences(command: str, code: Refusal) -> None:
    """Whatever can be refused is said in short Dutch sentences, to a colleague, without codes."""
    for text in _all_said(command, code):
        assert text.endswith((".", "?"))
        assert longest_sentence(text) <= 20
        assert not says_u(text)
        assert "_" not in text
        assert "None" not in text
        assert "{" not in text


@pytest.mark.parametrize("command", ["submit", "revise", "lead_grant", "urgent_grant", "correct"])
def test_a_refusal_for_lack_of_money_says_that_an_ordinary_application_is_possible(command: str) -> None:
    """R21: who cannot be helped here hears that the ordinary way stays open."""
    codes = [code for one, code in _PAIRS if one == command and code.value in ("above_cap", "above_budget")]
    assert codes
    for code in codes:
        said = wording.refusal(_refused(command, code, {"left_cents": 7450}))
        assert "gewone aanvraag" in said.text
        assert "€\u00a074,50" in said.text
        assert said.field == "amount"


def test_where_nothing_is_left_nobody_is_told_to_ask_for_less() -> None:
    """The next step is one that can be taken."""
    for command, code in (("submit", Refusal.ABOVE_CAP), ("lead_grant", Refusal.ABOVE_CAP)):
        text = wording.refusal(_refused(command, code, {"left_cents": 0})).text
        assert "€\u00a00,00" in text
        assert "minder" not in text
        assert "hoogstens" not in text


def test_who_is_no_koploper_hears_who_is() -> None:
    """The next step is a name, not a rule."""
    said = wording.refusal(
        _refused("submit", Refusal.NOT_A_KOPLOPER, {"district": "Overvecht"}), koplopers=["Noor", "Karim"]
    )
    assert "In Overvecht zijn dat Noor en Karim. Vraag een van hen." in said.text


def test_a_stale_vote_names_the_poster() -> None:
    """Somebody who pressed on an old card reads who changed the request and what to do."""
    said = wording.refusal(_refused("approve", Refusal.STALE_REVISION, {"revision": 2}), names={"poster": "Noor"})
    assert said.text == "Noor heeft de aanvraag aangepast. Je stem telt nog niet. Kijk en stem opnieuw."


def test_a_refused_text_is_about_its_field() -> None:
    """A form can put the sentence where it belongs."""
    said = wording.refusal(_refused("propose_route", Refusal.REASON_REQUIRED, {"field": "who"}))
    assert said.field == "who"
    assert "Wie kan dit regelen?" in said.text


def test_a_late_objection_hears_where_its_words_are() -> None:
    """R14: what was said after the end stands in the talk."""
    facts: dict[str, Fact] = {"status": "granted", "granted_cents": 12550, "kept_as_remark": 1}
    said = wording.refusal(_refused("object", Refusal.ALREADY_DECIDED, facts))
    assert "al klaar: toegekend €\u00a0125,50" in said.text
    assert said.text.endswith("Je opmerking staat in het gesprek.")


@pytest.mark.parametrize(
    ("shown", "reason", "text"),
    [
        ("1250.50", "form", "We begrijpen 1250.50 niet. Schrijf euro's en centen zo: 125,50."),
        ("12,345", "decimals", "Gebruik hoogstens twee cijfers na de komma."),
        ("", "empty", "Vul een bedrag in, bijvoorbeeld 125,50."),
    ],
)
def test_a_wrong_amount_is_said_back_with_the_right_form(shown: str, reason: str, text: str) -> None:
    """Nobody has to guess how an amount is written."""
    assert wording.amount_problem(shown, reason) == text


@pytest.mark.parametrize("kind", find.Kind.__args__)
def test_each_kind_of_private_detail_has_words(kind: str) -> None:
    """What was found is shown to the writer, with a proposal."""
    text = wording.private_details(kind, "XYZ")
    assert "XYZ" in text
    assert longest_sentence(text) <= 20
    assert not says_u(text)
    assert wording.draft_not_saved(kind).startswith("Niet bewaard: er staat een")
