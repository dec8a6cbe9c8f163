"""What goes wrong on demand, and that the stand does exactly that: limits, lost answers, broken and slow ones."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler

from tests.slack.stand import Stand
from tests.slack.trial_app import TrialApp


def post(trial: TrialApp, channel: str, text: str = "Hoi") -> Any:
    """Post a message."""
    return trial.call("chat.postMessage", channel=channel, text=text)


def limited(trial: TrialApp, channel: str) -> str:
    """Post a message that has to wait; gives the Retry-After."""
    with pytest.raises(SlackApiError) as caught:
        post(trial, channel)
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    return str(caught.value.response.headers["Retry-After"])


def test_a_channel_can_be_limited_while_others_go_on(stand: Stand, trial: TrialApp) -> None:
    """429 with Retry-After, that gets shorter as time passes and ends."""
    first, second = stand.channel_of("meelezers").id, stand.add_channel("ander").id
    stand.faults.limit("chat.postMessage", channel=first, seconds=30)

    assert limited(trial, first) == "30"
    assert post(trial, second)["ok"]
    stand.go_on(seconds=20)
    assert limited(trial, first) == "10"
    stand.go_on(seconds=11)
    assert post(trial, first)["ok"]


def test_an_hour_of_429_takes_no_hour(stand: Stand, trial: TrialApp) -> None:
    """Every method of the workspace, until the clock of the stand has gone on."""
    channel = stand.channel_of("meelezers").id
    stand.faults.limit(seconds=3600)
    assert limited(trial, channel) == "3600"

    stand.go_on(hours=1)

    assert post(trial, channel)["ok"]
    assert [one.status for one in stand.calls("chat.postMessage")] == [429, 200]


def test_the_pace_of_a_channel_is_kept(stand: Stand, trial: TrialApp) -> None:
    """One post a second; a second channel has its own."""
    first, second = stand.channel_of("meelezers").id, stand.add_channel("ander").id
    stand.faults.pace(1.0)

    assert post(trial, first)["ok"]
    assert limited(trial, first) == "1"
    assert post(trial, second)["ok"]
    stand.go_on(seconds=1)
    assert post(trial, first)["ok"]


def test_an_answer_is_lost_after_the_message_was_posted(stand: Stand, trial: TrialApp) -> None:
    """The bot sees a cut line; the people see the message, once."""
    channel = stand.channel_of("meelezers").id
    stand.faults.lose("chat.postMessage")

    with pytest.raises(aiohttp.ClientError):
        post(trial, channel)

    assert stand.person("noor").screen("meelezers") == "Hoi"
    assert [(one.applied, one.answer) for one in stand.calls("chat.postMessage")] == [(True, None)]


def test_the_sdk_that_sends_again_by_itself_posts_twice(stand: Stand, trial: TrialApp) -> None:
    """Why its retry handler has to go for posts: the stand shows the double."""
    handlers: list[Any] = [AsyncConnectionErrorRetryHandler()]
    trial.client.retry_handlers = handlers
    stand.faults.lose("chat.postMessage")

    post(trial, stand.channel_of("meelezers").id)

    assert stand.person("noor").screen("meelezers") == "Hoi\n\nHoi"


def test_a_line_can_be_cut_before_anything_is_done(stand: Stand, trial: TrialApp) -> None:
    """The same error for the bot, and nothing posted."""
    stand.faults.cut("chat.postMessage")

    with pytest.raises(aiohttp.ClientError):
        post(trial, stand.channel_of("meelezers").id)

    assert stand.person("noor").screen("meelezers") == ""
    assert not stand.calls("chat.postMessage")[0].applied


def test_slack_can_be_broken(stand: Stand, trial: TrialApp) -> None:
    """A page of HTML with 500, twice, and then it works again."""
    channel = stand.channel_of("meelezers").id
    stand.faults.broken("chat.postMessage", times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError):
            post(trial, channel)

    assert post(trial, channel)["ok"]
    assert [one.status for one in stand.calls("chat.postMessage")] == [500, 500, 200]


def test_slack_can_be_slow(stand: Stand, trial: TrialApp) -> None:
    """A bot that waits shorter than that gives up, while the message is posted."""
    stand.faults.slow("chat.postMessage", seconds=0.1)
    start = time.monotonic()

    post(trial, stand.channel_of("meelezers").id)

    assert time.monotonic() - start >= 0.1

    async def impatient() -> None:
        await asyncio.wait_for(trial.client.chat_postMessage(channel=stand.channel_of("meelezers").id, text="x"), 0.02)

    with pytest.raises(TimeoutError):
        trial.run(impatient())


@pytest.mark.parametrize("error", ["account_inactive", "is_archived", "fatal_error", "restricted_action"])
def test_any_error_can_be_asked_for(stand: Stand, trial: TrialApp, error: str) -> None:
    """Once, for one method."""
    channel = stand.channel_of("meelezers").id
    stand.faults.refuse(error, "chat.postMessage")

    with pytest.raises(SlackApiError, match=error):
        post(trial, channel)

    assert post(trial, channel)["ok"]


def test_the_respond_of_bolt_tells_twice_when_its_answer_is_lost(stand: Stand, trial: TrialApp) -> None:
    """What goes to a response_url meets faults as any call does; the SDK sends again by itself."""
    noor = stand.person("noor")
    trial.post_card(stand.channel_of("meelezers").id)
    stand.faults.lose("response_url")

    noor.presses("approve", noor.finds("Fiets", "meelezers"))

    assert noor.told() == "Je bent akkoord.\nJe bent akkoord."


def test_everything_goes_well_again_when_told(stand: Stand, trial: TrialApp) -> None:
    """`clear` ends every fault."""
    stand.faults.limit(seconds=3600)
    stand.faults.broken()
    stand.faults.pace(60)

    stand.faults.clear()

    assert post(trial, stand.channel_of("meelezers").id)["ok"]
    assert post(trial, stand.channel_of("meelezers").id)["ok"]
