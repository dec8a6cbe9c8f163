"""Names: whole, in any case, by lists and by their place; and who and what is left alone."""

from dataclasses import replace

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import Lists, check

LISTS = load_lists()


def names_in(text: str, lists: Lists = LISTS) -> list[str]:
    """Give the names that the writer is asked about."""
    return [find.text for find in check(text, lists=lists) if find.kind == "name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fatima heeft een fiets nodig.", ["Fatima"]),
        ("oksana moet morgen naar de ambassade", ["oksana"]),
        ("HAILE HEEFT MORGEN EXAMEN EN GEEN GELD", ["HAILE"]),
        ("De bewindvoerder van Agnieszka Wójcik zwijgt.", ["Agnieszka Wójcik"]),
        ("Dhr. Kees Bloem belt.", ["Kees Bloem"]),
        ("dhr van der Meulen zit zonder stroom", ["van der Meulen"]),
        ("Mw. S. Ramdin heeft geen wasmachine.", ["S. Ramdin"]),
        ("J.K. van der Laan staat op straat", ["J.K. van der Laan"]),
        ("kan Gerda Storm-Bakker een voorschot krijgen?", ["Gerda Storm-Bakker"]),
        ("De zus van Khaled al-Masri helpt.", ["Khaled al-Masri"]),
        ("Ik heb D'Souza gemaild.", ["D'Souza"]),
        ("Ömer's zoon heeft een fiets nodig", ["Ömer"]),
        ("Haar broer Emre wil helpen", ["Emre"]),
        ("Gesproken met Ineke\nde Graaf over de huur", ["Ineke\nde Graaf"]),
        ("Winterjassen voor Mees (7) en Noor (9).", ["Mees", "Noor"]),
        ("April (8) wil op zwemles", ["April"]),
        ("Afgelopen week langs geweest bij F.B., deur dicht", ["F.B."]),
        ("gisteren bij wil op huisbezoek geweest", ["wil"]),
        ("Iedereen noemt hem Mo.", ["Mo"]),
        ("akkoord. groet, Tineke", ["Tineke"]),
        ("mevrouw Zomer wacht op antwoord", ["Zomer"]),
        ("Vraag het aan Xubulo, zij weet het.", ["Xubulo"]),
        ("mevrouw xubulo wacht", ["xubulo"]),
        ("Zoon Xubulo heeft een jas nodig", ["Xubulo"]),
        ("Bouzian, K. heeft een uithuiszetting", ["Bouzian"]),
    ],
)
def test_a_name_is_found_whole(text: str, names: list[str]) -> None:
    """First names, initials, small words and surnames are one find; a title is not part of it."""
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Door de storm is het dak lek.",
        "er is nog hoop, de corporatie wil praten",
        "ze wil niet meer terug naar de nachtopvang, wat kan er wel?",
        "De witte was stinkt.",
        "mevrouw A. kan haar huur niet betalen",
        "Meneer X heeft schulden, mevrouw Y ook.",
        "In Utrecht, W. is afwezig en Huur, G. licht en water.",
        "Het hoogheemraadschap Rijn en IJssel en een pizza van Dr. Oetker.",
        "Met Sint Maarten en Kerst is de voedselbank dicht.",
        "De Albert Heijn aan de Jan van Scorelstraat zoekt mensen.",
        "Volgens het Gerrit Rietveld College begint de stage maandag.",
        "Zij komt uit Eritrea en spreekt Tigrinya.",
        "Joost mag weten waar die aanvraag ligt.",
        "Graag Bijzondere Bijstand via Werk en Inkomen.",
        "Een vader van 34 zoekt werk bij PostNL of Bol.com.",
        "Beste collega's, wie kan meekijken? Groet uit Zuilen",
    ],
)
def test_what_is_no_person_is_left_alone(text: str) -> None:
    """Institutions, streets, brands, feasts, languages, sayings, and words that are names elsewhere."""
    assert names_in(text) == []


def test_people_of_the_programme_are_never_asked_about() -> None:
    """A linked colleague may be named by first name, surname or whole; somebody else with that first name may not."""
    lists = replace(LISTS, people=frozenset({"karin", "de wit", "wit", "Mohamed El Amrani"}))

    assert names_in("Karin weet het, en Karin de Wit ook. Mohamed El Amrani belt.", lists) == []
    assert names_in("Karin Jansen weet het.", lists) == ["Karin Jansen"]


def test_organisations_of_the_programme_are_no_people() -> None:
    """An organisation that no list has comes in with the programme."""
    text = "Vraag het aan Xubulo, zij weet het."

    assert names_in(text, replace(LISTS, not_people=frozenset({"Xubulo"}))) == []


def test_a_word_that_was_called_no_name_is_not_asked_about_again() -> None:
    """The check gets a question it can ask, never the list itself."""
    asked: list[str] = []

    def is_known(word: str) -> bool:
        asked.append(word)
        return word == "xubulo"

    assert names_in("Vraag het aan Xubulo, zij weet het.", replace(LISTS, is_known_word=is_known)) == []
    assert "xubulo" in asked


def test_without_lists_only_a_cue_makes_a_name() -> None:
    """No list means that no word can be called unknown."""
    assert names_in("Mevrouw Xubulo weet het. Xubulo kan dat. moeder brengt twee kinderen weg", Lists()) == ["Xubulo"]
