"""Which listener answers which verb, and the loop of a conversation. Nothing is decided or written here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import TextIO

from doorbraak.ids import PersonId
from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from handlers import wording
from handlers.access import CONSOLE, MAY, Who
from handlers.console import listeners, looking, note
from handlers.console.form import new_request, not_a_koploper
from handlers.console.parse import Line, NotUnderstood, parse_line
from handlers.console.revise import revise
from handlers.console.talk import Ended, Left, Stopped, Talk
from handlers.desk import Desk, Forbidden, Unavailable
from handlers.desk.origin import coming_from

_HELP: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("wacht", "bekijk VE-2026-0042", "mijn", "zoek fiets 2026", "zeg VE-2026-0042 je tekst", "opnieuw", "stop")),
    ("koploper", (
        "aanvraag",
        "antwoord VE-2026-0042 1 te laat: de reden",
        "aanpassen VE-2026-0042 bedrag 100,00",
        "intrekken VE-2026-0042",
        "betaald VE-2026-0042",
        "bon VE-2026-0042 89,95",
        "opgelost VE-2026-0042 ja",
        "klant VE-2026-0042",
        "dossier VE-2026-0042",
    )),
    ("reviewer", (
        "akkoord VE-2026-0042",
        "akkoord VE-2026-0042 hoogstens 100,00",
        "route VE-2026-0042",
        "bezwaar VE-2026-0042 je bezwaar",
        "ik doe niet mee VE-2026-0042",
    )),
    ("lead", (
        "toekennen VE-2026-0042 125,50 de reden",
        "afwijzen VE-2026-0042 de reden",
        "spoed VE-2026-0042 100,00 de reden",
        "corrigeer VE-2026-0042 89,95 de reden",
        "overdragen VE-2026-0042 k2",
        "uitgaven per thema 2026",
    )),
    ("manager", (
        "uitgaven per thema 2026",
        "verantwoording",
        "betaald VE-2026-0042",
        "corrigeer VE-2026-0042 89,95 de reden",
    )),
    ("admin", (
        "uitgaven per thema 2026",
        "verantwoording",
        "overdragen VE-2026-0042 k2",
        "corrigeer VE-2026-0042 89,95 de reden",
    )),
)  # fmt: skip


async def _help(talk: Talk, line: Line) -> None:  # noqa: ARG001 - one shape for all listeners
    """Show what this person can type, by role."""
    for role, examples in _HELP:
        if not role or role in talk.viewer.person.roles:
            title = f"Als {wording.role(role)}" if role else "Altijd"
            talk.say(title, *(f"  {example}" for example in examples))


async def _again(talk: Talk, line: Line) -> None:
    """Send what was refused once more, with its one field mended when something is typed behind it."""
    await talk.again(line.rest)


LISTENERS: dict[str, listeners.Listener] = {
    "help": _help,
    "waiting": looking.waiting,
    "submit": new_request,
    "look": looking.look,
    "approve": listeners.approve,
    "object": listeners.object_,
    "propose_route": listeners.propose_route,
    "answer_route": listeners.answer_route,
    "recuse": listeners.recuse,
    "revise": revise,
    "withdraw": listeners.withdraw,
    "lead_grant": listeners.lead_grant,
    "lead_decline": listeners.lead_decline,
    "urgent_grant": listeners.urgent_grant,
    "pay": listeners.pay,
    "settle": listeners.settle,
    "correct": listeners.correct,
    "follow_up": listeners.follow_up,
    "remark": listeners.remark,
    "hand_over": listeners.hand_over,
    "tell_client": looking.tell_client,
    "copy_for_file": looking.copy_for_file,
    "mine": looking.mine,
    "find": looking.find,
    "spend": looking.spend,
    "account": looking.account,
    "again": _again,
    "read": note.read,
}
"""Every verb of parse.VERBS but `stop`. Who may use which stands in handlers/access.py."""

_NOT_FOR_YOU = {
    Who.KOPLOPER: "Dit is voor koplopers.",
    Who.ACCOUNTS: "Verantwoording is voor programmamanager en beheerder. Vraag het een van hen.",
    Who.FUND: "Uitgaven zijn voor regisseur, programmamanager en beheerder. Vraag het een van hen.",
}


async def converse(desk: Desk, person: PersonId, lines: AsyncIterator[str] | Iterable[str], out: TextIO) -> int:
    """Talk with one person until `stop` or the last line. Gives the exit status: 0, or 1 for who is not linked.

    Empty lines and lines that begin with # are passed over, so that a script can be annotated. Plain iterables are
    read on the event loop; a terminal that shares its loop with other work passes an asynchronous one.
    """
    viewer = await desk.viewer(person)
    if viewer is None:
        print(_not_linked(), file=out, flush=True)
        return 1
    with coming_from("console"):
        return await _converse(Talk(desk, viewer, lines, out))


async def _converse(talk: Talk) -> int:
    desk, viewer = talk.desk, talk.viewer
    talk.say(f"Dag {viewer.name}. Typ wacht voor wat op jou wacht. Typ help voor wat er kan.")
    note.show_again(talk)
    while True:
        try:
            typed = (await talk.line()).strip()
            if typed and not typed.startswith("#") and not await _handle(talk, typed):
                return 0 if await desk.viewer(viewer.id) else 1
        except Ended:
            return 0


def _not_linked() -> str:
    return wording.refusal(Outcome(command="submit", accepted=False, refusal=Refusal.UNKNOWN_PERSON)).text


async def _handle(talk: Talk, typed: str) -> bool:
    """Answer one line; claims whether the conversation goes on."""
    try:
        line = parse_line(typed)
        if line.verb == "stop":
            talk.say("Tot ziens.")
            return False
        await talk.look_who()
        if line.verb == "help" or not talk.viewer.person.must_accept or await note.ask(talk):
            await talk.look_who()
            await _listen(talk, line)
    except Forbidden:  # the role went between the question who this is and the answer
        talk.say("Dat mag je niet (meer). Typ help om te zien wat er kan.")
    except Left:
        talk.say(_not_linked())
        return False
    except NotUnderstood as wrong:
        talk.say(wrong.text)
    except Stopped:
        talk.say("Gestopt. Er is niets verstuurd.")
    except Unavailable as gone:
        talk.say(f"Geen verbinding. Probeer het straks opnieuw. (Referentie: {gone.reference})")
    return True


async def _listen(talk: Talk, line: Line) -> None:
    """Let the listener of a verb answer, if this person may use it."""
    who = CONSOLE[line.verb]
    if MAY[who](talk.viewer.person):
        await LISTENERS[line.verb](talk, line)
    elif line.verb == "submit":
        await not_a_koploper(talk)
    else:
        talk.say(_NOT_FOR_YOU[who])
