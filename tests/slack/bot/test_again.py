"""Events that come again, twice, late, or after a restart: one effect, and the first answer."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller
from tests.web.stage import FILLED

REVIEWERS = ("joost", "anke", "bram")


def _state(stage: BotStage) -> list[tuple[Any, ...]]:
    query = text("SELECT number, status, approvals, granted_cents, settled_cents, version, ballot FROM requests")
    return [tuple(row) for row in stage.store.answer(lambda connection: connection.execute(query).all())]


def _a_whole_request(tell: SlackTeller) -> str:
    number = tell.asks("noor")
    tell.names_route("joost", number, "Leergeld", "Leergeld", "20")
    tell.answers_route("noor", number, 1, "Te laat", "De stage begint maandag.")
    tell.approves("joost", number, at_most="100,00")
    tell.says("anke", number, "Kan het ook tweedehands?")
    tell.changes_amount("noor", number, "120,00")
    for who in REVIEWERS:
        tell.approves(who, number)
    tell.pays("noor", number)
    tell.settles("noor", number, "119,95")
    return number


@pytest.mark.parametrize("seed", [1, 7])
def test_everything_three_times_in_any_order_gives_the_same_end(stage: BotStage, tell: SlackTeller, seed: int) -> None:
    """Each event that Slack sent is sent three more times; nothing changes, nobody is told again, nothing is posted."""
    _a_whole_request(tell)
    stage.deliver()
    before, posts = _state(stage), len(stage.stand.calls("chat.postMessage"))
    told = {who: len(stage.stand.record.told[stage.person(who).id]) for who in REVIEWERS}
    replies = stage.stand.redeliver(stage.stand.sent, times=3, seed=seed)
    stage.deliver()
    assert {reply.status for reply in replies} == {200}
    assert _state(stage) == before
    assert len(stage.stand.calls("chat.postMessage")) == posts
    assert {who: len(stage.stand.record.told[stage.person(who).id]) for who in REVIEWERS} == told


def test_a_repeat_after_a_restart_has_no_second_effect(stage: BotStage, tell: SlackTeller) -> None:
    """The process died after its commit; Slack sends the event again to the next one."""
    number = tell.asks("noor")
    tell.approves("joost", number)
    tap = stage.stand.sent[-1]
    before = _state(stage)
    stage.restart()
    reply = stage.stand.redeliver([tap], times=1)[0]
    assert reply.status == 200
    assert _state(stage) == before


def test_a_repeated_form_gets_the_body_of_the_first(stage: BotStage, tell: SlackTeller) -> None:
    """Status and body are the same, for what was taken and for what was refused."""
    number = tell.asks("noor")
    tell.approves("joost", number, at_most="100,00")
    taken = stage.stand.sent[-1]
    tell.approves("anke", number, at_most="999,00")
    refused = next(one for one in reversed(stage.stand.sent) if one.payload.get("type") == "view_submission")
    for delivery in (taken, refused):
        again = stage.stand.redeliver([delivery], times=2)
        assert [one.body for one in again] == [delivery.replies[0].body] * 2
    assert "errors" in str(refused.replies[0].body)


def test_two_presses_of_one_button_are_one_vote_and_two_answers(stage: BotStage, tell: SlackTeller) -> None:
    """A double tap: the second is told when the first was."""
    number = tell.asks("noor")
    stage.deliver()
    joost, card = stage.person("joost"), stage.card(number)
    joost.presses("Akkoord", card)
    joost.presses("Akkoord", card)
    stage.settle_down()
    told = joost.told()
    assert told.count("Je bent akkoord.") == 1
    assert told.count("Je was al akkoord om") == 1
    assert _state(stage)[0][2] == 1


def test_sending_twice_at_the_same_moment_is_one_request(stage: BotStage) -> None:
    """Two presses on Versturen."""
    noor = stage.person("noor")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    names = ("client", "theme", "amount", "question", "if_nothing", "district")
    noor.submits(**{name: FILLED[name] for name in names})
    noor.submits()
    check = stage.stand.sent[-1]
    stage.stand.redeliver([check], times=3)
    assert len(_state(stage)) == 1


def test_a_link_command_that_comes_again_gets_the_first_answer(stage: BotStage) -> None:
    """The code was spent by the first one; the person is linked and is told so both times."""
    stage.stand.join(stage.channel, stage.stand.add_person("joost2"))
    stage.person("joost2").types(f"/doorbraak koppel {stage.code('joost')}", CHANNEL)
    command = stage.stand.sent[-1]
    again = stage.stand.redeliver([command], times=2)
    assert [one.body for one in again] == [command.replies[0].body] * 2
    assert "Je bent gekoppeld als Joost" in str(again[0].body)
