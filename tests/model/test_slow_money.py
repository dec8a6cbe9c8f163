"""Sentences of docs/rules on cap, fund, settling and spend (R2, R16, R20), checked on the slow model by hand."""

from tests.model.story import Story

ONE_IS_ENOUGH = {"min_approvals": 1, "min_organisations": 1}
TWO_YEARS = {"2026": 1000000, "2027": 1000000}


def test_open_requests_hold_room_under_the_cap_until_they_end() -> None:
    """R2: 300 of 500 euros are asked; when that is withdrawn the room is back."""
    story = Story()
    story.ask(30000)
    assert story.ask(20001, request="r2") == "above_cap"
    assert story.ask(20000, request="r3") is None
    assert story.ask(1, request="r4") == "above_cap"
    assert story.ask(50000, request="r5", client="ANDERS") is None
    story.say("withdraw", "k1")
    assert story.ask(30000, request="r6") is None


def test_a_refused_submission_takes_no_number() -> None:
    """Section 8: numbers start at 0001 each year of submission."""
    story = Story({"cap_period": "calendar_year"})
    story.ask(50000)
    assert story.ask(1, request="r2") == "above_cap"
    story.ask(1, request="r3", client="ANDERS")
    story.at("2027-01-01 00:00").ask(1, request="r4")
    assert [request["number"] for request in story.result()["requests"].values()] == [
        "VE-2026-0001", "VE-2026-0002", "VE-2027-0001",
    ]  # fmt: skip


def test_settling_releases_the_rest_to_client_and_fund() -> None:
    """R16: of 400 euros 150 were spent, so 350 are left for the client."""
    story = Story(ONE_IS_ENOUGH, {"2026": 100000})
    story.grant(40000, "r1")
    assert story.fund() == {"budget_cents": 100000, "reserved_cents": 40000, "spent_cents": 0, "left_cents": 60000}
    assert story.say("settle", "k1", spent_cents=15000) is None
    assert story.fund() == {"budget_cents": 100000, "reserved_cents": 0, "spent_cents": 15000, "left_cents": 85000}
    assert story.ask(35001, request="r2") == "above_cap"
    assert story.ask(35000, request="r3") is None


def test_who_pays_and_settles_and_how_often() -> None:
    """R16: the poster, a lead, a manager or an admin; once each; 0 to the amount granted."""
    story = Story(ONE_IS_ENOUGH)
    story.ask(10000)
    assert story.say("pay", "k1") == "not_granted"
    story.approve("a1")
    assert story.say("pay", "k2") == "not_the_poster"
    assert story.say("pay", "a1") == "not_the_poster"
    assert story.say("pay", "m1") is None
    assert story.request()["money"] == "paid"
    assert story.fund()["reserved_cents"] == 10000
    assert story.say("pay", "x1") == "already_paid"
    assert story.say("settle", "l1", spent_cents=-1) == "amount_invalid"
    assert story.say("settle", "l1", spent_cents=10001) == "above_granted"
    assert story.say("settle", "l1", spent_cents=0) is None
    assert story.say("settle", "l1", spent_cents=0) == "already_settled"
    assert story.say("pay", "l1") == "already_settled"
    assert (story.request()["money"], story.request()["settled_cents"]) == ("settled", 0)


def test_a_correction_is_checked_against_grant_cap_and_fund() -> None:
    """R20: the difference must still be there for client and fund."""
    story = Story(ONE_IS_ENOUGH, {"2026": 60000})
    story.grant(40000, "r1")
    assert story.say("correct", "m1", spent_cents=1, reason="Bon.") == "not_granted"  # not settled
    story.say("settle", "k1", spent_cents=10000)
    story.ask(35000, request="r2")  # leaves 50 euros for the client
    assert story.say("correct", "k1", spent_cents=1, reason="Bon.") == "not_the_lead"
    assert story.say("correct", "m1", spent_cents=1) == "reason_required"
    assert story.say("correct", "m1", spent_cents=-1, reason="Bon.") == "amount_invalid"
    assert story.say("correct", "m1", spent_cents=40001, reason="Bon.") == "above_granted"
    assert story.say("correct", "m1", spent_cents=15001, reason="Bon.") == "above_cap"
    assert story.say("correct", "m1", spent_cents=15000, reason="Bon.") is None
    assert story.say("correct", "m1", spent_cents=5000, reason="Bon.") is None
    story.say("withdraw", "k1", "r2")
    story.grant(50000, "r3", client="ANDERS")  # leaves 50 euros in the fund
    assert story.say("correct", "m1", spent_cents=10001, reason="Bon.") == "above_budget"
    assert story.say("correct", "m1", spent_cents=10000, reason="Bon.") is None
    assert story.fund() == {"budget_cents": 60000, "reserved_cents": 50000, "spent_cents": 10000, "left_cents": 0}


def test_with_calendar_year_a_new_year_gives_new_room() -> None:
    """Section 2: a request counts in the year in which it was submitted, whenever it is granted or settled."""
    story = Story({"expire_after": 60})
    story.at("2026-12-31 23:59").ask(50000)
    assert story.ask(1, request="r2") == "above_cap"
    story.at("2027-01-01 00:00")
    assert story.ask(50000, request="r3") is None


