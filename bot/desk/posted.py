"""Messages of threads: checked, stored as remark when nothing was found, and else noted without their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk.finds import Finds
from doorbraak import events as e
from doorbraak import posted_news
from doorbraak.asking import FieldFind
from doorbraak.commands import Remark
from doorbraak.ids import Ids, PersonId, ProgrammeId, is_request_number
from doorbraak.outcomes import Outcome
from doorbraak.posted import (
    ADJUST,
    ANSWERS,
    FILE,
    Found,
    Posted,
    Sighting,
    Step,
    answered,
    edited,
    found_in,
    gone,
    seen,
)
from doorbraak.privacy_choices import LEFT_AS_IT_IS, PrivacyChoice, choices_for
from doorbraak.refusals import Fact, Refusal
from doorbraak.use_cases.act import carry_out
from storage import erased_log, removing
from storage import posted as rows
from storage.unit_of_work import SqlUnitOfWork

_Decide = Callable[[Sighting], Step]
_NOTHING = Outcome(command="posted", accepted=False)


@dataclass(frozen=True, slots=True)
class _Event:
    """One event of a thread on its way into the store: what identifies it, and what happens to the text."""

    key: str
    now: datetime
    seed: bytes
    text: str = ""
    choices: tuple[PrivacyChoice, ...] = ()


class PostedTexts(Finds):
    """Messages of threads, as the desk offers it."""

    async def posted(self, message: Posted) -> Outcome:
        """Take a message of a thread, once for each event: a remark if nothing was found in it."""
        now = self.now()
        programme, person = await self._ask(
            lambda connection: rows.programme_of(connection, message.platform, message.place, message.person)
        )
        if programme is None:
            return _NOTHING
        finds = await self._finds_of(programme, message.text)
        found = found_in(((find.kind, find.level) for find in finds), files=message.files > 0)
        event = _Event(message.key, now, self.seed(), message.text)

        def work(uow: SqlUnitOfWork) -> Outcome:
            if rows.last_turn(uow.connection, message.reference):
                return _known_already(uow, event)
            first = _first(uow, message, programme, person, now)
            return self._taken(uow, None, seen(first, found), event)

        outcome = await self._change(work)
        self._hold(message.reference, found, event)
        return outcome

    async def posted_readers(self, reference: str, readers: int) -> None:
        """Note how many can read a message of which that was not known yet."""
        await self._change(lambda uow: rows.note_readers(uow.connection, reference, readers))

    async def posted_edited(self, message: Posted) -> Outcome:
        """Check a message again whose text was changed; the talk then has those words and no others."""
        reference = message.reference
        known = await self._ask(lambda connection: rows.last_turn(connection, reference, lock=False))
        if known is None:
            return await self.posted(message) if message.number else _NOTHING
        finds = await self._finds_of(known.programme, message.text)
        found = found_in((find.kind, find.level) for find in finds)
        event = _Event(message.key, self.now(), self.seed(), message.text, _choices(finds, known.answer))

        def decide(sighting: Sighting) -> Step:
            return edited(sighting, found, event.now)

        def work(uow: SqlUnitOfWork) -> Outcome:
            outcome = self._changed(uow, reference, event, decide)
            left = rows.last_turn(uow.connection, reference)
            if left and not outcome.accepted:  # the new words are not taken over; the old ones go all the same
                self._take_back(uow, left, event, "edited")
            return outcome

        outcome = await self._change(work)
        self._hold(reference, found, event)
        return outcome

    async def posted_deleted(self, message: Posted) -> Outcome:
        """Note that a message is gone, and take its words out of the talk."""
        event = _Event(message.key, self.now(), self.seed())
        self._held.drop(message.reference)

        def work(uow: SqlUnitOfWork) -> Outcome:
            sighting = rows.last_turn(uow.connection, message.reference)
            if sighting is None:
                return self._gone_before_it_came(uow, message, event)
            sighting = rows.apply_due(uow, sighting, event.now)
            self._take_back(uow, sighting, event, "deleted")
            return self._taken(uow, sighting, gone(sighting, event.now), event)

        return await self._change(work)

    def _gone_before_it_came(self, uow: SqlUnitOfWork, message: Posted, event: _Event) -> Outcome:
        """Know a message as deleted, so that it is not taken over when it comes after all."""
        programme, person = rows.programme_of(uow.connection, message.platform, message.place, message.person)
        if programme is None or not message.number:
            return _NOTHING
        return self._taken(uow, None, gone(_first(uow, message, programme, person, event.now), event.now), event)

    async def posted_answered(
        self, reference: str, person: PersonId, choice: str, *, key: str, text: str = ""
    ) -> Outcome:
        """Take the answer of the writer; a text that is not there any more is asked for by an edit."""
        now = self.now()
        known = await self._ask(lambda connection: rows.last_turn(connection, reference, lock=False))
        if known is None or known.person != person or choice not in ANSWERS:
            return _NOTHING
        text = text or ("" if choice == ADJUST else self._held.take(reference, now))
        finds = await self._finds_of(known.programme, text)
        blocks = any(find.level == "block" for find in finds)
        event = _Event(key, now, self.seed(), text, _choices(finds, choice))

        def decide(sighting: Sighting) -> Step:
            if blocks:
                return edited(sighting, found_in((find.kind, find.level) for find in finds), now)
            return answered(sighting, choice, now)

        return await self._change(lambda uow: self._changed(uow, reference, event, decide))

    # ------------------------------------------------------------------------------------------------------------------

    async def _finds_of(self, programme: ProgrammeId, text: str) -> tuple[FieldFind, ...]:
        looked = await self._ask(lambda connection: self.look_at(connection, programme, {"text": text}))
        return looked.finds

    def _hold(self, reference: str, found: Found, event: _Event) -> None:
        """Hold a text about which its writer can say that it is fine; never one with a number or an address."""
        if found.level == "ask" and event.text.strip():
            self._held.hold(reference, event.text, event.now)
        else:
            self._held.drop(reference)

    def _changed(self, uow: SqlUnitOfWork, reference: str, event: _Event, decide: _Decide) -> Outcome:
        """Let happen what is due for a message, then what somebody did to it."""
        sighting = rows.last_turn(uow.connection, reference)
        if sighting is None:
            return _NOTHING
        sighting = rows.apply_due(uow, sighting, event.now)
        return self._taken(uow, sighting, decide(sighting), event)

    def _taken(self, uow: SqlUnitOfWork, before: Sighting | None, step: Step, event: _Event) -> Outcome:
        """Keep what was decided, tell who must know, and carry the text over when it may be."""
        if not rows.save(uow, before, step):
            return _known_already(uow, event)
        after = step.after
        told = posted_news.to_writer(before, after, event.now)
        if before is None and FILE in after.kinds:
            told += posted_news.about_files(after, event.now)
        if before is not None and before.is_open and not after.is_open:
            told += posted_news.thanks(after, event.now)
        if told:
            uow.tell(after.programme, told)
        outcome = self._remarked(uow, step, event) if step.carry else _not_carried(step)
        if outcome.command == "posted":
            uow.remember(event.key, outcome, event.now)
        return outcome

    def _remarked(self, uow: SqlUnitOfWork, step: Step, event: _Event) -> Outcome:
        """Store a text as remark of its writer; without a text or a writer there is nothing to store."""
        after = step.after
        if after.person is None or not after.number or not event.text.strip():
            is_wanted = after.ended_how == "answered" and not event.text.strip()
            outcome = _not_carried(step)
            return replace(outcome, facts={**outcome.facts, "text_needed": 1}) if is_wanted else outcome
        remark = Remark(
            by=after.person,
            at=event.now,
            seed=event.seed,
            key=event.key,
            request=after.number,
            text=event.text,
            choices=event.choices,
        )
        outcome = carry_out(uow, remark, self._check)
        if outcome.accepted:
            self._take_back(uow, after, event, "edited")
            rows.note_remark(uow.connection, after, Ids(event.seed).draw())
        return outcome

    def _take_back(self, uow: SqlUnitOfWork, sighting: Sighting, event: _Event, why: str) -> None:
        """Take the words that a message had out of the talk: it was deleted, or says something else now."""
        if not sighting.remark:
            return
        erasure, text = Ids(b"taken back" + event.seed).draw(), sighting.remark
        request = removing.retract_text(uow, sighting.programme, sighting.number, text, erasure, event.now, why=why)
        rows.note_remark(uow.connection, sighting, "")
        if request:
            ids: dict[str, Any] = {"requests": (request,), "text": text}
            self._removed(erased_log.removal("remark", erasure, sighting.programme, event.now, **ids))


def _known_already(uow: SqlUnitOfWork, event: _Event) -> Outcome:
    """Do nothing about a message that is known. Raises Repeated when this very event was handled before."""
    uow.remember(event.key, _NOTHING, event.now)
    return _NOTHING


def _first(
    uow: SqlUnitOfWork, message: Posted, programme: ProgrammeId, person: PersonId | None, now: datetime
) -> Sighting:
    """Give a message as it is when nothing is known of it yet; what is no number of a request is left out."""
    number = message.number if is_request_number(message.number) else ""
    return Sighting(
        reference=message.reference,
        programme=programme,
        request=rows.request_of(uow.connection, programme, number),
        number=number,
        place=f"{message.platform}:{message.place}",
        person=person,
        readers=max(message.readers, 0),
        link=message.link if message.link.startswith("https://") else "",
        seen_at=min(message.at or now, now),
    )


def _not_carried(step: Step) -> Outcome:
    """Say what came of a message whose text went no further."""
    after = step.after
    happened = tuple(event.what for event in step.events if isinstance(event, e.Audited))
    outcome = replace(_NOTHING, number=after.number, happened=happened)
    if not after.is_open:
        return outcome
    facts: dict[str, Fact] = {"kinds": " ".join(after.kinds), "level": after.level}
    return replace(outcome, refusal=Refusal.PRIVATE_DETAILS, facts=facts)


def _choices(finds: tuple[FieldFind, ...], choice: str) -> tuple[PrivacyChoice, ...]:
    """Give what the writer said about each find, as far as it can be said of its kind."""
    asked = [find for find in finds if find.level == "ask"]
    named = [(find, choice if choice in choices_for(find.kind) else choices_for(find.kind)[-1]) for find in asked]
    made = [PrivacyChoice(find.field, find.kind, said, find.about[1]) for find, said in named]
    return tuple(dict.fromkeys(made)) if choice in LEFT_AS_IT_IS else ()
