"""What somebody typed, sent or wrote down: it stays, it counts once, and what is said about it is true."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from handlers.desk import ChatAccount, Unavailable
from storage import administer
from storage import tables as t
from tests.slack.bot_stage import CHANNEL, PLACE, BotStage, account_of
from tests.slack.stand import Person, deeds
from tests.slack.teller import SlackTeller
from tests.web.stage import FILLED, START, UTRECHT

ASKED = {name: FILLED[name] for name in ("client", "theme", "amount", "question", "if_nothing", "district")}


def _begins(stage: BotStage, who: str = "noor", **changes: str) -> Person:
    person = stage.person(who)
    person.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    person.submits(**{**ASKED, **changes})
    stage.settle_down()
    return person


def _draft(stage: BotStage, who: str, kind: str) -> Any:
    viewer = stage.loop.run(stage.desk.viewer_of(ChatAccount("slack", account_of(who), PLACE)))
    assert viewer
    return stage.loop.run(stage.desk.draft(viewer, kind))


def _numbers(stage: BotStage) -> list[str]:
    return list(stage.store.answer(lambda connection: connection.execute(select(t.requests.c.number)).scalars().all()))


def _goes_on(person: Person, stage: BotStage, **values: str) -> None:
    person.submits(**values)
    stage.settle_down()


def _while_busy(monkeypatch: pytest.MonkeyPatch, stage: BotStage, name: str) -> pytest.MonkeyPatch:
    async def busy(*_: Any, **__: Any) -> None:
        raise Unavailable("busy")

    monkeypatch.setattr(type(stage.part.house.desk), name, busy)
    return monkeypatch


def test_a_refused_request_can_be_sent_once_things_changed(stage: BotStage, tell: SlackTeller) -> None:
    """A press after a refusal is a new try; what has to change stands in the form before, and that is said."""
    noor = _begins(stage, amount="400")
    other = tell.asks("karim", amount="300")
    _goes_on(noor, stage)
    assert "Kies Terug om dat aan te passen." in str(noor.errors)
    tell.withdraws("karim", other)
    _goes_on(noor, stage)
    assert noor.view is None
    assert len(_numbers(stage)) == 2


def test_what_was_added_at_the_check_step_is_still_there_after_terug(stage: BotStage) -> None:
    """Somebody adds a day and urgency, sees that the amount is wrong, and goes back: nothing has to be chosen again."""
    noor = _begins(stage)
    noor.fills(pay_to="De fietsenmaker")
    noor.fills(needed_by=date(2026, 3, 20))
    noor.fills(urgent=["Spoed"])
    stage.settle_down()
    noor.closes()
    _goes_on(noor, stage, amount="80")
    assert noor.view
    shown = {block["block_id"]: block["element"] for block in noor.view.content["blocks"] if block["type"] == "input"}
    assert shown["needed_by"]["initial_date"] == "2026-03-20"
    assert shown["urgent"]["initial_options"]
    assert shown["pay_to"]["initial_value"] == "De fietsenmaker"
    _goes_on(noor, stage, urgent_reason="De school begint.")
    assert _numbers(stage) == ["VE-2026-0001"]


def test_what_was_added_first_does_not_undo_what_was_added_later(stage: BotStage) -> None:
    """Slack sends the choice of the day again, from before the tick for urgency."""
    noor = _begins(stage)
    noor.fills(needed_by=date(2026, 3, 20))
    the_day = stage.stand.sent[-1]
    stage.settle_down()
    noor.fills(urgent=["Spoed"])
    stage.settle_down()
    stage.restart()
    assert stage.stand.redeliver([the_day], times=1)[0].status == 200
    stage.settle_down()
    kept = _draft(stage, "noor", "request").values
    assert (kept["needed_by"], bool(kept["urgent"])) == ("2026-03-20", True)


def test_a_stored_request_is_never_called_a_failure(stage: BotStage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is busy right after the commit: it was sent, and pressing once more sends nothing."""
    noor = _begins(stage)
    with monkeypatch.context() as busy:
        keep = type(stage.part.house.desk).save_draft

        async def only_once(self: Any, viewer: Any, kind: str, *rest: Any, **more: Any) -> Any:
            if kind.startswith("sent:"):
                raise Unavailable("busy")
            return await keep(self, viewer, kind, *rest, **more)

        busy.setattr(type(stage.part.house.desk), "save_draft", only_once)
        _goes_on(noor, stage)
    assert noor.view is None
    assert "is verstuurd" in noor.told()
    assert len(_numbers(stage)) == 1


def test_the_code_that_is_shown_is_the_code_that_counts(stage: BotStage) -> None:
    """Whatever was typed for a number before, and however often the button is pressed."""
    noor = stage.person("noor")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    noor.fills(client="geen dossier")
    view = noor.view
    assert view

    async def twice() -> None:
        press = (deeds.tap_view(stage.stand.slack, noor.user, view, "Geen dossier", None) for _ in range(2))
        await asyncio.gather(*press)

    stage.stand.run(twice())
    stage.settle_down()
    shown = next(word.strip(".") for word in noor.modal.split() if word.startswith("ZD-"))
    _goes_on(noor, stage, **{name: text for name, text in ASKED.items() if name != "client"})
    assert f"eindigt op {shown[-2:]}" in noor.modal
    assert _draft(stage, "noor", "request").client_tail == shown[-2:]


