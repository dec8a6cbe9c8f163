"""`/doorbraak uitgaven …`: the table with the acknowledgement, the chart as a picture behind it."""

from __future__ import annotations

import asyncio

from doorbraak.overviews import Viewer
from handlers.slack.blocks import Block, escaped, plain, section
from handlers.slack.client import SlackSaidNo, Uncertain, why
from handlers.slack.house import House, log
from handlers.slack.open_forms import Ack
from handlers.slack.parse import From
from handlers.spend import SpendAnswer, answer_spend
from handlers.spend.picture import draw_png

_FILE_IS_READ_AFTER = 1.0
"""Seconds that Slack needs before a picture can be shown."""
_TRIES = 4
_MOST_IN_PART = 2900


async def spent(house: House, viewer: Viewer, by: From, question: str) -> Ack:
    """Answer a question about money; who may not ask it is told who may."""
    answered = await answer_spend(house.desk, viewer, question)
    text = answered.text
    if answered.address:
        text += f"\nOpen in de browser: {house.public_url}{answered.address}"
    if answered.bars and by.response_url and house.answered.first(by.key):
        house.after.do(_picture(house, by, answered))
    table = [_fixed(part) for part in _parts(answered.text)]
    rest = section(text.removeprefix(answered.text))
    return {"response_type": "ephemeral", "text": escaped(text), "blocks": [*table, *rest]}


def _fixed(text: str) -> Block:
    """Set a part of a table in letters of one width; what would end them early is taken out."""
    words = f"```{escaped(text.replace('```', ''))}```"
    return {"type": "section", "text": {"type": "mrkdwn", "text": words, "verbatim": True}}


def _parts(text: str) -> list[str]:
    """Cut a table between its lines into parts that fit, escaped and all."""
    parts, size = [list[str]()], 0
    for line in text.split("\n"):
        length = len(escaped(line)) + 1
        if size + length > _MOST_IN_PART and parts[-1]:
            parts.append([])
            size = 0
        parts[-1].append(line)
        size += length
    return ["\n".join(part) for part in parts]


async def _picture(house: House, by: From, answered: SpendAnswer) -> None:
    """Send the chart behind the table; without it the table says the same, so trouble here is only noted."""
    png = await asyncio.to_thread(draw_png, answered.title, answered.bars)
    if not png:
        return
    try:
        file = await _upload(house, by, png, answered.title)
        await _show(house, by, file, answered.title)
    except (SlackSaidNo, Uncertain) as failed:
        log.warning("the chart could not be shown", extra={"why": why(failed)})


async def _upload(house: House, by: From, png: bytes, title: str) -> str:
    call, team = house.client.call, by.at_team
    place = await call("files.getUploadURLExternal", team, filename="uitgaven.png", length=len(png), alt_txt=title)
    await house.client.upload(str(place["upload_url"]), png)
    file = str(place["file_id"])
    await call("files.completeUploadExternal", team, files=[{"id": file, "title": title}])
    return file


async def _show(house: House, by: From, file: str, title: str) -> None:
    picture: Block = {
        "type": "image",
        "slack_file": {"id": file},
        "alt_text": title[:2000],
        "title": plain(title, 1900),
    }
    message = {"response_type": "ephemeral", "replace_original": False, "text": escaped(title), "blocks": [picture]}
    for _ in range(_TRIES):
        await asyncio.sleep(_FILE_IS_READ_AFTER)
        if await house.client.respond(by.response_url, message):
            return
    log.warning("Slack did not take the chart")
