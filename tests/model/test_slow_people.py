"""Sentences of docs/rules on recusing, remarks and handing over (R15, R17, R19), checked on the slow model by hand."""

from tests.model.story import Story
from tests.model.texts import PRIVATE_TEXTS, text_of_length


def test_a_recusal_withdraws_the_vote_and_comes_once() -> None:
    """R15: who recused no longer votes, proposes or decides here; a lead may recuse too, a manager is no reviewer."""
    story = Story()
    story.ask()
    story.approve("a1")
    assert story.say("recuse", "a1") is None
    assert story.request()["approvals"] == 0
    assert story.say("recuse", "a1") == "recused"
    assert story.say("propose_route", "a1", route="leergeld", who="Leergeld") == "recused"
    assert story.say("recuse", "m1") == "not_a_reviewer"
    assert story.say("recuse", "l1") is None
    assert story.say("lead_decline", "l1", reason="Nee.") == "recused"


def test_remarks_are_for_the_poster_and_those_with_a_role_in_the_programme() -> None:
    """R17: a koploper who did not post it is outside this talk; it may come after the end."""
    story = Story()
    story.ask()
    story.say("withdraw", "k1")
    found = [story.say("remark", person, text="Dank.") for person in ("k1", "a1", "l1", "m1", "x1", "k2")]
    assert found == [None, None, None, None, None, "not_in_programme"]
    assert story.say("remark", "a1", "r9", text="Dank.") == "unknown_request"
    assert story.say("remark", "a1", text=" ") == "reason_required"
    assert story.say("remark", "a1", text=text_of_length(601)) == "text_too_long"
    assert story.say("remark", "a1", text=PRIVATE_TEXTS[0]) == "private_details"


def test_handing_over_makes_somebody_else_the_poster_and_the_own_vote_lapses() -> None:
    """R19."""
    people = {"k1": (["koploper"], "Buurtteam"), "k2": (["koploper", "reviewer"], "GGD"), "l1": (["lead"], "G")}
    story = Story(**people, a1=(["reviewer"], "W&I"))
    story.ask()
    story.approve("k2")
    assert story.say("hand_over", "k1", to="k2") == "not_the_lead"
    assert story.say("hand_over", "l1", to="a1") == "not_a_koploper"
    assert story.say("hand_over", "l1", to="nobody") == "not_a_koploper"
    assert story.say("hand_over", "l1", to="k2") is None
    assert story.request()["approvals"] == 0
    assert story.approve("k2") == ["own_request"]
    assert story.say("withdraw", "k1") == "not_the_poster"
    assert story.say("withdraw", "k2") is None


def test_approvals_no_longer_change_after_the_end() -> None:
    """Section 8: also when the vote of the new poster lapses."""
    people = {"k1": (["koploper"], "Buurtteam"), "k2": (["koploper", "reviewer"], "GGD"), "l1": (["lead"], "G")}
    story = Story({"min_approvals": 1, "min_organisations": 1}, **people)
    story.ask()
    story.approve("k2")
    story.say("hand_over", "l1", to="k2")
    assert story.request()["approvals"] == 1
    assert story.request()["status"] == "granted"
