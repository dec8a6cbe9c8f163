"""Cards, posts and direct messages: each once and in order, whatever Slack and the network do."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from handlers.desk import ChatAccount
from handlers.slack import errors
from tests.slack.bot_stage import CHANNEL, PLACE, BotStage, account_of
from tests.slack.stand import Person
from tests.slack.teller import SlackTeller
from tests.web.stage import UTRECHT

REVIEWERS = ("joost", "anke", "bram")


def _posts(stage: BotStage) -> list[str]:
    """Give the text of every post that really stands in the channel, our own only."""
    return [one.text for one in stage.person("joost").sees(CHANNEL) if not one.message.seen_by]


def _dms(person: Person, words: str) -> int:
    return sum(words in one.text for one in person.dms() if not one.message.seen_by)


def _later(stage: BotStage, **time: float) -> None:
    stage.clock.go_on(**time)
    stage.stand.go_on(seconds=timedelta(**time).total_seconds())


def test_the_decision_is_a_post_in_the_thread_with_state_names_and_amount(stage: BotStage, tell: SlackTeller) -> None:
    """Edits notify nobody: the decision is new below the card, and the card has lost its vote buttons."""
    number = tell.asks("noor")
    for who in REVIEWERS:
        tell.approves(who, number)
    stage.deliver()
    card, post = stage.card(number), stage.person("joost").finds("Toegekend: ", CHANNEL)
    assert post.message.root == card.ts
    said = post.text.replace("\u00a0", " ")
    assert said.startswith("Toegekend: € 125,50 · VE-2026-0001.")
    assert all(name in said for name in ("Joost (Portaal)", "Anke (UWV)", "Bram (Stadsgeldbeheer)"))
    assert card.actions == ["open_web"]


@pytest.mark.parametrize("trouble", ["lose", "broken"])
def test_an_answer_that_is_lost_is_one_card_one_post_and_one_message(
    stage: BotStage, tell: SlackTeller, trouble: str
) -> None:
    """Slack did it and the answer got lost, or it stumbled: we look before we post again."""
    getattr(stage.stand.faults, trouble)("chat.postMessage", times=1)
    number = tell.asks("noor")
    for _ in range(3):
        stage.deliver()
        _later(stage, seconds=11)
    for who in REVIEWERS:
        tell.approves(who, number)
    getattr(stage.stand.faults, trouble)("chat.postMessage", times=2)
    for _ in range(4):
        stage.deliver()
        _later(stage, seconds=11)
    posts = _posts(stage)
    assert sum("Wat is er nodig?" in one for one in posts) == 1
    assert sum(one.startswith("Toegekend: ") for one in posts) == 1
    assert _dms(stage.person("noor"), "Toegekend: ") == 1


def test_a_limited_channel_holds_up_no_other_and_gets_everything_in_order(stage: BotStage, tell: SlackTeller) -> None:
    """An hour of 429 in one channel; people hear in person meanwhile; then card and decision come in order."""
    stage.stand.faults.limit("chat.postMessage", channel=stage.channel.id, seconds=3600)
    number = tell.asks("noor")
    stage.deliver()
    assert _posts(stage) == []
    joost = stage.person("joost")
    for who in REVIEWERS:
        person = stage.person(who)
        person.types(f"/doorbraak {number}", CHANNEL)
        person.presses("Akkoord", person.whispers(CHANNEL)[-1])
    stage.deliver()
    assert _dms(stage.person("noor"), "Toegekend: ") == 1
    assert len(stage.stand.calls("chat.postMessage")) < 12
    _later(stage, hours=1, seconds=2)
    for _ in range(5):
        stage.deliver()
        _later(stage, seconds=3)
    posts = [one.split("\n")[0] for one in _posts(stage)]
    assert [one[:2] for one in posts] == ["VE", "To"]
    assert joost.finds("Toegekend: ", CHANNEL).message.root == stage.card(number).ts


def test_an_hour_without_slack_loses_nothing(stage: BotStage, tell: SlackTeller) -> None:
    """Every call is cut; afterwards everything is there once."""
    stage.stand.faults.cut("chat.postMessage", times=60)
    number = tell.asks("noor")
    for _ in range(20):
        stage.deliver()
        _later(stage, minutes=3)
    stage.stand.faults.clear()
    for _ in range(4):
        stage.deliver()
        _later(stage, minutes=16)
    assert Counter(number in one for one in _posts(stage))[True] == 1


def test_many_votes_in_a_moment_are_few_edits(stage: BotStage, tell: SlackTeller) -> None:
    """Bursts collapse: the card shows the last state, whatever came between."""
    number = tell.asks("noor")
    stage.deliver()
    card = stage.card(number)
    for turn in range(20):
        stage.person(REVIEWERS[turn % 2]).presses("Akkoord", card)
    stage.deliver()
    assert len(stage.stand.calls("chat.update")) <= 3
    assert "Akkoord: 2 van 3" in stage.card(number).text


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "not_in_channel", "missing_scope"])
def test_a_channel_that_refuses_is_shown_to_the_admin_and_catches_up(
    stage: BotStage, tell: SlackTeller, code: str
) -> None:
    """Nothing is thrown away: the admin is warned, and when the bot is let in again the card comes."""
    stage.stand.faults.refuse(code, "chat.postMessage", times=1)
    number = tell.asks("noor")
    stage.deliver()
    admin = stage.loop.run(stage.desk.viewer_of(_account("ad")))
    assert "place_refused" in stage.loop.run(stage.desk.warnings(admin))
    assert code in str(stage.refusals())
    _later(stage, minutes=16)
    stage.deliver()
    assert any(number in one for one in _posts(stage))
    assert stage.refusals() == []


def test_an_error_that_nobody_foresaw_is_parked_and_alarms(
    stage: BotStage, tell: SlackTeller, caplog: pytest.LogCaptureFixture
) -> None:
    """It is not tried for ever; the log says what Slack said."""
    stage.stand.faults.refuse("a_new_error_of_slack", "chat.postMessage", times=100)
    tell.asks("noor")
    for _ in range(5):
        stage.deliver()
        _later(stage, hours=1)
    assert len(stage.stand.calls("chat.postMessage")) == 1
    assert "a_new_error_of_slack" in {getattr(record, "why", "") for record in caplog.records}


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_too_long", "metadata_too_large"])
def test_a_message_that_slack_finds_too_rich_goes_out_plain(stage: BotStage, tell: SlackTeller, code: str) -> None:
    """Never a failed message: once more without what was the matter."""
    stage.stand.faults.refuse(code, "chat.postMessage", times=1)
    number = tell.asks("noor")
    stage.deliver()
    assert sum(number in one for one in _posts(stage)) == 1


def test_somebody_whose_account_was_ended_holds_up_nobody(stage: BotStage, tell: SlackTeller) -> None:
    """Mail cannot reach who is gone; the others are told and the request goes on."""
    stage.stand.deactivate(stage.person("els").user)
    number = tell.asks("noor", urgent="ja", urgent_reason="De stroom gaat eraf.")
    for who in REVIEWERS:
        tell.approves(who, number)
    stage.deliver()
    assert _dms(stage.person("noor"), "Toegekend: ") == 1
    assert stage.differences() == ()


def test_a_kill_between_sending_and_marking_shows_nothing_twice(stage: BotStage, tell: SlackTeller) -> None:
    """The process dies after Slack took a message and before that was noted: the next one looks first."""
    tell.asks("noor")
    stage.deliver()
    number = tell.asks("karim", client="BOKS-2002")
    stage.forget_deliveries()
    _later(stage, seconds=31)
    stage.restart()
    stage.deliver()
    posts = _posts(stage)
    assert sum(number in one for one in posts) == 1
    assert sum("VE-2026-0001" in one for one in posts) == 1


def test_every_code_of_the_table_has_one_meaning() -> None:
    """No code stands in two rows, and what is not there is parked."""
    codes = [code for kind in errors.ROWS for code in errors.ROWS[kind].split()]
    assert len(codes) == len(set(codes))
    assert errors.kind_of("never_heard_of") is errors.Kind.PARK
    assert set(errors.Kind) - {errors.Kind.PARK} == set(errors.ROWS)


def _account(key: str) -> ChatAccount:
    return ChatAccount("slack", account_of(key), PLACE, UTRECHT)