def test_two_answers_at_once_are_both_kept(stage: BotStage) -> None:
    """Presses in one form wait for each other."""
    noor = _begins(stage, question="Fatima wil een fiets. Zij heeft astma.")
    view = noor.view
    assert view
    words = ("Dit is geen naam", "Dit is geen ziekte van de klant")

    async def both() -> None:
        await asyncio.gather(*(deeds.tap_view(stage.stand.slack, noor.user, view, one, None) for one in words))

    stage.stand.run(both())
    stage.settle_down()
    assert "Dank je. Kijk nog even en verstuur dan." in noor.modal


def test_a_form_without_a_field_left_says_what_is_wrong_and_stays(
    stage: BotStage, tell: SlackTeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its only text was reworded and stands above; the store is busy; then it is sent after all."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    _goes_on(anke, stage, reason="Fatima krijgt al een fiets van school.")
    anke.presses_in_modal("Vervang door De klant")
    stage.settle_down()
    with monkeypatch.context() as patch:
        _while_busy(patch, stage, "do_as")
        _goes_on(anke, stage)
        assert "Geen verbinding. Je tekst staat er nog." in anke.modal
    _goes_on(anke, stage)
    stage.deliver()
    assert "De klant krijgt al een fiets van school." in stage.card(number).text


def test_who_can_hand_over_to_nobody_cannot_send(stage: BotStage, tell: SlackTeller) -> None:
    """The form says so, and has no button that does nothing."""
    number = tell.asks("noor")
    stage.leave("karim")
    els = stage.person("els")
    els.types(f"/doorbraak {number}", CHANNEL)
    els.presses("Overdragen", els.whispers(CHANNEL)[-1])
    stage.settle_down()
    assert "Er is geen andere koploper." in els.modal
    assert els.view
    assert "submit" not in els.view.content or not els.view.content["submit"]


def test_a_file_number_is_in_no_draft(stage: BotStage, tell: SlackTeller) -> None:
    """Changing a request for another client, with something to ask about: the code is kept, the number is not."""
    number = tell.asks("noor")
    stage.deliver()
    noor = stage.person("noor")
    noor.presses("Aanpassen", stage.card(number, "noor"))
    stage.settle_down()
    _goes_on(noor, stage, client="BOKS-7788", question="Fatima wil een fiets.")
    kept = _draft(stage, "noor", f"{number}:revise")
    assert "7788" not in json.dumps(dict(kept.values))
    assert kept.client_tail == "88"


def test_a_reason_survives_a_request_that_changed_and_a_form_that_was_closed(
    stage: BotStage, tell: SlackTeller
) -> None:
    """The form stays open over the newer request; what was asked about and left comes back at the next press."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    tell.changes_amount("noor", number, "150,00")
    _goes_on(anke, stage, reason="Dit kan via de leerplicht.")
    assert "Dit kan via de leerplicht." in json.dumps(anke.view.content if anke.view else {})
    assert "150,00" in anke.modal
    _goes_on(anke, stage, reason="Fatima kan via de leerplicht.")
    anke.closes(everything=True)
    stage.deliver()
    anke.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    assert "Fatima kan via de leerplicht." in json.dumps(anke.view.content if anke.view else {})
    _goes_on(anke, stage, reason="Dit kan via de leerplicht.")
    stage.deliver()
    assert "Dit kan via de leerplicht." in stage.card(number).text
    anke.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    assert "leerplicht" not in json.dumps(anke.view.content if anke.view else {})


def test_a_form_opened_in_the_channel_of_another_programme_is_kept(stage: BotStage) -> None:
    """Somebody of one programme types there: the form is of the own programme, from opening to sending."""
    noor = stage.person("noor")
    stage.stand.add_channel("zeist", id="C02ZEIST", members=[noor.user], kind="private")

    def other(uow: Any) -> None:
        from doorbraak.ids import ProgrammeId
        from doorbraak.policy import Policy

        zeist = ProgrammeId("zeist")
        administer.add_programme(uow, zeist, "Zeist", ["Centrum"], Policy(), START)
        place = f"{PLACE.split(':')[0]}:C02ZEIST"
        administer.set_place(uow, zeist, "z", platform="slack", address=place, districts=[], purposes=["requests"])

    stage.store.run(other)
    noor.types("/voorkomerger", "zeist")
    stage.settle_down()
    _goes_on(noor, stage, **ASKED)
    assert "Klopt dit?" in noor.modal
    _goes_on(noor, stage)
    assert len(_numbers(stage)) == 1


def test_many_names_and_many_districts_fit(stage: BotStage, tell: SlackTeller) -> None:
    """The fields below stay there, and the lists take what Slack takes at once."""
    names = "Fatima Mohammed Youssef Ahmed Samira Hassan Karima Ibrahim Naima Rachid Zohra Mustafa Latifa Omar".split()
    noor = _begins(stage, question=" ".join(f"{one} wil een fiets." for one in names))
    assert noor.view
    assert [block for block in noor.view.content["blocks"] if block["type"] == "input"]
    assert "Hierna nog" in noor.modal
    noor.closes(everything=True)
    districts = [f"Buurt {one}" for one in range(104)] + ["Overvecht", "Zuilen", "Ondiep"]
    stage.store.run(lambda uow: administer.set_districts(uow, UTRECHT, districts, START))
    number = tell.asks("noor", client="BOKS-2002")
    stage.deliver()
    noor.presses("Aanpassen", stage.card(number, "noor"))
    stage.settle_down()
    assert "Aanpassen" in noor.modal
