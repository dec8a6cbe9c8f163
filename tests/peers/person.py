"""A person at the counterpart, with the same verbs as a person at the stand: one teller can tell a flow over both.

Screens are read by the stand's own code; everything that goes to the bot is made by the counterpart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.peers.local_slack import LocalSlack
from tests.slack.stand import NotOnTheScreen
from tests.slack.stand.looking import find_element
from tests.slack.stand.show import label_of, lines_of, mrkdwn, text_of
from tests.slack.stand.state import option_of, state_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class SeenPeer:
    """A message of the counterpart as somebody saw it."""

    channel: str
    raw: Json

    @property
    def text(self) -> str:
        """Give it as it stands on the screen."""
        blocks = self.raw.get("blocks")
        return "\n".join(lines_of(blocks)) if blocks else mrkdwn(self.raw.get("text") or "")

    @property
    def ts(self) -> str:
        """Give its timestamp."""
        return str(self.raw["ts"])

    @property
    def buttons(self) -> list[str]:
        """Give the words on its buttons."""
        blocks = [one for one in self.raw.get("blocks") or [] if one["type"] == "actions"]
        return [label_of(one) for block in blocks for one in block["elements"] if one["type"] == "button"]


class PeerPerson:
    """Somebody in the workspace of the counterpart. It has one screen for all, so people take turns in modals."""

    def __init__(self, peer: LocalSlack, id: str, channels: Json) -> None:
        self._peer = peer
        self._channels = channels
        self._heard = 0
        self.id = id
        self.errors: dict[str, str] = {}

    # --- looking ------------------------------------------------------------------------------------------------------

    def sees(self, channel: str) -> list[SeenPeer]:
        """Give all messages of a channel and the whispers to this person."""
        place = self._channels.get(channel, channel)
        there = [one for one in self._peer.messages(place) if one.get("ephemeral_to") in (None, self.id)]
        return [SeenPeer(place, one) for one in there]

    def finds(self, words: str, channel: str) -> SeenPeer:
        """Give the newest message with these words on it; waits a moment for it."""

        def look() -> SeenPeer | None:
            return next((one for one in reversed(self.sees(channel)) if words in one.text), None)

        return _soon(look, lambda: f"{words!r} is nowhere; there is {[one.text for one in self.sees(channel)]}")

    def screen(self, channel: str) -> str:
        """Give a channel as one text."""
        return "\n\n".join(one.text for one in self.sees(channel))

    def dms(self) -> list[SeenPeer]:
        """Give the direct conversation with the bot."""
        for one in self._peer.snapshot()["channels"]:
            if one.get("is_im") and self.id in one["members"]:
                return self.sees(one["id"])
        return []

    def told(self) -> str:
        """Give the whispers and direct messages since the last time."""
        mine = [one for name in self._channels for one in self.sees(name) if one.raw.get("ephemeral_to")] + self.dms()
        mine.sort(key=lambda one: one.ts)
        new, self._heard = mine[self._heard :], len(mine)
        return "\n".join(one.text for one in new)

    def hears(self, words: str) -> str:
        """Wait until something with these words comes to this person, and give all that came since the last time."""
        heard: list[str] = []

        def listen() -> bool:
            heard.append(self.told())
            return words in "\n".join(heard)

        _soon(listen, lambda: f"{words!r} did not come; there came {heard}")
        return "\n".join(one for one in heard if one)

    def finds_dm(self, words: str) -> SeenPeer:
        """Give the newest direct message with these words on it; waits a moment for it."""

        def look() -> SeenPeer | None:
            return next((one for one in reversed(self.dms()) if words in one.text), None)

        return _soon(look, lambda: f"{words!r} is in no direct message; there is {[one.text for one in self.dms()]}")

    @property
    def view(self) -> Json | None:
        """Give the modal on top."""
        stack = _own(self._peer.snapshot().get("modalStack"), self.id)
        return stack[-1] if stack else None

    @property
    def modal(self) -> str:
        """Give the modal on top as text, with errors."""
        view = self.view
        if view is None:
            return ""
        lines = [text_of(view.get("title"))]
        for block in view["blocks"]:
            lines += [*lines_of([block]), self.errors.get(block.get("block_id", ""), "")]
        return "\n".join(line for line in lines if line)

    @property
    def home(self) -> str:
        """Give the home tab as text."""
        homes = self._peer.snapshot()["homeViews"].get(self.id) or {}  # app to view
        return "\n".join(line for view in homes.values() for line in lines_of(view["blocks"]))

    # --- doing --------------------------------------------------------------------------------------------------------

    def types(self, line: str, channel: str) -> None:
        """Type a slash command in a channel."""
        word, _, text = line.partition(" ")
        self._peer.control("command", channel=self._channels[channel], user=self.id, command=word, text=text)

    def says(self, text: str, channel: str, *, under: SeenPeer | None = None) -> SeenPeer:
        """Write in a channel, or in the thread under a message."""
        thread = {"thread_ts": under.ts} if under else {}
        body = {"channel": self._channels[channel], "user": self.id, "text": text, **thread}
        return SeenPeer(body["channel"], self._peer.control("message", **body)["message"])

    def presses(self, what: str, on: SeenPeer) -> None:
        """Press a button, named by words, value or action id, that is on the message now."""
        self._touch(what, on, lambda element: {name: element[name] for name in ("text", "value") if name in element})

    def chooses(self, option: str, what: str, on: SeenPeer) -> None:
        """Choose an option in a select on a message."""
        self._touch(what, on, lambda element: {"selected_option": option_of(element, option)})

    def _touch(self, what: str, on: SeenPeer, about: Callable[[Json], Json]) -> None:
        now = next((one for one in self.sees(on.channel) if one.ts == on.ts), None)
        if now is None:
            raise NotOnTheScreen("that message is not there any more")
        block, element = find_element(_with_ids(now.raw.get("blocks") or []), what)
        action = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
        target = {"channel": on.channel, "messageTs": on.ts, "user": self.id}
        self._peer.control("interact", **target, action=action | about(element))

    def submits(self, **values: Any) -> None:
        """Fill in the modal on top by block id and send it; what the bot found wrong stands in `errors`."""
        view = self.view
        if view is None:
            raise NotOnTheScreen("no modal is open")
        blocks = {one["block_id"]: one["element"] for one in view["blocks"] if one["type"] == "input"}
        unknown = sorted(values.keys() - blocks.keys())
        if unknown:
            raise NotOnTheScreen(f"no fields {unknown} in this form; there are {sorted(blocks)}")
        filled = {name: {blocks[name]["action_id"]: state_of(blocks[name], value)} for name, value in values.items()}
        shown = self._peer.on_screen({"t": "view_submit", "user": self.id, "viewId": view["id"], "values": filled})
        self.errors = shown.get("errors") or {}

    def opens_home(self) -> None:
        """Open the home tab."""
        self._peer.control("open-home", user=self.id)
        _soon(lambda: self.home, lambda: "no home was published")


def _own(stack: Any, user: str) -> list[Json]:
    """Give the modals of somebody: one stack for all, or one per person."""
    return (stack.get(user) or []) if isinstance(stack, dict) else (stack or [])


def _with_ids(blocks: list[Json]) -> list[Json]:
    return [{"block_id": f"b{at}", **block} for at, block in enumerate(blocks)]


def _soon(look: Callable[[], Any], problem: Callable[[], str], seconds: float = 5.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.02)
    raise NotOnTheScreen(problem())
