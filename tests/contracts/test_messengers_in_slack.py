"""What every messenger does alike: post, change, tell, take back. One suite over the terminal and over Slack."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doorbraak.ids import PersonId
from handlers.console.messenger import ConsoleMessenger
from handlers.messenger import Messenger, Notice, Post
from tests.slack.bot_stage import CHANNEL, PLACE, a_bot_stage


class Channel:
    """One messenger, how to run it, and what everybody or one person sees now."""

    def __init__(
        self, messenger: Messenger, run: Callable[[Any], Any], seen: Callable[[], str], told: Callable[[], str]
    ) -> None:
        self.messenger = messenger
        self.run = run
        self.seen = seen
        self.told = told


@pytest.fixture(params=["console", "slack"])
def channel(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Channel]:
    """Give a messenger of each kind."""
    with a_bot_stage(tmp_path) as stage:
        if request.param == "slack":
            joost = stage.person("joost")

            def told() -> str:
                return "\n".join(one.text for one in joost.dms())

            yield Channel(stage.messenger, stage.served.run, lambda: joost.screen(CHANNEL), told)
            return
        out = io.StringIO()

        def addressed() -> str:
            return "\n".join(part for part in out.getvalue().split("\n\n") if part.startswith("[aan "))

        yield Channel(ConsoleMessenger(out), stage.loop.run, out.getvalue, addressed)


def _post(text: str, key: str = "key-1", **more: Any) -> Post:
    return Post(number="VE-2026-0042", text=text, key=key, **more)


def test_a_post_has_a_reference_and_a_second_one_stands_below_it(channel: Channel) -> None:
    """Both are there, and their references differ."""
    first = channel.run(channel.messenger.post(PLACE, _post("Een kaart.")))
    second = channel.run(channel.messenger.post(PLACE, _post("Een besluit.", "key-2"), under=first))
    assert first
    assert second
    assert first != second
    assert "Een kaart." in channel.seen()
    assert "Een besluit." in channel.seen()


def test_the_same_content_again_does_no_harm(channel: Channel) -> None:
    """A change that was made already is made again."""
    reference = channel.run(channel.messenger.post(PLACE, _post("Een kaart.")))
    for _ in range(2):
        channel.run(channel.messenger.update(PLACE, reference, _post("Een nieuwe kaart.")))
    assert "Een nieuwe kaart." in channel.seen()


def test_somebody_is_told_in_private(channel: Channel) -> None:
    """The one person, and not the place."""
    notice = Notice(kind="solved", number="", text="Alleen voor jou.", key="key-3")
    channel.run(channel.messenger.tell(PersonId("joost"), notice))
    assert "Alleen voor jou." in channel.told()


def test_what_is_taken_back_says_only_that(channel: Channel) -> None:
    """The new text stands there."""
    reference = channel.run(channel.messenger.post(PLACE, _post("Een geheim.")))
    channel.run(channel.messenger.retract(PLACE, reference, "VE-2026-0042 · tekst verwijderd op 3 maart 2027"))
    assert "tekst verwijderd" in channel.seen()
