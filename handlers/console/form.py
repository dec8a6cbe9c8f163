"""A new request, one question at a time, with a check step at the end (docs: screens, section 2).

Each answer goes into the writer's draft, so nothing is lost when the conversation breaks off. The file number is
turned into a code at once and shown no more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from doorbraak import commands as c
from doorbraak.outcomes import Outcome
from doorbraak.overviews import CheckStep, Draft
from doorbraak.refusals import Fact, Refusal
from doorbraak.themes import THEMES
from doorbraak.working_time import local_date
from handlers import wording
from handlers.console.parse import (
    Line,
    NotUnderstood,
    parse_amount,
    parse_day,
    parse_district,
    parse_theme,
)
from handlers.console.render import render_added, render_check
from handlers.console.talk import Ended, Stopped, Talk
from handlers.desk import TooManyLooks, Unavailable

KIND = "request"
_TEXTS = ("question", "if_nothing", "tried")
_SKIP = "overslaan"
_BACK = "terug"
_SEND = ("versturen", "verstuur", "opnieuw")
_CHOICES = "Typ versturen, terug of stop. Of eerst: spoed met de reden, datum 12-03-2026, betalen aan wie."
_EXTRA = {"spoed": "urgent_reason", "datum": "needed_by", "betalen": "pay_to"}
_NOTHING = ("geen", "nee", "niet", "-")


@dataclass(slots=True)
class _Form:
    """What was filled in so far, as it stands in the draft."""

    steps: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict[str, str])
    draft: Draft | None = None


def _refusal(code: Refusal, facts: dict[str, Fact] | None = None) -> str:
    return wording.refusal(Outcome(command="submit", accepted=False, refusal=code, facts=facts or {})).text


async def new_request(talk: Talk, line: Line) -> None:  # noqa: ARG001 - one shape for all listeners
    """Ask the fields one by one, show the check step, send."""
    if not talk.viewer.person.is_koploper:
        await _not_a_koploper(talk)
        return
    form = await _begin(talk)
    talk.say(
        f"{'Zeven' if len(form.steps) > 6 else 'Zes'} vragen, één minuut. Schrijf niets waaraan je de klant herkent.",
        "Je kunt steeds typen: terug, overslaan of stop.",
    )
    try:
        await _fill_in(talk, form)
    except Stopped:
        talk.kept = None
        talk.say("Gestopt. Wat je invulde, is bewaard. Typ aanvraag om verder te gaan.")


async def _not_a_koploper(talk: Talk) -> None:
    outcome = Outcome(command="submit", accepted=False, refusal=Refusal.NOT_A_KOPLOPER, facts={"district": ""})
    names = [one.name for one in await talk.koplopers()]
    talk.say(wording.refusal(outcome, koplopers=names).text)


async def _begin(talk: Talk) -> _Form:
    own = talk.viewer.own_districts or talk.viewer.districts
    district = ("district",) if len(own) > 1 else ()
    form = _Form(("client", *district, "theme", "amount", *_TEXTS))
    draft = await talk.desk.draft(talk.viewer, KIND)
    if draft and (draft.client_code or any(draft.values.values())):
        when = wording.day_clock(draft.saved_at, talk.desk.now())
        more = await talk.ask(f"Je hebt nog een aanvraag van {when}. Ga je daarmee verder? Typ ja of nee.")
        if more.lower() in ("ja", "j"):
            form.draft, form.values = draft, dict(draft.values)
        else:
            await talk.desk.drop_draft(talk.viewer, draft.id)
    if len(own) == 1:
        form.values["district"] = own[0]
    return form


async def _fill_in(talk: Talk, form: _Form) -> None:
    at = 0
    while True:
        if at < len(form.steps):
            at = await _question(talk, form, at)
            continue
        back_to = await _check(talk, form)
        if back_to is None:
            return
        at = form.steps.index(back_to) if back_to in form.steps else len(form.steps) - 1


async def _question(talk: Talk, form: _Form, at: int) -> int:
    """Ask one field; give the index of the field that comes next."""
    name = form.steps[at]
    typed = await talk.ask(_asked(talk, form, at))
    if typed.lower() == _BACK:
        return max(at - 1, 0)
    if typed.lower() == _SKIP:
        if name == "tried" or _has(form, name):
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


def _asked(talk: Talk, form: _Form, at: int) -> str:
    name = form.steps[at]
    optional = " (niet verplicht)" if name == "tried" else ""
    lines = [f"Vraag {at + 1} van {len(form.steps)} · {wording.field(name)}{optional}"]
    if name in wording.HINTS:
        lines.append(wording.HINTS[name])
    if name == "client":
        lines.append("Geen nummer? Typ: geen dossier")
    if name == "theme":
        lines.append(" · ".join(f"{at} {wording.theme(code)}" for at, code in enumerate(THEMES, 1)))
    if name == "district":
        own = talk.viewer.own_districts or talk.viewer.districts
        lines.append(" · ".join(f"{at} {one}" for at, one in enumerate(own, 1)))
    if _has(form, name):
        now = f"eindigt op {form.draft.client_tail}" if name == "client" and form.draft else form.values.get(name, "")
        lines.append(f"Nu: {now}\nZo laten? Typ: overslaan")
    return "\n".join(lines)


def _has(form: _Form, name: str) -> bool:
    if name == "client":
        return form.draft is not None and form.draft.client_code is not None
    return bool(form.values.get(name))


async def _take(talk: Talk, form: _Form, name: str, typed: str) -> None:
    """Keep one answer. Raises NotUnderstood, and Unavailable."""
    if name == "client":
        await _take_client(talk, form, typed)
        return
    if name == "amount":
        cents = parse_amount(typed)
        if cents < 1:
            raise NotUnderstood(_refusal(Refusal.AMOUNT_INVALID, {"amount_cents": cents}))
        talk.say(f"Je vraagt {wording.format_euros(cents)}.")
        form.values[name] = typed
    elif name == "theme":
        form.values[name] = parse_theme(typed)
    elif name == "district":
        form.values[name] = parse_district(typed, talk.viewer.own_districts or talk.viewer.districts)
    else:
        form.values[name] = _text(talk, name, typed)
    await _save(talk, form)


async def _take_client(talk: Talk, form: _Form, typed: str) -> None:
    if talk.wipe_typed():
        talk.say("Ik heb het nummer van je scherm gehaald.")
    if typed.lower() in ("geen dossier", "geen"):
        typed = talk.desk.fresh_client_number()
        talk.say(wording.fresh_number(typed))
    if not await talk.desk.client_is_valid(talk.viewer, typed):
        raise NotUnderstood(_refusal(Refusal.CLIENT_INVALID))
    await _save(talk, form, typed)


def _text(talk: Talk, name: str, typed: str) -> str:
    """Give a text that may be kept. Raises NotUnderstood."""
    if not typed:
        raise NotUnderstood(_refusal(Refusal.REASON_REQUIRED, {"field": name}))
    limit = c.TEXT_LIMITS[name]
    if len(typed) > limit:
        facts: dict[str, Fact] = {"field": name, "limit": limit, "length": len(typed)}
        raise NotUnderstood(_refusal(Refusal.TEXT_TOO_LONG, facts))
    finds = talk.desk.private_finds(typed)
    if finds:
        raise NotUnderstood("\n".join(wording.private_details(kind, words) for kind, words in finds))
    return typed


async def _save(talk: Talk, form: _Form, number: str | None = None) -> None:
    draft = form.draft.id if form.draft else None
    form.draft = await talk.desk.save_draft(talk.viewer, KIND, form.values, client_number=number, draft=draft)


# The check step -------------------------------------------------------------------------------------------------------


async def _check(talk: Talk, form: _Form) -> str | None:
    """Show the check step until it was sent (None) or a field has to be asked again (its name)."""
    cents = parse_amount(form.values["amount"])
    step = await _look(talk, form, cents)
    if step is None:
        return None
    if cents > step.client_left_cents:
        talk.say(_refusal(Refusal.ABOVE_CAP, {"left_cents": max(step.client_left_cents, 0)}))
        return "amount"
    talk.say(render_check(form.values, cents, step, talk.desk.now()))
    while True:
        typed = await talk.ask(_CHOICES)
        if typed.lower() == _BACK:
            return form.steps[-1]
        if typed.lower() in _SEND:
            back_to = await _send(talk, form, cents)
            if back_to != "":
                return back_to
        else:
            await _add(talk, form, typed)
            talk.say(*render_added(form.values, cents, step))


async def _look(talk: Talk, form: _Form, cents: int) -> CheckStep | None:
    if form.draft is None:
        raise Ended
    try:
        return await talk.desk.check_step(talk.viewer, form.draft, cents)
    except TooManyLooks:
        talk.say("Je keek in een uur naar veel dossiernummers. Je aanvraag is bewaard. Probeer het over een uur.")
        return None


async def _add(talk: Talk, form: _Form, typed: str) -> None:
    """Add urgency, a date or whom to pay, at the check step."""
    word, _, value = typed.partition(" ")
    name = _EXTRA.get(word.lower().strip(":"))
    value = value.strip(" :").removeprefix("aan ")
    if name is None:
        talk.say(f"Ik snap “{typed[:40]}” niet.")
        return
    try:
        form.values[name] = "" if value.lower() in _NOTHING else _extra(talk, name, value)
    except NotUnderstood as wrong:
        talk.say(wrong.text)
        return
    if name == "urgent_reason":
        form.values["urgent"] = "ja" if form.values[name] else ""
    await _save(talk, form)


def _extra(talk: Talk, name: str, value: str) -> str:
    if name == "needed_by":
        return parse_day(value, local_date(talk.desk.now())).isoformat()
    return _text(talk, name, value)


async def _send(talk: Talk, form: _Form, cents: int) -> str | None:
    """Send it: None when it is done, else the field to ask again, or "" to stay at the check step."""
    outcome = await talk.do(_command(talk, form, cents))
    if outcome is None:
        return ""
    if not outcome.accepted:
        return talk.kept_field if talk.kept_field in form.steps else ""
    if form.draft:
        await talk.desk.drop_draft(talk.viewer, form.draft.id)
    return None


def _command(talk: Talk, form: _Form, cents: int) -> c.Submit:
    values = form.values
    needed = values.get("needed_by", "")
    return c.Submit(
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
