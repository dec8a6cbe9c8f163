"""Rewordings: what could stand there instead, and the sentence beside it."""

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import Find, Proposal, check, propose, reworded
from handlers.words.private_details import found

LISTS = load_lists()


def rewrite(text: str) -> str:
    """Put every rewording in its place."""
    return reworded(text, [propose(find, text) for find in check(text, lists=LISTS)])


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Fatima heeft een fiets nodig.", "De klant heeft een fiets nodig."),
        ("De moeder van Ayşe belt.", "De moeder van de klant belt."),
        ("Gezin Öztürk wacht al weken.", "Een gezin wacht al weken."),
        ("kl yilmaz heeft schuld", "De klant heeft schuld"),
        ("Mn klant Bohdan woont bij zijn oom", "Mn klant woont bij zijn oom"),
        ("Haar broer Emre helpt", "Haar broer helpt"),
        ("Jassen voor Mees (7) en Noor (9)", "Jassen voor een kind (7) en een kind (9)"),
        ("Mees, 17 jaar, en Noor (11 mnd)", "Een kind, 17 jaar, en een kind (11 mnd)"),
        ("Fatima (34) wacht al weken", "De klant (34) wacht al weken"),
        ("Karin, 18 jaar, wacht al weken", "De klant, 18 jaar, wacht al weken"),
        ("bel Karin van W&I", "bel iemand van W&I"),
        ("door zn ptss kan hij niet wachten", "Om medische redenen kan hij niet wachten"),
        ("Mevrouw heeft schizofrenie en durft niet", "Mevrouw heeft gezondheidsproblemen en durft niet"),
        ("hij is verslaafd aan coke", "hij heeft gezondheidsproblemen"),
        ("ze slikt al jaren lithium", "ze slikt al jaren medicijnen"),
        ("Zie IMG_2034.jpg daarvoor", "Zie een bestand daarvoor"),
        ("Het staat in dossiernummer 12345678.", "Het staat in het dossier."),
        ("Zij woont op Meidoornlaan 8 en wacht", "Zij woont in de wijk en wacht"),
        ("Een man, geb. 23-08-1958, belt", "Een man, belt"),
    ],
)
def test_a_rewording_fits_the_words_around_it(text: str, better: str) -> None:
    """It says less than the text did, and nothing that the text did not say."""
    assert rewrite(text) == better


@pytest.mark.parametrize(
    "text", ["bel 06 12 34 56 78", "groet, Tineke", "Iedereen noemt hem Mo.", "zijn bsn is 111222333"]
)
def test_where_nothing_fits_the_writer_rephrases(text: str) -> None:
    """A number has no other words, and a signature says itself what it is."""
    assert rewrite(text) == text


def test_a_rewording_leaves_the_rest_of_the_text_alone() -> None:
    """Two that overlap count once."""
    text = "abcdef"

    assert reworded(text, [Proposal("X", 1, 3), Proposal("Y", 2, 4), Proposal(None, 4, 5)]) == "aXdef"


@pytest.mark.parametrize(
    "kind",
    "bsn iban phone email address postcode name birth_date diagnosis filename file_number".split(),
)
def test_every_kind_has_its_sentence(kind: str) -> None:
    """With the words that were found, in short sentences, with a rewording when there is one."""
    find = Find(kind, "woorden", 0, 7, "ask")  # type: ignore[arg-type]
    plain, better = found(find, Proposal(None, 0, 7)), found(find, Proposal("iets anders", 0, 7))

    assert "woorden" in plain
    assert all(len(sentence.split()) <= 15 for sentence in plain.replace("?", ".").split("."))
    assert plain == better or "iets anders" in better
