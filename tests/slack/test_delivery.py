"""How things reach the app over HTTP: signed, within three seconds, again when they were not taken."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.slack.stand import Stand
from tests.slack.trial_app import TrialApp, form

EVENT: dict[str, Any] = {"type": "event_callback", "team_id": "T01TEST", "event": {"type": "message"}}


def test_the_request_url_is_verified(stand: Stand, trial: TrialApp) -> None:
    """The app gives the challenge back."""
    assert stand.verify_url("drie-paarden")


@pytest.mark.parametrize("forgery", ["bad_signature", "other_body", "old_signature", "early_signature", "no_signature"])
def test_what_is_not_signed_by_slack_is_refused(stand: Stand, trial: TrialApp, forgery: str) -> None:
    """401, and nothing is heard of it."""
    reply = getattr(stand.forger, forgery)("event", EVENT)

    assert reply.status == 401
    assert trial.heard == []


def test_what_is_signed_by_slack_is_taken(stand: Stand, trial: TrialApp) -> None:
    """The same body with a signature of a minute ago."""
    reply = stand.forger.old_signature("event", EVENT, seconds=60)

    assert reply.status == 200
    assert len(trial.heard) == 1


def test_a_malformed_body_can_be_sent_with_a_good_signature(stand: Stand, trial: TrialApp) -> None:
    """The trial app falls over it: what counts is that the bytes arrive as they are and its answer comes back."""
    reply = stand.forger.malformed(b'{"type": "event_callba')

    assert reply.status != 200
    assert reply.failed
    assert stand.forger.malformed_form().failed


def test_an_app_that_is_too_slow_is_told_as_trouble(stand: Stand, trial: TrialApp) -> None:
    """After the patience of Slack the person sees that something went wrong, whatever the app says later."""
    noor = stand.person("noor")
    trial.post_card(stand.channel_of("meelezers").id)
    stand.slack.courier.patience = 0.1
    trial.delays = [0.2, 0.2]

    command = noor.types("/doorbraak help")
    tap = noor.presses("approve", noor.finds("Fiets", "meelezers"))

    assert command.failed == tap.failed == "http_timeout"
    told = noor.told()
    assert 'failed with the error "operation_timeout"' in told
    assert "approve: something went wrong" in told


def test_a_form_that_the_app_does_not_take_stays_open(stand: Stand, trial: TrialApp) -> None:
    """What was typed is still there, with the words of Slack above it; sending again works."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")
    trial.failing = 1

    assert noor.submits(amount="12").failed == "http_error"

    assert "trouble connecting" in noor.modal
    assert not noor.submits().failed
    assert noor.modal == ""


def test_an_event_that_is_not_taken_comes_again_at_once_and_a_minute_later(stand: Stand, trial: TrialApp) -> None:
    """With the number and the reason of the retry, and the same event id; after success no more."""
    trial.failing = 2
    stand.person("noor").says("Hoi", "meelezers")
    stand.idle()
    assert trial.heard == []

    stand.go_on(seconds=61)
    stand.wait_for(lambda: trial.heard, what="the second retry")
    stand.idle()
    stand.go_on(hours=1)

    delivery = stand.sent[-1]
    assert [one.status for one in delivery.replies] == [500, 500, 200]
    assert trial.heard == [delivery.payload]


def test_an_event_for_an_app_that_is_gone_comes_when_it_is_back(stand: Stand, trial: TrialApp) -> None:
    """Nobody listens, so it is brought to who listens a minute later."""
    address = stand.app.request_url
    stand.app.request_url = "http://127.0.0.1:1/slack/events"
    stand.person("noor").says("Hoi", "meelezers")
    stand.idle()
    stand.app.request_url = address

    stand.go_on(minutes=1)

    stand.wait_for(lambda: trial.heard, what="the event")
    assert [one.failed for one in stand.sent[-1].replies[:2]] == ["connection_failed", "connection_failed"]


def test_a_retry_says_that_it_is_one(stand: Stand, trial: TrialApp) -> None:
    """The headers that Slack sends with a repeat."""
    stand.person("noor").says("Hoi", "meelezers")
    headers: list[Any] = []

    async def keep(req: Any, next: Any) -> None:
        headers.append((req.headers.get("x-slack-retry-num"), req.headers.get("x-slack-retry-reason")))
        await next()

    trial.bolt.use(keep)
    stand.redeliver([stand.sent[-1]], times=2)

    assert headers == [(["1"], ["http_timeout"])] * 2


def test_everything_can_be_brought_three_times_in_any_order(stand: Stand, trial: TrialApp) -> None:
    """Bolt does not deduplicate: the app hears all of it, in the order of the seed."""
    noor = stand.person("noor")
    for word in ("een", "twee", "drie"):
        noor.says(word, "meelezers")
    del trial.heard[:]

    replies = stand.redeliver(stand.sent, times=3, seed=7)

    words = [one["event"]["text"] for one in trial.heard]
    assert Counter(words) == {"een": 3, "twee": 3, "drie": 3}
    assert words != sorted(words)
    assert {one.status for one in replies} == {200}


