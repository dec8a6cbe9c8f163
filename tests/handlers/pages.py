"""Read models to show: a request page and what stands on it; only what matters to a test is spelled out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from doorbraak.ids import PersonId
from doorbraak.overviews import MayDo, RequestLine, RequestPage, RouteLine, TalkLine, VoteLine, WaitingItem

NOW = datetime(2026, 3, 9, 13, 3, tzinfo=UTC)


def a_vote(name: str = "Joost", organisation: str = "Portaal", **changes: Any) -> VoteLine:
    """Give a standing approval of the first revision."""
    values: dict[str, Any] = {
        "approves": True,
        "max_cents": None,
        "reason": "",
        "at": NOW,
        "revision": 1,
        "stands": True,
        "why_not": "",
        "is_mine": False,
    }
    return VoteLine(name=name, organisation=organisation, **(values | changes))


def a_route(no: int = 1, **changes: Any) -> RouteLine:
    """Give a route that nobody answered."""
    values: dict[str, Any] = {
        "route": "bijzondere_bijstand",
        "code": "bijzondere_bijstand",
        "who": "W&I",
        "expected_days": 20,
        "by_name": "Anke",
        "by_organisation": "UWV",
        "at": NOW,
        "verdict": "",
        "reason": "",
        "answered_at": None,
    }
    return RouteLine(no=no, **(values | changes))


def a_remark(text: str = "Past een tweedehands fiets ook?") -> TalkLine:
    """Give one line of the talk."""
    return TalkLine(name="Anke", organisation="UWV", text=text, at=NOW, late_vote=False, is_mine=False)


def a_line(**changes: Any) -> RequestLine:
    """Give an open request of EUR 125,50 for a bicycle, as a list shows it."""
    values: dict[str, Any] = {
        "number": "VE-2026-0042",
        "theme": "fiets",
        "district": "Overvecht",
        "asked_cents": 12550,
        "granted_cents": None,
        "settled_cents": None,
        "status": "open",
        "money": None,
        "review": None,
        "with_lead": False,
        "urgent": False,
        "submitted_at": NOW,
        "decided_at": None,
        "decide_by": NOW + timedelta(days=2),
        "is_mine": False,
        "imported": False,
    }
    return RequestLine(**(values | changes))


def waits(what: str, **changes: Any) -> WaitingItem:
    """Give something that waits until tomorrow."""
    return WaitingItem(what=what, line=a_line(), due_at=NOW + timedelta(days=1), **changes)


def a_page(**changes: Any) -> RequestPage:
    """Give the page of an open request of EUR 125,50 for a bicycle."""
    values: dict[str, Any] = {
        "number": "VE-2026-0042",
        "version": 1,
        "revision": 1,
        "theme": "fiets",
        "district": "Overvecht",
        "asked_cents": 12550,
        "urgent": False,
        "needed_by": None,
        "status": "open",
        "with_lead": False,
        "with_lead_why": "",
        "money": None,
        "review": None,
        "review_by": None,
        "how": "",
        "granted_cents": None,
        "settled_cents": None,
        "fund_year": None,
        "follow_up": "",
        "submitted_at": NOW,
        "decide_by": NOW + timedelta(days=2),
        "lead_by": None,
        "expires_at": NOW + timedelta(days=14),
        "decided_at": None,
        "poster_id": PersonId("p1"),
        "poster_name": "Noor",
        "poster_organisation": "Buurtteam",
        "is_mine": False,
        "imported": False,
        "texts": {"question": "Een jongere kan niet op tijd op zijn stage zijn.", "if_nothing": "de stage stopt."},
        "texts_purged": False,
        "votes": (),
        "approvals": 0,
        "min_approvals": 3,
        "min_organisations": 2,
        "my_vote": None,
        "waits_for": (),
        "routes": (),
        "talk": (),
        "history": (),
        "explanation": None,
        "may": MayDo(),
    }
    return RequestPage(**(values | changes))


def a_granted_page(**changes: Any) -> RequestPage:
    """Give the page of the same request, granted by three votes of three organisations."""
    votes = (a_vote(), a_vote("Anke", "UWV"), a_vote("Bram", "Stadsgeldbeheer"))
    granted: dict[str, Any] = {
        "status": "granted",
        "money": "reserved",
        "how": "votes",
        "granted_cents": 12550,
        "decided_at": NOW,
        "votes": votes,
        "approvals": 3,
    }
    return a_page(**(granted | changes))
