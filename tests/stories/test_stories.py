"""The stories of Voorkom Erger, told once (docs/rules.md section 3)."""

from __future__ import annotations

from tests.stories.conftest import Story

REVIEWERS = ("joost", "anke", "bram")


def test_a_bicycle_is_granted_paid_settled_and_shows_in_what_was_spent(story: Story) -> None:
    """The main job, from a question to spend per theme."""
    tell = story.tell
    number = tell.asks("noor")
    story.meanwhile(minutes=1)
    assert all(number in tell.waits(who) for who in REVIEWERS)
    assert "Je bent akkoord" in tell.approves("joost", number)
    assert "Je bent akkoord" in tell.approves("anke", number)
    assert "is € 125,50 toegekend" in tell.approves("bram", number)

    story.meanwhile(hours=1)
    assert f"Toegekend: € 125,50 voor {number}" in tell.waits("noor")
    assert number not in tell.waits("karim")
    tell.pays("noor", number)
    tell.settles("noor", number, "119,95")

    spent = tell.sees_spend("mira")
    assert "119,95" in spent
    assert "Fiets" in spent


def test_a_regular_route_in_time_ends_the_request_without_money(story: Story) -> None:
    """The talk itself solves it: route, answer, solved."""
    tell = story.tell
    number = tell.asks("noor", theme="leges", amount="25")
    assert "route" in tell.names_route("joost", number, "bijzondere bijstand", "W&I", "9").lower()
    story.meanwhile(minutes=1)
    assert number in tell.waits("noor")
    tell.answers_route("noor", number, 1, "Op tijd")
    assert "Opgelost" in tell.sees("karim", number)

    story.meanwhile(minutes=1)
    assert number in tell.waits("joost")


def test_a_route_that_is_too_late_goes_back_to_voting(story: Story) -> None:
    """The proposer hears why and can still agree; own approval before did not count."""
    tell = story.tell
    number = tell.asks("noor")
    tell.approves("joost", number)
    tell.names_route("joost", number, "Leergeld", "Leergeld", "20")
    tell.approves("anke", number)
    tell.answers_route("noor", number, 1, "Te laat", "de stage begint maandag")
    story.meanwhile(minutes=1)
    assert "de stage begint maandag" in tell.waits("joost")
    tell.approves("bram", number)
    assert "toegekend" in tell.approves("joost", number).lower()


def test_lower_maximums_make_a_lower_grant(story: Story) -> None:
    """The largest amount that enough approvals go up to (R7)."""
    tell = story.tell
    number = tell.asks("noor")
    tell.approves("joost", number)
    tell.approves("anke", number, at_most="100,00")
    assert "is € 100,00 toegekend" in tell.approves("bram", number)
    assert "Toegekend € 100,00" in tell.sees("noor", number)


def test_an_objection_brings_it_to_the_lead_who_grants_with_a_reason(story: Story) -> None:
    """Three approvals and one objection: the lead decides, and all can read why."""
    tell = story.tell
    number = tell.asks("karim")
    tell.objects("joost", number, "Dit kan ook tweedehands.")
    for who in ("anke", "bram"):
        tell.approves(who, number)
    story.meanwhile(minutes=1)
    assert number in tell.waits("els")
    tell.grants("els", number, "80,00", "Tweedehands kan het voor 80 euro.")
    seen = tell.sees("karim", number)
    assert "Toegekend € 80,00" in seen
    assert "Tweedehands kan het voor 80 euro." in seen


def test_nobody_answers_in_time_and_the_lead_declines(story: Story) -> None:
    """After decide_within it lies with the lead; declining says what the client still can do (R9, R21)."""
    tell = story.tell
    number = tell.asks("noor")
    story.meanwhile(days=2)
    assert number in tell.waits("els")
    tell.declines("els", number, "Hier is een gewone regeling voor.")
    story.meanwhile(minutes=1)
    assert "gewone aanvraag" in tell.waits("noor")


def test_an_urgent_grant_is_looked_at_afterwards(story: Story) -> None:
    """The lead grants at once; the group confirms (R11)."""
    tell = story.tell
    number = tell.asks("noor", urgent="ja", urgent_reason="De stroom gaat morgen eraf.")
    tell.grants_urgently("els", number, "100,00", "Dit kan niet wachten.")
    assert "Toegekend € 100,00" in tell.sees("noor", number)
    for who in REVIEWERS:
        assert number in tell.waits(who)
        tell.approves(who, number)
    assert number not in tell.waits("joost")


def test_a_change_asks_the_voters_again(story: Story) -> None:
    """A new amount is a new version: votes lapse (R12)."""
    tell = story.tell
    number = tell.asks("noor")
    tell.approves("joost", number)
    tell.changes_amount("noor", number, "150,00")
    story.meanwhile(minutes=1)
    assert number in tell.waits("joost")
    assert "150,00" in tell.sees("joost", number)


def test_who_steps_back_is_seen_by_the_lead_alone(story: Story) -> None:
    """Recusing leaves no trace for anybody but a lead (R15)."""
    tell = story.tell
    number = tell.asks("noor")
    tell.approves("joost", number)
    tell.steps_back("joost", number)
    assert number not in tell.waits("joost")
    seen = tell.sees("anke", number)
    assert "Joost" not in seen.split("Nog niet gestemd")[0]
    assert "Joost" in seen.split("Nog niet gestemd")[1].split("Gesprek")[0]
    assert "Joost: akkoord" not in seen
    assert "Joost: doet niet mee" in tell.sees("els", number)


def test_the_cap_says_what_is_left_and_never_who_asked(story: Story) -> None:
    """A second request of one client meets what the first one left (R2)."""
    tell = story.tell
    tell.asks("noor", amount="425,50")
    refused = tell.tries_to_ask("karim", client="boks 1001", amount="100,00")
    assert "74,50" in refused
    assert "Noor" not in refused.split("Klopt dit")[0].split("74,50")[1][:200]


def test_taking_back_ends_it(story: Story) -> None:
    """Withdrawing an own open request (R13)."""
    tell = story.tell
    number = tell.asks("noor")
    tell.withdraws("noor", number)
    assert "Ingetrokken" in tell.sees("noor", number)
    tell.approves("joost", number)
    assert "Ingetrokken" in tell.sees("joost", number)


def test_the_talk_the_receipt_its_correction_and_whether_it_is_solved(story: Story) -> None:
    """What comes after a grant: talk, settling, correcting, following up, handing over."""
    tell = story.tell
    number = tell.asks("noor")
    tell.says("anke", number, "Kan het ook met een OV-kaart?")
    for who in REVIEWERS:
        tell.approves(who, number)
    assert "Kan het ook met een OV-kaart?" in tell.sees("noor", number)
    tell.settles("noor", number, "110,00")
    tell.corrects("mira", number, "115,00", "De bon was niet goed gelezen.")
    assert "115,00" in tell.sees_spend("mira")
    tell.hands_over("els", number, "karim")
    story.meanwhile(days=22)
    assert number in tell.waits("karim")
    tell.tells_whether_solved("karim", number, "Een deel")
    assert number not in tell.waits("karim").split("Nieuws")[0]
