"""`doctor` says what is the matter with Slack, and what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.finding import Finding
from bot.slack_doctor import examine_slack
from tests.slack.bot_stage import BotStage


def _findings(stage: BotStage) -> list[Finding]:
    def question(connection) -> list[Finding]:
        return list(examine_slack(stage.slack_settings, connection, datetime.now(UTC)))

    return stage.store.answer(question)


def _problems(stage: BotStage) -> str:
    return "\n".join(one.text for one in _findings(stage) if not one.fine)


def test_all_is_well_when_the_app_is_as_its_manifest_says(stage: BotStage) -> None:
    """Token, scopes and channel."""
    assert _problems(stage) == ""
    assert any("the bot is in channel T01TEST:C01REV" in one.text for one in _findings(stage))


def test_a_missing_scope_a_dead_token_and_a_lost_channel_are_said(stage: BotStage) -> None:
    """Each with what to do."""
    stage.install.scopes.discard("files:write")
    stage.stand.remove_bot(stage.channel, stage.install)
    stage.settle_down()
    assert "misses scopes" in _problems(stage)
    assert "files:write" in _problems(stage)
    assert "Slack refuses T01TEST:C01REV" in _problems(stage)
    stage.stand.uninstall(stage.install)
    assert "does not take SLACK_BOT_TOKEN: account_inactive" in _problems(stage)
    stage.stand.record.violations.clear()


def test_a_channel_where_the_bot_is_not_is_named(stage: BotStage) -> None:
    """And how to invite it."""
    stage.channel.members.discard(stage.install.bot.id)
    found = _problems(stage)
    assert "T01TEST:C01REV" in found
    assert "/invite" in found
