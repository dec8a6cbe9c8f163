"""What stands in a channel and in a direct message: the card, posts below it, notices with their buttons.

Views in, plain dicts out. `text` is the whole content in one line for notifications and screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from doorbraak.money import format_euros
from doorbraak.overviews import MayDo, RequestPage, RouteLine, VoteLine
from handlers import wording
from handlers.slack import names
from handlers.slack.blocks import (
    MOST_IN_MESSAGE,
    Block,
    button,
    confirmation,
    escaped,
    literal,
    parts_of,
    rows,
    section,
    shortened,
    small,
    strong,
)

Message = dict[str, Any]

MOST_ROUTES = 4
"""From one route more on the card shows the open ones and a button for all."""
_MOST_REASONS = 3
_SHORT_REASON = 150
_Settings = Mapping[str, Any]


def render_card(
    page: RequestPage, settings: _Settings | None = None, today: date | None = None, programme: str = ""
) -> Message:
    """Show the card of a request in the reviewers' channel, as any reviewer may see it."""
    parts = [*_head(page, today), *_texts(page), *_routes(page), *_votes(page), *_closing(page, settings or {})]
    blocks = [*_fitting(parts), *_buttons(page, programme)]
    return {"text": escaped(notification(page)), "blocks": blocks}


def notification(page: RequestPage) -> str:
    """Give the card in one line: number, amount, moment, state and question, whatever the state."""
    said = wording.notification(page)
    if page.status == "open":
        return said
    question = " ".join(page.texts.get("question", "").split())
    return f"{said} Gevraagd: {format_euros(page.asked_cents)}. {question}".strip()


def _head(page: RequestPage, today: date | None) -> list[Block]:
    version = f" · versie {page.revision}" if page.revision > 1 else ""
    urgent = " · Spoed" if page.urgent else ""
    state = wording.state(page.status, page.granted_cents)
    left = f"*{page.number} · {wording.theme_short(page.theme)} · {literal(page.district)}*{version}{urgent}"
    times = [f"Uiterlijk nodig: {wording.day(page.needed_by, today)}"] if page.needed_by else []
    if page.decide_by and page.status == "open":
        times.append(f"antwoord graag voor {wording.weekday_moment(page.decide_by, today)}")
    line = " · ".join(times)
    lead = f"Ligt bij de regisseur: {wording.lead_why(page.with_lead_why)}" if page.with_lead else ""
    below = "\n".join(one for one in (line[:1].upper() + line[1:], lead) if one)
    head = [strong(f"{left}\n*{format_euros(page.asked_cents)}* · *{state}*")]
    return [*head, *section(below)]


def _texts(page: RequestPage) -> list[Block]:
    if page.texts_purged:
        return [small("De tekst is verwijderd.")]
    labels = (("if_nothing", "Als we niets doen"), ("tried", "Al geprobeerd"))
    more = (("urgent_reason", "Waarom spoed"), ("pay_to", "Betalen aan"))
    rest = [f"{label}: {page.texts[name]}" for name, label in (*labels, *more) if page.texts.get(name)]
    asked = strong("*Wat is er nodig?*")
    return [asked, *section(page.texts.get("question", "")), *section("\n".join(rest))]


def _routes(page: RequestPage) -> list[Block]:
    if not page.routes:
        return []
    many = len(page.routes) > MOST_ROUTES
    shown = [route for route in page.routes if not route.verdict] if many else list(page.routes)
    told = "\n".join(map(wording.route_line, shown))
    hidden = len(page.routes) - len(shown)
    rest = (
        [small(f"Nog {wording.counted(hidden, 'route', 'routes')} met antwoord: kies Alle routes.")] if hidden else []
    )
    return [strong("*Regulier*"), *section(told), *rest]


