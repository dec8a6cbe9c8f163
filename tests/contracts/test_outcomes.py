"""Outcomes, alike on every database: events that come again, refusals, words that came too late."""

from dataclasses import replace

import pytest

from doorbraak.outcomes import Outcome
from doorbraak.ports import Repeated
from doorbraak.refusals import Refusal
from storage import tables as t
from storage.unit_of_work import SqlUnitOfWork
from tests.contracts.looking import WRITTEN, rows
from tests.worlds import MONDAY, World, asked


def test_a_remembered_key_raises_repeated_with_its_first_outcome(any_world: World) -> None:
    """Codes, numbers and facts come back as they were."""
    first = Outcome(
        command="submit", accepted=False, refusal=Refusal.ABOVE_CAP, facts={"left_cents": 5, "field": None}, number="x"
    )
    any_world.store.run(lambda uow: uow.remember("event", first, MONDAY))

    def again(uow: SqlUnitOfWork) -> Outcome:
        with pytest.raises(Repeated) as repeated:
            uow.remember("event", Outcome(command="approve", accepted=True), MONDAY)
        return repeated.value.outcome

    assert any_world.store.run(again) == replace(first, repeated=True)


def test_a_repeated_event_has_one_effect_and_gives_the_first_outcome(any_world: World) -> None:
    """Accepted or refused, and whatever happened in between."""
    command = any_world.command("submit", "k1", key="event-1", **asked())
    first = any_world.act(command)
    refused = any_world.command("approve", "k1", first.number, key="event-2")
    assert any_world.act(refused).refusal is Refusal.NOT_A_REVIEWER
    any_world.done("withdraw", "k1", first.number)
    before = rows(any_world, t.log, "seq", "hash")
    assert any_world.act(command) == replace(first, repeated=True)
    assert any_world.act(refused).refusal is Refusal.NOT_A_REVIEWER
    assert rows(any_world, t.log, "seq", "hash") == before


def test_a_refusal_commits_nothing_but_an_audit_line(any_world: World) -> None:
    """No state, text, message or number; one line that says who was refused what, without a word typed."""
    number = any_world.submit()
    before = [rows(any_world, table, *keys) for table, keys in WRITTEN[2:5]]
    lines = len(rows(any_world, t.log, "seq"))
    assert any_world.do("object", "a1", number, reason=" ").refusal is Refusal.REASON_REQUIRED
    assert any_world.do("submit", "k1", **asked(amount_cents=50001)).refusal is Refusal.ABOVE_CAP
    assert [rows(any_world, table, *keys) for table, keys in WRITTEN[2:5]] == before
    added = rows(any_world, t.log, "seq", "kind", "body")[lines:]
    assert [row[1] for row in added] == ["audit", "audit"]
    assert '"refusal":"above_cap"' in added[1][2]
    assert "bed" not in added[1][2]
    assert len(rows(any_world, t.texts, "id")) == 2


def test_what_is_typed_for_a_number_is_kept_nowhere(any_world: World) -> None:
    """Somebody may type a name or a file number there: neither the log nor the remembered outcome holds it."""
    outcome = any_world.do("withdraw", "k1", "Jan de Vries", key="event-3")
    assert outcome.refusal is Refusal.UNKNOWN_REQUEST
    assert any_world.do("withdraw", "k1", "VE-2026-0999").number == "VE-2026-0999"
    kept = str(rows(any_world, t.log, "body") + rows(any_world, t.intake, "outcome"))
    assert "Vries" not in kept
    assert "VE-2026-0999" in kept


def test_a_late_objection_is_kept_as_a_remark_unless_it_holds_private_details(any_world: World) -> None:
    """R14: what was said is kept, and nothing else changes."""
    number = any_world.granted()
    kept = any_world.do("object", "a1", number, reason="Dit kon ook via Leergeld.")
    assert (kept.refusal, kept.facts.get("kept_as_remark")) == (Refusal.ALREADY_DECIDED, 1)
    dropped = any_world.do("object", "a2", number, reason="Bel 06-12345678.")
    assert (dropped.refusal, "kept_as_remark" in dropped.facts) == (Refusal.ALREADY_DECIDED, False)
    remarks = [row for row in rows(any_world, t.log, "seq", "kind", "body") if row[1] == "remarked"]
    assert len(remarks) == 1
    assert '"late_vote":true' in remarks[0][2]
    assert any_world.verified().differences == ()
