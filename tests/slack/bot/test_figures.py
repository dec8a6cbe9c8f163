"""What /metrics says about Slack: what came in, how it ended, what was asked; and nobody's name or words."""

from __future__ import annotations

import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from handlers.slack.figures import SlackFigures, kind_of
from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller


def _metrics(stage: BotStage) -> str:
    with urlopen(f"{stage.served.url}/metrics", timeout=5) as answer:
        return answer.read().decode()


def _value(text: str, name: str, **labels: str) -> float:
    wanted = ",".join(f'{key}="{value}"' for key, value in sorted(labels.items()))
    found = re.search(rf"^{name}{{{re.escape(wanted)}}} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_what_came_in_and_what_was_asked_is_counted(stage: BotStage, tell: SlackTeller) -> None:
    """A command, forms, presses, a message, an unsigned body; calls by method."""
    number = tell.asks("noor")
    tell.approves("joost", number)
    stage.person("anke").says("Kan het ook met een OV-kaart?", CHANNEL, under=stage.card(number))
    stage.settle_down()
    stage.stand.forger.bad_signature("interactive", {"type": "block_actions"})
    stage.stand.forger.malformed(b"{no")
    text = _metrics(stage)
    requests = "doorbraakbot_slack_requests_total"
    assert _value(text, requests, kind="press", status="200") >= 1
    assert _value(text, requests, kind="form", status="200") >= 2
    assert _value(text, requests, kind="event", status="200") >= 1
    assert _value(text, requests, kind="unsigned", status="401") == 1
    assert _value(text, requests, kind="malformed", status="400") == 1
    assert _value(text, "doorbraakbot_slack_calls_total", method="views.open", outcome="ok") >= 1
    assert _value(text, "doorbraakbot_slack_calls_total", method="chat.postMessage", outcome="ok") >= 1
    assert _value(text, "doorbraakbot_slack_seconds_count", kind="press") >= 1
    for private in ("noor", "joost", "OV-kaart", number, "U01"):
        assert private.lower() not in text.lower()


def test_a_limit_of_slack_is_counted(stage: BotStage, tell: SlackTeller) -> None:
    """The call is made again later; both are seen."""
    tell.asks("noor")
    stage.stand.faults.limit("chat.postMessage", seconds=1)
    stage.deliver()
    limited = _value(_metrics(stage), "doorbraakbot_slack_calls_total", method="chat.postMessage", outcome="limited")
    assert limited == 1


def test_figures_are_for_this_machine_or_for_who_has_the_token(stage: BotStage) -> None:
    """A request that came through a proxy is not from here."""
    asked = Request(f"{stage.served.url}/metrics", headers={"X-Forwarded-For": "192.0.2.1"})
    with pytest.raises(HTTPError, match="403"):
        urlopen(asked, timeout=5)


def test_what_the_sender_wrote_is_never_a_label() -> None:
    """A kind that nobody knows is other."""
    assert kind_of({"type": "Jansen"}) == "other"
    assert kind_of({"command": "/doorbraak", "type": "x"}) == "command"
    figures = SlackFigures()
    figures.refused("unsigned", 401)
    text = figures.as_text().decode()
    assert _value(text, "doorbraakbot_slack_requests_total", kind="unsigned", status="401") == 1
