"""Everything somebody can do on a request: one row per button, with its form if it has one.

Each row reads its fields into a command; whether that is allowed is for the rules. How rows are served: act.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from doorbraak import commands as c
from doorbraak.ids import PersonId
from doorbraak.overviews import RequestPage
from handlers import wording as words
from handlers.web.drafts import REQUEST_FIELDS
from handlers.web.refusals import check_texts
from handlers.web.request_form import read
from handlers.web.typed import Problems, amount_of, say_mended, whole_number_of
from handlers.web.visit import Visit

Build = Callable[[Visit, RequestPage, Problems], c.Command | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button: its address, what page.may calls it, and its form (no template: one press does it)."""

    slug: str
    verb: str
    may: str
    build: Build
    template: str = ""
    fields: tuple[str, ...] = ()
    title: str = ""

    @property
    def word(self) -> str:
        """Give the word on the button, which is also the title of the form."""
        return self.title or words.button(self.verb)


def _revision(visit: Visit) -> int | None:
    shown = visit.typed.get("revision")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 7 else None


def _approve(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:  # noqa: ARG001 - all alike
    return c.Approve(**visit.stamp(), request=page.number, revision=_revision(visit))


def _approve_less(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    amount = amount_of(visit.typed, problems)
    if amount is None:
        return None
    return c.Approve(**visit.stamp(), request=page.number, revision=_revision(visit), max_cents=amount)


def _object(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    reason = _text(visit, problems, "object", "reason")
    return c.Object(**visit.stamp(), request=page.number, revision=_revision(visit), reason=reason)


def _text(visit: Visit, problems: Problems, command: str, name: str, *, needed: bool = True) -> str:
    say_mended(visit.typed, problems, (name,))
    check_texts(visit, visit.typed, problems, command, (name,) if needed else (), () if needed else (name,))
    return visit.typed.get(name)


def _propose_route(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    route, who = _text(visit, problems, "propose_route", "route"), _text(visit, problems, "propose_route", "who")
    days = whole_number_of(visit.typed, problems, "expected_days")
    return c.ProposeRoute(**visit.stamp(), request=page.number, route=route, who=who, expected_days=days)


def _recuse(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:  # noqa: ARG001
    return c.Recuse(**visit.stamp(), request=page.number)


def _answer_route(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    verdict, shown = visit.typed.get("verdict"), visit.typed.get("route_no")
    if verdict not in c.VERDICTS:
        problems.add("verdict", "Kies een van de vier antwoorden.")
    reason = _text(visit, problems, "answer_route", "reason", needed=verdict not in ("in_time", ""))
    number = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 5 else 0
    if verdict not in c.VERDICTS:
        return None
    return c.AnswerRoute(**visit.stamp(), request=page.number, route_no=number, verdict=verdict, reason=reason)


def _revise(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    filled = read(visit, visit.typed, problems, "revise")
    if filled is None:
        return None
    return c.Revise(
        **visit.stamp(),
        request=page.number,
        client=visit.typed.get("client").strip() or None,
        district=filled.district,
        theme=filled.theme,
        amount_cents=filled.amount_cents,
        question=filled.question,
        if_nothing=filled.if_nothing,
        tried=filled.tried,
        needed_by=filled.needed_by,
        clear_needed_by=filled.needed_by is None,
        urgent=filled.urgent,
        urgent_reason=filled.urgent_reason,
        pay_to=filled.pay_to,
    )


def _withdraw(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:  # noqa: ARG001
    return c.Withdraw(**visit.stamp(), request=page.number)


def _grant(kind: type[c.LeadGrant] | type[c.UrgentGrant]) -> Build:
    def build(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
        amount, reason = amount_of(visit.typed, problems), _text(visit, problems, kind.name, "reason")
        if amount is None:
            return None
        stamp, revision = visit.stamp(), _revision(visit)
        return kind(**stamp, request=page.number, revision=revision, amount_cents=amount, reason=reason)

    return build


def _decline(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    reason = _text(visit, problems, "lead_decline", "reason")
    return c.LeadDecline(**visit.stamp(), request=page.number, revision=_revision(visit), reason=reason)


def _pay(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:  # noqa: ARG001
    return c.Pay(**visit.stamp(), request=page.number)


def _settle(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    spent = amount_of(visit.typed, problems)
    return None if spent is None else c.Settle(**visit.stamp(), request=page.number, spent_cents=spent)


def _correct(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    spent, reason = amount_of(visit.typed, problems), _text(visit, problems, "correct", "reason")
    if spent is None:
        return None
    return c.Correct(**visit.stamp(), request=page.number, spent_cents=spent, reason=reason)


def _hand_over(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    receiver = visit.typed.get("to")[:64]
    if not receiver:
        problems.add("to", "Kies aan wie je de aanvraag overdraagt.")
        return None
    return c.HandOver(**visit.stamp(), request=page.number, to=PersonId(receiver))


def _follow_up(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    answer = visit.typed.get("answer")
    text = _text(visit, problems, "follow_up", "text", needed=False)
    if answer not in c.ANSWERS:
        problems.add("answer", "Kies Ja, Een deel of Nee.")
        return None
    return c.FollowUp(**visit.stamp(), request=page.number, answer=answer, text=text)


def _remark(visit: Visit, page: RequestPage, problems: Problems) -> c.Command | None:
    return c.Remark(**visit.stamp(), request=page.number, text=_text(visit, problems, "remark", "text"))


_A = Action
_ROWS = (
    _A(slug="akkoord", verb="approve", may="approve", build=_approve),
    _A(
        slug="akkoord-maar-minder",
        verb="approve_less",
        may="approve",
        build=_approve_less,
        template="form_less.html",
        fields=("amount",),
    ),
    _A(
        slug="reguliere-route",
        verb="propose_route",
        may="propose_route",
        build=_propose_route,
        template="form_route.html",
        fields=("route", "who", "expected_days"),
    ),
    _A(slug="bezwaar", verb="object", may="object", build=_object, template="form_object.html", fields=("reason",)),
    _A(slug="ik-doe-niet-mee", verb="recuse", may="recuse", build=_recuse),
    _A(
        slug="antwoord-op-route",
        verb="answer_route",
        may="answer_route",
        build=_answer_route,
        template="form_answer.html",
        fields=("verdict", "reason"),
    ),
    _A(
        slug="aanpassen",
        verb="revise",
        may="revise",
        build=_revise,
        template="form_revise.html",
        fields=REQUEST_FIELDS,
    ),
    _A(slug="intrekken", verb="withdraw", may="withdraw", build=_withdraw, template="form_withdraw.html"),
    _A(
        slug="toekennen",
        verb="lead_grant",
        may="lead_grant",
        build=_grant(c.LeadGrant),
        template="form_grant.html",
        fields=("amount", "reason"),
    ),
    _A(
        slug="toekennen-met-spoed",
        verb="urgent_grant",
        may="urgent_grant",
        build=_grant(c.UrgentGrant),
        template="form_grant.html",
        fields=("amount", "reason"),
        title="Toekennen met spoed",
    ),
    _A(
        slug="afwijzen",
        verb="lead_decline",
        may="lead_decline",
        build=_decline,
        template="form_decline.html",
        fields=("reason",),
    ),
    _A(slug="betaald", verb="pay", may="pay", build=_pay),
    _A(
        slug="bon-invullen",
        verb="settle",
        may="settle",
        build=_settle,
        template="form_settle.html",
        fields=("amount",),
    ),
    _A(
        slug="corrigeren",
        verb="correct",
        may="correct",
        build=_correct,
        template="form_correct.html",
        fields=("amount", "reason"),
    ),
    _A(
        slug="overdragen",
        verb="hand_over",
        may="hand_over",
        build=_hand_over,
        template="form_hand_over.html",
        fields=("to",),
    ),
    _A(
        slug="is-het-opgelost",
        verb="follow_up",
        may="follow_up",
        build=_follow_up,
        template="form_follow_up.html",
        fields=("answer", "text"),
    ),
    _A(
        slug="opmerking",
        verb="remark",
        may="remark",
        build=_remark,
        template="form_remark.html",
        fields=("text",),
    ),
)
ACTIONS: dict[str, Action] = {action.slug: action for action in _ROWS}
"""All buttons of a request by the last part of their address."""
