"""Sentences of docs/rules on the lead, deadlines and urgent requests (R8 to R11), checked on the slow model by hand."""

from tests.model.story import TEAM, Story
from tests.model.texts import PRIVATE_TEXTS, text_of_length

ONE_IS_ENOUGH = {"min_approvals": 1, "min_organisations": 1}


def test_enough_approvals_with_an_objection_go_to_the_lead() -> None:
    """R8: R7 holds but for a standing objection."""
    story = Story({"min_approvals": 2})
    story.ask()
    story.say("object", "a4", reason="Nee.")
    story.approve("a1")
    assert not story.request()["with_lead"]
    story.approve("a2")
    assert story.request()["with_lead"]


def test_a_request_with_the_lead_stays_there_and_r7_still_grants_it() -> None:
    """R8: votes, routes and revisions go on."""
    story = Story({"min_approvals": 2})
    story.ask()
    story.say("object", "a4", reason="Nee.")
    story.approve("a1", "a2")
    story.say("revise", "k1", theme="werk")
    assert story.request()["with_lead"]
    story.say("propose_route", "a3", route="leergeld", who="Leergeld")
    assert story.request()["with_lead"]
    story.approve("a1", "a2")
    story.say("answer_route", "k1", route_no=1, verdict="does_not_fit", reason="Past niet.")
    assert story.request()["status"] == "granted"
    assert not story.request()["with_lead"]


def test_a_fund_with_too_little_sends_it_to_the_lead() -> None:
    """R8: the fund has less left than A, and the lead is bound by the budget too."""
    story = Story({"min_approvals": 2}, {"2026": 19999})
    story.ask(20000)
    story.approve("a1", "a2")
    assert story.request()["status"] == "open"
    assert story.request()["with_lead"]
    assert story.say("lead_grant", "l1", amount_cents=20000, reason="Ja.") == "above_budget"
    assert story.say("lead_grant", "l1", amount_cents=19999, reason="Ja.") is None
    assert story.fund()["left_cents"] == 0


def test_a_year_that_is_not_set_has_nothing() -> None:
    """Section 2: its budget is 0, and `funds` does not show it."""
    story = Story(ONE_IS_ENOUGH, {"2027": 100000})
    story.ask(1)
    story.approve("a1")
    assert story.request()["with_lead"]
    assert list(story.result()["funds"]) == ["2027"]


def test_when_nobody_is_left_it_goes_to_the_lead() -> None:
    """R8: everybody who may vote has a standing vote or recused."""
    story = Story({"min_approvals": 4})
    story.ask()
    story.approve("a1", "a2")
    story.say("recuse", "a3")
    assert not story.request()["with_lead"]
    story.say("object", "a4", reason="Nee.")
    assert story.request()["with_lead"]


def test_when_nobody_may_vote_it_goes_to_the_lead_at_submission() -> None:
    """R8: also with reviewers, when they are all of the poster's organisation or managers."""
    story = Story(k1=TEAM["k1"], b1=TEAM["b1"], l1=TEAM["l1"], m2=(["manager", "reviewer"], "GGD"))
    story.ask()
    assert story.request()["with_lead"]
    assert story.say("lead_decline", "l1", reason=" ") == "reason_required"
    assert story.say("lead_decline", "l1", reason="Past niet.") is None
    assert story.request()["status"] == "declined"


def test_an_open_route_keeps_it_from_the_lead() -> None:
    """R8: nobody is left without a vote, but a route is open; the deadline of R9 does not wait for it."""
    story = Story(k1=TEAM["k1"], a1=TEAM["a1"])
    story.ask()
    story.say("propose_route", "a1", route="leergeld", who="Leergeld")
    story.say("object", "a1", reason="Nee.")
    assert not story.request()["with_lead"]
    story.at("2026-03-04 09:00").say("tick")
    assert story.request()["with_lead"]


def test_a_revision_alone_is_not_a_moment_for_r8() -> None:
    """R7 and R8 are looked at after a submission, vote, route, answer or recusal; hand-over neither."""
    people = {"k2": (["koploper"], "Kredietbank"), "k1": TEAM["k1"], "a1": TEAM["a1"], "l1": TEAM["l1"]}
    story = Story(**people)
    story.ask()
    story.say("hand_over", "l1", to="k2")
    assert not story.request()["with_lead"]  # a1 may no longer vote, but nothing was looked at


