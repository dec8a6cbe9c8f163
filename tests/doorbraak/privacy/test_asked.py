"""Birth dates, illnesses, files and file numbers: what is asked about, and what only looks like one."""

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import check

LISTS = load_lists()


def found(text: str) -> list[tuple[str, str]]:
    """Give kind and words of each find."""
    return [(find.kind, find.text) for find in check(text, lists=LISTS)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Klant geboren 12-03-1981, aanvraag loopt", "12-03-1981"),
        ("dochter geb. 2009 valt erbuiten", "2009"),
        ("Hij is van 4 juli '76, dus geen AOW", "4 juli '76"),
        ("geb.dat 01/11/1992 graag checken", "01/11/1992"),
        ("Zij is op 5 mei jarig", "5 mei"),
        ("bouwjaar 1958, zoekt woning beneden", "1958"),
        ("geboren in maart 2019", "maart 2019"),
        ("wordt 7 juli 18", "7 juli"),
        ("moeder (1979) en zoon", "1979"),
        ("is geboren te Nador in 1962", "1962"),
        ("Hij is 3 maart 18 geworden", "3 maart"),
        ("18 geworden op 3 maart", "3 maart"),
        ("kwam in 1990 ter wereld", "1990"),
        ("geboren 01-00-1985 volgens de IND", "01-00-1985"),
        ("leeftijd: 03.04.88", "03.04.88"),
    ],
)
def test_a_birth_date_is_asked_about(text: str, date: str) -> None:
    """A date, month or year that is announced as one; the words around it are not part of it."""
    assert found(text) == [("birth_date", date)]


@pytest.mark.parametrize(
    "text",
    [
        "Afspraak op 12-03-2026 om 10.30 uur",
        "De brief is van 3 februari 2025",
        "klant is 34 jaar en kan maandag beginnen",
        "De auto is van bouwjaar 2009",
        "De flat heeft bouwjaar 1964",
        "Hij wordt volgende maand 18",
        "De beschikking is van 11-02-2026",
        "Sinds 2019 woont het gezin hier",
    ],
)
def test_other_dates_and_ages_are_fine(text: str) -> None:
    """Appointments, letters, things and ages tell nobody's birthday."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "illness"),
    [
        ("door zn ptss kan hij niet wachten", "ptss"),
        ("er is geen sprake van dementie", "dementie"),
        ("kl is verslaafd aan coke en wil stoppen", "verslaafd aan coke"),
        ("zij is hoogzwanger", "hoogzwanger"),
        ("ze slikt lithium", "lithium"),
        ("haar man heeft longkanker", "longkanker"),
        ("een zoon met LVB", "LVB"),
        ("hij is slechtziende", "slechtziende"),
        ("vanwege MS slecht ter been", "MS"),
        ("kind met syndroom van Down", "syndroom van Down"),
    ],
)
def test_an_illness_is_asked_about(text: str, illness: str) -> None:
    """Also when denied, as a compound, as short form, and by its medicine."""
    assert found(text) == [("diagnosis", illness)]


@pytest.mark.parametrize(
    "text",
    [
        "De klant is ziek en moe",
        "Is dit iets voor de GGZ of voor Altrecht?",
        "Het Diabetesfonds betaalt dit niet",
        "Vaar niet blind op de website",
        "Wij hebben een verslavingsarts op dinsdag",
        "De Ziektewet gaat voor",
    ],
)
def test_vague_complaints_and_institutions_are_fine(text: str) -> None:
    """ "Ziek" says nothing, and an institution is not a patient."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zie IMG_2034.jpg voor de brief", "IMG_2034.jpg"),
        ("zie IMG_2034", "IMG_2034"),
        ("heb paspoort_jansen.pdf in de map gezet", "paspoort_jansen.pdf"),
        ("Scan van ID_voorkant.HEIC", "ID_voorkant.HEIC"),
        ("WhatsApp Image 2026-03-02 at 10.11.12 is de meter", "WhatsApp Image 2026-03-02 at 10.11.12"),
    ],
)
def test_a_file_name_is_asked_about(text: str, name: str) -> None:
    """With any usual ending, and as cameras and chat programs name files."""
    assert found(text) == [("filename", name)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Zie BOKS-1001", "BOKS-1001"),
        ("zaaknummer 12345678", "12345678"),
        ("parketnummer 16/123456-25", "16/123456-25"),
        ("cliëntnummer 88812", "88812"),
        ("V-nummer 2812345678", "2812345678"),
    ],
)
def test_a_file_number_is_asked_about(text: str, number: str) -> None:
    """It belongs in the field for the file number, where it becomes a code."""
    assert found(text) == [("file_number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Mag akkoord op VE-2026-0042",
        "K-7F3Q: al 420 euro toegekend",
        "Code ZD-7K3P-92",
        "De zaak loopt sinds 3 februari 2025",
    ],
)
def test_numbers_of_the_bot_are_fine(text: str) -> None:
    """What the bot hands out itself tells nothing."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nul zes twaalf vierendertig zesenvijftig achtenzeventig", "phone"),
        ("06 dertig veertig vijftig zestig", "phone"),
        ("0 6 1 2 3 4 5 6 7 8", "phone"),
        ("06*12345678", "phone"),
        ("een twee drie vier vijf zes zeven acht twee", "bsn"),
        ("naam(a)hotmail.com", "email"),
        ("fatima apestaartje hotmail punt com", "email"),
        ("N L 9 1 A B N A 0 4 1 7 1 6 4 3 0 0", "iban"),
        ("Oudegracht aan de Werf 301", "address"),
    ],
)
def test_other_ways_to_write_a_number_do_not_help(text: str, kind: str) -> None:
    """Words for digits, odd marks and spaces between them."""
    assert [one for one, _ in found(text)] == [kind]