def _votes(page: RequestPage) -> list[Block]:
    standing = [vote for vote in page.votes if vote.stands]
    names_of = ", ".join(wording.vote_words(vote) for vote in standing if vote.approves)
    line = f"Akkoord: {page.approvals} van {page.min_approvals}" + (f" · {names_of}" if names_of else "")
    missing = page.min_approvals - page.approvals
    if page.status == "open" and missing > 0:
        line += f" · nog {missing} akkoord nodig"
    against = [vote for vote in standing if not vote.approves]
    return [
        *section(line),
        *section("\n".join(_objection(vote, short=len(against) > _MOST_REASONS) for vote in against)),
    ]


def _objection(vote: VoteLine, *, short: bool) -> str:
    reason = shortened(vote.reason, _SHORT_REASON) if short else vote.reason
    return f"Bezwaar: {wording.vote_words(vote)}" + (f": {reason}" if reason else "")


def _closing(page: RequestPage, settings: _Settings) -> list[Block]:
    """Say the question of an open card, or how it ended: the same words as on every channel."""
    return section(wording.closing(page, str(settings.get("fund_name") or "potje")))


def _fitting(blocks: Sequence[Block]) -> list[Block]:
    """Keep a card within what Slack takes; what does not fit is on the page that Bekijk opens."""
    kept: list[Block] = []
    room = MOST_IN_MESSAGE
    for block in blocks:
        size = len(str(block.get("text", {}).get("text", "")))
        if size > room or len(kept) >= 44:
            return [*kept, small("De rest staat op de pagina van de aanvraag: kies Bekijk.")]
        room -= size
        kept.append(block)
    return kept


def _buttons(page: RequestPage, programme: str) -> list[Block]:
    """Give the rows of buttons: for voting, for the koploper, and to look. Who may is looked up at the tap."""
    value = names.value_of(page.number, page.revision)
    taken = page.status == "open" or page.review == "pending"
    votes = [button(verb, wording.button(verb), value) for verb in names.VOTES] if taken else []
    shown = rows(f"acts:{programme}", votes)
    if page.status == "open":
        own = [button("revise", wording.button("revise"), value), withdraw_button(value)]
        shown += [small(f"Alleen voor {page.poster_name or 'de koploper'}:"), *rows(f"own:{programme}", own)]
    more = [button(names.ALL_ROUTES, "Alle routes", value)] if len(page.routes) > MOST_ROUTES else []
    return shown + rows(f"more:{programme}", [*more, button(names.OPEN_WEB, "Bekijk", value)])


def withdraw_button(value: str) -> dict[str, Any]:
    """Give the button that takes a request back; it asks once more."""
    sure = confirmation("Intrekken?", "Dan stopt je aanvraag. Een nieuwe aanvraag kan altijd.", "Intrekken", "Terug")
    return button("withdraw", wording.button("withdraw"), value, confirm=sure)


def render_post(text: str) -> Message:
    """Show a post below a card: a decision, by name and amount."""
    return {"text": escaped(text), "blocks": section(text)}


def render_gone(text: str) -> Message:
    """Show what stands there instead of a message whose text was taken away."""
    return {"text": escaped(text), "blocks": section(text)}


def render_routes(page: RequestPage) -> str:
    """Write all routes of a request."""
    return "\n".join([f"{page.number}: alle routes", *map(wording.route_line, page.routes)])


# Direct messages ------------------------------------------------------------------------------------------------------

_VOTING = ("approve", "approve_less", "propose_route", "object", "recuse")
_DECIDING = ("lead_grant", "lead_decline")
_BUTTONS_OF: dict[str, tuple[str, ...]] = {
    "look_along": _VOTING,
    "look_again": _VOTING,
    "reminder": _VOTING,
    "route_answered": _VOTING,
    "route_proposed": ("answer_route",),
    "objected": ("revise", "withdraw"),
    "for_lead": _DECIDING,
    "urgent": ("urgent_grant",),
    "expires_soon": (*_DECIDING, "revise", "withdraw"),
    "granted": ("pay", "settle"),
    "receipt": ("settle",),
    "follow_up": ("follow_up",),
    "handed_over": ("answer_route", "pay", "settle", "revise", "withdraw"),
}
_FOR_THE_CLIENT = frozenset({"granted", "solved", "declined", "expired"})
"""After these there is something to tell the client and to keep in the file."""
_MAY_OF = {"approve_less": "approve"}


