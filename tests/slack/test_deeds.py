"""The people of the stand: what they press, choose and fill in, and what they are shown for it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.slack.stand import NotOnTheScreen, Stand
from tests.slack.trial_app import TrialApp, card, form, plain


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


def test_a_form_is_opened_filled_in_and_sent_with_the_state_that_slack_builds(stand: Stand, trial: TrialApp) -> None:
    """Each kind of field has a state of its own shape."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.submits(amount="12,50", theme="Fiets", days=3, needed_by=date(2026, 3, 12), urgent=["fiets"], who=noor.id)

    fiets = {"text": plain("Fiets"), "value": "fiets"}
    values = trial.heard[-1]["view"]["state"]["values"]
    assert {name: one["value"] for name, one in values.items()} == {
        "amount": {"type": "plain_text_input", "value": "12,50"},
        "theme": {"type": "static_select", "selected_option": fiets},
        "days": {"type": "number_input", "value": "3"},
        "needed_by": {"type": "datepicker", "selected_date": "2026-03-12"},
        "urgent": {"type": "checkboxes", "selected_options": [fiets]},
        "verdict": {"type": "radio_buttons", "selected_option": {"text": plain("Wonen"), "value": "wonen"}},
        "who": {"type": "users_select", "selected_user": noor.id},
    }
    assert noor.modal == ""


def test_empty_fields_have_an_empty_state(stand: Stand, trial: TrialApp) -> None:
    """Slack sends null, not an empty text."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.submits(amount="12")

    values = trial.heard[-1]["view"]["state"]["values"]
    assert values["days"]["value"]["value"] is None
    assert values["theme"]["value"]["selected_option"] is None
    assert values["urgent"]["value"]["selected_options"] == []
    assert values["needed_by"]["value"]["selected_date"] is None


@pytest.mark.parametrize(
    ("field", "value"), [("amount", ""), ("amount", "1" * 11), ("days", "drie"), ("days", "0"), ("days", "1.5")]
)
def test_what_the_client_refuses_is_never_sent(stand: Stand, trial: TrialApp, field: str, value: str) -> None:
    """Required, length and number are checked before anything goes out."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")
    heard = len(trial.heard)

    reply = noor.submits(**{"amount": "12", field: value})

    assert reply.failed == "refused_by_client"
    assert list(noor.errors) == [field]
    assert len(trial.heard) == heard


def test_errors_stand_below_their_field_and_go_when_it_is_right(stand: Stand, trial: TrialApp) -> None:
    """`response_action: errors` keeps the form open with what was typed."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.submits(amount="fout", theme="Wonen")

    assert noor.errors == {"amount": "Dat is geen bedrag."}
    assert "Dat is geen bedrag." in noor.modal
    noor.submits(amount="12")
    assert trial.heard[-1]["view"]["state"]["values"]["theme"]["value"]["selected_option"]["value"] == "wonen"


@pytest.mark.parametrize(("answer", "title", "open_views"), [("anders", "Klopt dit?", 1), ("erbij", "Nog iets", 2)])
def test_an_answer_can_change_the_form_or_put_one_on_top(
    stand: Stand, trial: TrialApp, answer: str, title: str, open_views: int
) -> None:
    """`update` stays in the same view, `push` adds one that closing takes away again."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.submits(amount=answer)

    assert noor.modal.startswith(title)
    for _ in range(open_views):
        noor.closes()
    assert noor.modal == ""


def test_an_answer_can_close_everything(stand: Stand, trial: TrialApp) -> None:
    """`clear` takes the whole stack away."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")
    noor.submits(amount="erbij")

    noor.submits(amount="alles")

    assert noor.modal == ""


@pytest.mark.parametrize(("answer", "blame"), [("stuk", "'title' is missing"), ("elders", "'nergens'")])
def test_an_answer_that_slack_cannot_use_is_trouble_for_who_sent(
    stand: Stand, trial: TrialApp, answer: str, blame: str
) -> None:
    """A bad view, or an error at a field that is not there: the form stays, and the test hears of it."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.submits(amount=answer)

    assert "trouble connecting" in noor.modal
    assert stand.blames(blame)


def test_typed_text_survives_an_update_where_the_ids_stay(stand: Stand, trial: TrialApp) -> None:
    """Slack keeps what was typed as long as block id, action id and kind are the same."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")
    noor.fills(amount="12", who=noor.id)
    other = form(title=plain("Anders"))
    other["blocks"][0]["block_id"] = "another"
    assert noor.view

    trial.call("views.update", view_id=noor.view.id, view=other)

    values = noor.view.as_json()["state"]["values"]
    assert values["another"]["value"]["value"] is None
    assert values["who"]["value"]["selected_user"] == noor.id


def test_a_select_with_dispatch_action_tells_the_app_at_once(stand: Stand, trial: TrialApp) -> None:
    """The app hears of a choice while the form is still open."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.fills(theme="Fiets")

    assert trial.heard[-1]["type"] == "block_actions"
    assert trial.heard[-1]["actions"][0]["selected_option"]["value"] == "fiets"
    assert trial.heard[-1]["container"]["type"] == "view"


def test_closing_a_form_is_told_to_an_app_that_asked(stand: Stand, trial: TrialApp) -> None:
    """`notify_on_close` sends view_closed."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    noor.closes()

    assert trial.heard[-1]["type"] == "view_closed"
    assert noor.modal == ""


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


def test_a_choice_on_a_message_is_an_action_and_stays_in_its_state(stand: Stand, trial: TrialApp) -> None:
    """Selects keep their state, menus do not."""
    noor = stand.person("noor")
    trial.post_card(stand.channel_of("meelezers").id)
    seen = noor.finds("Fiets", "meelezers")

    noor.chooses("Wonen", "theme", seen)
    assert trial.heard[-1]["actions"][0]["selected_option"]["value"] == "wonen"
    noor.chooses("Fiets", "more", seen)

    assert trial.heard[-1]["actions"][0]["type"] == "overflow"
    assert trial.heard[-1]["state"]["values"]["votes"]["theme"]["selected_option"]["value"] == "wonen"


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


def test_shortcuts_open_forms_from_anywhere_and_from_a_message(stand: Stand, trial: TrialApp) -> None:
    """A global one has no channel; one on a message has the message."""
    noor = stand.person("noor")
    seen = noor.says("Misschien kan Leergeld helpen", "meelezers")

    noor.uses_shortcut("new_request")
    assert noor.modal.startswith("Aanvraag")
    noor.uses_message_shortcut("make_route", seen)

    assert trial.heard[-1]["type"] == "message_action"
    assert trial.heard[-1]["message"]["text"] == "Misschien kan Leergeld helpen"
    with pytest.raises(NotOnTheScreen):
        noor.uses_shortcut("make_route")


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
