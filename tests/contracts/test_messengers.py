"""One suite over every messenger: what goes out is shown where it belongs, an update replaces, nothing leaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from doorbraak.ids import PersonId
from handlers.console.messenger import ConsoleMessenger
from handlers.messenger import Messenger, Notice, Post
from tests.chat import Chat
from tests.fakes import FakeDesk
from tests.handlers.pages import a_page
from tests.loops import run

PLACE = "meelezers"


@dataclass(frozen=True)
class Platform:
    """A messenger, what everybody in the place reads now, and what somebody was told in private."""

    messenger: Messenger
    shown: Callable[[], str]
    told: Callable[[PersonId], str]


def _console() -> Platform:
    out = io.StringIO()

    def blocks(of: Callable[[str], bool]) -> str:
        return "\n".join(block for block in out.getvalue().split("\n\n") if of(block))

    return Platform(
        ConsoleMessenger(out),
        lambda: blocks(lambda block: block.startswith(f"[{PLACE}")),
        lambda person: blocks(lambda block: block.startswith(f"[aan {person}]")),
    )


def _chat() -> Platform:
    chat = Chat(FakeDesk(None), {PLACE: 3})  # type: ignore[arg-type] - nobody types here
    return Platform(
        chat,
        lambda: "\n".join(one.text for one in chat.shown.values()),
        lambda person: "\n".join(notice.text for notice in chat.told.get(person, ())),
    )


@pytest.fixture(params=[_console, _chat], ids=["console", "chat"])
def platform(request: pytest.FixtureRequest) -> Platform:
    """Give each platform once."""
    made: Platform = request.param()
    return made


def test_a_card_is_posted_and_a_post_belongs_below_it(platform: Platform) -> None:
    """The card holds the request in words, the post what was decided."""

    async def go_out() -> None:
        card = await platform.messenger.post(PLACE, Post(number="VE-2026-0042", text="", key="card", page=a_page()))
        await platform.messenger.post(PLACE, Post(number="VE-2026-0042", text="Toegekend.", key="post"), under=card)

    run(go_out())
    assert "VE-2026-0042" in platform.shown()
    assert "Toegekend." in platform.shown()


def test_what_is_told_to_one_person_stands_in_no_place(platform: Platform) -> None:
    """A message about a name in a thread is for its writer alone."""
    notice = Notice(kind="thread_private", number="VE-2026-0042", text="Staat daar een naam?", key="1")
    run(platform.messenger.tell(PersonId("a1"), notice))
    assert "Staat daar een naam?" in platform.told(PersonId("a1"))
    assert platform.told(PersonId("a2")) == ""
    assert "Staat daar een naam?" not in platform.shown()


def test_an_update_and_taking_back_show_the_new_words(platform: Platform) -> None:
    """The same update twice does no harm."""

    async def go_out() -> None:
        reference = await platform.messenger.post(PLACE, Post(number="VE-2026-0042", text="Eerst.", key="card"))
        for _ in range(2):
            await platform.messenger.update(PLACE, reference, Post(number="VE-2026-0042", text="Daarna.", key="card"))
        await platform.messenger.retract(PLACE, reference, "Tekst verwijderd.")

    run(go_out())
    assert platform.shown().endswith("Tekst verwijderd.")
