"""The confidentiality note in Slack: shown before anything of a request, agreed to with one press.

Who must agree first sees this instead of whatever was asked for, as on the web. Who was entered by somebody else, or
agreed to an older text, reads it at home.
"""

from __future__ import annotations

from collections.abc import Sequence

from doorbraak.overviews import Viewer
from handlers import wording
from handlers.slack import names
from handlers.slack.answers import answer
from handlers.slack.blocks import Block, button, rows, section, small, strong
from handlers.slack.house import House
from handlers.slack.parse import From, Tap


def note_blocks(viewer: Viewer) -> list[Block]:
    """Show the note with its button, to who has to agree or to read it once more; nothing to anybody else."""
    text = wording.note_text(viewer.settings)
    must = viewer.person.must_accept
    again = wording.note_why(viewer.settings, viewer.agreed_to, accepted=viewer.person.accepted)
    lead = wording.NOTE_ASKS if must else again
    if not lead:
        return []
    word = wording.NOTE_ACCEPT if must else wording.NOTE_CONFIRM
    return [
        strong(f"*{wording.NOTE_TITLE}*"),
        *section(lead),
        *section(text),
        *rows(f"acts:{viewer.programme_id}#note", [button(names.AGREE, word, wording.note_digest(text))]),
        *([small(wording.NOTE_REFUSING)] if must else []),
    ]


def note_said(viewer: Viewer) -> tuple[str, Sequence[Block]]:
    """Give the note as an answer: its text for a notification, and its blocks."""
    return f"{wording.NOTE_TITLE}. {wording.NOTE_ASKS}", note_blocks(viewer)


async def ask(house: House, by: From, viewer: Viewer) -> None:
    """Answer with the note instead of what was asked for."""
    text, blocks = note_said(viewer)
    await answer(house, by, text, blocks)


async def agree(house: House, tap: Tap) -> None:
    """Note that somebody agrees to the text that was shown; one that changed meanwhile is shown anew."""
    viewer = await house.desk.viewer_of(tap.by.account)
    if viewer is None:
        return
    digest = wording.note_digest(wording.note_text(viewer.settings))
    if tap.value != digest:
        await answer(house, tap.by, wording.NOTE_CHANGED_NOW, note_blocks(viewer))
        return
    await house.desk.agree_to_note(viewer, digest)
    await answer(house, tap.by, wording.NOTE_THANKS)
