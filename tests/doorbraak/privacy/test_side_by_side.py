"""Details beside one another, as a form, a row of a table or a hurried line has them: neither may hide the other."""

from itertools import permutations

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import check

LISTS = load_lists()
WAYS = {
    "bsn": ("923444142", "923 444 142", "923.444.142", "9234.44.142", "923-444-142"),
    "phone": ("0612345678", "06 12 34 56 78", "06-12345678", "030 271 82 82", "030-2718282", "+31 6 12345678"),
    "iban": ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
    "birth_date": ("geb 30-11-66", "geb. 30/11/1966", "geboren 30 november 1966"),
    "postcode": ("3531 HV", "3531HV"),
    "address": ("Kanaalstraat 12",),
    "email": ("fatima@example.org",),
}
BLOCKS = frozenset(("bsn", "phone", "iban", "email", "address"))


@pytest.mark.parametrize("between", [" ", ", ", "; ", "\n", " en ", " | ", "\t"], ids=repr)
def test_each_of_two_details_beside_one_another_is_found(between: str) -> None:
    """Every way of writing one before and behind every way of writing another; what blocks still blocks."""
    missed: list[str] = []
    for one, other in permutations(WAYS, 2):
        for first in WAYS[one]:
            for second in WAYS[other]:
                text = f"Hier: {first}{between}{second} graag"
                finds = check(text, lists=LISTS)
                for kind, words in ((one, first), (other, second)):
                    start = text.index(words)
                    over = [find for find in finds if find.start < start + len(words) and start < find.end]
                    if not any(find.level == "block" or kind not in BLOCKS for find in over):
                        missed.append(f"{kind} in {text!r}")
    assert missed == []


@pytest.mark.parametrize("kind", ["bsn", "phone", "iban", "postcode"])
def test_a_row_of_a_file_with_commas_hides_nothing(kind: str) -> None:
    """Commas without a space, as tables are copied."""
    for words in WAYS[kind]:
        for beside in ("923444142", "0612345678", "fatima@example.org"):
            for text in (f"{beside},{words}", f"{words},{beside}"):
                finds = [find for find in check(text, lists=LISTS) if words.startswith(find.text[:4])]
                assert finds, text


@pytest.mark.parametrize(
    "text",
    [
        "Dat is 1.234,06 euro in het jaar",
        "kosten 45,06 en 12,30 samen",
        "3 keer 2,1000 meter, 4 stuks",
        "termijnen van 923 euro, 444 euro en 142 euro",
    ],
)
def test_amounts_with_a_comma_are_no_row(text: str) -> None:
    """A comma stands in sums as well."""
    assert check(text, lists=LISTS) == ()
