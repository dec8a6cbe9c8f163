"""Every state meets every command: taken, or refused with exactly the code of the table."""

import pytest

from doorbraak.refusals import Refused
from doorbraak.requests.order import check
from doorbraak.requests.state import Money, Request
from doorbraak.requests.table import MONEY_TAKEN, TAKEN, Phase, phase_of, refusal_in
from tests.doorbraak.requests.making import COMMAND_NAMES, good, in_phase, situation

# Written out once more, from docs/rules.md section 3, independent of doorbraak/requests/table.py.
SHORT = {
    "+": None,
    "AD": "already_decided",
    "NL": "not_with_lead",
    "NG": "not_granted",
    "AP": "already_paid",
    "AS": "already_settled",
}
PHASES = """
command        open  with_lead  in_review  granted  solved_by_route  declined  withdrawn  expired
approve        +     +          +          AD       AD               AD        AD         AD
object         +     +          +          AD       AD               AD        AD         AD
propose_route  +     +          +          AD       AD               AD        AD         AD
answer_route   +     +          +          AD       AD               AD        AD         AD
recuse         +     +          +          AD       AD               AD        AD         AD
revise         +     +          AD         AD       AD               AD        AD         AD
withdraw       +     +          AD         AD       AD               AD        AD         AD
lead_grant     NL    +          AD         AD       AD               AD        AD         AD
lead_decline   NL    +          AD         AD       AD               AD        AD         AD
urgent_grant   +     +          AD         AD       AD               AD        AD         AD
follow_up      NG    NG         +          +        +                NG        NG         NG
remark         +     +          +          +        +                +         +          +
hand_over      +     +          +          +        +                +         +          +
"""
MONEYS = """
command  none  reserved  paid  settled
pay      NG    +         AP    AS
settle   NG    +         +     AS
correct  NG    NG        NG    +
"""


def rows_of(table: str) -> dict[tuple[str, str], str | None]:
    """Read a table: (command, column) to the code or None."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {(row[0], name): SHORT[cell] for row in rows for name, cell in zip(head[1:], row[1:], strict=True)}


WITH_MONEY = (Phase.IN_REVIEW, Phase.GRANTED)
STATES = [
    (phase, money)
    for phase in Phase
    for money in ((Money.RESERVED, Money.PAID, Money.SETTLED) if phase in WITH_MONEY else (None,))
]
ON_A_REQUEST = [name for name in COMMAND_NAMES if name != "submit"]


def outcome_of(do: str, request: Request) -> str | None:
    """Give the code that refuses a command in which everything else is right, or None."""
    try:
        check(situation(good(do), request))
    except Refused as refused:
        return refused.code.value
    return None


def test_every_command_stands_in_one_table() -> None:
    """Each command about a request looks at the phase or at the money, and the tables name no other."""
    assert sorted([*TAKEN, *MONEY_TAKEN]) == sorted(ON_A_REQUEST)
    assert {command for command, _ in rows_of(PHASES)} == set(TAKEN)
    assert {command for command, _ in rows_of(MONEYS)} == set(MONEY_TAKEN)


@pytest.mark.parametrize(("phase", "money"), STATES)
def test_the_states_of_this_test_are_what_they_say(phase: Phase, money: Money | None) -> None:
    """Made of events alone, each is in its phase and money state."""
    request = in_phase(phase, money)
    assert (phase_of(request), request.money) == (phase, money)


@pytest.mark.parametrize(("phase", "money"), STATES)
@pytest.mark.parametrize("do", ON_A_REQUEST)
def test_every_state_meets_every_command(do: str, phase: Phase, money: Money | None) -> None:
    """Refused with exactly the code written out above, or taken; and table.py says the same."""
    request = in_phase(phase, money)
    wanted = rows_of(MONEYS)[do, money or "none"] if do in MONEY_TAKEN else rows_of(PHASES)[do, phase]
    assert outcome_of(do, request) == wanted
    assert refusal_in(do, request) == wanted
