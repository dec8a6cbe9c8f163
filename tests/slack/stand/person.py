"""One person at a screen. They press, choose and fill in only what is there, and are told what Slack tells them.

Every deed waits for the answer of the app and gives it. Deeds are plain calls from the thread of the test: the app
has to run elsewhere (see serving.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.slack.stand import deeds
from tests.slack.stand.delivery import Reply
from tests.slack.stand.errors import NotOnTheScreen
from tests.slack.stand.looking import Seen, direct, seen_in
from tests.slack.stand.messages import Message
from tests.slack.stand.methods.views import screen_of
from tests.slack.stand.views import View
from tests.slack.stand.world import Channel, User

if TYPE_CHECKING:
    from tests.slack.stand.stand import Stand

Json = dict[str, Any]


class Person:
    """Somebody with a phone. `channel` is a Channel or the name of one; a message is what `finds` or `sees` gave."""

    def __init__(self, stand: Stand, user: User) -> None:
        self._stand = stand
        self._slack = stand.slack
        self._heard = 0
        self.user = user

    @property
    def id(self) -> str:
        """Give the user id."""
        return self.user.id

    # --- looking ------------------------------------------------------------------------------------------------------

    def sees(self, channel: Channel | str) -> list[Seen]:
        """Give all messages of a channel as they stand there now, threads opened, with whispers to this person."""
        return seen_in(self._stand.channel_of(channel), self.user, self._slack)

    def finds(self, words: str, channel: Channel | str) -> Seen:
        """Give the newest message in a channel with these words on it."""
        there = self.sees(channel)
        for seen in reversed(there):
            if words in seen.text:
                return seen
        raise NotOnTheScreen(f"{words!r} is nowhere; there is {[one.text for one in there]}")

    def screen(self, channel: Channel | str) -> str:
        """Give a channel as one text."""
        return "\n\n".join(one.text for one in self.sees(channel))

    def whispers(self, channel: Channel | str) -> list[Seen]:
        """Give the ephemerals to this person that are still there."""
        return [one for one in self.sees(channel) if one.message.seen_by]

    def dms(self) -> list[Seen]:
        """Give the direct conversation with the bot."""
        channel = direct(self._slack, self.user)
        return seen_in(channel, self.user, self._slack) if channel else []

    def finds_dm(self, words: str) -> Seen:
        """Give the newest direct message with these words on it."""
        for seen in reversed(self.dms()):
            if words in seen.text:
                return seen
        raise NotOnTheScreen(f"{words!r} is in no direct message; there is {[one.text for one in self.dms()]}")

    @property
    def view(self) -> View | None:
        """Give the modal on top."""
        stack = self._slack.views.stacks.get(self.id)
        return stack[-1] if stack else None

    @property
    def modal(self) -> str:
        """Give the modal on top as text, with errors; empty when there is none."""
        return screen_of(self.view) if self.view else ""

    @property
    def errors(self) -> dict[str, str]:
        """Give the errors below the fields of the modal, by block id."""
        return dict(self.view.errors) if self.view else {}

    @property
    def home(self) -> str:
        """Give the home tab of the app as text."""
        return screen_of(view) if (view := self._home()) else ""

    def told(self) -> str:
        """Give what came to this person alone since the last time: whispers, direct messages, modals, trouble."""
        all_of_it = self._slack.record.told[self.id]
        new, self._heard = all_of_it[self._heard :], len(all_of_it)
        return "\n".join(new)

    def hears(self, words: str, seconds: float = 2.0) -> str:
        """Wait until something with these words comes to this person, and give all that came since the last time."""
        record = self._slack.record
        self._stand.wait_for(lambda: any(words in one for one in record.told[self.id][self._heard :]), seconds, words)
        return self.told()

    # --- commands and shortcuts ---------------------------------------------------------------------------------------

    def types(self, line: str, channel: Channel | str = "") -> Reply:
        """Type a slash command; without a channel in the direct conversation with the bot."""
        place = self._stand.channel_of(channel) if channel else None
        return self._stand.run(deeds.type_command(self._slack, self.user, line, place))

    def uses_shortcut(self, callback_id: str) -> Reply:
        """Choose a global shortcut."""
        return self._stand.run(deeds.use_shortcut(self._slack, self.user, callback_id))

    def uses_message_shortcut(self, callback_id: str, on: Seen) -> Reply:
        """Choose a shortcut on a message."""
        return self._stand.run(deeds.use_message_shortcut(self._slack, self.user, callback_id, on.message))

    # --- buttons and selects ------------------------------------------------------------------------------------------

    def presses(self, what: str, on: Seen, *, stale: bool = False) -> Reply:
        """Press a button, named by words, value or action id. `stale`: the screen still shows what `on` was."""
        return self._stand.run(deeds.tap_message(self._slack, self.user, on, what, None, stale=stale))

    def chooses(self, option: Any, what: str, on: Seen, *, stale: bool = False) -> Reply:
        """Choose an option, named by its words or value, in a select or overflow menu on a message."""
        return self._stand.run(deeds.tap_message(self._slack, self.user, on, what, option, stale=stale))

    def presses_in_modal(self, what: str) -> Reply:
        """Press a button in the modal on top."""
        return self._stand.run(deeds.tap_view(self._slack, self.user, self._open_view(), what, None))

    def chooses_in_modal(self, option: Any, what: str) -> Reply:
        """Choose an option in the modal on top, in a select that tells the app at once."""
        return self._stand.run(deeds.tap_view(self._slack, self.user, self._open_view(), what, option))

    def presses_at_home(self, what: str) -> Reply:
        """Press a button on the home tab."""
        return self._stand.run(deeds.tap_view(self._slack, self.user, self._home_view(), what, None))

    def chooses_at_home(self, option: Any, what: str) -> Reply:
        """Choose an option on the home tab."""
        return self._stand.run(deeds.tap_view(self._slack, self.user, self._home_view(), what, option))

    # --- modals and home ----------------------------------------------------------------------------------------------

    def fills(self, **values: Any) -> Reply | None:
        """Fill in fields of the modal on top, by block id; gives what the app answers to a field that tells it."""
        return self._stand.run(deeds.fill(self._slack, self.user, self._open_view(), values))

    def submits(self, **values: Any) -> Reply:
        """Fill in fields and send the modal. What Slack's client refuses itself stands in `errors` and is not sent."""
        return self._stand.run(deeds.submit(self._slack, self.user, self._open_view(), values))

    def closes(self, *, everything: bool = False) -> Reply:
        """Close the modal on top, or with the cross everything."""
        return self._stand.run(deeds.close(self._slack, self.user, self._open_view(), everything=everything))

    def opens_home(self) -> Reply:
        """Open the home tab of the app."""
        return self._stand.run(deeds.open_home(self._slack, self.user))

    def _open_view(self) -> View:
        if self.view is None:
            raise NotOnTheScreen(f"{self.user.name} has no modal open")
        return self.view

    def _home(self) -> View | None:
        return self._slack.views.homes.get((self.user.team, self.id))

    def _home_view(self) -> View:
        view = self._home()
        if view is None:
            raise NotOnTheScreen(f"the home tab of {self.user.name} is empty")
        return view

    # --- talking ------------------------------------------------------------------------------------------------------

    def says(
        self, text: str, channel: Channel | str, *, under: Seen | None = None, files: tuple[str, ...] = ()
    ) -> Seen:
        """Write in a channel, or under a message in its thread; `files` are names. Gives the message."""
        place = self._stand.channel_of(channel)
        root = under.message.root if under else ""
        return self._stand.run(deeds.say(self._slack, self.user, place, text, root, files))

    def says_to_bot(self, text: str) -> Seen:
        """Write in the direct conversation with the bot."""
        place = self._stand.run(deeds.direct_conversation(self._slack, self.user))
        return self._stand.run(deeds.say(self._slack, self.user, place, text, "", ()))

    def edits(self, own: Seen, text: str) -> Reply:
        """Change an own message."""
        return self._stand.run(deeds.edit(self._slack, self.user, self._own(own), text))

    def deletes(self, own: Seen) -> Reply:
        """Delete an own message."""
        return self._stand.run(deeds.delete(self._slack, self.user, self._own(own)))

    def _own(self, seen: Seen) -> Message:
        if seen.message.author is not self.user:
            raise NotOnTheScreen(f"{self.user.name} did not write that")
        return seen.message
