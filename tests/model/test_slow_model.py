"""Sentences of docs/rules on submitting, voting and routes, checked on the slow model with values written by hand."""

import pytest

from tests.model.slow_facts import Line
from tests.model.slow_model import run
from tests.model.story import Story
from tests.model.texts import CLIENTS, INVALID_CLIENTS, PRIVATE_TEXTS, text_of_length


def test_the_example_of_section_8_gives_its_result() -> None:
    """Three approvals, one with a maximum of 150 euros, and a route that came too late give 150 euros."""
    story = Story({"min_approvals": 3})
    story.at("09:05").ask(17500)
    assert story.say("approve", "k1") == "not_a_reviewer"
    story.at("09:20").say("approve", "a1", revision=1, max_cents=15000)
    story.at("09:30").say("propose_route", "a2", route="bijzondere_bijstand", who="W&I", expected_days=20)
    story.at("09:40").say("answer_route", "k1", route_no=1, verdict="too_late", reason="Te laat.")
    story.at("10:00").approve("a2")
    story.at("10:05").approve("a4")

    assert story.request() == {
        "number": "VE-2026-0001",
        "status": "granted",
        "with_lead": False,
        "money": "reserved",
        "granted_cents": 15000,
        "settled_cents": None,
        "revision": 1,
        "approvals": 3,
        "decided_at": "2026-03-02T10:05:00+01:00",
        "review": None,
    }
    result = story.result()
    assert result["lines"][0] == {"line": 1, "accepted": True}
    assert result["lines"][12] == {"line": 13, "accepted": False, "refusal": "not_a_reviewer"}
    assert result["spend_by_theme"] == {
        "2026": {
            "wonen": {
                "requests": 1, "granted": 1, "solved_by_route": 0, "declined": 0,
                "granted_cents": 15000, "settled_cents": 0,
            }
        }
    }  # fmt: skip
    assert result["funds"] == {
        "2026": {"budget_cents": 1000000, "reserved_cents": 15000, "spent_cents": 0, "left_cents": 985000}
    }


def test_an_empty_programme_gives_an_empty_result() -> None:
    """Nothing but a programme line."""
    line = {"at": "2026-03-02T09:00:00+01:00", "do": "programme", "name": "U", "districts": ["O"], "policy": {}}
    assert run([line | {"budget_cents": {}}]) == {
        "lines": [{"line": 1, "accepted": True}],
        "requests": {},
        "spend_by_theme": {},
        "funds": {},
    }


def test_who_may_submit() -> None:
    """R1: a linked koploper."""
    story = Story()
    assert story.ask(by="nobody") == "unknown_person"
    assert story.ask(by="a1", request="r2") == "not_a_koploper"
    assert story.ask(request="r3") is None
    assert story.request("r3")["number"] == "VE-2026-0001"


@pytest.mark.parametrize("client", INVALID_CLIENTS)
def test_a_file_number_that_is_none_is_refused(client: str) -> None:
    """Too short, one repeated character, or nine digits that pass the eleven-test."""
    assert Story().ask(client=client) == "client_invalid"


@pytest.mark.parametrize("spellings", CLIENTS)
def test_all_spellings_of_a_file_number_are_one_client(spellings: tuple[str, ...]) -> None:
    """The cap counts letters and digits only."""
    story = Story()
    for number, spelling in enumerate(spellings):
        assert story.ask(50000, request=f"r{number}", client=spelling) == (None if number == 0 else "above_cap")


def test_checks_of_a_submission_come_in_the_order_of_the_table() -> None:
    """Client, amount, reason, length, privacy, cap: the first that fails is the refusal."""
    said: Line = {"client": "ab1", "cents": 0, "if_nothing": " ", "question": text_of_length(1501)}
    said["tried"] = PRIVATE_TEXTS[0]
    story = Story()
    assert story.ask(request="r1", **said) == "client_invalid"
    said["client"] = "A1B2"
    assert story.ask(request="r2", **said) == "amount_invalid"
    said["cents"] = 50001
    assert story.ask(request="r3", **said) == "reason_required"
    said["if_nothing"] = "Dit."
    assert story.ask(request="r4", **said) == "text_too_long"
    said["question"] = text_of_length(1500)
    assert story.ask(request="r5", **said) == "private_details"
    said["tried"] = "Niets."
    assert story.ask(request="r6", **said) == "above_cap"


