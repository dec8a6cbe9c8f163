"""What is still to ask about texts, what a rewording makes of them, and which choices go with the command."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from doorbraak.asking import (
    FieldFind,
    answered,
    blocked,
    choices_made,
    questions,
    still_to_ask,
    with_rewording,
)
from doorbraak.privacy import Find, Kind, Lists, propose
from doorbraak.privacy_choices import (
    CHANGED,
    CHOICES,
    KINDS,
    LEFT_AS_IT_IS,
    PrivacyChoice,
    choices_for,
    from_text,
    to_text,
)
from tests.names import look_with_names


def finds_of(**texts: str) -> tuple[FieldFind, ...]:
    """Look through these fields."""
    return tuple(a_find(name, find, text) for name, text in texts.items() for find in look_with_names(text, Lists()))


def a_find(field: str, find: Find, text: str) -> FieldFind:
    """Give a find in a field."""
    return FieldFind(
        field=field,
        kind=find.kind,
        words=find.text,
        start=find.start,
        end=find.end,
        level=find.level,
        proposal=propose(find, text),
    )


def test_the_kinds_are_those_of_the_check() -> None:
    """A kind that the check knows can be chosen about and logged; no other can."""
    assert get_args(Kind) == KINDS


def test_block_level_finds_are_not_asked_about() -> None:
    """A telephone number has no answer; the name beside it has."""
    finds = finds_of(question="Bel Fatima op 06 12 34 56 78.")
    assert [find.words for find in blocked(finds)] == ["06 12 34 56 78"]
    assert [find.words for find in still_to_ask(finds, ())] == ["Fatima"]


@pytest.mark.parametrize("choice", CHOICES)
def test_only_a_reason_to_leave_it_answers(choice: str) -> None:
    """Words that were changed and stand there again are asked about again; in other letters they are the same."""
    finds = finds_of(question="Fatima belt.", tried="FATIMA gebeld.")
    answers = answered((), finds[0], choice)
    assert (still_to_ask(finds, answers) == ()) is (choice in LEFT_AS_IT_IS)


def test_the_same_words_are_one_question() -> None:
    """The first place is the one that is asked about; another kind is another question."""
    finds = finds_of(question="Fatima belt Bruno.", tried="Bruno gebeld.")
    assert [find.words for find in questions(finds)] == ["Fatima", "Bruno"]


def test_a_rewording_changes_the_same_words_everywhere_and_nothing_else() -> None:
    """Each place gets what fits there."""
    texts = {"question": "Fatima belt. Toen belde Fatima Bruno.", "tried": "Met fatima gesproken."}
    finds = finds_of(**texts)
    assert with_rewording(texts, finds, finds[0]) == {
        "question": "De klant belt. Toen belde de klant Bruno.",
        "tried": "Met de klant gesproken.",
    }


@pytest.mark.parametrize(("choice", "is_there"), list(product(CHOICES, [True, False])))
def test_the_choices_that_go_along_are_about_what_is_there_now(choice: str, is_there: bool) -> None:
    """A reason to leave words goes along while they stand there, a change once they do not; never the changed word."""
    finds = finds_of(question="Fatima belt.")
    made = choices_made(finds if is_there else (), answered((), finds[0], choice))
    if choice in LEFT_AS_IT_IS:
        assert made == ((PrivacyChoice("question", "name", choice, "fatima"),) if is_there else ())
    else:
        assert made == (() if is_there else (PrivacyChoice("question", "name", choice),))


def test_each_kind_has_its_choices() -> None:
    """Only a name can be a colleague or no name; whatever was found can be called no private detail otherwise."""
    assert choices_for("name") == ("no_name", "colleague")
    assert {choices_for(kind) for kind in KINDS if kind != "name"} == {("not_private",)}
    assert set(CHANGED) | set(LEFT_AS_IT_IS) == set(CHOICES)


def test_choices_are_kept_as_text_and_read_back() -> None:
    """What is no choice is passed over, so that no field can carry a word into the log."""
    choices = (PrivacyChoice("question", "name", "no_name", "van dam"), PrivacyChoice("tried", "postcode", "rewritten"))
    assert from_text(to_text(choices)) == choices
    for forged in ("", "a\tb", "question\tfatima\tno_name\tx", "Fatima Y\tname\tno_name\tx", "question\tname\tja\tx"):
        assert from_text(forged) == ()


def test_a_choice_and_a_find_never_show_their_words() -> None:
    """Whatever goes wrong, a message about it holds no name."""
    find = finds_of(question="Fatima belt.")[0]
    assert "fatima" not in repr(answered((), find, "no_name")).lower()
    assert "fatima" not in repr(find).lower()