def render_notice(
    kind: str, text: str, page: RequestPage | None, facts: Mapping[str, Any] | None = None, programme: str = ""
) -> Message:
    """Show a direct message with the buttons that its reader may use now."""
    blocks = [*section(text), *_thread_buttons(kind, facts or {}, programme)]
    if page is not None:
        wanted = _BUTTONS_OF.get(kind, ())
        buttons = [one for verb in wanted for one in _buttons_for(verb, page, dict(facts or {}))]
        if page.is_mine and kind in _FOR_THE_CLIENT:
            value = names.value_of(page.number, page.revision)
            buttons += [button(one, wording.button(one), value) for one in (names.TELL_CLIENT, names.COPY_FOR_FILE)]
        blocks += rows(f"acts:{programme}", buttons)
        look = button(names.OPEN_WEB, "Bekijk", names.value_of(page.number, page.revision))
        blocks += rows(f"more:{programme}", [look])
    return {"text": escaped(text), "blocks": blocks}


def _thread_buttons(kind: str, facts: Mapping[str, Any], programme: str) -> list[Block]:
    """Give the answers to the question about a message in a thread."""
    if kind != "thread_private":
        return []
    reference = str(facts.get("reference") or "")
    answers = wording.thread_answers(facts)
    return rows(
        f"acts:{programme}#thread", [button(f"{names.THREAD_ANSWER}_{one}", word, reference) for one, word in answers]
    )


def _buttons_for(verb: str, page: RequestPage, facts: dict[str, Any]) -> list[dict[str, Any]]:
    if not may(page.may, verb):
        return []
    if verb != "answer_route":
        value = names.value_of(page.number, page.revision)
        return [withdraw_button(value) if verb == "withdraw" else button(verb, wording.button(verb), value)]
    asked = facts.get("route_no")
    waiting = [route for route in page.routes if not route.verdict and asked in (None, "", route.no)]
    return [_answer_button(route, page) for route in waiting[:5]]


def _answer_button(route: RouteLine, page: RequestPage) -> dict[str, Any]:
    several = sum(not one.verdict for one in page.routes) > 1
    word = f"{wording.button('answer_route')} {route.no}" if several else wording.button("answer_route")
    return button("answer_route", word, names.value_of(page.number, page.revision, route.no))


def may(allowed: MayDo, verb: str) -> bool:
    """Claim that a reader gets this button."""
    return bool(getattr(allowed, _MAY_OF.get(verb, verb), False))


def render_request(page: RequestPage, settings: _Settings, programme: str, today: date | None = None) -> Message:
    """Show one request to one person: the card, the talk, and every button that this person may use."""
    verbs = [verb for verb in (*_VOTING, *names.FORM_OF, *names.ACTS) if may(page.may, verb)]
    buttons = [one for verb in dict.fromkeys(verbs) for one in _buttons_for(verb, page, {})]
    card = wording.card(page, settings, today)
    told = [*section(card), *_part("Stemmen", _who_else(page)), *_part("Gesprek", _talk(page)), *_why(page)]
    blocks = [*_fitting(told), *rows(f"acts:{programme}", buttons)]
    return {"text": escaped("\n".join(parts_of(card)[:1])), "blocks": blocks}


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    return [strong(f"*{title}*"), *section("\n".join(lines))] if lines else []


def _who_else(page: RequestPage) -> list[str]:
    """Say who did not vote yet and, to a lead, who stepped back. The card says neither: everybody reads it."""
    lines: list[str] = []
    if page.status == "open" and page.waits_for:
        lines.append(f"Nog niet gestemd: {wording.listed([one.name for one in page.waits_for])}")
    if page.recused_names:
        lines += [f"{name}: doet niet mee (alleen regisseurs zien dit)" for name in page.recused_names]
    return lines


def _why(page: RequestPage) -> list[Block]:
    return _part("Waarom staat het zo", wording.explanation(page))


def _talk(page: RequestPage) -> list[str]:
    return [f"{line.name} ({line.organisation}): {line.text}" for line in page.talk]
