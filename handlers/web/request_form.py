"""The request form: what it offers, and reading it with everything that is wrong said at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from doorbraak.overviews import ANSWERS, Draft, Viewer
from doorbraak.refusals import Refusal
from doorbraak.themes import THEMES
from doorbraak.working_time import local_date
from handlers import wording as words
from handlers.web.drafts import REQUEST_FIELDS
from handlers.web.refusals import add_refusal, check_texts
from handlers.web.typed import Problems, Typed, amount_of, date_of, say_mended
from handlers.web.visit import Visit

_NEEDED = ("question", "if_nothing")
_OPTIONAL = ("tried", "pay_to")
_CHOOSE_THEME = "Kies een thema."
_CHOOSE_DISTRICT = "Kies een wijk."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A request form that holds everything that is needed; the client is in the draft."""

    district: str
    theme: str
    amount_cents: int
    question: str
    if_nothing: str
    tried: str
    needed_by: date | None
    urgent: bool
    urgent_reason: str
    pay_to: str


def districts_of(viewer: Viewer) -> tuple[str, ...]:
    """Give the districts in which somebody may put a request."""
    return viewer.own_districts or viewer.districts


def choices(viewer: Viewer) -> dict[str, Any]:
    """Give what the form offers to choose from."""
    return {
        "districts": districts_of(viewer),
        "themes": THEMES,
        "fields": REQUEST_FIELDS,
        "example": _client_example(viewer),
        "urgent_contact": str(viewer.settings.get("urgent_contact") or ""),
    }


def _client_example(viewer: Viewer) -> str:
    forms: Mapping[str, Mapping[str, Any]] = viewer.settings.get("client_number") or {}
    own = forms.get(viewer.person.organisation) or {}
    return str(own.get("example") or "BOKS-1001")


def read(visit: Visit, typed: Typed, problems: Problems, command: str = "submit") -> Filled | None:
    """Read all fields but the file number; None when something is wrong with any of them."""
    say_mended(typed, problems, REQUEST_FIELDS)
    district, theme = typed.get("district"), typed.get("theme")
    allowed = districts_of(visit.viewer) if command == "submit" else visit.viewer.districts
    if not district:
        problems.add("district", _CHOOSE_DISTRICT)
    elif district not in allowed:
        add_refusal(problems, command, Refusal.UNKNOWN_DISTRICT, {"district": district[:60]})
    if theme not in THEMES:
        problems.add("theme", _CHOOSE_THEME)
    amount = amount_of(typed, problems)
    if amount is not None and amount < 1:
        add_refusal(problems, command, Refusal.AMOUNT_INVALID, {"amount_cents": amount})
    urgent = bool(typed.get("urgent"))
    needed = (*_NEEDED, "urgent_reason") if urgent else _NEEDED
    check_texts(visit, typed, problems, command, needed, (*_OPTIONAL, *(() if urgent else ("urgent_reason",))))
    needed_by = date_of(typed, problems, "needed_by")
    # Only for a new request: whoever revises one later may leave its date as it is.
    if command == "submit" and needed_by is not None and needed_by < local_date(visit.desk.now()):
        problems.add("needed_by", words.DAY_IS_OVER)
    if problems or amount is None:
        return None
    texts = typed.only("question", "if_nothing", "tried", "urgent_reason", "pay_to")
    return Filled(district=district, theme=theme, amount_cents=amount, urgent=urgent, needed_by=needed_by, **texts)


def from_draft(draft: Draft | None) -> Typed:
    """Give what was typed before, for the form; the file number never comes back."""
    values: Mapping[str, str] = draft.values if draft else {}
    return Typed({name: text for name, text in values.items() if name not in ("client", ANSWERS)})
