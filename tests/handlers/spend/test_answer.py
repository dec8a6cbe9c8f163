"""The answer to a question about money: table, notes, picture and where to read on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from doorbraak.overviews import SpendRow
from doorbraak.people import Role
from handlers.spend import SpendAnswer, answer_spend
from handlers.spend.answer import NOT_FOR_YOU, columns
from handlers.spend.chart import Bar
from handlers.spend.picture import as_svg, draw_png
from tests.fakes import FakeDesk, a_viewer
from tests.loops import run

_ROW = SpendRow(
    key="fiets",
    requests=5,
    granted=4,
    solved_by_route=1,
    declined=0,
    asked_cents=70000,
    granted_cents=61250,
    settled_cents=50000,
)


def _asked(text: str, *roles: Role, desk: FakeDesk | None = None) -> SpendAnswer:
    viewer = a_viewer(*(roles or (Role.MANAGER,)))
    if desk is None:
        desk = FakeDesk(viewer)
        desk.rows = (_ROW,)
    return run(answer_spend(desk, viewer, text))


@pytest.mark.parametrize("role", [Role.KOPLOPER, Role.REVIEWER])
def test_who_does_not_mind_the_fund_hears_whom_to_ask_and_nothing_is_looked_up(role: Role) -> None:
    """No figure leaves the store for somebody who may not see it."""
    desk = FakeDesk(a_viewer(role))

    answer = _asked("per thema", role, desk=desk)

    assert answer == SpendAnswer(text=NOT_FOR_YOU)
    assert desk.spends == []


def test_the_table_has_a_line_for_each_theme_with_both_amounts_and_a_total() -> None:
    """Spent and granted stand beside each other, and the title says which days and districts."""
    answer = _asked("per thema dit jaar")
    lines = answer.text.splitlines()

    assert lines[0] == "Uitgegeven per thema, 1 januari t/m 9 maart 2026, alle wijken"
    assert lines[1].split() == ["Uitgegeven", "Toegekend", "Aanvragen"]
    assert any(line.startswith("Fiets") and line.count("€") == 2 for line in lines)
    assert any(line.startswith("Totaal") for line in lines)
    assert answer.address == "/uitgaven?since=2026-01-01&until=2026-03-09&by=theme"


def test_a_mended_question_comes_with_what_was_not_understood() -> None:
    """A channel can offer it as a button."""
    answer = _asked("per tema")

    assert answer.mended == "per thema"
    assert not answer.bars


def test_a_period_without_requests_says_so() -> None:
    """An empty table is no answer."""
    desk = FakeDesk(a_viewer(Role.MANAGER))

    assert "Er is in deze periode niets gevraagd." in _asked("per wijk", desk=desk).text


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("aantal per thema", "Aanvragen  Toegekend  Zonder potje  Afgewezen"),
        ("gemiddeld per thema", "Gemiddeld"),
        ("doorlooptijd per thema", "Binnen twee werkdagen"),
    ],
)
def test_other_questions_have_their_own_columns_and_no_picture(typed: str, head: str) -> None:
    """A bar of hours beside a bar of euros would mislead."""
    answer = _asked(typed)

    assert head in answer.text
    assert answer.bars == ()


def test_a_mean_without_grants_is_a_dash() -> None:
    """Nothing granted is no average of nought."""
    desk = FakeDesk(a_viewer(Role.MANAGER))
    desk.rows = (replace(_ROW, granted=0, granted_cents=0, settled_cents=0),)

    assert "–" in _asked("gemiddeld", desk=desk).text


def test_columns_line_up() -> None:
    """Amounts end at the same place."""
    assert columns([["Wonen", "1,00"], ["Fiets", "10,00"]], frozenset({1})) == ["Wonen   1,00", "Fiets  10,00"]


def test_the_picture_is_a_png_with_its_text_in_it() -> None:
    """The renderer leaves text out in silence when its font is missing: more letters must be more ink."""
    bars = [Bar("Wonen", 184000, 20000), Bar("Fiets", 61250, 0)]

    with_text = draw_png("Uitgegeven per thema, 1 januari t/m 9 maart 2026, alle wijken", bars)
    without = draw_png("", [replace(bar, label="") for bar in bars])

    assert with_text.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(with_text) > len(without) * 1.5
    assert len(with_text) < 100_000


def test_the_picture_says_what_its_colours_mean_and_escapes_what_is_in_it() -> None:
    """A district may have any name."""
    svg = str(as_svg("Uitgegeven <b>", [Bar("A & B", 100, 50)]))

    assert "A &amp; B" in svg
    assert "&lt;b&gt;" in svg
    assert "toegekend, nog niet uitgegeven" in svg


def test_there_is_no_picture_of_nothing() -> None:
    """No bars, no bytes."""
    assert draw_png("Leeg", [Bar("Wonen", 0, 0)]) == b""
