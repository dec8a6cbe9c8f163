"""Cards, posts and direct messages as blocks: what stands there, which buttons, and always within Slack's limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorbraak.overviews import MayDo
from handlers.slack import names
from handlers.slack.blocks import MOST_IN_SECTION, parts_of
from handlers.slack.render import render_card, render_notice, render_post, render_request
from tests.handlers.pages import a_page, a_remark, a_route, a_vote
from tests.slack.schema import check_message


def _text(message: dict[str, Any]) -> str:
    found: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                found.append(value["text"])
            for inner in value.values():
                gather(inner)
        elif isinstance(value, list):
            for inner in value:
                gather(inner)

    gather(message["blocks"])
    return "\n".join(found).replace("\u00a0", " ")


def _buttons(message: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return [(one["action_id"], one["value"]) for row in rows for one in row["elements"]]


def _valid(message: dict[str, Any]) -> None:
    assert [str(one) for one in check_message(message)] == []


def test_an_open_card_says_everything_and_has_the_buttons_of_the_contract() -> None:
    """Number, state, question, votes by name, and each button with number and revision."""
    card = render_card(a_page(votes=(a_vote(),), approvals=1, min_approvals=3, revision=2), programme="utrecht")
    _valid(card)
    text = _text(card)
    assert "Open" in text
    assert "Akkoord: 1 van 3 · Joost (Portaal)" in text
    assert "toegekend" not in text.lower()
    assert [action for action, _ in _buttons(card)] == [*names.VOTES, *names.OWN, names.OPEN_WEB]
    assert {value for _, value in _buttons(card)} == {"VE-2026-0042:2"}


def test_the_text_of_a_card_is_the_whole_of_it_for_a_notification() -> None:
    """Number, amount, the day and time to answer before, state and question; no mention or link in it works."""
    page = a_page(texts={"question": "<!channel> een fiets & een slot"})
    text = render_card(page)["text"].replace("\u00a0", " ")
    assert all(one in text for one in ("VE-2026-0042", "€ 125,50", "open", "&lt;!channel&gt; een fiets &amp; een slot"))
    assert "woensdag 11 maart 14:03" in text


@pytest.mark.parametrize("status", ["granted", "solved_by_route", "declined", "withdrawn", "expired"])
def test_after_the_end_the_vote_buttons_are_gone(status: str) -> None:
    """What is left is a way to look."""
    granted = {"granted_cents": 12550, "money": "reserved", "how": "votes"} if status == "granted" else {}
    card = render_card(a_page(status=status, decide_by=None, **granted))
    _valid(card)
    assert [action for action, _ in _buttons(card)] == [names.OPEN_WEB]


def test_after_an_urgent_grant_the_vote_goes_on() -> None:
    """The group looks afterwards."""
    page = a_page(status="granted", granted_cents=10000, money="reserved", how="urgent", review="pending")
    card = render_card(page)
    assert [action for action, _ in _buttons(card)][: len(names.VOTES)] == list(names.VOTES)
    assert "De groep kijkt achteraf mee" in _text(card)


def test_from_five_routes_on_the_card_shows_the_open_ones_and_a_button_for_all() -> None:
    """A card stays readable."""
    answered = [a_route(no, route=f"Route {no}", verdict="too_late", reason="laat") for no in range(1, 5)]
    card = render_card(a_page(routes=(*answered, a_route(5, route="Route vijf"))))
    _valid(card)
    assert "Route vijf" in _text(card)
    assert "Route 2" not in _text(card)
    assert names.ALL_ROUTES in [action for action, _ in _buttons(card)]


@given(st.text(max_size=1500), st.text(max_size=600), st.text(min_size=1, max_size=40))
def test_no_text_makes_a_card_that_slack_refuses(question: str, reason: str, name: str) -> None:
    """Emoji, controls, formatting, the longest of everything."""
    against = tuple(a_vote(f"{name}{turn}", approves=False, reason=reason) for turn in range(12))
    texts = {"question": question, "if_nothing": reason, "tried": reason, "urgent_reason": reason, "pay_to": name}
    routes = tuple(a_route(no, route=name, who=name) for no in range(1, 5))
    page = a_page(texts=texts, votes=against, routes=routes, talk=(a_remark(reason),), district=name)
    _valid(render_card(page))
    _valid(render_request(page, {}, "utrecht"))
    _valid(render_post(f"Afgewezen: {reason}"))


@given(st.text(max_size=9000))
def test_a_long_text_is_cut_into_parts_and_nothing_of_it_is_lost(text: str) -> None:
    """But for the spaces at which it was cut."""
    parts = parts_of(text)
    assert all(0 < len(part) <= MOST_IN_SECTION for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("kind", "may", "buttons"),
    [
        ("route_proposed", MayDo(answer_route=True), ["answer_route", "open_web"]),
        ("granted", MayDo(pay=True, settle=True), ["pay", "settle", "tell_client", "copy_for_file", "open_web"]),
        ("for_lead", MayDo(lead_grant=True, lead_decline=True), ["lead_grant", "lead_decline", "open_web"]),
        ("urgent", MayDo(urgent_grant=True), ["urgent_grant", "open_web"]),
        ("follow_up", MayDo(follow_up=True), ["follow_up", "open_web"]),
        ("receipt", MayDo(settle=True), ["settle", "open_web"]),
        ("reminder", MayDo(approve=True, object=True), ["approve", "approve_less", "object", "open_web"]),
        ("for_lead", MayDo(), ["open_web"]),
    ],
)
def test_a_direct_message_has_the_buttons_that_its_reader_may_use_now(
    kind: str, may: MayDo, buttons: list[str]
) -> None:
    """By the same rules that will judge the press."""
    page = replace(a_page(routes=(a_route(),)), may=may, is_mine=True)
    message = render_notice(kind, "Er is iets.", page, {"route_no": 1}, "utrecht")
    _valid(message)
    assert [action for action, _ in _buttons(message)] == buttons


def test_an_answer_to_a_route_names_the_route() -> None:
    """Its value has the number of the route behind number and revision."""
    page = replace(a_page(routes=(a_route(1), a_route(2))), may=MayDo(answer_route=True))
    message = render_notice("route_proposed", "Er is een route.", page, {"route_no": 2}, "utrecht")
    assert ("answer_route", "VE-2026-0042:1:2") in _buttons(message)
