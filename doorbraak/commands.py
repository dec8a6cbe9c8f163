"""What a person can ask the software to do, in the imperative: the table of contents of docs/rules.md section 3.

A command carries everything that is not in the store: who, when, and the random seed for new identifiers. Texts are as
they were typed; whether a command is allowed is decided in requests/.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from doorbraak.ids import PersonId
from doorbraak.privacy_choices import PrivacyChoice

Verdict = Literal["in_time", "too_late", "partly", "does_not_fit"]
VERDICTS: tuple[Verdict, ...] = ("in_time", "too_late", "partly", "does_not_fit")
Answer = Literal["yes", "partly", "no"]
ANSWERS: tuple[Answer, ...] = ("yes", "partly", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Somebody wants something at a moment. `key` is the event id of the channel: one key has one effect, ever.

    `choices` is what the writer said about what the check of texts asked. `pressed` says that the same key comes back
    only when somebody presses again, so that a refusal is looked at anew; a platform that delivers again wants the
    first outcome.
    """

    name: ClassVar[str] = ""
    by: PersonId
    at: datetime
    seed: bytes
    key: str = ""
    choices: tuple[PrivacyChoice, ...] = ()
    pressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRequest(Command):
    """A command about one request, by its number (`VE-2026-0042`)."""

    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Command):
    """Put a Voorkom Erger question. `client` is the file number as typed, or `client_code` the code made of it."""

    name = "submit"
    client: str = ""
    client_code: str | None = None
    district: str
    theme: str
    amount_cents: int
    question: str
    if_nothing: str
    tried: str = ""
    needed_by: date | None = None
    urgent: bool = False
    urgent_reason: str = ""
    pay_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revise(OnRequest):
    """Change an open request; a field that is None stays as it is (R12). `clear_needed_by` takes the date away."""

    name = "revise"
    client: str | None = None
    client_code: str | None = None
    district: str | None = None
    theme: str | None = None
    amount_cents: int | None = None
    question: str | None = None
    if_nothing: str | None = None
    tried: str | None = None
    needed_by: date | None = None
    clear_needed_by: bool = False
    urgent: bool | None = None
    urgent_reason: str | None = None
    pay_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(OnRequest):
    """Vote for, optionally with a lower maximum in cents. `revision` None means the current one."""

    name = "approve"
    revision: int | None = None
    max_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(OnRequest):
    """Vote against, with a reason."""

    name = "object"
    revision: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRoute(OnRequest):
    """Name a regular route and who can arrange it; `expected_days` may be left out."""

    name = "propose_route"
    route: str = ""
    who: str = ""
    expected_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRoute(OnRequest):
    """Say whether a route is in time; `route_no` counts from 1 per request."""

    name = "answer_route"
    route_no: int
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recuse(OnRequest):
    """Step back from one request; no reason is asked (R15)."""

    name = "recuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(OnRequest):
    """Take an own open request back."""

    name = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadGrant(OnRequest):
    """Grant as lead, with a reason."""

    name = "lead_grant"
    amount_cents: int
    reason: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDecline(OnRequest):
    """Decline as lead, with a reason."""

    name = "lead_decline"
    reason: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentGrant(OnRequest):
    """Grant an urgent request at once; the group looks afterwards (R11)."""

    name = "urgent_grant"
    amount_cents: int
    reason: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay(OnRequest):
    """Record that the granted amount was paid."""

    name = "pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(OnRequest):
    """Record what was really spent, in cents."""

    name = "settle"
    spent_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(OnRequest):
    """Correct a settled amount, with a reason (R20)."""

    name = "correct"
    spent_cents: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(OnRequest):
    """Answer "is het opgelost?", with one free line if wanted (R18)."""

    name = "follow_up"
    answer: Answer
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(OnRequest):
    """Say something in the talk (R17)."""

    name = "remark"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(OnRequest):
    """Give a request to another koploper (R19)."""

    name = "hand_over"
    to: PersonId


AnyCommand = (
    Submit
    | Revise
    | Approve
    | Object
    | ProposeRoute
    | AnswerRoute
    | Recuse
    | Withdraw
    | LeadGrant
    | LeadDecline
    | UrgentGrant
    | Pay
    | Settle
    | Correct
    | FollowUp
    | Remark
    | HandOver
)

COMMANDS: dict[str, type[Command]] = {
    command.name: command
    for command in (
        Submit,
        Revise,
        Approve,
        Object,
        ProposeRoute,
        AnswerRoute,
        Recuse,
        Withdraw,
        LeadGrant,
        LeadDecline,
        UrgentGrant,
        Pay,
        Settle,
        Correct,
        FollowUp,
        Remark,
        HandOver,
    )
}

TEXT_LIMITS: dict[str, int] = {
    "question": 1500,
    "if_nothing": 600,
    "tried": 600,
    "urgent_reason": 600,
    "reason": 600,
    "text": 600,
    "route": 150,
    "who": 150,
    "pay_to": 150,
}
"""The longest text of each field, in characters (docs/rules.md section 3)."""
