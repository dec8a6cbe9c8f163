"""Typed lines to what is asked: verbs, numbers, amounts, verdicts and days."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.console import parse
from handlers.console.parse import Line, NotUnderstood

_TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("wacht", Line("waiting")),
        ("Wat wacht op mij", Line("waiting")),
        ("akkoord VE-2026-0042", Line("approve", "VE-2026-0042")),
        ("Akkoord ve-2026-42 hoogstens 100,00", Line("approve", "VE-2026-0042", "hoogstens 100,00")),
        ("akkoord, maar minder VE-2026-0042 100,00", Line("approve", "VE-2026-0042", "100,00")),
        ("bezwaar VE-2026-0042: Te duur, en te laat.", Line("object", "VE-2026-0042", "Te duur, en te laat.")),
        ("ik doe niet mee VE-2026-0042", Line("recuse", "VE-2026-0042")),
        ("antwoord VE-2026-0042 1 te laat: reden", Line("answer_route", "VE-2026-0042", "1 te laat: reden")),
        ("zeg VE-2026-0042 Klopt dit?", Line("remark", "VE-2026-0042", "Klopt dit?")),
        ("Zeg tegen de klant VE-2026-0042", Line("tell_client", "VE-2026-0042")),
        ("Is het opgelost? VE-2026-0042 een deel", Line("follow_up", "VE-2026-0042", "een deel")),
        ("uitgaven per wijk 2025", Line("spend", rest="per wijk 2025")),
        ("VE-2026-0042", Line("look", "VE-2026-0042")),
        ("opnieuw 125,50", Line("again", rest="125,50")),
    ],
)
def test_a_line_is_read_as_verb_number_and_rest(typed: str, line: Line) -> None:
    """People type as they speak: capitals, short numbers and the words on the buttons are all fine."""
    assert parse.parse_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("akoord VE-2026-0042", "Bedoel je “akkoord”?"),
        ("xyzzy", "Typ help om te zien wat er kan."),
        ("akkoord", "Over welke aanvraag gaat het?"),
        ("bezwaar het is te duur", "Typ bijvoorbeeld: bezwaar VE-2026-0042"),
    ],
)
def test_what_is_not_understood_is_named_with_one_next_step(typed: str, hint: str) -> None:
    """Nobody gets stuck on a typing error."""
    with pytest.raises(NotUnderstood) as wrong:
        parse.parse_line(typed)
    assert hint in wrong.value.text


@pytest.mark.parametrize("typed", ["1250.50", "12,345", "1e3", "-5", "125,", "", "veel"])
def test_a_strange_amount_is_not_guessed(typed: str) -> None:
    """An amount that could mean two things is refused, with the right form in the answer."""
    with pytest.raises(NotUnderstood):
        parse.parse_amount(typed)


@pytest.mark.parametrize(
    ("rest", "amount", "reason"),
    [
        ("125,50 omdat het kan", "125,50", "omdat het kan"),
        ("€ 125,50 omdat het kan", "€ 125,50", "omdat het kan"),
        ("125,50: omdat het kan", "125,50", "omdat het kan"),
        ("100", "100", ""),
    ],
)
def test_an_amount_stands_before_its_reason(rest: str, amount: str, reason: str) -> None:
    """The lead types both in one line, with or without the euro sign."""
    assert parse.split_amount(rest) == (amount, reason)


def test_verdicts_and_answers_take_what_follows_as_reason() -> None:
    """The words on the buttons, with the reason behind them."""
    assert parse.parse_verdict("Te laat: de stage begint maandag") == ("too_late", "de stage begint maandag")
    assert parse.parse_verdict("op tijd, dit gaan we doen") == ("in_time", "")
    assert parse.parse_verdict("past niet want zij heeft geen adres") == ("does_not_fit", "want zij heeft geen adres")
    assert parse.parse_answer("Een deel, de rest volgt") == ("partly", "de rest volgt")
    assert parse.parse_answer("ja") == ("yes", "")
    with pytest.raises(NotUnderstood):
        parse.parse_verdict("misschien")
    with pytest.raises(NotUnderstood):
        parse.parse_answer("jawel")


@pytest.mark.parametrize("typed", ["12-03-2026", "2026-03-12", "12/03/2026", "12-3", "12 maart", "12 mrt 2026"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    """A day without a year is the next one there is."""
    if "mrt" in typed:
        with pytest.raises(NotUnderstood):
            parse.parse_day(typed, _TODAY)
    else:
        assert parse.parse_day(typed, _TODAY) == date(2026, 3, 12)


def test_a_day_that_has_passed_is_next_year_and_a_strange_one_is_refused() -> None:
    """1 March, asked on 9 March, is next year; 31 February is nothing."""
    assert parse.parse_day("1 maart", _TODAY) == date(2027, 3, 1)
    with pytest.raises(NotUnderstood):
        parse.parse_day("31-02-2026", _TODAY)


def test_themes_districts_days_and_route_numbers_are_read_by_name_or_number() -> None:
    """What is listed with a number can be chosen with that number."""
    assert parse.parse_theme("Wonen en inrichting") == "wonen"
    assert parse.parse_theme("8") == "fiets"
    assert parse.parse_district("overvecht", ["Overvecht", "Zuilen"]) == "Overvecht"
    assert parse.parse_days("20 dagen") == 20
    assert parse.parse_days("") is None
    assert parse.parse_route_no("route 2 te laat") == (2, "te laat")
    assert parse.parse_route_no("te laat") == (None, "te laat")
    for strange in (lambda: parse.parse_theme("xyz"), lambda: parse.parse_days("gauw")):
        with pytest.raises(NotUnderstood):
            strange()
