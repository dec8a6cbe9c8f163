"""The check step of a new request: everything said back, three fields that can be added, and sending."""

from __future__ import annotations

from datetime import date

from doorbraak.commands import TEXT_LIMITS, Submit
from doorbraak.overviews import CheckStep
from doorbraak.refusals import Refusal
from doorbraak.working_time import local_date
from handlers import wording
from handlers.console.draft import Form, refusal_words, save, take_text, text_that_may_be_kept
from handlers.console.parse import NotUnderstood, parse_amount, parse_coming_day
from handlers.console.render import render_added, render_check
from handlers.console.talk import Talk
from handlers.desk import TooManyLooks, Unavailable

_SEND = ("versturen", "verstuur", "opnieuw")
_CHOICES = "Typ versturen, terug of stop. Of eerst: spoed met de reden, datum 12-03-2026, betalen aan wie."
_EXTRA = {"spoed": "urgent_reason", "datum": "needed_by", "betalen": "pay_to"}
_NOTHING = ("geen", "nee", "niet", "-")


async def check_and_send(talk: Talk, form: Form) -> str | None:
    """Show the check step until it was sent (None), or give the name of the field that has to be asked again."""
    try:
        cents = parse_amount(form.values.get("amount", ""))
        step = await _look(talk, form, cents)
    except NotUnderstood as wrong:
        talk.say(wrong.text)
        return "amount"
    if step is None:
        return None
    if cents > step.client_left_cents:
        talk.say(refusal_words(Refusal.ABOVE_CAP, {"left_cents": max(step.client_left_cents, 0)}))
        return "amount"
    talk.say(render_check(form.values, cents, step, talk.desk.now()))
    while True:
        typed = await talk.ask(_CHOICES)
        if typed.lower() == "terug":
            return form.steps[-1]
        if typed.lower() not in _SEND:
            await _add(talk, form, typed)
            talk.say(*render_added(form.values, cents, step))
        elif (field := await _send(talk, form, cents)) != "":
            return field


async def _look(talk: Talk, form: Form, cents: int) -> CheckStep | None:
    if form.draft is None or form.draft.client_code is None:
        raise NotUnderstood(refusal_words(Refusal.CLIENT_INVALID))
    try:
        return await talk.desk.check_step(talk.viewer, form.draft, cents)
    except TooManyLooks:
        talk.say("Je keek in een uur naar veel dossiernummers. Je aanvraag is bewaard. Probeer het over een uur.")
        return None


async def _add(talk: Talk, form: Form, typed: str) -> None:
    """Add urgency, a date or whom to pay; "geen" takes it away again."""
    word, _, value = typed.partition(" ")
    name = _EXTRA.get(word.lower().strip(":"))
    value = value.strip(" :").removeprefix("aan ")
    if name is None:
        talk.say(f"Ik snap “{typed[:40]}” niet.")
        return
    try:
        await _put(talk, form, name, "" if value.lower() in _NOTHING else _extra(talk, name, value))
    except NotUnderstood as wrong:
        talk.say(wrong.text)
        return
    if name == "urgent_reason":
        form.values["urgent"] = "ja" if form.values[name] else ""
        talk.say(f"{wording.HINTS['urgent']} {talk.viewer.settings.get('urgent_contact') or ''}".strip())
    try:
        await save(talk, form)
    except Unavailable as gone:
        talk.say(f"Geen verbinding. Dit is nog niet bewaard. (Referentie: {gone.reference})")


async def _put(talk: Talk, form: Form, name: str, value: str) -> None:
    if name in TEXT_LIMITS and value:
        await take_text(talk, form, name, value)
    else:
        form.values[name] = value


def _extra(talk: Talk, name: str, value: str) -> str:
    if name == "needed_by":
        return parse_coming_day(value, local_date(talk.desk.now())).isoformat()
    return text_that_may_be_kept(talk, name, value)


async def _send(talk: Talk, form: Form, cents: int) -> str | None:
    """Send it: None when it is done, else the field to ask again, or "" to stay at the check step."""
    outcome = await talk.do(_command(talk, form, cents), form.answers)
    if outcome is None:
        return ""
    if not outcome.accepted:
        return talk.kept_field if talk.kept_field in form.steps else ""
    if form.draft:
        await talk.desk.drop_draft(talk.viewer, form.draft.id)
    return None


def _command(talk: Talk, form: Form, cents: int) -> Submit:
    values = form.values
    needed = values.get("needed_by", "")
    return Submit(
        **talk.base(),
        client_code=form.draft.client_code if form.draft else None,
        district=values.get("district", ""),
        theme=values.get("theme", ""),
        amount_cents=cents,
        question=values.get("question", ""),
        if_nothing=values.get("if_nothing", ""),
        tried=values.get("tried", ""),
        needed_by=date.fromisoformat(needed) if needed else None,
        urgent=bool(values.get("urgent")),
        urgent_reason=values.get("urgent_reason", ""),
        pay_to=values.get("pay_to", ""),
    )
