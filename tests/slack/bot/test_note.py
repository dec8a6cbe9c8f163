"""The confidentiality note in Slack: before anything of a request, and once more for who did not read it in person."""

from __future__ import annotations

from doorbraak.ids import PersonId
from handlers import wording
from storage import administer
from tests.slack.bot_stage import CHANNEL, BotStage, account_of
from tests.slack.teller import SlackTeller
from tests.web.doors import audited
from tests.web.stage import SETTINGS, START, UTRECHT


def _newcomer(stage: BotStage, *, linked: bool = True) -> None:
    """Let somebody come in who looks along and agreed to nothing yet."""
    entry = administer.PersonEntry(
        id=PersonId("gijs"),
        key="gijs",
        name="Gijs",
        roles=("reviewer",),
        organisation="Mitros",
        linked_at=START if linked else None,
        identities={"slack": account_of("gijs")} if linked else {},
    )
    stage.store.run(lambda uow: administer.set_person(uow, UTRECHT, entry, START))
    stage.stand.join(stage.channel, stage.stand.add_person("gijs", id="U01GIJS"))


def test_who_did_not_agree_gets_the_note_whatever_is_pressed_or_typed(stage: BotStage, tell: SlackTeller) -> None:
    """A vote, a form, a look, a command: the note with its button, and nothing of the request; then all of it works."""
    _newcomer(stage)
    number = tell.asks("noor", question="Een tweedehands fiets.")
    stage.deliver()
    gijs = stage.person("gijs")
    for press in ("Akkoord", "Bezwaar", "Bekijk"):
        gijs.presses(press, stage.card(number))
        stage.settle_down()
        assert wording.NOTE_ASKS in gijs.told()
        assert gijs.view is None
    for command in (f"/doorbraak {number}", "/doorbraak wacht", "/voorkomerger"):
        gijs.types(command, CHANNEL)
        stage.settle_down()
        told = gijs.told()
        assert wording.NOTE_ASKS in told
        assert "fiets" not in told
    gijs.presses("Ik ga akkoord", gijs.whispers(CHANNEL)[-1])
    stage.settle_down()
    assert wording.NOTE_THANKS in gijs.told()
    gijs.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "Je bent akkoord." in gijs.told()
    assert len([line for line in audited(stage, "note_agreed") if '"by":"gijs"' in line]) == 1


def test_the_note_comes_with_the_words_that_an_account_is_linked(stage: BotStage) -> None:
    """Nobody has to find out by a press that does nothing."""
    _newcomer(stage, linked=False)
    gijs = stage.person("gijs")
    gijs.types(f"/doorbraak koppel {stage.code('gijs')}", CHANNEL)
    told = gijs.told()
    assert "Je bent gekoppeld als Gijs" in told
    assert wording.NOTE_ASKS in told


def test_a_note_that_changed_is_read_at_home_once_more(stage: BotStage, tell: SlackTeller) -> None:
    """It stops nobody. The old text's button, still on a screen, shows the new one."""
    number = tell.asks("noor")
    stage.deliver()
    joost = stage.person("joost")
    _says(stage, "Vertel niemand wat je leest.")
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "Je bent akkoord." in joost.told()
    assert wording.NOTE_CHANGED in _home(stage)
    _says(stage, "Vertel echt niemand wat je leest.")
    joost.presses_at_home("Gelezen, akkoord")
    stage.settle_down()
    assert wording.NOTE_CHANGED in joost.told()
    assert "echt niemand" in _home(stage)
    joost.presses_at_home("Gelezen, akkoord")
    stage.settle_down()
    assert wording.NOTE_TITLE not in joost.home


def _says(stage: BotStage, text: str) -> None:
    stage.store.run(lambda uow: administer.set_settings(uow, UTRECHT, {**SETTINGS, "confidentiality_note": text}))


def _home(stage: BotStage) -> str:
    stage.person("joost").opens_home()
    stage.settle_down()
    return stage.person("joost").home
