"""A stand with one workspace and some people, and a small Bolt app that is nobody's product, to try the stand with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.slack.stand import Served, Stand
from tests.slack.trial_app import TrialApp


@pytest.fixture
def stand() -> Iterator[Stand]:
    """Give a workspace with Noor, Joost and the guest Gijs in a channel, and the app installed; nothing runs yet."""
    with Stand() as ready:
        workspace = ready.workspace()
        ready.add_app()
        ready.install(workspace)
        people = [ready.add_person(name, email=f"{name}@example.org") for name in ("noor", "joost")]
        guest = ready.add_person("gijs", kind="guest")
        ready.add_channel("meelezers", members=[*people, guest], kind="private")
        ready.add_channel("prikbord", members=people, with_bot=False)
        yield ready


@pytest.fixture
def trial(stand: Stand) -> Iterator[TrialApp]:
    """Give the trial app, reached over signed HTTP."""
    trial = TrialApp(stand.api_url, stand.app.signing_secret, token=next(iter(stand.slack.world.installs)))
    with Served(trial.application) as served:
        stand.app.request_url = f"{served.url}/slack/events"
        trial.run = served.run
        yield trial
        served.run(trial.close())
