"""POST /slack/events: who sends is checked first; a body that is none of Slack's is 400; nothing private is logged."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.stand.delivery import encode
from tests.slack.teller import SlackTeller

_SECRET_WORDS = "Fatima van de Oudegracht 12"
_PAYLOAD: dict[str, Any] = {
    "type": "block_actions",
    "team": {"id": "T01TEST"},
    "user": {"id": "U01JOOST", "team_id": "T01TEST", "name": _SECRET_WORDS},
    "actions": [{"action_id": "approve", "block_id": "acts:utrecht", "value": "VE-2026-0001:1", "type": "button"}],
}


def _votes(stage: BotStage) -> int:
    return stage.store.answer(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM log WHERE kind = 'approved'").scalar_one()
    )


@pytest.mark.parametrize("way", ["bad_signature", "other_body", "old_signature", "early_signature", "no_signature"])
def test_what_is_not_signed_by_slack_now_gets_401_and_has_no_effect(
    stage: BotStage, tell: SlackTeller, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Another secret, a changed body, too old, too early, none at all; and the log holds nothing of it."""
    caplog.set_level(logging.DEBUG)
    tell.asks("noor")
    reply = getattr(stage.stand.forger, way)("interactive", _PAYLOAD)
    assert reply.status == 401
    assert _votes(stage) == 0
    assert _SECRET_WORDS not in caplog.text


@pytest.mark.parametrize("body", [b"{no", b"[1, 2]", b'"text"', b"\xff\xfe", b""])
def test_a_body_that_is_no_event_gets_400_when_it_is_signed(stage: BotStage, body: bytes) -> None:
    """Broken JSON, JSON that is no object, no text at all."""
    assert stage.stand.forger.malformed(body).status == 400


@pytest.mark.parametrize("body", [b"payload=%7Bno", b"payload=[]", b"a=b", b"payload="])
def test_a_form_without_a_payload_or_command_gets_400(stage: BotStage, body: bytes) -> None:
    """A form is a command or carries a payload."""
    assert stage.stand.forger.malformed_form(body).status == 400


def test_a_payload_without_a_person_gets_400(stage: BotStage) -> None:
    """Well-formed JSON that Slack would not send."""
    assert stage.stand.forger.malformed_form(b"payload=%7B%22type%22%3A%22block_actions%22%7D").status in (400, 404)


def test_a_body_without_end_is_not_read_to_see_who_signed_it(stage: BotStage) -> None:
    """Also where Slack is the only part of the process and there are no pages."""
    assert stage.stand.forger.malformed(b"x" * 1_100_000).status == 413


def test_slack_can_prove_the_address(stage: BotStage) -> None:
    """The challenge comes back when the request URL is filled in."""
    assert stage.stand.verify_url()


def test_the_log_holds_no_word_that_somebody_typed(
    stage: BotStage, tell: SlackTeller, caplog: pytest.LogCaptureFixture
) -> None:
    """Not at the most talkative level either, and not when something fails."""
    caplog.set_level(logging.DEBUG, logger="doorbraakbot")
    number = tell.asks("noor", question="Een jongere heeft een kwibus nodig.")
    stage.stand.faults.refuse("a_code_that_nobody_knows", "chat.postEphemeral", times=5)
    tell.objects("joost", number, "Een kwibus kan tweedehands.")
    person = stage.person("joost")
    person.types("/doorbraak kwibus", CHANNEL)
    stage.deliver()
    assert "kwibus" not in caplog.text


@pytest.mark.usefixtures("stage")
def test_the_rest_of_the_bot_can_still_warn() -> None:
    """Bolt is kept quiet, and it alone: letters put off and looks too many are said at the ordinary level."""
    quiet = [name for name, one in _loggers() if name.startswith("doorbraakbot") and one.level > logging.NOTSET]
    assert quiet == []
    assert logging.getLogger("slack_bolt.quiet").level == logging.ERROR


def _loggers() -> list[tuple[str, logging.Logger]]:
    every = logging.Logger.manager.loggerDict.items()
    return [(name, one) for name, one in every if isinstance(one, logging.Logger)]


def test_a_tap_on_a_button_that_does_not_exist_changes_nothing(stage: BotStage, tell: SlackTeller) -> None:
    """A value that is no request of ours is answered, and that is all."""
    tell.asks("noor")
    payload = dict(
        _PAYLOAD, actions=[{"action_id": "approve", "block_id": "b", "value": "DROP TABLE", "type": "button"}]
    )
    payload["user"] = {"id": "U01JOOST", "team_id": "T01TEST"}
    body, headers = encode("interactive", payload)
    reply = stage.stand.forger.malformed(body, headers["Content-Type"])
    assert reply.status == 200
    assert _votes(stage) == 0
