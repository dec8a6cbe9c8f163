"""What the admin is warned about, and the look of a lead at a client (docs/rules.md sections 2 and 7)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from doorbraak.ids import PersonId
from storage import tables as t
from tests.web.stage import Stage, a_stage


def _warnings(stage: Stage, who: str) -> tuple[str, ...]:
    viewer = stage.loop.run(stage.desk.viewer(PersonId(who)))
    assert viewer is not None
    return stage.loop.run(stage.desk.warnings(viewer))


def test_from_december_on_the_admin_hears_that_next_year_has_no_budget(tmp_path: Path) -> None:
    """Nothing in November, a warning on 1 December; nobody but an admin is bothered."""
    with a_stage(tmp_path) as stage:
        stage.clock.at = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
        assert _warnings(stage, "ad") == ()
        stage.clock.at = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
        assert _warnings(stage, "ad") == ("budget_missing",)
        assert _warnings(stage, "els") == ()


def test_too_few_who_may_vote_is_said_to_the_admin(tmp_path: Path) -> None:
    """Three approvals are needed; when one of three reviewers leaves, it cannot be reached."""
    with a_stage(tmp_path) as stage:
        assert _warnings(stage, "ad") == ()
        stage.leave("bram")
        assert _warnings(stage, "ad") == ("too_few_voters",)
        assert "te weinig mensen" in stage.visitor("ad").open("/wat-wacht-op-mij").text


def test_what_is_left_for_a_client_is_shown_to_the_lead_after_a_logged_press(tmp_path: Path) -> None:
    """The page of a request does not say it; the press on the form does, and the log knows who looked."""
    with a_stage(tmp_path) as stage:
        number = stage.visitor("noor").ask()
        stage.clock.go_on(days=2)
        lead = stage.visitor("els")
        assert "Nog voor deze klant" not in lead.open(f"/aanvragen/{number}").text
        assert "Nog voor deze klant" not in lead.open(f"/aanvragen/{number}/toekennen").text
        form = lead.page.form_with("Wat is er nog over voor deze klant?")
        page = lead.send(form, {"amount": "80,00", "reason": "Dit helpt meteen."})
        assert "Nog voor deze klant€ 500,00" in page.text
        assert page.form_with("Toekennen").values["reason"] == "Dit helpt meteen."
        assert '"looked_at_client"' in "".join(_audited(stage))


def _audited(stage: Stage) -> list[str]:
    query = select(t.log.c.body).where(t.log.c.kind == "audit")
    return stage.store.answer(lambda connection: list(connection.execute(query).scalars()))
