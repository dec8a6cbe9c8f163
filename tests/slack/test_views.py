"""Views over the Web API: triggers, what is refused, what changes, how many stand on each other."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from tests.slack.stand import Stand
from tests.slack.trial_app import TrialApp, form, plain


def test_a_trigger_works_once(stand: Stand, trial: TrialApp) -> None:
    """The second form with the same trigger is refused, and so is one with a made-up trigger."""
    stand.person("noor").types("/doorbraak x")
    trigger = trial.heard[-1]["trigger_id"]

    assert trial.call("views.open", trigger_id=trigger, view=form())["ok"]
    assert trial.refused("views.open", trigger_id=trigger, view=form()) == "exchanged_trigger_id"
    assert trial.refused("views.open", trigger_id="1.2.f3", view=form()) == "invalid_trigger_id"


def test_a_trigger_works_for_three_seconds(stand: Stand, trial: TrialApp) -> None:
    """After that the form can no longer be opened."""
    stand.person("noor").types("/doorbraak x")
    trigger = trial.heard[-1]["trigger_id"]

    stand.go_on(seconds=3.1)

    assert trial.refused("views.open", trigger_id=trigger, view=form()) == "expired_trigger_id"


def test_a_bad_view_is_refused_and_blamed_and_costs_no_trigger(stand: Stand, trial: TrialApp) -> None:
    """Arguments are looked at first."""
    stand.person("noor").types("/doorbraak x")
    trigger = trial.heard[-1]["trigger_id"]
    large = [{"type": "section", "text": plain("x" * 3000)}] * 90

    assert trial.refused("views.open", trigger_id=trigger, view=form(submit=None)) == "invalid_arguments"
    assert trial.refused("views.open", trigger_id=trigger, view=form(blocks=large)) == "view_too_large"
    assert trial.call("views.open", trigger_id=trigger, view=form())["ok"]
    assert stand.blames("views.open")


def test_a_view_is_changed_only_when_it_is_still_the_same(stand: Stand, trial: TrialApp) -> None:
    """A hash of before is a conflict; a closed view is gone."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")
    assert noor.view
    name, old = noor.view.id, noor.view.hash

    assert trial.call("views.update", view_id=name, hash=old, view=form(title=plain("Twee")))["ok"]
    assert trial.refused("views.update", view_id=name, hash=old, view=form()) == "hash_conflict"
    noor.closes()
    assert trial.refused("views.update", view_id=name, view=form()) == "not_found"


def test_at_most_three_views_stand_on_each_other(stand: Stand, trial: TrialApp) -> None:
    """The fourth is refused."""
    noor = stand.person("noor")
    noor.types("/voorkomerger")

    def push() -> str:
        noor.fills(theme="Fiets")
        trigger = trial.heard[-1]["trigger_id"]
        try:
            return str(trial.call("views.push", trigger_id=trigger, view=form())["view"]["previous_view_id"])
        except SlackApiError as error:
            return str(error.response["error"])

    assert noor.view
    assert push() == noor.view.root_id
    assert push() != noor.view.root_id
    assert push() == "push_limit_reached"


def test_a_view_can_have_a_name_of_its_own_once(stand: Stand, trial: TrialApp) -> None:
    """An external id finds its view again, and no second one may have it while it is open."""
    noor, joost = stand.person("noor"), stand.person("joost")
    named = form(external_id="aanvraag-1")

    def trigger_of(name: str) -> str:
        stand.person(name).types("/doorbraak x")
        return str(trial.heard[-1]["trigger_id"])

    trial.call("views.open", trigger_id=trigger_of("noor"), view=named)
    assert trial.refused("views.open", trigger_id=trigger_of("joost"), view=named) == "duplicate_external_id"
    trial.call("views.update", external_id="aanvraag-1", view=form(external_id="aanvraag-1", title=plain("Twee")))

    assert noor.modal.startswith("Twee")
    assert joost.modal == ""
    assert trial.refused("views.push", trigger_id=trigger_of("joost"), view=form()) == "not_found"


def test_a_home_is_for_whoever_the_bot_knows_when_the_app_has_one(stand: Stand, trial: TrialApp) -> None:
    """An unknown person, a home that is no home, a home tab that is switched off."""
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("Wat wacht op mij")}]}
    noor = stand.person("noor")

    first = trial.call("views.publish", user_id=noor.id, view=home)["view"]
    again = trial.call("views.publish", user_id=noor.id, view=home, hash=first["hash"])["view"]

    assert again["id"] == first["id"]
    assert trial.refused("views.publish", user_id=noor.id, view=home, hash=first["hash"]) == "hash_conflict"
    assert trial.refused("views.publish", user_id="U0NOBODY", view=home) == "user_not_found"
    assert trial.refused("views.publish", user_id=noor.id, view=form()) == "invalid_arguments"
    assert stand.blames("views.publish")
    stand.app.home_enabled = False
    assert trial.refused("views.publish", user_id=noor.id, view=home) == "not_enabled"
