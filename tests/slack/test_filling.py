"""A stand filled from a manifest: the app may and has what its manifest says, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.stand import NotOnTheScreen, Stand
from tests.slack.test_schema import MANIFEST


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
        assert app.request_url == "https://bot.example.org/slack/events"
        stand.add_person("noor")
        with pytest.raises(NotOnTheScreen, match="no home tab"):
            stand.person("noor").opens_home()


def test_a_manifest_that_slack_refuses_makes_no_app() -> None:
    """The problems are named."""
    bad: dict[str, Any] = {**MANIFEST, "display_information": {}}

    with Stand() as stand, pytest.raises(AssertionError, match="'name' is missing"):
        stand.add_app(bad)


def test_starting_and_stopping_costs_next_to_nothing() -> None:
    """Ten stands with a workspace each, in less time than one may take to start."""
    from time import perf_counter

    start = perf_counter()
    for _ in range(10):
        with Stand() as stand:
            stand.workspace()

    assert perf_counter() - start < 2.0
