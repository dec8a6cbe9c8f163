"""What people type below a card: handed to the check, kept as talk when nothing was found. And a message as a route."""

from __future__ import annotations

from dataclasses import replace

from doorbraak.outcomes import Outcome
from doorbraak.overviews import Viewer
from doorbraak.posted import ADJUST, Posted
from doorbraak.refusals import Refusal
from handlers.slack import acts, names, open_forms
from handlers.slack.answers import answer
from handlers.slack.house import House
from handlers.slack.markup import as_typed, mentioned
from handlers.slack.parse import PLATFORM, From, Picked, Tap, Target
from handlers.slack.parse_events import Said
from handlers.slack.readers import UNKNOWN

_NOT_UNDER_A_CARD = "Dit bericht staat niet onder een aanvraag. Kies een bericht onder een kaart."
_IN_THE_TALK = "Dank je. Je bericht staat in het gesprek."
_ADJUST_IT = "Dank je. Bewerk of verwijder je bericht in het gesprek."
_STILL_THERE = "Er staat nog iets in dat we niet overnemen. Bewerk of verwijder je bericht."
_NOT_TAKEN_OVER = "Je bericht staat niet in het gesprek van deze aanvraag."
_DONE = "Dit is al verwerkt, of je bericht is weg."
_EDIT_IT = "Bewerk je bericht nog een keer, dan nemen we het over."


async def take(house: House, said: Said) -> None:
    """Hand over a message of a thread. Raises Unavailable: then it comes again."""
    reference = reference_of(said)
    place = said.by.account.place
    number = await house.desk.request_under(PLATFORM, place, said.thread_ts)
    if not number and said.what == "new":
        return  # a thread of their own: none of our business, so nothing of it is looked at
    viewer = await house.desk.viewer_of(said.by.account)
    readers = house.readers.known(said.by.at_team, said.by.channel, house.desk.now())
    hand_over = {"changed": house.desk.posted_edited, "deleted": house.desk.posted_deleted}
    outcome = await hand_over.get(said.what, house.desk.posted)(
        Posted(
            reference=reference,
            platform=PLATFORM,
            place=place,
            number=number,
            person=viewer.id if viewer else None,
            text="" if said.what == "deleted" else await _as_typed(house, said.by, said.text),
            readers=readers,
            files=said.files,
            link=link_to(said.by.channel, said.ts, said.thread_ts),
            key=f"slack:{said.by.key}",
        )
    )
    if outcome.refusal is Refusal.PRIVATE_DETAILS and readers == UNKNOWN:
        house.after.do(_count_readers(house, said, reference))
    await _tell_writer(house, said, viewer, outcome)


async def _tell_writer(house: House, said: Said, viewer: Viewer | None, outcome: Outcome) -> None:
    """Say in private that a message is not taken over. What was found in it, its writer hears in a direct message."""
    if viewer is None and said.what == "new":
        if house.answered.first(f"stranger:{said.by.user}:{said.thread_ts}"):
            house.after.do(_how_to_link(house, said.by))
    elif viewer and outcome.refusal not in (None, Refusal.PRIVATE_DETAILS) and house.answered.first(said.by.key):
        text = await acts.refusal(house, viewer, None, outcome)
        house.after.do(answer(house, said.by, f"{_NOT_TAKEN_OVER} {text}"))


async def _how_to_link(house: House, by: From) -> None:
    await answer(house, by, f"{_NOT_TAKEN_OVER} {await acts.how_to_link(house, by)}")


async def _as_typed(house: House, by: From, text: str) -> str:
    """Give a message as it was typed; colleagues that it mentions get their names of the programme of this place."""
    names: dict[str, str] = {}
    for user in mentioned(text):
        viewer = await house.desk.viewer_of(replace(by, user=user, team=by.at_team).account)
        if viewer:
            names[user] = viewer.name
    return as_typed(text, names)


async def _count_readers(house: House, said: Said, reference: str) -> None:
    """Ask how many could read a message in which something stands, and note it beside the message."""
    count = await house.readers.count(said.by.at_team, said.by.channel, house.desk.now())
    if count != UNKNOWN:
        await house.desk.posted_readers(reference, count)


def reference_of(said: Said) -> str:
    """Name a message for ever."""
    return f"slack:{said.by.account.place}:{said.ts}"


def link_to(channel: str, ts: str, thread_ts: str) -> str:
    """Give the address that opens a message in Slack."""
    return f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}?thread_ts={thread_ts}&cid={channel}"


async def take_answer(house: House, tap: Tap) -> None:
    """Take what the writer says about a message in which something was found."""
    viewer = await house.desk.viewer_of(tap.by.account)
    choice = tap.action.removeprefix(f"{names.THREAD_ANSWER}_")
    if viewer is None:
        await answer(house, tap.by, await acts.how_to_link(house, tap.by))
        return
    outcome = await house.desk.posted_answered(tap.value, viewer.id, choice, key=f"slack:{tap.by.key}")
    await answer(house, tap.by, await _what_came_of_it(house, viewer, choice, outcome))


async def _what_came_of_it(house: House, viewer: Viewer, choice: str, outcome: Outcome) -> str:
    if outcome.accepted:
        return _IN_THE_TALK
    if outcome.facts.get("text_needed"):
        return _EDIT_IT
    if outcome.refusal is Refusal.PRIVATE_DETAILS:
        return _ADJUST_IT if choice == ADJUST else _STILL_THERE
    return await acts.refusal(house, viewer, None, outcome) if outcome.refusal else _DONE


async def make_route(house: House, picked: Picked) -> None:
    """Open the form of a route with a message in it; it is checked like any text when it is sent."""
    by = picked.by
    place = by.account.place
    number = await house.desk.request_under(PLATFORM, place, picked.thread_ts or picked.message_ts)
    if not number:
        await answer(house, by, _NOT_UNDER_A_CARD)
        return
    typed = await _as_typed(house, by, picked.text)
    text = " ".join(typed.split())
    await open_forms.open_form(house, by, "propose_route", Target(number), {"route": text})
