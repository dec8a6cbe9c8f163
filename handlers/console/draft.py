"""What was filled in of a new request so far: kept in the writer's draft after each answer, without the file number."""

from __future__ import annotations

from dataclasses import dataclass, field

from doorbraak.asking import Answers
from doorbraak.commands import TEXT_LIMITS
from doorbraak.outcomes import Outcome
from doorbraak.overviews import ANSWERS, Draft
from doorbraak.privacy_choices import from_text, to_text
from doorbraak.refusals import Fact, Refusal
from doorbraak.working_time import local_date
from handlers import wording
from handlers.console.asking import ask_about
from handlers.console.parse import NotUnderstood, parse_coming_day
from handlers.console.talk import Talk

KIND = "request"
"""The kind of draft: the same as that of the form in the browser, so one can go on with the other."""


@dataclass(slots=True)
class Form:
    """A request being written: which fields are asked, what stands in them, and the draft it is kept in."""

    steps: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict[str, str])
    draft: Draft | None = None

    @property
    def answers(self) -> Answers:
        """Give what was said about the texts so far."""
        return from_text(self.values.get(ANSWERS, ""))

    def has(self, name: str) -> bool:
        """Claim that a field is filled in."""
        if name == "client":
            return self.draft is not None and self.draft.client_code is not None
        return bool(self.values.get(name))

    def shown(self, name: str) -> str:
        """Give what stands in a field; of the file number only its end."""
        if name == "client":
            return f"eindigt op {self.draft.client_tail}" if self.draft else ""
        return self.values.get(name, "")


def refusal_words(code: Refusal, facts: dict[str, Fact] | None = None) -> str:
    """Say a refusal of sending before it was sent."""
    return wording.refusal(Outcome(command="submit", accepted=False, refusal=code, facts=facts or {})).text


def text_that_may_be_kept(talk: Talk, name: str, typed: str) -> str:
    """Give a text back when it is not blank, not too long and holds no private details. Raises NotUnderstood."""
    if not typed:
        raise NotUnderstood(refusal_words(Refusal.REASON_REQUIRED, {"field": name}))
    limit = TEXT_LIMITS[name]
    if len(typed) > limit:
        facts: dict[str, Fact] = {"field": name, "limit": limit, "length": len(typed)}
        raise NotUnderstood(refusal_words(Refusal.TEXT_TOO_LONG, facts))
    finds = talk.desk.private_finds(typed)
    if finds:
        raise NotUnderstood("\n".join(wording.private_details(kind, words) for kind, words in finds))
    return typed


async def take_text(talk: Talk, form: Form, name: str, text: str) -> None:
    """Put a text in the form, after asking about what may tell who somebody is; the answers stay with the form."""
    texts, answers = await ask_about(talk, {name: text}, form.answers)
    form.values |= {name: texts[name], ANSWERS: to_text(answers)}


async def save(talk: Talk, form: Form, number: str | None = None) -> None:
    """Keep the form; a file number that is given becomes a code at once. Raises Unavailable."""
    draft = form.draft.id if form.draft else None
    form.draft = await talk.desk.save_draft(talk.viewer, KIND, form.values, client_number=number, draft=draft)


async def begin(talk: Talk, steps: tuple[str, ...]) -> Form:
    """Give a new form, or the one that was not sent yet when the writer wants to go on with it."""
    form = Form(steps)
    draft = await talk.desk.draft(talk.viewer, KIND)
    if draft is None or not (draft.client_code or any(draft.values.values())):
        return form
    when = wording.day_clock(draft.saved_at, talk.desk.now())
    if await _agrees(talk, f"Je hebt nog een aanvraag van {when}. Ga je daarmee verder? Typ ja of nee."):
        form.draft, form.values = draft, dict(draft.values)
        form.values["needed_by"] = _day(talk, draft.values.get("needed_by", ""))
    else:
        await talk.desk.drop_draft(talk.viewer, draft.id)
    return form


async def _agrees(talk: Talk, question: str) -> bool:
    """Ask until it is yes or no: a slip of the finger should not throw away what somebody wrote."""
    while True:
        said = (await talk.ask(question)).lower().strip(" .!")
        if said in ("ja", "j", "nee", "n"):
            return said.startswith("j")


def _day(talk: Talk, typed: str) -> str:
    """Give a date of a draft as code keeps it, or nothing when it is no date: it is not required."""
    try:
        return parse_coming_day(typed, local_date(talk.desk.now())).isoformat()
    except NotUnderstood:
        return ""