def test_a_revision_is_checked_in_the_year_of_submission() -> None:
    """R12: without counting itself; the other request of 2026 still holds 300 euros, that of 2027 does not count."""
    story = Story({"expire_after": 60})
    story.at("2026-12-30 09:00").ask(10000)
    story.ask(30000, request="r2")
    story.at("2027-01-04 09:00").ask(50000, request="r3")
    assert story.say("revise", "k1", amount_cents=20001) == "above_cap"
    assert story.say("revise", "k1", amount_cents=20000) is None
    assert story.say("revise", "k1", amount_cents=0) == "amount_invalid"
    assert story.say("revise", "k1", client="ab1") == "client_invalid"
    assert story.say("revise", "k1", question=" ") == "reason_required"


def test_with_lifetime_everything_counts() -> None:
    """Section 2: a grant of last year is still there."""
    story = Story(ONE_IS_ENOUGH | {"cap_period": "lifetime"})
    story.grant(40000, "r1")
    story.at("2027-06-01 09:00")
    assert story.ask(10001, request="r2") == "above_cap"
    assert story.ask(10000, request="r3") is None


def test_with_rolling_365_days_the_day_counts_and_not_the_hour() -> None:
    """Section 2: today or the 364 days before; on 1 March 2027 that of 2 March 2026 counts, on 2 March not."""
    story = Story(ONE_IS_ENOUGH | {"cap_period": "rolling_365_days"})
    story.at("2026-03-02 15:00").grant(50000, "r1")
    assert story.at("2027-03-01 23:59").ask(1, request="r2") == "above_cap"
    assert story.at("2027-03-02 00:00").ask(50000, request="r3") is None


def test_the_cap_binds_the_lead_when_the_period_rolls() -> None:
    """R10: what was asked a year ago has lost its room to a newer request."""
    story = Story({"cap_period": "rolling_365_days", "expire_after": 400})
    story.ask(30000, urgent=True, urgent_reason="Koud.")
    story.at("2027-03-02 09:00").ask(40000, request="r2")
    assert story.say("lead_grant", "l1", amount_cents=10001, reason="Ja.") == "above_cap"
    assert story.say("urgent_grant", "l1", amount_cents=10001, reason="Ja.") == "above_cap"
    assert story.say("lead_grant", "l1", amount_cents=10000, reason="Ja.") == "above_budget"  # 2027 is not set


def test_a_grant_is_taken_from_the_year_in_which_it_is_granted() -> None:
    """Section 2: settling later stays in that year."""
    story = Story(ONE_IS_ENOUGH, TWO_YEARS)
    story.at("2026-12-31 23:50").ask(30000)
    story.at("2027-01-01 00:10").approve("a1")
    assert story.fund("2026")["reserved_cents"] == 0
    assert story.fund("2027")["reserved_cents"] == 30000
    story.at("2028-01-03 09:00").say("settle", "k1", spent_cents=20000)
    assert story.fund("2027")["spent_cents"] == 20000


def test_spend_by_theme_goes_by_year_of_submission_and_of_decision() -> None:
    """Section 8: `requests` by the submission, the rest by the decision, all under the theme of the last revision."""
    story = Story(ONE_IS_ENOUGH, TWO_YEARS)
    story.at("2026-12-30 09:00").ask(30000)
    story.ask(10000, request="r2")
    story.say("revise", "k1", "r2", theme="werk")
    story.at("2027-01-04 09:00").approve("a1")
    story.at("2027-01-05 09:00").say("lead_decline", "l1", "r2", reason="Nee.")
    story.at("2028-02-01 09:00").say("settle", "k1", spent_cents=25000)
    nothing = {"granted": 0, "solved_by_route": 0, "declined": 0, "granted_cents": 0, "settled_cents": 0}
    assert story.result()["spend_by_theme"] == {
        "2026": {"wonen": nothing | {"requests": 1}, "werk": nothing | {"requests": 1}},
        "2027": {
            "wonen": nothing | {"requests": 0, "granted": 1, "granted_cents": 30000, "settled_cents": 25000},
            "werk": nothing | {"requests": 0, "declined": 1},
        },
    }


def test_what_expired_or_was_withdrawn_counts_as_a_request_only() -> None:
    """Section 8: no other column, so no row in the year in which it ended."""
    story = Story()
    story.at("2026-12-30 09:00").ask()
    story.ask(request="r2")
    story.at("2027-01-04 09:00").say("withdraw", "k1", "r2")
    story.at("2027-02-01 09:00").say("tick")
    assert story.request()["decided_at"] == "2027-01-13T09:00:00+01:00"
    assert list(story.result()["spend_by_theme"]) == ["2026"]
    assert story.result()["spend_by_theme"]["2026"]["wonen"]["requests"] == 2


def test_a_follow_up_is_for_the_poster_of_what_was_granted_or_solved() -> None:
    """R18: an answer may come earlier, the last one counts."""
    story = Story(ONE_IS_ENOUGH)
    story.ask()
    assert story.say("follow_up", "k1", answer="yes") == "not_granted"
    story.approve("a1")
    assert story.say("follow_up", "a1", answer="yes") == "not_the_poster"
    assert story.say("follow_up", "k1", answer="no") is None
    assert story.say("follow_up", "k1", answer="yes") is None