def test_an_urgent_request_needs_its_reason() -> None:
    """Missing, empty or only spaces is no reason."""
    story = Story()
    assert story.ask(urgent=True) == "reason_required"
    assert story.ask(request="r2", urgent=True, urgent_reason="  ") == "reason_required"
    assert story.ask(request="r3", urgent=False) is None


def test_who_may_vote() -> None:
    """R3: a reviewer of another organisation who is no manager, has not recused and is not the poster."""
    people = {"k1": (["koploper", "reviewer"], "Buurtteam"), "b1": (["reviewer"], "Buurtteam")}
    more = {"m2": (["manager", "reviewer"], "GGD"), "a1": (["reviewer"], "GGD"), "a2": (["reviewer"], "W&I")}
    story = Story(**people, **more)
    story.ask()
    assert story.say("recuse", "a2") is None
    assert story.approve("k1", "b1", "m2", "a2", "nobody", "a1") == [
        "own_request", "own_organisation", "not_a_reviewer", "recused", "unknown_person", None,
    ]  # fmt: skip
    assert story.say("approve", "a1", "r9") == "unknown_request"


def test_the_own_organisation_votes_when_the_policy_lets_it() -> None:
    """With `external_only` false the poster's organisation votes."""
    story = Story({"external_only": False, "min_approvals": 1, "min_organisations": 1})
    story.ask()
    assert story.approve("b1") == [None]
    assert story.request()["status"] == "granted"


def test_the_last_vote_counts() -> None:
    """R4: an objection replaces the approval of the same person, and the other way round."""
    story = Story({"min_approvals": 2})
    story.ask()
    story.approve("a1")
    assert story.say("object", "a1") == "reason_required"
    story.say("object", "a1", reason="Past niet.")
    assert story.request()["approvals"] == 0
    story.approve("a1", "a2")
    assert story.request()["status"] == "granted"


def test_a_maximum_lies_between_one_cent_and_the_amount_asked() -> None:
    """R4: else `amount_invalid`."""
    story = Story()
    story.ask(20000)
    assert story.say("approve", "a1", max_cents=0) == "amount_invalid"
    assert story.say("approve", "a1", max_cents=20001) == "amount_invalid"
    assert story.say("approve", "a1", max_cents=20000) is None


def test_the_amount_is_what_enough_approvals_carry() -> None:
    """R7: of 120, 80 and 200 euros two organisations and two people carry 120."""
    story = Story({"min_approvals": 2})
    story.ask(20000)
    story.say("approve", "a1", max_cents=12000)
    story.say("approve", "a3", max_cents=8000)  # the same organisation as a1
    assert story.request()["status"] == "open"
    story.say("approve", "a2")
    assert story.request()["granted_cents"] == 12000


def test_the_second_organisation_lowers_the_amount() -> None:
    """R7: both minimums hold at A; the only other organisation says 50 euros."""
    story = Story({"min_approvals": 2})
    story.ask(20000)
    story.approve("a1", "a3")
    story.say("approve", "a4", max_cents=5000)
    assert story.request()["granted_cents"] == 5000
    assert story.approve("a2") == ["already_decided"]


def test_proposing_a_route_withdraws_the_approval_but_not_an_objection() -> None:
    """R5."""
    story = Story()
    story.ask()
    story.approve("a1")
    story.say("object", "a2", reason="Nee.")
    story.say("propose_route", "a1", route="leergeld", who="Leergeld")
    story.say("propose_route", "a2", route="leergeld", who="Leergeld")
    assert story.request()["approvals"] == 0
    for number in (1, 2):
        story.say("answer_route", "k1", route_no=number, verdict="partly", reason="Deels.")
    story.approve("a1", "a3", "a4")
    assert story.request()["status"] == "open"  # the objection of a2 still stands
    assert story.request()["with_lead"]


