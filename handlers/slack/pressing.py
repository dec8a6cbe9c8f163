"""Presses inside a form that is open: an answer about what was found in it, a known route to fill in."""

from __future__ import annotations

from collections.abc import Mapping

from doorbraak.overviews import Draft, Viewer
from handlers.slack import asking
from handlers.slack.blocks import plain
from handlers.slack.forms import FORMS, Shown, picks_of, render_form, route_fields
from handlers.slack.house import House
from handlers.slack.meta import Meta, meta_of
from handlers.slack.open_forms import Ack, asking_view, draft_kind, kept_of, show
from handlers.slack.parse import Tap, Target


async def take_find(house: House, tap: Tap) -> None:
    """Take an answer about a find in the form of a button, and show what is still to ask."""
    meta = meta_of(tap.metadata)
    viewer = await house.desk.viewer_of(meta.place(tap.by).account)
    if viewer is not None and meta.draft and meta.verb in FORMS:
        async with house.one_at_a_time(f"{viewer.id}:{meta.draft}"):
            await _take_find(house, tap, meta, viewer)


async def _take_find(house: House, tap: Tap, meta: Meta, viewer: Viewer) -> None:
    draft = await house.desk.draft(viewer, draft_kind(meta), meta.draft)
    if draft is None:
        return
    values = {**kept_of(draft), **tap.values}
    texts = {name: values.get(name, "") for name in FORMS[meta.verb].texts}
    looked = await answered_find(house, viewer, texts, draft, tap)
    kept = asking.with_answers(values, looked)
    await house.desk.save_draft(viewer, draft_kind(meta), kept, draft=draft.id)
    view = await asking_view(house, viewer, meta, {**values, **looked.texts}, looked)
    if view:
        await update(house, tap, view)


async def answered_find(
    house: House, viewer: Viewer, texts: Mapping[str, str], draft: Draft, tap: Tap
) -> asking.Looked:
    """Take one answer and look again at the texts as they are then."""
    looked = await asking.look(house, viewer, texts, draft)
    taken = asking.take(looked, tap.value, tap.action.removeprefix(asking.FIND))
    finds = await house.desk.finds(viewer, taken.texts) if taken.texts else ()
    return asking.Looked(taken.texts, finds, taken.answers)


async def pick_route(house: House, tap: Tap) -> None:
    """Show the form once more on top, with a known route in it: in a form that is there Slack would keep its fields."""
    meta = meta_of(tap.metadata)
    by = meta.place(tap.by)
    viewer = await house.desk.viewer_of(by.account)
    page = await house.desk.request(viewer, meta.number) if viewer else None
    picks = picks_of(viewer) if viewer else []
    number = int(tap.value) if tap.value.isascii() and tap.value.isdigit() else 0
    if viewer is None or page is None or not 0 < number <= len(picks):
        return
    shown = Shown(meta=meta, page=page, viewer=viewer, values=picks[number - 1])
    filled = render_form(shown, fields=route_fields(shown)) | {"close": plain("Terug")}
    await show(house, by, filled, meta.verb, Target(meta.number, meta.revision), method="views.push")


async def update(house: House, tap: Tap, view: Ack) -> None:
    """Show a view in the place of the one that was pressed in.

    Presses in one form are taken one after the other, each from what is stored, so the last one shown is the newest.
    """
    await house.client.call("views.update", tap.by.at_team, view_id=tap.view_id, view=view)
