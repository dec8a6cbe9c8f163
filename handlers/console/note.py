"""The confidentiality note in a terminal: asked before anything else, or shown once more to whoever accepted it."""

from __future__ import annotations

from handlers import wording
from handlers.console.parse import Line
from handlers.console.talk import Talk

_QUESTION = "Ga je akkoord? Typ ja of nee."
_HOW = "Ben je akkoord? Typ gelezen."


async def ask(talk: Talk) -> bool:
    """Show the note and ask whether this person agrees; claims that the conversation may go on."""
    talk.say(wording.NOTE_TITLE, wording.NOTE_ASKS, "", wording.note_text(talk.viewer.settings), "")
    if (await talk.ask(_QUESTION)).lower() not in ("ja", "j", "akkoord", wording.NOTE_ACCEPT.lower()):
        talk.say(wording.NOTE_REFUSING)
        return False
    await _agree(talk)
    return True


def show_again(talk: Talk) -> None:
    """Show the note to whoever accepted it without having agreed to this text in person."""
    viewer = talk.viewer
    why = wording.note_why(viewer.settings, viewer.agreed_to, accepted=viewer.person.accepted)
    if why:
        talk.say("", why, "", wording.note_text(viewer.settings), "", _HOW)


async def read(talk: Talk, line: Line) -> None:  # noqa: ARG001 - one shape for all listeners
    """Note that the note was read and agreed to."""
    await _agree(talk)


async def _agree(talk: Talk) -> None:
    await talk.desk.agree_to_note(talk.viewer, wording.note_digest(wording.note_text(talk.viewer.settings)))
    talk.say(wording.NOTE_THANKS)
