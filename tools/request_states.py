"""The page docs/request-states.md, made from the tables in doorbraak/requests/table.py. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from doorbraak.refusals import Refusal
from doorbraak.requests.state import Money
from doorbraak.requests.table import MONEY_TAKEN, MONEY_TRANSITIONS, TAKEN, TRANSITIONS, Phase

Change = tuple[StrEnum | None, str, StrEnum]

_HEAD = """\
# The states of a request

<!-- Made by tools/docs_figures.py from doorbraak/requests/table.py. Change the table, then run: make docs-figures -->

What is decided about these states stands in [the rules](rules.md), what the words mean in [the glossary](glossary.md).
`with_lead` is `open` while it lies with the lead; `in_review` is `granted` while the ordinary vote about an urgent
grant goes on. Whatever is not drawn leaves the state as it was. `imported` is a decided request of an earlier year.
"""
_YES = "yes"


def states_page() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(
        [
            _HEAD,
            "## From question to end\n",
            _diagram(TRANSITIONS, ends=[phase for phase in Phase if not _leaves(phase)]),
            "## The money of what was granted\n",
            _diagram(MONEY_TRANSITIONS, ends=[]),
            "## What is taken when\n",
            "`yes`: taken, if the [checks](rules.md) pass. Otherwise the refusal that is given.\n",
            _table(TAKEN, list(Phase)),
            "## What is taken about the money\n",
            "`–`: nothing was granted.\n",
            _table(MONEY_TAKEN, [None, *Money]),
        ]
    )


def _leaves(phase: Phase) -> bool:
    return any(before is phase for before, _, _ in TRANSITIONS)


def _diagram(changes: Iterable[Change], ends: list[Phase]) -> str:
    events: dict[tuple[str, str], list[str]] = {}
    for before, event, after in sorted(changes, key=_place):
        events.setdefault((_name(before), after.value), []).append(event)
    lines = [f"    {before} --> {after} : {', '.join(names)}" for (before, after), names in events.items()]
    lines += [f"    {phase.value} --> [*]" for phase in ends]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def _place(change: Change) -> tuple[int, int, str]:
    order = [None, *Phase, *Money]
    before, event, after = change
    return order.index(before), order.index(after), event


def _name(state: StrEnum | None) -> str:
    return "[*]" if state is None else state.value


def _table(rows: Mapping[str, Mapping[Any, Refusal | None]], columns: Sequence[StrEnum | None]) -> str:
    head = ["Command", *(f"`{column.value}`" if column else "–" for column in columns)]
    lines = [head, ["---"] * len(head)]
    for command, row in rows.items():
        lines.append([f"`{command}`", *(f"`{row[column]}`" if row[column] else _YES for column in columns)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