def test_after_decide_within_it_goes_to_the_lead_who_is_in_time_at_that_moment() -> None:
    """R9 and section 1: 16 working hours from Monday 09:00 end Tuesday 17:00."""
    story = Story()
    story.ask()
    story.at("2026-03-03 16:59")
    assert story.say("lead_decline", "l1", reason="Nee.") == "not_with_lead"
    story.at("2026-03-03 17:00")
    assert story.say("lead_decline", "l1", reason="Nee.") is None
    assert story.request()["decided_at"] == "2026-03-03T17:00:00+01:00"


def test_decide_within_does_not_start_again_at_a_revision() -> None:
    """Section 2."""
    story = Story()
    story.ask()
    story.at("2026-03-03 16:00").say("revise", "k1", theme="werk")
    story.at("2026-03-03 17:00").say("tick")
    assert story.request()["with_lead"]


def test_a_vote_at_exactly_expire_after_is_too_late() -> None:
    """Section 1: 14 days later at the same time of day it has ended, at the deadline itself."""
    story = Story(ONE_IS_ENOUGH)
    story.ask()
    story.at("2026-03-16 09:00")
    assert story.approve("a1") == ["already_decided"]
    story.at("2026-03-20 09:00").say("tick")
    request = story.request()
    assert (request["status"], request["with_lead"]) == ("expired", False)
    assert request["decided_at"] == "2026-03-16T09:00:00+01:00"


def test_a_vote_a_minute_before_expire_after_counts() -> None:
    """Section 1, and over a clock change the deadline keeps its time of day."""
    story = Story(ONE_IS_ENOUGH)
    story.at("2026-03-20 09:00").ask()
    story.ask(request="r2")
    story.at("2026-04-03 08:59").approve("a1")
    story.at("2026-04-03 09:00").say("tick")
    assert story.request()["decided_at"] == "2026-04-03T08:59:00+02:00"
    assert story.request("r2")["decided_at"] == "2026-04-03T09:00:00+02:00"


def test_checks_of_a_lead_grant_come_in_the_order_of_the_table() -> None:
    """R10 and the table of section 3."""
    story = Story(budget={"2026": 100}, **TEAM, l2=(["lead", "koploper"], "Gemeente"))
    grant = {"amount_cents": 0, "reason": "", "revision": 2}
    assert story.say("lead_grant", "nobody", **grant) == "unknown_person"
    assert story.say("lead_grant", "m1", **grant) == "not_the_lead"
    assert story.say("lead_grant", "l1", **grant) == "unknown_request"
    story.ask(20000, by="l2")
    assert story.say("lead_grant", "l2", **grant) == "own_request"
    assert story.say("lead_grant", "l1", **grant) == "not_with_lead"
    story.at("2026-03-03 17:00")
    assert story.say("lead_grant", "l1", **grant) == "stale_revision"
    assert story.say("lead_grant", "l1", amount_cents=0) == "reason_required"
    assert story.say("lead_grant", "l1", amount_cents=20001, reason=text_of_length(601)) == "amount_invalid"
    assert story.say("lead_grant", "l1", amount_cents=101, reason=text_of_length(601)) == "text_too_long"
    assert story.say("lead_grant", "l1", amount_cents=101, reason=PRIVATE_TEXTS[0]) == "private_details"
    assert story.say("lead_grant", "l1", amount_cents=101, reason="Ja.") == "above_budget"
    assert story.say("lead_grant", "l1", amount_cents=100, reason="Ja.") is None
    assert story.say("lead_grant", "l1", amount_cents=100, reason="Ja.") == "already_decided"


def test_a_lead_may_decide_after_a_vote_and_from_the_posters_organisation() -> None:
    """R10: open routes and objections do not bind the lead."""
    story = Story(**(TEAM | {"l1": (["lead", "reviewer"], "Buurtteam")}))
    story.ask()
    assert story.say("object", "l1", reason="Nee.") == "own_organisation"
    story.say("propose_route", "l1", route="leergeld", who="Leergeld")
    story.say("object", "a1", reason="Nee.")
    story.at("2026-03-04 09:00")
    assert story.say("lead_grant", "l1", amount_cents=1, reason="Ja.") is None


