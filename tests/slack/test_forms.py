"""Modals: what people fill in, the state that Slack builds of it, and what the answers of the app do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.slack.stand import NotOnTheScreen, Stand
from tests.slack.trial_app import TrialApp, form, plain


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
