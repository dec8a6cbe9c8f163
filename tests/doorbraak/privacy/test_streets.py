"""Addresses whose street no ending gives away: what blocks, what is asked about, and what only looks like one."""

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import check

LISTS = load_lists()


def found(text: str) -> list[tuple[str, str, str]]:
    """Give kind, words and level of each find."""
    return [(find.kind, find.text, find.level) for find in check(text, lists=LISTS)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Er lekt iets in Giraffespoor 88.", "Giraffespoor 88"),
        ("Huurster woont op Merelkamp 19", "Merelkamp 19"),
        ("Post naar Fuutstede 240 komt terug", "Fuutstede 240"),
        ("de ketel op zwanenkamp 12 is stuk", "zwanenkamp 12"),
        ("Weerdsingel O.Z. 14 staat leeg", "Weerdsingel O.Z. 14"),
        ("Zij logeert op de Laan van Chartroise 9", "Laan van Chartroise 9"),
        ("verhuist naar Drift 8", "Drift 8"),
        ("Schimmel aan de Drift 21 bis", "Drift 21 bis"),
        ("Adres: Kantwerk 18", "Kantwerk 18"),
    ],
)
def test_a_street_that_does_not_end_as_one_blocks(text: str, address: str) -> None:
    """The country has it, or what is said before it leaves no doubt."""
    assert found(text) == [("address", address, "block")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Graag aanbellen bij Sperwer 31.", "Sperwer 31"),
        ("Melding: Rietkraag 12, geen gas", "Rietkraag 12"),
        ("Leemkuil 12 heeft een lek", "Leemkuil 12"),
        ("woning zilverschoon 40 is te klein", "zilverschoon 40"),
    ],
)
def test_a_word_that_is_a_street_too_is_asked_about(text: str, address: str) -> None:
    """It may be a bird or a plant; stopping the writer would be too much."""
    assert found(text) == [("address", address, "ask")]


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Hadjar op de Billitonstraat 14 belt.", "Hadjar", "Billitonstraat 14"),
        ("dhr. Zomerdijk van Croeselaan 7A belde", "Zomerdijk", "Croeselaan 7A"),
        ("Yusuf Giraffespoor 40, geen gas", "Yusuf", "Giraffespoor 40"),
        ("Volgens Hadjar op de Billitonstraat 14 lekt het.", "Hadjar", "Billitonstraat 14"),
        ("Oma Corrie, Giraffespoor 40, past op.", "Corrie", "Giraffespoor 40"),
    ],
)
def test_a_name_before_a_street_is_a_find_of_its_own(text: str, name: str, address: str) -> None:
    """The address begins at the street; else the name would go unseen inside it."""
    assert [(kind, words) for kind, words, _ in found(text)] == [("name", name), ("address", address)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Woont Jan van Scorelstraat 5", "Jan van Scorelstraat 5"),
        ("op Burgemeester Reigerstraat 61", "Burgemeester Reigerstraat 61"),
    ],
)
def test_a_street_that_is_called_after_somebody_stays_whole(text: str, address: str) -> None:
    """The country has a street of that whole name."""
    assert found(text) == [("address", address, "block")]


@pytest.mark.parametrize(
    "text",
    [
        "Op Marktplaats 40 gevraagd.",
        "Lijn 12 stopt bij kamer 214, loket 3.",
        "Een Samsung 55 inch op krediet.",
        "De sleutel van kluis 12 is zoek.",
        "In Lombok 12 nieuwe woningen.",
        "Volgens artikel 310 kan dat.",
        "Aan Klarna 25 en aan Riverty 40 betaald.",
        "Bij Essent 140 per maand.",
    ],
)
def test_other_numbers_behind_a_word_are_fine(text: str) -> None:
    """Things, papers and amounts have numbers as well."""
    assert found(text) == []


def test_a_number_that_counts_is_not_part_of_the_postcode() -> None:
    """`3511 XZ, 2 slaapkamers` tells a postcode to ask about, not an address that blocks."""
    assert found("Zoekt iets in 3511 XZ, 2 slaapkamers.") == [("postcode", "3511 XZ", "ask")]
    assert found("Woont 3511 XZ, 2.") == [("address", "3511 XZ, 2", "block")]