def test_an_urgent_grant_is_a_grant_at_once() -> None:
    """R11: money reserved, no revising or withdrawing, the review pending."""
    story = Story()
    story.urgent(30000)
    assert story.say("urgent_grant", "l1", amount_cents=25001, reason="Ja.") == "above_urgent_max"
    assert story.say("urgent_grant", "l1", amount_cents=30001, reason="Ja.") == "amount_invalid"
    assert story.say("urgent_grant", "l1", amount_cents=25000, reason="Ja.") is None
    for do, by, said in (
        ("urgent_grant", "l1", {"amount_cents": 1, "reason": "Ja."}),
        ("lead_grant", "l1", {"amount_cents": 1, "reason": "Ja."}),
        ("lead_decline", "l1", {"reason": "Nee."}),
        ("withdraw", "k1", {}),
        ("revise", "k1", {"theme": "werk"}),
    ):
        assert story.say(do, by, **said) == "already_decided"
    request = story.request()
    assert (request["status"], request["money"], request["review"]) == ("granted", "reserved", "pending")
    assert (request["granted_cents"], request["with_lead"]) == (25000, False)


def test_only_an_urgent_request_is_granted_at_once() -> None:
    """R11, and the poster may still mark it in a revision, with a reason and without a new revision."""
    story = Story()
    story.ask()
    grant = {"amount_cents": 1, "reason": "Ja."}
    assert story.say("urgent_grant", "l1", **grant) == "not_urgent"
    assert story.say("revise", "k1", urgent=True) == "reason_required"
    assert story.say("revise", "k1", urgent=True, urgent_reason="Koud.") is None
    assert story.say("urgent_grant", "l1", revision=1, **grant) is None


def test_the_review_confirms_as_soon_as_r7_would_have_granted_that_much() -> None:
    """R11: an approval that carries too little does not confirm; the last one does, and closes the vote."""
    story = Story({"min_approvals": 2})
    story.urgent(20000)
    story.say("urgent_grant", "l1", amount_cents=10000, reason="Ja.")
    story.say("approve", "a1", max_cents=9999)
    story.approve("a2")
    assert story.request()["review"] == "pending"
    assert story.request()["approvals"] == 2
    assert story.approve("a4") == [None]
    assert story.request()["review"] == "confirmed"
    assert story.approve("a3") == ["already_decided"]
    assert story.request()["granted_cents"] == 10000


def test_the_fund_is_not_looked_at_in_a_review() -> None:
    """R11: 200 euros asked, 100 granted and all that was in the fund; two approvals of 200 confirm."""
    story = Story({"min_approvals": 2}, {"2026": 10000})
    story.urgent(20000)
    story.say("urgent_grant", "l1", amount_cents=10000, reason="Ja.")
    story.approve("a1", "a2")
    assert story.request()["review"] == "confirmed"


def test_a_review_that_takes_too_long_is_not_confirmed() -> None:
    """R11: at 16 working hours from the grant a vote is too late; the grant stays."""
    story = Story(ONE_IS_ENOUGH)
    story.urgent()
    story.at("11:00").say("urgent_grant", "l1", amount_cents=10000, reason="Ja.")
    story.say("object", "a2", reason="Nee.")
    story.at("2026-03-04 10:59")
    assert story.approve("a1") == [None]
    assert story.request()["review"] == "pending"  # the objection stands
    story.at("2026-03-04 11:00")
    assert story.approve("a2") == ["already_decided"]
    assert story.request()["review"] == "not_confirmed"
    assert story.request()["status"] == "granted"


def test_a_route_in_time_ends_the_review_and_not_the_grant() -> None:
    """R11: not_confirmed, the vote is closed, the money stays reserved."""
    story = Story(ONE_IS_ENOUGH)
    story.urgent()
    story.say("urgent_grant", "l1", amount_cents=10000, reason="Ja.")
    assert story.say("propose_route", "a1", route="leergeld", who="Leergeld") is None
    story.approve("a2")
    assert story.request()["review"] == "pending"
    assert story.say("answer_route", "k1", route_no=1, verdict="in_time") is None
    assert story.approve("a1") == ["already_decided"]
    request = story.request()
    assert (request["status"], request["review"], request["money"]) == ("granted", "not_confirmed", "reserved")


def test_settling_does_not_end_the_review() -> None:
    """R11: the vote goes on."""
    story = Story(ONE_IS_ENOUGH)
    story.urgent()
    story.say("urgent_grant", "l1", amount_cents=10000, reason="Ja.")
    assert story.say("settle", "k1", spent_cents=9000) is None
    assert story.request()["review"] == "pending"
    story.approve("a1")
    assert story.request()["review"] == "confirmed"
    assert story.request()["settled_cents"] == 9000
