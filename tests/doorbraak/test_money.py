"""Reading and writing amounts: strict in, the usual Dutch form out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorbraak.money import AmountNotUnderstood, format_euros, parse_euros


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("125,50", 12550),
        ("1.250,50", 125050),
        ("1250,50", 125050),
        ("12,5", 1250),
        ("300", 30000),
        ("€ 300", 30000),
        ("€300", 30000),
        ("€\u00a0300,00", 30000),
        ("€\u202f300", 30000),
        ("  75,80\n", 7580),
        ("\u00a075,80\u00a0", 7580),
        ("1.000.000", 100000000),
        ("0,01", 1),
        ("007", 700),
    ],
)
def test_an_amount_in_the_dutch_form_is_read_as_cents(text: str, cents: int) -> None:
    """Thousands with dots, a decimal comma, an optional euro sign: all read as whole cents."""
    assert parse_euros(text) == cents


@pytest.mark.parametrize("text", ["0", "0,00", "€ 0"])
def test_zero_is_read_as_zero(text: str) -> None:
    """Whether zero is enough is for the rules to say, not for the reading."""
    assert parse_euros(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "1250.50", "12.50", "1.25,00", "1.2500", "1e3", "-5", "€ -5", "125,", ",50", "€", "12,50 euro", "12,50 €",
        "€  12", "1 250", "1.250.50", "EUR 12",
        "12,-", "twaalf", "１２５", "12,５0", "١٢", "12;50", "1,250.50", "+5", "1_000",
        "²", "1.250,50,10", "12\n13", "9" * 41, "$ 12",
    ],
)  # fmt: skip
def test_another_form_is_refused_and_quoted_back(text: str) -> None:
    """Nothing is guessed: what was typed comes back with the reason `form`."""
    with pytest.raises(AmountNotUnderstood) as refusal:
        parse_euros(text)
    assert (refusal.value.shown, refusal.value.reason) == (text, "form")


@pytest.mark.parametrize("text", ["12,345", "1.250,500", "€ 0,001"])
def test_more_than_two_digits_after_the_comma_have_their_own_reason(text: str) -> None:
    """The text to the user can then say exactly what to change."""
    with pytest.raises(AmountNotUnderstood) as refusal:
        parse_euros(text)
    assert refusal.value.reason == "decimals"


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\n\t"])
def test_nothing_typed_is_called_empty(text: str) -> None:
    """Spaces alone are nothing."""
    with pytest.raises(AmountNotUnderstood) as refusal:
        parse_euros(text)
    assert (refusal.value.shown, refusal.value.reason) == ("", "empty")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (17500, "€ 175,00"),
        (125050, "€ 1.250,50"),
        (123456789, "€ 1.234.567,89"),
        (-500, "€ -5,00"),
        (-1, "€ -0,01"),
    ],
)
def test_an_amount_is_written_with_a_no_break_space(cents: int, text: str) -> None:
    """The sign and the figures never end up on two lines."""
    assert format_euros(cents) == text.replace(" ", "\u00a0")


@given(st.integers(min_value=0, max_value=10**14))
def test_what_is_written_can_be_read_again(cents: int) -> None:
    """Every amount we show can be copied into an amount field."""
    assert parse_euros(format_euros(cents)) == cents


@given(st.text(max_size=60))
def test_any_text_is_an_amount_or_is_refused(text: str) -> None:
    """No other error escapes, whatever somebody types."""
    try:
        understood = parse_euros(text) >= 0
    except AmountNotUnderstood as refusal:
        understood = refusal.shown != text or refusal.reason in {"form", "decimals", "empty"}
    assert understood
