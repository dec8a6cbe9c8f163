"""The lists of the privacy check: where they come from, under which licence, and how they are searched."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy_lists import FOLDER, ORIGINS, SortedWords, load_vocabulary
from bot.text_check import BlockCheck

LISTS = sorted(file for file in FOLDER.rglob("*.txt") if file.name != "LICENSE.txt")


@pytest.mark.parametrize("file", LISTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_list_says_where_it_comes_from(file: Path):
    """Origin with a version, and a licence that the readme of the folder names too."""
    origin, licence = file.read_text(encoding="utf-8").splitlines()[:2]

    assert re.fullmatch(r"# origin: .*\d.*", origin)
    assert licence.startswith("# licence: ")
    assert licence.removeprefix("# licence: ").split(" ")[0] in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_what_others_made_comes_with_its_licence():
    """Each folder of somebody else holds the text of its licence."""
    without = {name for name in ORIGINS if name != "own" and not list((FOLDER / name).glob("LICENSE*"))}

    assert {file.parent.name for file in LISTS} == set(ORIGINS)
    assert without == set()


@given(st.sets(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), min_size=1), st.text())
def test_sorted_words_know_what_is_in_them(words: set[str], other: str):
    """Looking up by halving gives what a set would give."""
    lines = [word.encode() + b"\n" for word in sorted(words, key=str.encode)]
    found = SortedWords(b"".join(lines))

    assert all(word in found for word in words)
    assert (other in found) == (other in words)
    assert 7 not in found


def test_a_folder_that_is_taken_out_is_missed_by_nobody(tmp_path: Path):
    """Who runs the bot may leave lists out; without any there is nothing to know."""
    nothing = load_vocabulary(tmp_path)

    assert not nothing.knows_words
    assert "fatima" not in nothing.first_names
    assert "fatima" in load_vocabulary(origins=("own",)).first_names


def test_the_use_cases_ask_only_what_blocks():
    """A name is for the writer to decide; a number is not."""
    check = BlockCheck()

    assert check.block_kind("Fatima heeft een fiets nodig") == ""
    assert check.block_kind("bel nul zes twaalf vierendertig zesenvijftig achtenzeventig") == "phone"
