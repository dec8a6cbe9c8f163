"""The private answer to a deed: on the address that came with the press, else for that person alone in the channel,
else in a direct message. Exactly one: after an uncertain send nothing is repeated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from handlers.slack import errors
from handlers.slack.blocks import Block, escaped, section
from handlers.slack.client import RATE_LIMITED, SlackSaidNo, Uncertain
from handlers.slack.house import House, log
from handlers.slack.parse import From


def tell(house: House, by: From, text: str, blocks: Sequence[Block] = ()) -> None:
    """Answer in private once the acknowledgement is on its way; an event that comes again is answered once."""
    if text and house.answered.first(by.key):
        house.after.do(answer(house, by, text, blocks))


async def answer(house: House, by: From, text: str, blocks: Sequence[Block] = ()) -> None:
    """Answer in private, now."""
    message: dict[str, Any] = {"text": escaped(text), "blocks": list(blocks) or section(text)}
    try:
        await _send(house, by, message)
    except Uncertain:
        log.warning("a private answer may not have arrived; it is not repeated")
    except SlackSaidNo as no:
        log.warning("a private answer was refused", extra={"why": no.code})


async def _send(house: House, by: From, message: dict[str, Any]) -> None:
    """Send it; when Slack says that it was too fast, once more after the time that it asks for."""
    if await _on_its_address(house, by, message):
        return
    for last in (False, True):
        try:
            if not await _in_the_channel(house, by, message):
                await _direct(house, by, message)
            return
        except SlackSaidNo as no:
            if last or no.code != RATE_LIMITED or (no.wait or 0) > _LONGEST_WAIT:
                raise
            await asyncio.sleep(no.wait or 1)


_LONGEST_WAIT = 60


async def _on_its_address(house: House, by: From, message: dict[str, Any]) -> bool:
    if not by.response_url:
        return False
    private = {"response_type": "ephemeral", "replace_original": False, **message}
    return await house.client.respond(by.response_url, private)


async def _in_the_channel(house: House, by: From, message: dict[str, Any]) -> bool:
    if not by.channel:
        return False
    try:
        await house.client.call("chat.postEphemeral", by.at_team, channel=by.channel, user=by.user, **message)
    except SlackSaidNo as no:
        if no.code in errors.NOT_HERE:
            return False
        raise
    return True


async def _direct(house: House, by: From, message: dict[str, Any]) -> None:
    opened = await house.client.call("conversations.open", by.team, users=by.user)
    await house.client.call("chat.postMessage", by.team, channel=opened["channel"]["id"], **message)
