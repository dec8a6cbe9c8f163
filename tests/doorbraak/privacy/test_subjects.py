"""Words that are names only by what they do, and numbers, dates and files announced by who stands beside them."""

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import check
from doorbraak.privacy.vocabulary import Terms

LISTS = load_lists()


def found(text: str) -> list[tuple[str, str]]:
    """Give kind and words of each find."""
    return [(find.kind, find.text) for find in check(text, lists=LISTS)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zwart durft niet meer naar buiten.", "Zwart"),
        ("storm is haar pas kwijt", "storm"),
        ("Slager wil geen hulp.", "Slager"),
        ("Volgens Kuiper is het betaald.", "Kuiper"),
        ("Morgen komt De Boer langs.", "De Boer"),
        ("de vries belt elke dag", "de vries"),
        ("Wij noemen hem Dikke Deur.", "Dikke"),
        ("Mila-Rose zoekt een bijbaan.", "Mila-Rose"),
        ("Molenaar en zijn vrouw wonen apart.", "Molenaar"),
        ("vandaag jip gesproken", "jip"),
    ],
)
def test_a_word_is_a_name_when_it_does_what_people_do(text: str, name: str) -> None:
    """No article stands before it, and only people do this."""
    assert found(text) == [("name", name)]


def test_names_in_a_row_are_each_found() -> None:
    """Small letters, a word and a name: two together tell."""
    assert found("sem en bo willen zwemmen") == [("name", "sem"), ("name", "bo")]


@pytest.mark.parametrize(
    "text",
    [
        "De storm is voorbij.",
        "Zwart is ook goed.",
        "Sam sam dan maar.",
        "School vraagt 45 euro.",
        "Gezin uit Raqqa zoekt een bed.",
        "Overvecht-Noord en Vleuten-De Meern doen mee.",
        "Locatie De Dreef is vol.",
        "Hij is Pool en zoekt werk.",
    ],
)
def test_words_places_and_sayings_are_fine(text: str) -> None:
    """The same words, of things."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("zoontje, 3-4-2018, heeft geen jas", ["3-4-2018"]),
        ("De meisjes zijn van 1-2-2013 en 4-5-2016.", ["1-2-2013", "4-5-2016"]),
        ("meneer (van 1939) valt vaak", ["1939"]),
        ("dochter, mei 2009, zit thuis", ["mei 2009"]),
    ],
)
def test_a_date_right_behind_a_person_is_a_birth_date(text: str, dates: list[str]) -> None:
    """Nobody has to say that it is one."""
    assert found(text) == [("birth_date", date) for date in dates]


@pytest.mark.parametrize(
    "text",
    [
        "De dochter begint 1 september 2026.",
        "Klant, 3 januari 2026 gesproken, wacht nog.",
        "De Vaillant is uit bouwjaar 2012.",
        "Moeder werkt sinds 2019 niet.",
    ],
)
def test_other_dates_near_a_person_are_fine(text: str) -> None:
    """Appointments, things and what began then."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kredietbank: 30592-SHV, wacht op besluit", "30592-SHV"),
        ("Het loopt bij de rechtbank onder C/16/600123.", "C/16/600123"),
        ("debiteurnr 50018827", "50018827"),
        ("Aanvraag Z/26/019953 is op", "Z/26/019953"),
        ("rolnr 12284733 UC EXPL 26-3310", "12284733 UC EXPL 26-3310"),
        ("UWV-dossier 5518823 opvragen", "5518823"),
        ("CJIB 2123 4567 8901 2345 staat open", "2123 4567 8901 2345"),
    ],
)
def test_a_number_of_an_office_is_asked_about(text: str, number: str) -> None:
    """By what it is called, whose it is, or its form."""
    assert found(text) == [("file_number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Ketelnummer 2218841 op de sticker.",
        "Cliënt 65 plus.",
        "ECLI:NL:RBMNE:2026:1184",
        "Zie VE-2026-0042.",
        "Zaak 2 op de agenda.",
    ],
)
def test_numbers_of_things_and_of_the_bot_are_fine(text: str) -> None:
    """They tell of nobody."""
    assert found(text) == []


def test_a_mobile_number_without_its_plus_blocks() -> None:
    """Eleven digits that begin with 316."""
    assert found("nieuw nummer 316 2233 4455") == [("phone", "316 2233 4455")]
    assert found("316 euro voor 4 bedden") == []


def test_a_short_form_in_capitals_is_an_illness_beside_somebody() -> None:
    """`MS` of a person, not of an office programme."""
    assert found("Bewijs van de MS is weg.") == [("diagnosis", "MS")]
    assert found("De MS Office-licentie is verlopen.") == []


def test_terms_know_how_words_begin_and_end() -> None:
    """A piece counts only when the whole piece is there, and for parts only when it is longer than the first part."""
    terms = Terms(beginnings=frozenset(("diabet", "long")), endings=frozenset(("kanker", "itis")))

    assert terms.begin("diabetische")
    assert not terms.begin("diabe")
    assert terms.begin("longontsteking", beyond=3)
    assert not terms.begin("longontsteking", beyond=4)
    assert terms.end("borstkanker")
    assert terms.end("kanker")
    assert not terms.end("kankeren")
    assert not Terms().begin("diabetische")
    assert not Terms().end("borstkanker")