def test_an_app_hears_only_what_it_asked_for_and_may_hear(stand: Stand, trial: TrialApp) -> None:
    """No subscription, no scope, not in the channel: no event."""
    noor = stand.person("noor")
    noor.says("hier is de bot niet", "prikbord")
    stand.app.events.discard("message.groups")
    noor.says("hier luistert hij niet", "meelezers")
    next(iter(stand.slack.world.installs.values())).scopes.discard("im:history")
    noor.says_to_bot("dit mag hij niet lezen")

    assert trial.heard == []


def test_slack_tells_an_app_of_its_own_posts_and_bolt_drops_that(stand: Stand, trial: TrialApp) -> None:
    """The post and its change are both sent; no listener hears of them."""
    channel = stand.channel_of("meelezers").id
    ts = trial.post_card(channel)
    trial.call("chat.update", channel=channel, ts=ts, text="Anders", blocks=[])
    stand.idle()

    assert [one.payload["event"].get("subtype") for one in stand.sent] == [None, "message_changed"]
    assert trial.heard == []


def test_what_admins_do_is_heard(stand: Stand, trial: TrialApp) -> None:
    """Somebody joins, the channel is archived, somebody leaves the workspace, the bot is put out."""
    channel = stand.channel_of("meelezers")
    install = next(iter(stand.slack.world.installs.values()))

    stand.join(channel, stand.add_person("nieuw"))
    stand.archive(channel)
    stand.deactivate(stand.user_of("joost"))
    stand.remove_bot(channel, install)

    kinds = [one["event"]["type"] for one in trial.heard]
    assert kinds == ["member_joined_channel", "channel_archive", "user_change", "group_left"]


def test_somebody_of_another_workspace_is_known_by_home_and_id(stand: Stand, trial: TrialApp) -> None:
    """In a shared channel a tap comes from the workspace of who taps; commands are not theirs."""
    stand.workspace("T02OTHER", "elders")
    sam = stand.add_person("sam", "T02OTHER")
    channel = stand.add_channel("gedeeld", members=[sam], teams=["T01TEST", "T02OTHER"])
    trial.post_card(channel.id)

    stand.person("sam").presses("approve", stand.person("sam").finds("Fiets", channel))

    assert trial.heard[-1]["user"]["team_id"] == "T02OTHER"
    with pytest.raises(AssertionError, match="not there for sam"):
        stand.person("sam").types("/doorbraak help")


def test_a_form_of_somebody_of_another_workspace_names_both(stand: Stand, trial: TrialApp) -> None:
    """The team is that of the person; where the app is installed stands in the view."""
    stand.workspace("T02OTHER", "elders")
    sam = stand.add_person("sam", "T02OTHER")
    channel = stand.add_channel("gedeeld", members=[sam], teams=["T01TEST", "T02OTHER"])
    trial.post_card(channel.id)
    stand.person("sam").presses("approve", stand.person("sam").finds("Fiets", channel))
    trial.call("views.open", trigger_id=trial.heard[-1]["trigger_id"], view=form())

    stand.person("sam").submits(amount="12")

    body = trial.heard[-1]
    assert (body["team"]["id"], body["view"]["app_installed_team_id"]) == ("T02OTHER", "T01TEST")


def test_each_workspace_has_its_own_token_and_hears_its_own_events(stand: Stand, trial: TrialApp) -> None:
    """One app, two workspaces: what is said in the second comes with its team, and the first token cannot see it."""
    second = stand.workspace("T02OTHER", "elders")
    install = stand.install(second)
    sam = stand.add_person("sam", "T02OTHER")
    channel = stand.add_channel("elders", members=[sam], teams=["T02OTHER"])

    stand.person("sam").says("Hoi", channel)

    assert stand.sent[-1].payload["team_id"] == "T02OTHER"
    assert stand.sent[-1].payload["authorizations"][0]["user_id"] == install.bot.id
    answer = trial.run(trial.client.chat_postMessage(channel=channel.id, text="Hoi", token=install.token))
    assert answer["ok"]
    with pytest.raises(Exception, match="channel_not_found"):
        trial.call("chat.postMessage", channel=channel.id, text="Hoi")


def test_an_answer_with_a_tap_that_nobody_sees_is_blamed(stand: Stand, trial: TrialApp) -> None:
    """Slack shows nothing of what comes with the acknowledgement of a tap."""

    async def talkative(ack: Any) -> None:
        await ack("Je bent akkoord.")

    trial.bolt.action("more")(talkative)
    trial.bolt._async_listeners.insert(0, trial.bolt._async_listeners.pop())
    trial.post_card(stand.channel_of("meelezers").id)
    noor = stand.person("noor")
    noor.chooses("Fiets", "more", noor.finds("Fiets", "meelezers"))

    assert stand.blames("does not show to anybody")
