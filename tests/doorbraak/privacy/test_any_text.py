"""Whatever somebody types: no failure, finds that are literally there, planted numbers found, never slow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.privacy import HOSTILE
from bot.privacy_lists import load_lists
from doorbraak.privacy import check, check_blocked, propose, reworded
from tests.timing import quickest

LISTS = load_lists()
WORDS = st.lists(
    st.sampled_from(
        "de klant heeft morgen een bed nodig en wacht op de brief van het uwv omdat zij niet kan betalen graag snel "
        "Overvecht Eneco huur water deurwaarder moeder kinderen".split()
    ),
    max_size=12,
)
PLANTED = (
    ("bsn", "111222333"),
    ("bsn", "bsn 123456789"),
    ("iban", "NL91ABNA0417164300"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("phone", "06-12345678"),
    ("phone", "+31 6 12 34 56 78"),
    ("email", "klant@example.nl"),
    ("email", "klant at gmail punt com"),
)
PIECES = st.sampled_from(
    (
        *(
            "van ",
            "De ",
            "Jan",
            "J.",
            "'s",
            "'t ",
            "É",
            "ß",
            "İ",
            "ﬁ",
            "\u0301",
            "\u200b",
            "\n",
            "06",
            "1",
            "-",
            "geb ",
            "mw ",
        ),
        *("(", "@", "_", ".pdf", "verslaafd ", "klant ", "groet, ", "nul ", "zaaknummer ", "&", "𝟛", "١", "名"),
    )
)


def examine(text: str) -> None:
    """Check what holds for every text."""
    finds = check(text, lists=LISTS)
    proposals = [propose(find, text) for find in finds]

    assert all(text[find.start : find.end] == find.text and find.text for find in finds)
    assert all(one.end <= other.start for one, other in zip(finds, finds[1:], strict=False))
    assert all(0 <= one.start <= one.end <= len(text) for one in proposals)
    assert reworded(text, proposals) or not text or proposals
    assert [find for find in finds if find.level == "block"] == list(check_blocked(text, lists=LISTS))


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_gives_finds_that_are_literally_there(text: str) -> None:
    """Any characters at all: sorted, without overlap, and the same blocks when only those are asked for."""
    examine(text)


@given(st.lists(PIECES, max_size=60))
@settings(deadline=None)
def test_pieces_of_names_and_numbers_in_any_order_do_no_harm(pieces: list[str]) -> None:
    """What looks like a name, a date or a file, cut anywhere."""
    examine("".join(pieces))


@pytest.mark.parametrize(("kind", "planted"), PLANTED)
@given(before=WORDS, after=WORDS)
@settings(deadline=None, max_examples=40)
def test_a_planted_number_is_found_wherever_it_stands(
    kind: str, planted: str, before: list[str], after: list[str]
) -> None:
    """Among ordinary words a number is found with its kind, and blocked."""
    text = " ".join([*before, planted, *after])

    assert kind in {find.kind for find in check(text, lists=LISTS) if find.level == "block"}


@pytest.mark.parametrize(
    "piece", [*HOSTILE, "Fatima ", "mevrouw van ", "Jan en ", "klant: ", "x" * 50 + " ", "Ab", "é", "een twee "]
)
def test_a_text_made_to_be_slow_is_not(piece: str) -> None:
    """1,500 characters that meet the same pattern again and again take hundredths of a second at most."""
    text = (piece * 1500)[:1500]

    assert quickest(lambda: check(text, lists=LISTS)) < 0.2


@pytest.mark.parametrize("before", ["klant", "koelkast 120", "Mevrouw belt.", "factuur", "nr 12"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "06-2284 9017"),
        ("phone", "030-2345678"),
        ("bsn", "999990019 is het bsn"),
        ("iban", "NL20INGB0001234567"),
        ("email", "jan@example.nl"),
        ("address", "Meidoornlaan 8"),
        ("birth_date", "geb 12-03-1984"),
        ("file_number", "zaaknummer 2026.04.1173"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n"])
def test_a_line_that_ends_before_it_hides_nothing(before: str, kind: str, text: str, between: str) -> None:
    """In regular expressions a dollar matches before a line end too: what looks behind must not stop there."""
    assert kind in [find.kind for find in check(f"{before}{between}{text}", lists=LISTS)]
