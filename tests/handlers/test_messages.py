"""Every message that can go out has a template, and its words are plain."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from doorbraak import news
from handlers import wording
from tests.handlers.language import longest_sentence, says_u
from tests.handlers.pages import NOW, a_granted_page, a_page, a_remark, a_route, a_vote

_ENDS = ("granted", "declined", "expired")


def _kinds_of_the_news() -> set[str]:
    """Read the kinds from the one place that says who is told what."""
    source = Path(news.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'_to\([^"]*?"([a-z_]+)"', source)) | set(re.findall(r'_post\("([a-z_]+)"', source))
    named |= set(re.findall(r'"([a-z_]+)", after, event\.at', source)) | set(re.findall(r'kind="([a-z_]+)"', source))
    named |= {kind for end in _ENDS for kind in (end, f"post_{end}")}
    return (named | {"receipt", "follow_up"}) - {"too_many_looks"}


def test_every_kind_of_message_has_a_template_and_no_template_is_left_over() -> None:
    """Who adds a message adds its words; words nobody sends are taken away."""
    assert wording.message_kinds() == _kinds_of_the_news()


_PAGES = [
    a_page(
        routes=(a_route(),),
        votes=(a_vote("Anke", "UWV", approves=False, reason="Te duur."),),
        talk=(a_remark(),),
        lead_by=NOW + timedelta(days=1),
    ),
    a_page(with_lead=True, is_mine=True, lead_by=NOW + timedelta(days=1)),
    a_page(status="solved_by_route", routes=(a_route(verdict="in_time"),), decide_by=None, expires_at=None),
    a_page(status="declined", texts={"decision": "Er is een gewone regeling."}, decide_by=None),
    a_page(status="expired", texts_purged=True, texts={}, decide_by=None),
    a_granted_page(granted_cents=10000),
    a_granted_page(how="lead", votes=()),
    a_granted_page(how="urgent", review="pending", votes=()),
]
_FACTS: list[dict[str, Any]] = [{"route_no": 1, "verdict": "too_late", "why": "objection", "result": "confirmed"}, {}]


@pytest.mark.parametrize("kind", sorted(wording.message_kinds()))
def test_each_message_is_plain_and_names_its_request(kind: str) -> None:
    """Short sentences, je and not u, the number in it, nothing empty or doubled, whatever the state is by now."""
    for page in _PAGES:
        for facts in _FACTS:
            text = wording.message(kind, facts, page, now=NOW, leads=["Els"])
            assert "VE-2026-0042" in text
            assert longest_sentence(text) <= 20, text
            assert not says_u(text), text
            assert not re.search(r"None|  |\.\.|\{|_| [.,]", text), text
            assert all(line[:1].isupper() for line in text.splitlines()), text


def test_the_post_about_a_grant_begins_with_the_state_and_names_everybody() -> None:
    """Whoever reads the thread sees amount, number and voters at once."""
    text = wording.message("post_granted", {}, a_granted_page(), now=NOW)
    assert text == (
        "Toegekend: €\u00a0125,50 · VE-2026-0042. Akkoord: Joost (Portaal), Anke (UWV) en Bram (Stadsgeldbeheer)."
    )


def test_the_poster_reads_who_pays_and_what_to_do_with_less() -> None:
    """The payment note of the programme goes along; a lower amount has a next step."""
    text = wording.message(
        "granted", {}, a_granted_page(granted_cents=10000), now=NOW, settings={"payment_note": "Bel Els."}
    )
    assert text.splitlines() == [
        "Toegekend: €\u00a0100,00 voor VE-2026-0042.",
        "Bel Els.",
        "Lukt het niet met €\u00a0100,00? Vraag de rest opnieuw aan of bel de regisseur.",
    ]
    assert "Schiet het niet zomaar zelf voor." in wording.message("granted", {}, a_granted_page(), now=NOW)


def test_the_lead_reads_why_and_before_when() -> None:
    """Work for the lead says what it is about, the reason and the deadline."""
    text = wording.message("for_lead", {"why": "objection"}, _PAGES[0], now=NOW)
    assert text.splitlines() == [
        "VE-2026-0042 ligt bij jou: fiets, €\u00a0125,50.",
        "Waarom: UWV heeft bezwaar.",
        "Kies voor morgen om 14:03.",
    ]


def test_what_is_no_longer_needed_is_not_asked() -> None:
    """A message that is read late says how it ended instead of asking for a vote, a decision or a receipt."""
    for kind in ("look_along", "for_lead", "urgent", "reminder", "expires_soon"):
        text = wording.message(kind, {}, a_granted_page(), now=NOW)
        assert text == "VE-2026-0042 is al klaar: toegekend €\u00a0125,50. Je hoeft niets te doen."
    pending = a_granted_page(how="urgent", review="pending")
    assert "Kijk je mee?" in wording.message("look_along", {}, pending, now=NOW)
    assert "de bon is ingevuld" in wording.message("receipt", {}, a_granted_page(money="settled"), now=NOW)
    assert "je antwoord is Ja" in wording.message("follow_up", {}, a_granted_page(follow_up="yes"), now=NOW)


def test_a_reminder_counts_what_waits() -> None:
    """One reminder for everything that waits, with the first that will go to the lead."""
    text = wording.message("reminder", {}, a_page(), now=NOW + timedelta(days=1), waits=2)
    assert text.splitlines() == [
        "Nog 2 aanvragen wachten op jou.",
        "De eerste, VE-2026-0042, fiets voor €\u00a0125,50, gaat morgen om 14:03 naar de regisseur.",
    ]


def test_the_alarm_about_many_looks_is_about_a_person_and_no_request() -> None:
    """A lead reads who looked at many clients, and what to do."""
    text = wording.too_many_looks("Noor")
    assert text.startswith("Noor keek in een uur naar meer dan tien dossiernummers.")
    assert longest_sentence(text) <= 20
    assert wording.too_many_looks("").startswith("Iemand keek")


def test_an_unknown_kind_is_a_fault() -> None:
    """A message without words is never sent as something else."""
    with pytest.raises(KeyError):
        wording.message("unheard_of", {}, a_page(), now=NOW)


def test_a_remark_is_never_told_as_the_readers_own() -> None:
    """Whoever answered in the talk already should still read whose remark the message was about."""
    answer = replace(a_remark("Ja, dat past."), name="Noor", is_mine=True)
    text = wording.message("remarked", {}, a_page(talk=(a_remark(), answer)), now=NOW)
    assert text.startswith("VE-2026-0042: Anke zei iets in het gesprek.")
