"""The people of the stand: what they press, choose and fill in, and what they are shown for it."""

from __future__ import annotations

import pytest

from tests.slack.stand import NotOnTheScreen, Stand
from tests.slack.trial_app import TrialApp, card


def test_a_command_is_answered_to_who_typed_it_alone(stand: Stand, trial: TrialApp) -> None:
    """What comes with the acknowledgement is a whisper."""
    noor, joost = stand.person("noor"), stand.person("joost")

    noor.types("/doorbraak mijn aanvragen", "meelezers")

    assert noor.told() == "Je typte: mijn aanvragen"
    assert "Je typte" in noor.screen("meelezers")
    assert joost.screen("meelezers") == ""


def test_a_command_that_the_app_does_not_have_cannot_be_typed(stand: Stand, trial: TrialApp) -> None:
    """Slack itself knows which commands there are."""
    with pytest.raises(NotOnTheScreen, match="/voorkomerger"):
        stand.person("noor").types("/onbekend")


def test_a_button_is_pressed_as_it_stands_on_the_message(stand: Stand, trial: TrialApp) -> None:
    """The payload holds message, container, value, trigger and response_url; the answers are shown."""
    noor = stand.person("noor")
    ts = trial.post_card(stand.channel_of("meelezers").id)
    seen = noor.finds("Fiets", "meelezers")

    noor.presses("Akkoord", seen)

    body = trial.heard[-1]
    assert body["actions"][0]["value"] == "1:1"
    assert body["container"]["message_ts"] == body["message"]["ts"] == ts
    assert body["user"] == {"id": noor.id, "username": "noor", "name": "noor", "team_id": "T01TEST"}
    assert "akkoord: 1 van 3" in noor.screen("meelezers")
    assert noor.told() == "Je bent akkoord."
    assert stand.person("joost").told() == ""


def test_a_button_that_is_gone_can_only_be_pressed_on_an_old_screen(stand: Stand, trial: TrialApp) -> None:
    """A tap on what is not there any more is the tap of somebody whose phone was behind."""
    noor, channel = stand.person("noor"), stand.channel_of("meelezers")
    ts = trial.post_card(channel.id)
    seen = noor.finds("Fiets", channel)
    trial.call("chat.update", channel=channel.id, ts=ts, text="Klaar", blocks=[])

    with pytest.raises(NotOnTheScreen):
        noor.presses("Akkoord", seen)

    noor.presses("Akkoord", seen, stale=True)
    assert trial.heard[-1]["message"]["text"] == "Klaar"


def test_who_is_not_in_the_channel_sees_nothing_and_presses_nothing(stand: Stand, trial: TrialApp) -> None:
    """A private channel is private."""
    trial.post_card(stand.channel_of("meelezers").id)
    seen = stand.person("noor").finds("Fiets", "meelezers")
    stand.add_person("buitenstaander")
    outsider = stand.person("buitenstaander")

    with pytest.raises(NotOnTheScreen):
        outsider.sees("meelezers")
    with pytest.raises(NotOnTheScreen):
        outsider.presses("Akkoord", seen)


def test_the_home_tab_shows_what_was_published_and_has_buttons(stand: Stand, trial: TrialApp) -> None:
    """Opening it is an event; a press there has no channel and no response_url."""
    noor = stand.person("noor")

    noor.opens_home()

    assert noor.home.startswith("Wat wacht op mij")
    noor.chooses_at_home("Fiets", "theme")
    assert trial.heard[-1]["container"]["type"] == "view"
    assert "channel" not in trial.heard[-1]
    noor.opens_home()
    assert next(one for one in reversed(trial.heard) if "event" in one)["event"]["view"]["type"] == "home"


def test_what_people_write_change_and_delete_comes_as_events(stand: Stand, trial: TrialApp) -> None:
    """With thread, file, and the text before the change; escaped as Slack does."""
    noor, joost = stand.person("noor"), stand.person("joost")
    root = noor.says("Wie kijkt mee? <1 & 2>", "meelezers")
    reply = joost.says("Ik", "meelezers", under=root, files=("bon.pdf",))
    joost.edits(reply, "Ik kijk mee")
    joost.deletes(reply)

    first, second, changed, deleted = [one["event"] for one in trial.heard[-4:]]
    assert first["text"] == "Wie kijkt mee? &lt;1 &amp; 2&gt;"
    assert (second["thread_ts"], second["subtype"], second["files"][0]["name"]) == (root.ts, "file_share", "bon.pdf")
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("Ik kijk mee", "Ik")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", reply.ts)
    assert joost.screen("meelezers") == "Wie kijkt mee? <1 & 2>"


def test_marks_and_links_are_read_as_on_a_screen(stand: Stand, trial: TrialApp) -> None:
    """Nobody reads stars and angle brackets; what is not escaped is eaten, as Slack does."""
    channel = stand.channel_of("meelezers").id
    trial.call("chat.postMessage", channel=channel, text="*Fiets* &amp; _haast_: <https://example.org|kijk> <b> 2*3*4")

    assert stand.person("noor").screen("meelezers") == "Fiets & haast: kijk b 2*3*4"


def test_a_whisper_can_be_replaced_and_taken_away_over_its_address(stand: Stand, trial: TrialApp) -> None:
    """The address of a tap on a whisper reaches that whisper, five times."""
    noor, channel = stand.person("noor"), stand.channel_of("meelezers")
    trial.call("chat.postEphemeral", channel=channel.id, user=noor.id, text="Zeker?", blocks=card(0))
    noor.presses("Bezwaar", noor.whispers(channel)[0])
    body = trial.heard[-1]
    assert body["container"]["is_ephemeral"]
    assert "message" not in body

    async def post(**what: object) -> int:
        from slack_sdk.webhook.async_client import AsyncWebhookClient

        return (await AsyncWebhookClient(body["response_url"]).send_dict(dict(what))).status_code

    assert trial.run(post(text="Weg ermee", replace_original=True)) == 200
    assert "Weg ermee" in noor.screen(channel)
    assert trial.run(post(delete_original=True)) == 200
    assert "Weg ermee" not in noor.screen(channel)
    assert [trial.run(post(text="nog eens", replace_original=False)) for _ in range(4)] == [200, 200, 200, 404]


def test_two_people_can_press_at_the_same_moment(stand: Stand, trial: TrialApp) -> None:
    """Both are heard, and both are told."""
    channel = stand.channel_of("meelezers")
    trial.post_card(channel.id)
    noor, joost = stand.person("noor"), stand.person("joost")
    seen = noor.finds("Fiets", channel)

    stand.at_once(lambda: noor.presses("approve", seen), lambda: joost.presses("approve", seen))

    assert trial.votes == 2
    assert noor.told() == joost.told() == "Je bent akkoord."
