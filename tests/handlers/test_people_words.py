"""Words about people: the monthly letter, what is told at once, faults of forms, and the confidentiality note."""

from datetime import UTC, date, datetime

import pytest

from doorbraak.overviews import Account, Alone, PersonChange, SettingChange
from doorbraak.people import Role
from doorbraak.team import Member, faults_of
from handlers import wording
from handlers.words import people as people_words
from tests.handlers.language import longest_sentence, says_u

AT = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
NAMES = {"ad": "Ad", "noor": "Noor"}


def a_change(what: str, name: str = "Noor", by: str = "Ad", before: tuple[str, ...] = ()) -> PersonChange:
    """Give a change of somebody who is koploper and lead from then on."""
    return PersonChange(what=what, name=name, before=before, after=("koploper", "lead"), by=by, at=AT)


def test_the_letter_tells_each_kind_of_thing_once_by_whom() -> None:
    """In a fixed order, with names, numbers and amounts."""
    account = Account(
        month="2026-03",
        people=(
            a_change("note", by=""),
            a_change("roles", before=("koploper",)),
            a_change("joined", "Iris"),
            a_change("joined", "Bo"),
            a_change("left", "Kim"),
            a_change("returned", "Max", by=""),
        ),
        alone=(
            Alone(number="VE-2026-0001", what="granted", amount_cents=5000, by="Els", at=AT),
            Alone(number="VE-2026-0002", what="urgent", amount_cents=2500, by="Els", at=AT),
            Alone(number="VE-2026-0003", what="declined", amount_cents=0, by="", at=AT),
        ),
        settings=(
            SettingChange(name="budget_cents", year=2027, before=None, after=100, by="", at=AT),
            SettingChange(name="external_only", year=None, before=True, after=False, by="Ad", at=AT),
            SettingChange(name="cap_period", year=None, before="calendar_year", after="lifetime", by="Ad", at=AT),
        ),
    )
    assert wording.letter(account).replace("\u00a0", " ").splitlines() == [
        "Wie is nieuw en wat besloot een regisseur alleen, maart 2026.",
        "Nieuw, door Ad: Iris (koploper en regisseur) · Bo (koploper en regisseur).",
        "Terug, door wie de bot draait: Max (koploper en regisseur).",
        "Andere rol, door Ad: Noor: eerst koploper, nu koploper en regisseur.",
        "Weg, door Ad: Kim.",
        "Geheimhouding ingevuld, door wie de bot draait: Noor.",
        "Regisseur alleen: 2 keer toegekend, samen € 75,00; 1 keer afgewezen.",
        "Het ging om: VE-2026-0001: toegekend € 50,00, door Els · "
        "VE-2026-0002: toegekend met spoed € 25,00, door Els · VE-2026-0003: afgewezen, door een regisseur.",
        "Anders ingesteld: budget 2027: € 1,00, door wie de bot draait · "
        "eigen organisatie stemt niet mee: nee, eerst ja, door Ad · "
        "periode van dat bedrag: altijd, eerst kalenderjaar, door Ad.",
        "Alles staat bij Verantwoording.",
    ]


def test_a_long_list_is_shortened_and_an_empty_letter_says_so() -> None:
    """A programme that begins with fifty people is no wall of names."""
    many = Account(people=tuple(a_change("joined", f"Naam{number}") for number in range(20)))
    assert "Naam7 (koploper en regisseur) · en nog 12." in wording.letter(many)
    assert "Naam8" not in wording.letter(many)
    assert wording.letter(Account()).endswith("Er is niets nieuws.")


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (
            "own_roles",
            {"person": "ad", "by": "ad", "before": "admin", "after": "lead admin"},
            "Ad is beheerder en veranderde de eigen rol. Eerst: beheerder. Nu: regisseur en beheerder. "
            "Klopt dat niet? Bel Ad.",
        ),
        (
            "role_given",
            {"person": "noor", "by": "ad", "before": "koploper", "after": "koploper lead admin"},
            "Ad maakte Noor regisseur en beheerder. Noor mag nu zonder de groep toekennen of afwijzen "
            "en mag nu mensen toevoegen en rollen geven. Klopt dat niet? Bel Ad.",
        ),
        (
            "role_given",
            {"person": "noor", "by": "oidc", "before": "koploper", "after": "koploper lead"},
            "Het account van jullie organisatie maakte Noor regisseur. Noor mag nu zonder de groep toekennen of "
            "afwijzen. Klopt dat niet? Bel je beheerder.",
        ),
        ("granted", {}, ""),
    ],
)
def test_what_is_told_at_once_names_who_did_it_and_what_to_do(kind: str, facts: dict[str, str], said: str) -> None:
    """A message about a request is none of these."""
    assert wording.about_people(kind, facts, lambda one: NAMES.get(one, "")) == said


def test_somebody_without_a_name_is_still_spoken_of() -> None:
    """A person whose name is gone leaves no hole in a sentence."""
    facts = {"person": "x", "by": "y", "before": "", "after": "lead"}
    assert wording.about_people("role_given", facts, lambda _: "").startswith("Een beheerder maakte Iemand regisseur.")


def test_every_fault_has_its_plain_sentence() -> None:
    """Short, addressed with je, and complete: each code of the rules has words."""
    wrong = Member(
        name="", roles=frozenset(), organisation="", districts=frozenset({"x"}), email="x", accepted_on=date.max
    )
    codes = set(faults_of(wrong, organisations=(), districts=(), today=date(2026, 3, 9)).values())
    codes |= {"name_too_long", "last_admin", "last_manager", "unknown_member", "not_a_koploper"}
    assert codes == set(people_words._FAULTS)
    for code in codes:
        assert longest_sentence(wording.member_fault(code)) <= 15
        assert not says_u(wording.member_fault(code))


def test_the_note_is_plain_and_its_digest_knows_words_and_not_line_breaks() -> None:
    """Fifteen words a sentence at most; another word is another text."""
    text = wording.note_text({})
    assert text == wording.DEFAULT_NOTE
    assert longest_sentence(text) <= 15
    assert wording.note_digest(text) == wording.note_digest(text.replace("\n", "\r\n  "))
    assert wording.note_digest(text) != wording.note_digest(text + " Echt.")
    assert wording.note_text({"confidentiality_note": " Eigen tekst. "}) == "Eigen tekst."


@pytest.mark.parametrize(
    ("accepted", "agreed_to", "why"),
    [(False, "", ""), (True, "", wording.NOTE_ENTERED), (True, "older", wording.NOTE_CHANGED)],
)
def test_the_note_is_shown_once_more_to_whom_it_was_not_shown(accepted: bool, agreed_to: str, why: str) -> None:
    """Who agreed to these words has no need."""
    assert wording.note_why({}, agreed_to, accepted=accepted) == why
    assert wording.note_why({}, wording.note_digest(wording.DEFAULT_NOTE), accepted=True) == ""


def test_saving_says_what_a_role_does_not_do() -> None:
    """A manager is never made a reviewer without a word about it (R3)."""
    assert "stemt niet mee" in wording.member_saved("Mira", [Role.MANAGER.value, Role.REVIEWER.value], accepted=True)
    assert wording.NEEDS_NOTE in wording.member_saved("Bo", [Role.LEAD.value], accepted=False)
    assert wording.member_saved("Noor", [Role.KOPLOPER.value], accepted=False) == "Noor is bewaard."
