"""Questions about money as people type them: what they mean, and what is said when they mean nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorbraak.overviews import SpendFilter
from doorbraak.themes import THEMES
from handlers import wording
from handlers.spend import NotUnderstood, parse_question
from handlers.spend.periods import WORDS, read_period
from handlers.spend.question import DIMENSIONS, MEASURES, plain_words

_TODAY = date(2026, 3, 9)
_DISTRICTS = ("Overvecht", "Zuilen", "Kanaleneiland", "Leidsche Rijn", "Vleuten-De Meern")
_YEAR = (date(2026, 1, 1), _TODAY)


def _wanted(text: str) -> SpendFilter:
    return parse_question(text, _DISTRICTS, _TODAY).wanted


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("", date(2026, 1, 1), _TODAY),
        ("dit jaar", date(2026, 1, 1), _TODAY),
        ("vorig jaar", date(2025, 1, 1), date(2025, 12, 31)),
        ("in 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("deze maand", date(2026, 3, 1), _TODAY),
        ("vorige maand", date(2026, 2, 1), date(2026, 2, 28)),
        ("dit kwartaal", date(2026, 1, 1), _TODAY),
        ("vorig kwartaal", date(2025, 10, 1), date(2025, 12, 31)),
        ("q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("kwartaal 1", date(2026, 1, 1), _TODAY),
        ("eerste kwartaal 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("derde kwartaal van vorig jaar", date(2025, 7, 1), date(2025, 9, 30)),
        ("2e halfjaar 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("eerste half jaar", date(2026, 1, 1), _TODAY),
        ("deze week", date(2026, 3, 9), _TODAY),
        ("vorige week", date(2026, 3, 2), date(2026, 3, 8)),
        ("vandaag", _TODAY, _TODAY),
        ("gisteren", date(2026, 3, 8), date(2026, 3, 8)),
        ("maart", date(2026, 3, 1), _TODAY),
        ("april", date(2025, 4, 1), date(2025, 4, 30)),
        ("februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("mrt vorig jaar", date(2025, 3, 1), date(2025, 3, 31)),
        ("sinds april", date(2025, 4, 1), _TODAY),
        ("vanaf 1 februari", date(2026, 2, 1), _TODAY),
        ("sinds 15-11-2025", date(2025, 11, 15), _TODAY),
        ("sinds 2025-11-15", date(2025, 11, 15), _TODAY),
        ("tot maart", date(2026, 1, 1), date(2026, 2, 28)),
        ("t/m februari", date(2026, 1, 1), date(2026, 2, 28)),
        ("tot en met februari", date(2026, 1, 1), date(2026, 2, 28)),
        ("van januari tot en met juni 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("van november tot februari", date(2025, 11, 1), date(2026, 1, 31)),
        ("tussen 1 januari en 1 maart", date(2026, 1, 1), date(2026, 3, 1)),
        ("afgelopen 3 maanden", date(2025, 12, 10), _TODAY),
        ("laatste twee weken", date(2026, 2, 24), _TODAY),
        ("afgelopen 30 dagen", date(2026, 2, 8), _TODAY),
        ("afgelopen jaar", date(2025, 3, 10), _TODAY),
        ("sinds het begin", date(2000, 1, 1), _TODAY),
    ],
)
def test_a_period_is_read_as_people_say_it(typed: str, since: date, until: date) -> None:
    """What goes on ends today; what has no year is the last that began."""
    wanted = _wanted(f"uitgaven {typed} per thema?")

    assert (wanted.since, wanted.until) == (since, until)


@pytest.mark.parametrize(
    ("typed", "by", "district", "theme"),
    [
        ("per wijk", "district", "", ""),
        ("per maand in overvecht", "month", "Overvecht", ""),
        ("Hoeveel is er uitgegeven aan fietsen in Leidsche Rijn?", "theme", "Leidsche Rijn", "fiets"),
        ("Vleuten-De Meern per organisatie", "organisation", "Vleuten-De Meern", ""),
        ("energie en water, alle wijken", "theme", "", "energie"),
        ("alle thema's per wijk", "district", "", ""),
        ("studie en school", "theme", "", "studiekosten"),
        ("elke maand", "month", "", ""),
    ],
)
def test_what_figures_are_set_out_by_and_narrowed_to_is_read(typed: str, by: str, district: str, theme: str) -> None:
    """Labels of more words count whole; "alle wijken" narrows nothing."""
    wanted = _wanted(typed)

    assert (wanted.by, wanted.district, wanted.theme) == (by, district, theme)


@pytest.mark.parametrize(
    ("typed", "measure"),
    [
        ("", "spent"),
        ("uitgaven", "spent"),
        ("hoeveel is er besteed", "spent"),
        ("toegekend per wijk", "granted"),
        ("aantal aanvragen", "count"),
        ("hoeveel aanvragen per wijk", "count"),
        ("gemiddeld toegekend", "mean"),
        ("gemiddelde uitgaven", "mean"),
        ("doorlooptijd per maand", "duration"),
        ("hoe snel krijgen we antwoord", "duration"),
    ],
)
def test_what_is_asked_for_is_read(typed: str, measure: str) -> None:
    """The word that says most counts."""
    assert parse_question(typed, _DISTRICTS, _TODAY).measure == measure


@pytest.mark.parametrize(
    ("typed", "near", "mended"),
    [
        ("per tema", "thema", "per thema"),
        ("in overvegt sinds april", "Overvecht", "in Overvecht sinds april"),
        ("sinds apirl", "april", "sinds april"),
        ("gemideld per wijk", "gemiddeld", "gemiddeld per wijk"),
        ("vorig kwartal", "kwartaal", "vorig kwartaal"),
        ("doorloptijd", "doorlooptijd", "doorlooptijd"),
        ("per organistie", "organisatie", "per organisatie"),
    ],
)
def test_a_typing_error_gets_a_suggestion_and_the_whole_question_mended(typed: str, near: str, mended: str) -> None:
    """Nothing is guessed silently: the answer asks."""
    with pytest.raises(NotUnderstood) as wrong:
        _wanted(typed)

    assert (wrong.value.near, wrong.value.mended) == (near, mended)
    assert f"Bedoel je *{near}*?" in wrong.value.text
    assert parse_question(mended, _DISTRICTS, _TODAY)


def test_a_word_that_looks_like_nothing_gets_the_list_of_what_can_be_asked() -> None:
    """No suggestion is better than a wild one."""
    with pytest.raises(NotUnderstood) as wrong:
        _wanted("xylofoon")

    assert "Bedoel je" not in wrong.value.text
    assert all(word in wrong.value.text for word in (*MEASURES.values(), *DIMENSIONS.values()))


def test_every_theme_is_understood_by_its_code_and_by_its_labels() -> None:
    """Whatever stands on a card or a page can be typed."""
    for code in THEMES:
        for words in (code, wording.theme_short(code), wording.theme(code)):
            assert _wanted(f"per maand {words} vorig jaar").theme == code, words


def _read(text: str, today: date) -> tuple[SpendFilter | None, str]:
    """Give what was understood, or why not."""
    try:
        return parse_question(text, _DISTRICTS, today).wanted, ""
    except NotUnderstood as wrong:
        return None, wrong.text


_OTHERS = "2025 q3 1 31 tot en met tm overvecht fiets per wijk 12-02 30-02-2025"
_WORDS = st.sampled_from(sorted({*WORDS, *_OTHERS.split()}))


@given(st.lists(_WORDS, max_size=9), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_any_row_of_known_words_gives_a_period_in_order_or_a_clear_no(words: list[str], today: date) -> None:
    """Also on the last day of a leap February: no day that does not exist, no end before the beginning."""
    wanted, no = _read(" ".join(words), today)

    assert no or (wanted is not None and wanted.since <= wanted.until)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    """Whatever is typed: a question or a clear no."""
    wanted, no = _read(text, _TODAY)

    assert no or (wanted is not None and wanted.by in DIMENSIONS)


def test_a_period_that_goes_on_ends_today_and_one_that_is_over_does_not_move() -> None:
    """Figures of next month are not asked for by accident."""
    going_on = read_period(plain_words("dit jaar"), _TODAY)
    over = read_period(plain_words("vorig jaar"), _TODAY + timedelta(days=30))

    assert going_on is not None
    assert over is not None
    assert (going_on.period.since, going_on.period.until) == _YEAR
    assert over.period.until == date(2025, 12, 31)