def test_an_open_route_holds_the_grant_until_its_answer() -> None:
    """R7: the answer of the poster lets it go at once."""
    story = Story({"min_approvals": 2})
    story.ask()
    assert story.say("propose_route", "b1", route="leergeld") == "reason_required"
    assert story.say("propose_route", "b1", route="leergeld", who="Leergeld") is None
    assert story.approve("a1", "a2") == [None, None]
    assert story.request()["status"] == "open"
    assert not story.request()["with_lead"]
    assert story.say("answer_route", "k2", route_no=1, verdict="too_late", reason="Te laat.") == "not_the_poster"
    assert story.say("answer_route", "k1", route_no=2, verdict="too_late", reason="Te laat.") == "unknown_route"
    assert story.say("answer_route", "k1", route_no=1, verdict="too_late") == "reason_required"
    assert story.at("11:00").say("answer_route", "k1", route_no=1, verdict="too_late", reason="Te laat.") is None
    assert story.request()["decided_at"] == "2026-03-02T11:00:00+01:00"
    assert story.say("answer_route", "k1", route_no=1, verdict="in_time") == "already_decided"


def test_an_answered_route_cannot_be_answered_again() -> None:
    """R6: each once."""
    story = Story()
    story.ask()
    story.say("propose_route", "a1", route="leergeld", who="Leergeld")
    story.say("answer_route", "k1", route_no=1, verdict="partly", reason="Deels.")
    assert story.say("answer_route", "k1", route_no=1, verdict="in_time") == "unknown_route"


def test_a_route_in_time_solves_it() -> None:
    """R6: the request ends as solved_by_route and holds no money."""
    story = Story()
    story.ask(50000)
    story.say("propose_route", "a1", route="leergeld", who="Leergeld")
    assert story.say("answer_route", "k1", route_no=1, verdict="in_time") is None
    assert story.request()["status"] == "solved_by_route"
    assert story.request()["money"] is None
    assert story.say("follow_up", "k1", answer="yes") is None
    assert story.ask(50000, request="r2") is None


def test_a_stale_vote_is_refused_and_a_vote_without_revision_is_for_the_current_one() -> None:
    """R4 and R12: after a new revision standing votes lapse."""
    story = Story()
    story.ask()
    story.approve("a1")
    assert story.say("revise", "k1", amount_cents=10000) is None
    assert story.request()["revision"] == 2
    assert story.request()["approvals"] == 0
    assert story.say("approve", "a1", revision=1) == "stale_revision"
    assert story.say("approve", "a1", revision=2) is None
    assert story.say("approve", "a2", revision=3) == "stale_revision"
    assert story.request()["approvals"] == 1


def test_the_same_value_again_is_no_change() -> None:
    """R12: nor is another spelling of the same client, nor a change of another field."""
    story = Story()
    story.ask(pay_to="winkel")
    same = {"amount_cents": 20000, "client": "boks 1001", "theme": "wonen", "question": "Wat?", "pay_to": "winkel"}
    story.approve("a1")
    assert story.say("revise", "k1", **same, tried="Alles.") is None
    assert story.request()["revision"] == 1
    assert story.request()["approvals"] == 1
    for field, value in {"client": "ANDERS", "theme": "werk", "question": "Of?", "pay_to": "zaak"}.items():
        story.say("revise", "k1", **{field: value})
    assert story.request()["revision"] == 5


def test_the_poster_alone_revises_and_withdraws_and_only_an_open_request() -> None:
    """R12 and R13."""
    story = Story()
    story.ask()
    assert story.say("revise", "k2", theme="werk") == "not_the_poster"
    assert story.say("withdraw", "k2") == "not_the_poster"
    assert story.say("withdraw", "k1") is None
    assert story.say("withdraw", "k1") == "already_decided"
    assert story.say("revise", "k1", theme="werk") == "already_decided"
    assert story.request()["status"] == "withdrawn"
