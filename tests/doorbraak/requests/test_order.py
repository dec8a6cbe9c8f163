"""The order of checks in the code is the table "Order of checks" of docs/rules.md, and the first that fails refuses."""

import re
from pathlib import Path
from typing import Any

import pytest

from doorbraak.commands import COMMANDS
from doorbraak.refusals import Refusal, Refused
from doorbraak.requests.order import ORDER, check
from doorbraak.requests.state import Money
from doorbraak.requests.table import Phase
from tests.doorbraak.requests.making import PEOPLE, good, in_phase, person, situation

RULES = Path(__file__).parents[3] / "docs" / "rules.md"
TEXTS = ["text_too_long", "private_details"]


def table_of_the_rules() -> dict[str, list[str]]:
    """Read the table: command to codes in order; "the same up to" is written out, the two codes of texts put in."""
    written = RULES.read_text(encoding="utf-8").split("**Order of checks.**")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", written, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    before: list[str] = []
    for command, checks in rows:
        codes = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", checks))
        if checks.startswith("the same up to"):
            codes = before[: before.index(codes[0]) + 1] + codes[1:]
        found[command] = before = codes
    return {command: with_texts(codes) for command, codes in found.items()}


def with_texts(codes: list[str]) -> list[str]:
    """Put the codes of texts directly before the first `above_…`, or last where there is none."""
    place = next((place for place, code in enumerate(codes) if code.startswith("above_")), len(codes))
    return [*codes[:place], *TEXTS, *codes[place:]]


def test_the_order_of_checks_is_that_of_the_rules() -> None:
    """Every command, every code, in that order."""
    assert {command: [code.value for code, _ in row] for command, row in ORDER.items()} == table_of_the_rules()


def test_every_command_has_its_checks() -> None:
    """No command without a row, no row without a command."""
    assert set(ORDER) == set(COMMANDS)


TOO_LONG = {"reason": "x" * 601}
ALL_WRONG: list[tuple[str, dict[str, Any], Phase, str]] = [
    # each step mends what refused the step before; everything behind it is still wrong
    ("lead_grant", {"by": "nobody"}, Phase.GRANTED, "unknown_person"),
    ("lead_grant", {"by": "a1"}, Phase.GRANTED, "not_the_lead"),
    ("lead_grant", {"amount_cents": 0, "reason": "", "revision": 9}, Phase.GRANTED, "already_decided"),
    ("lead_grant", {"amount_cents": 0, "reason": "", "revision": 9}, Phase.OPEN, "not_with_lead"),
    ("lead_grant", {"amount_cents": 0, "reason": "", "revision": 9}, Phase.WITH_LEAD, "stale_revision"),
    ("lead_grant", {"amount_cents": 0, "reason": " "}, Phase.WITH_LEAD, "reason_required"),
    ("lead_grant", {"amount_cents": 17501} | TOO_LONG, Phase.WITH_LEAD, "amount_invalid"),
    ("lead_grant", {"amount_cents": 17500} | TOO_LONG, Phase.WITH_LEAD, "text_too_long"),
    ("lead_grant", {"amount_cents": 17500, "reason": "Bel 06-1"}, Phase.WITH_LEAD, "private_details"),
    ("lead_grant", {"amount_cents": 17500}, Phase.WITH_LEAD, "above_cap"),
]


@pytest.mark.parametrize(("do", "facts", "phase", "code"), ALL_WRONG)
def test_the_first_check_that_fails_is_the_refusal(do: str, facts: dict[str, Any], phase: Phase, code: str) -> None:
    """With several things wrong at once the earliest of the table is said."""
    met = situation(good(do, **facts), in_phase(phase))
    met.client_left = met.fund_left = lambda: 17499
    with pytest.raises(Refused) as refused:
        check(met)
    assert refused.value.code.value == code


def test_a_limit_is_looked_at_only_when_everything_before_it_is_right() -> None:
    """Asking for a balance costs a locked row: a refusal before it asks nothing."""
    asked: list[str] = []
    met = situation(good("lead_grant", reason=""), in_phase(Phase.WITH_LEAD))
    met.client_left = lambda: asked.append("client") or 0
    met.fund_left = lambda: asked.append("fund") or 0
    with pytest.raises(Refused):
        check(met)
    assert asked == []


@pytest.mark.parametrize("do", [name for name in ORDER if name != "submit"])
def test_who_left_or_is_not_linked_is_unknown(do: str) -> None:
    """Whatever else is right."""
    command = good(do)
    for gone in ({"left": True}, {"linked": False}):
        people = [one for one in PEOPLE if one.id != command.by] + [person(command.by, **gone)]
        with pytest.raises(Refused) as refused:
            check(situation(command, in_phase(Phase.OPEN), people=people))
        assert refused.value.code is Refusal.UNKNOWN_PERSON


@pytest.mark.parametrize(
    ("do", "only"),
    [
        ("submit", {"k1", "k2"}),
        ("revise", {"k1"}),
        ("approve", {"a1", "a2", "a3"}),
        ("object", {"a1", "a2", "a3"}),
        ("propose_route", {"a1", "a2", "a3", "own"}),
        ("answer_route", {"k1"}),
        ("recuse", {"a1", "a2", "a3", "own", "l1", "l2"}),
        ("withdraw", {"k1"}),
        ("lead_grant", {"l1", "l2"}),
        ("lead_decline", {"l1", "l2"}),
        ("urgent_grant", {"l1", "l2"}),
        ("pay", {"k1", "l1", "l2", "m1", "b1"}),
        ("settle", {"k1", "l1", "l2", "m1", "b1"}),
        ("follow_up", {"k1"}),
        ("remark", {"k1", "a1", "a2", "a3", "own", "l1", "l2", "m1", "b1"}),
        ("hand_over", {"l1", "l2", "b1"}),
        ("correct", {"l1", "l2", "m1", "b1"}),
    ],
)
def test_every_command_meets_every_role(do: str, only: set[str]) -> None:
    """Exactly these of the circle may; who is of the poster's organisation may not vote."""
    phases = {"follow_up": Phase.GRANTED, "pay": Phase.GRANTED, "settle": Phase.GRANTED, "correct": Phase.GRANTED}
    request = in_phase(phases.get(do, Phase.WITH_LEAD), _money(do))
    taken: set[str] = set()
    for one in PEOPLE:
        try:
            check(situation(good(do, by=one.id), request))
        except Refused:
            continue
        taken.add(one.id)
    assert taken == only


def _money(do: str) -> Money | None:
    return {"pay": Money.RESERVED, "settle": Money.RESERVED, "correct": Money.SETTLED}.get(do)
