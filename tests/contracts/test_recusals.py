"""Who stepped back cannot be found out by comparing what a page says with what it does not say."""

import pytest

from storage.overviews import request_page as page_query
from storage.overviews.reading import viewer
from tests.worlds import World

OTHERS = ("k1", "a3", "m1", "b1")
"""The poster, another reviewer, the manager and the admin: nobody of them is the lead."""


def page_of(world: World, key: str, number: str) -> page_query.RequestPage:
    """Give a request as somebody sees it."""

    def question(connection) -> page_query.RequestPage | None:
        found = viewer(connection, world.people[key])
        assert found is not None
        return page_query.request_page(connection, found, number, world.now, world.store.safe)

    page = world.store.answer(question)
    assert page is not None
    return page


@pytest.mark.parametrize("key", OTHERS)
def test_a_vote_of_an_earlier_version_goes_with_who_stepped_back(any_world: World, key: str) -> None:
    """It stood among the votes and not in the history: whoever compared the two knew who it was."""
    number = any_world.submit()
    any_world.done("approve", "a1", number)
    any_world.done("revise", "k1", number, amount_cents=10000)
    any_world.done("recuse", "a1", number)
    page = page_of(any_world, key, number)
    assert page.votes == ()
    assert [line.kind for line in page.history] == ["submitted", "revised"]
    assert [vote.why_not for vote in page_of(any_world, "l1", number).votes] == ["revised"]


@pytest.mark.parametrize("key", OTHERS)
def test_nobody_stands_among_those_who_did_not_vote_when_nobody_can_vote_any_more(any_world: World, key: str) -> None:
    """The page says why the lead decides; a name still waited for beside it would be the one who stepped back."""
    number = any_world.submit()
    for reviewer in ("a1", "a2"):
        any_world.done("object", reviewer, number, reason="Dit kan gewoon.")
    any_world.done("recuse", "a3", number)
    page = page_of(any_world, key, number)
    assert (page.with_lead, page.with_lead_why) == (True, "everybody_voted")
    assert page.waits_for == ()
    assert page_of(any_world, "l1", number).recused_names == ("a3",)
