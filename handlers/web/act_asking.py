"""Asking about the texts of a button's form before it is carried out: keeping the form, and going on with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.responses import Response

from doorbraak.asking import choices_made, still_to_ask
from doorbraak.commands import TEXT_LIMITS, Command, Revise
from doorbraak.overviews import ANSWERS, Draft, RequestPage
from doorbraak.use_cases.gather import command_texts
from handlers.web import asking
from handlers.web.actions import Action
from handlers.web.drafts import QUESTIONS
from handlers.web.typed import Typed
from handlers.web.visit import Visit

_NEVER_KEPT = ("csrf_token", "once", "client", "code", "draft")


@dataclass(frozen=True, slots=True)
class Press:
    """A button of one request, pressed or about to be."""

    visit: Visit
    action: Action
    page: RequestPage

    @property
    def address(self) -> str:
        """Give the address of the request."""
        return f"/aanvragen/{self.page.number}"

    @property
    def form_address(self) -> str:
        """Give the address of the form."""
        return f"{self.address}/{self.action.slug}"

    @property
    def draft_kind(self) -> str:
        """Name what is kept of this form."""
        return f"{self.page.number}:{self.action.slug}"

    async def kept(self) -> Draft | None:
        """Give what is kept of this form, or None."""
        return await self.visit.desk.draft(self.visit.viewer, self.draft_kind)


async def settled(press: Press, command: Command) -> Command | Response:
    """Give the command with what the writer said about its texts, or the way to the questions that are left."""
    texts = {name: text for name, text in command_texts(command).items() if text.strip()}
    if not texts:
        return command
    kept = await press.kept()
    if isinstance(command, Revise):
        command = _with_kept_client(command, kept)
        texts = {name: text for name, text in texts.items() if text != press.page.texts.get(name)}
    finds = await asking.finds_in(press.visit, texts)
    answers = asking.answers_of(kept)
    if not still_to_ask(finds, answers):
        return replace(command, choices=choices_made(finds, answers))
    if isinstance(command, Revise) and command.client and not await _is_client(press.visit, command.client):
        return command  # it will be refused for that: first things first
    await _keep(press, kept)
    return press.visit.go(f"{press.form_address}/{QUESTIONS}")


async def _is_client(visit: Visit, number: str) -> bool:
    return await visit.desk.client_is_valid(visit.viewer, number)


def _with_kept_client(command: Revise, kept: Draft | None) -> Revise:
    """Go on with the client that was typed before the questions, when none is typed now."""
    if command.client or kept is None or kept.client_code is None:
        return command
    return replace(command, client=None, client_code=kept.client_code)


async def _keep(press: Press, kept: Draft | None) -> None:
    """Keep the form as it is, with the version it was about; a file number becomes a code at once."""
    typed = press.visit.typed
    values = {name: text for name, text in typed.values.items() if name not in _NEVER_KEPT and text}
    number = typed.get("client").strip() or None
    await press.visit.desk.save_draft(
        press.visit.viewer, press.draft_kind, values, client_number=number, draft=kept.id if kept else None
    )


def _texts(press: Press, kept: Draft) -> dict[str, str]:
    """Give the texts of a kept form; of a change only what is changed."""
    texts = {name: kept.values.get(name, "") for name in press.action.fields if name in TEXT_LIMITS}
    if press.action.verb == "revise":
        return {name: text for name, text in texts.items() if text != press.page.texts.get(name)}
    return texts


async def show(press: Press) -> Response:
    """Show what is still to ask about a kept form; without anything to ask lead to the form."""
    kept = await press.kept()
    texts = _texts(press, kept) if kept else {}
    ask = still_to_ask(await asking.finds_in(press.visit, texts), asking.answers_of(kept))
    if not ask:
        return press.visit.go(press.form_address)
    return asking.render(press.visit, texts, ask, press.action.verb, press.form_address)


async def answer(press: Press) -> Response | None:
    """Take one tap. Gives where to go next, or None: everything was answered, and the form stands in the visit."""
    visit, kept = press.visit, await press.kept()
    if kept is None:
        return visit.go(press.address)
    texts = _texts(press, kept)
    finds = await asking.finds_in(visit, texts)
    taken = asking.take(visit, texts, finds, asking.answers_of(kept))
    kept = await visit.desk.save_draft(
        visit.viewer, press.draft_kind, asking.with_answers(kept.values, taken), draft=kept.id
    )
    if taken.to_field:
        return visit.go(f"{press.form_address}#{taken.to_field}")
    if still_to_ask(await asking.finds_in(visit, taken.texts), taken.answers):
        return visit.go(f"{press.form_address}/{QUESTIONS}")
    # The draft stands for the form that was sent: two taps on the last answer are one deed.
    visit.typed = Typed({name: text for name, text in kept.values.items() if name != ANSWERS} | {"once": kept.id})
    return None
