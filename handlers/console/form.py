"""A new request, one question at a time (docs: screens, section 2). The check step and sending are in check_step.py.

Each answer goes into the writer's draft, so nothing is lost when the conversation breaks off. The file number is
turned into a code at once and shown no more.
"""

from __future__ import annotations

from doorbraak.outcomes import Outcome
from doorbraak.refusals import Refusal
from doorbraak.themes import THEMES
from handlers import wording
from handlers.console.check_step import check_and_send
from handlers.console.draft import Form, begin, refusal_words, save, take_text, text_that_may_be_kept
from handlers.console.parse import Line, NotUnderstood, parse_amount, parse_district, parse_theme
from handlers.console.talk import Stopped, Talk
from handlers.desk import Unavailable

_TEXTS = ("question", "if_nothing", "tried")
_OPTIONAL = "tried"
_NO_FILE = ("geen dossier", "geen")


async def new_request(talk: Talk, line: Line) -> None:  # noqa: ARG001 - one shape for all listeners
    """Ask the fields one by one, show the check step, send."""
    own = _districts(talk)
    form = await begin(talk, ("client", *(("district",) if len(own) > 1 else ()), "theme", "amount", *_TEXTS))
    if len(own) == 1:
        form.values["district"] = own[0]
    talk.say(
        f"{'Zeven' if 'district' in form.steps else 'Zes'} vragen, één minuut. "
        "Schrijf niets waaraan je de klant herkent.",
        "Je kunt steeds typen: terug, overslaan of stop.",
    )
    try:
        await _fill_in(talk, form)
    except Stopped:
        talk.kept = None
        talk.say("Gestopt. Wat je invulde, is bewaard. Typ aanvraag om verder te gaan.")


def _districts(talk: Talk) -> tuple[str, ...]:
    return talk.viewer.own_districts or talk.viewer.districts


async def not_a_koploper(talk: Talk) -> None:
    """Say that only koplopers put requests, and who they are."""
    outcome = Outcome(command="submit", accepted=False, refusal=Refusal.NOT_A_KOPLOPER)
    names = [one.name for one in await talk.koplopers()]
    talk.say(wording.refusal(outcome, koplopers=names).text)


async def _fill_in(talk: Talk, form: Form) -> None:
    at = 0
    while True:
        if at < len(form.steps):
            at = await _question(talk, form, at)
            continue
        field = await check_and_send(talk, form)
        if field is None:
            return
        at = form.steps.index(field)


async def _question(talk: Talk, form: Form, at: int) -> int:
    """Ask one field; give the index of the field that comes next."""
    name = form.steps[at]
    typed = await talk.ask(_asked(talk, form, at))
    if typed.lower() == "terug":
        return max(at - 1, 0)
    if typed.lower() == "overslaan":
        if name == _OPTIONAL or form.has(name):
            return at + 1
        talk.say("Deze vraag kun je niet overslaan. Wil je later verder? Typ stop.")
        return at
    try:
        await _take(talk, form, name, typed)
    except NotUnderstood as wrong:
        talk.say(wrong.text)
        return at
    except Unavailable as gone:
        talk.say(f"Geen verbinding. Typ je antwoord nog een keer. (Referentie: {gone.reference})")
        return at
    return at + 1


def _asked(talk: Talk, form: Form, at: int) -> str:
    name = form.steps[at]
    optional = " (niet verplicht)" if name == _OPTIONAL else ""
    lines = [f"Vraag {at + 1} van {len(form.steps)} · {wording.field(name)}{optional}"]
    if name in wording.HINTS:
        lines.append(wording.HINTS[name])
    if name == "client":
        lines.append("Geen nummer? Typ: geen dossier")
    if name == "theme":
        lines.append(_numbered([wording.theme(code) for code in THEMES]))
    if name == "district":
        lines.append(_numbered(_districts(talk)))
    if form.has(name):
        lines += [f"Nu: {form.shown(name)}", "Zo laten? Typ: overslaan"]
    return "\n".join(lines)


def _numbered(words: list[str] | tuple[str, ...]) -> str:
    return " · ".join(f"{at} {word}" for at, word in enumerate(words, 1))


async def _take(talk: Talk, form: Form, name: str, typed: str) -> None:
    """Keep one answer. Raises NotUnderstood, and Unavailable."""
    if name == "client":
        await _take_client(talk, form, typed)
        return
    if name == "amount":
        form.values[name] = _amount(talk, typed)
    elif name == "theme":
        form.values[name] = parse_theme(typed)
    elif name == "district":
        form.values[name] = parse_district(typed, _districts(talk))
    else:
        await take_text(talk, form, name, text_that_may_be_kept(talk, name, typed))
    await save(talk, form)


def _amount(talk: Talk, typed: str) -> str:
    cents = parse_amount(typed)
    if cents < 1:
        raise NotUnderstood(refusal_words(Refusal.AMOUNT_INVALID, {"amount_cents": cents}))
    talk.say(f"Je vraagt {wording.format_euros(cents)}.")
    return typed


async def _take_client(talk: Talk, form: Form, typed: str) -> None:
    if talk.wipe_typed():
        talk.say("Ik heb het nummer van je scherm gehaald.")
    if typed.lower() in _NO_FILE:
        typed = talk.desk.fresh_client_number()
        talk.say(wording.fresh_number(typed))
    if not await talk.desk.client_is_valid(talk.viewer, typed):
        raise NotUnderstood(refusal_words(Refusal.CLIENT_INVALID))
    await save(talk, form, typed)
