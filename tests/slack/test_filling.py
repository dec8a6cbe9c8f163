"""A stand filled from a manifest: the app may and has what its manifest says, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.slack.stand import NotOnTheScreen, Stand
from tests.slack.test_schema import MANIFEST
from tests.slack.trial_app import TrialApp


def test_the_app_has_what_its_manifest_says() -> None:
    """Commands, shortcuts, scopes, events and the address."""
    with Stand() as stand:
        workspace = stand.workspace()
        app = stand.add_app(MANIFEST)
        install = stand.install(workspace)

        assert app.commands == {"/doorbraak"}
        assert app.shortcuts == {"new_request": "global"}
        assert install.scopes == {"chat:write", "commands"}
        assert app.events == {"message.im"}
        assert (app.messages_enabled, app.messages_read_only) == (False, True)
        assert app.request_url == "https://bot.example.org/slack/events"
        stand.add_person("noor")
        with pytest.raises(NotOnTheScreen, match="no home tab"):
            stand.person("noor").opens_home()


def test_an_app_without_messages_tab_can_tell_nobody_anything(stand: Stand, trial: TrialApp) -> None:
    """It has to be in the manifest, and so has that people may write there."""
    noor = stand.person("noor")
    stand.app.messages_read_only = True
    trial.call("chat.postMessage", channel=noor.id, text="Hoi")
    with pytest.raises(NotOnTheScreen, match="app_home"):
        noor.types("/doorbraak help")
    with pytest.raises(NotOnTheScreen, match="app_home"):
        noor.says_to_bot("Hoi")

    stand.app.messages_enabled = False

    assert trial.refused("chat.postMessage", channel=noor.id, text="Hoi") == "messages_tab_disabled"


def test_a_manifest_that_slack_refuses_makes_no_app() -> None:
    """The problems are named."""
    bad: dict[str, Any] = {**MANIFEST, "display_information": {}}

    with Stand() as stand, pytest.raises(AssertionError, match="'name' is missing"):
        stand.add_app(bad)


def test_a_stand_can_begin_at_any_moment() -> None:
    """Timestamps of messages fit the clock of the application under test."""
    with Stand(at=datetime(2026, 3, 9, 9, tzinfo=UTC)) as stand:
        stand.workspace()
        noor = stand.add_person("noor")
        stand.add_channel("meelezers", members=[noor])
        stand.go_on(hours=2)

        said = stand.person("noor").says("Hoi", "meelezers")

    assert datetime.fromtimestamp(float(said.ts), UTC).isoformat(timespec="minutes") == "2026-03-09T11:00+00:00"


def test_starting_and_stopping_costs_next_to_nothing() -> None:
    """Ten stands with a workspace each, in less time than one may take to start."""
    from time import perf_counter

    start = perf_counter()
    for _ in range(10):
        with Stand() as stand:
            stand.workspace()

    assert perf_counter() - start < 2.0
