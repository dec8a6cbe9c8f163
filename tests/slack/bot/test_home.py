"""The home of the app: what waits with the first deadline, own requests, and quiet hours to set there."""

from __future__ import annotations

from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller
from tests.web.doors import audited


def _home(stage: BotStage, who: str) -> str:
    stage.person(who).opens_home()
    stage.settle_down()
    return stage.person(who).home


def test_the_home_says_what_waits_and_what_comes_first(stage: BotStage, tell: SlackTeller) -> None:
    """Two requests wait: the one whose time is over first is named above them."""
    first = tell.asks("noor")
    stage.clock.go_on(hours=2)
    second = tell.asks("noor", client="BOKS-2002")
    home = _home(stage, "joost")
    assert f"Eerst: {first}, voor" in home
    assert home.index("Eerst:") < home.index(second)
    own = _home(stage, "noor")
    assert "Mijn aanvragen" in own
    assert "antwoord uiterlijk" in own
    assert "Eerst:" not in own


def test_quiet_hours_are_set_changed_and_ended_at_home(stage: BotStage, tell: SlackTeller) -> None:
    """The form shows what holds; a box ends it, because a chosen time cannot be emptied in Slack."""
    joost = stage.person("joost")
    assert "Je hebt geen stille uren." in _home(stage, "joost")
    joost.presses_at_home("Stille uren")
    stage.settle_down()
    assert "Zet mijn stille uren uit" not in joost.modal
    joost.submits(begins="17:00", ends="10:00")
    stage.settle_down()
    assert "Stil van 17:00 uur tot 10:00 uur de volgende dag." in joost.home
    joost.presses_at_home("Stille uren")
    stage.settle_down()
    joost.submits(ends="11:00")  # what was not touched stays as it stood there
    stage.settle_down()
    assert "Stil van 17:00 uur tot 11:00 uur" in joost.home
    joost.presses_at_home("Stille uren")
    stage.settle_down()
    joost.submits(begins="12:00", ends="13:00")
    stage.settle_down()
    assert "Stil van 12:00 uur tot 13:00 uur." in joost.home
    joost.presses_at_home("Stille uren")
    stage.settle_down()
    joost.submits(off=["off"])
    stage.settle_down()
    assert "Je hebt geen stille uren." in joost.home
    lines = audited(stage, "quiet_hours")
    assert ['"origin":"slack"' in line for line in lines] == [True, True, True, True]
    assert stage.stand.record.violations == []


def test_half_an_answer_about_quiet_hours_is_said_at_its_field(stage: BotStage, tell: SlackTeller) -> None:
    """The form stays open and nothing is kept."""
    joost = stage.person("joost")
    _home(stage, "joost")
    joost.presses_at_home("Stille uren")
    stage.settle_down()
    joost.submits(begins="17:00")
    assert "Kies tot hoe laat het stil is" in joost.errors["ends"]
    joost.submits(begins="10:00", ends="10:00")
    assert "Kies een andere tijd" in joost.errors["ends"]
    assert "Je hebt geen stille uren." in _home(stage, "joost")


def test_who_chooses_english_is_told_things_in_english_and_everybody_else_in_dutch(
    stage: BotStage, tell: SlackTeller
) -> None:
    """Home, receipts, refusals of a press, direct messages; the card, its thread and forms stay as they are."""
    joost, noor = stage.person("joost"), stage.person("noor")
    for who in ("joost", "noor"):
        _home(stage, who)
        stage.person(who).presses_at_home("English")
        stage.settle_down()
    assert "My requests" in noor.home
    assert "Messages to you are in English." in noor.home
    number = tell.asks("karim", client="BOKS-2002")
    stage.deliver()
    joost.told()
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "You agree" in joost.told()
    noor.told()
    noor.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "Only reviewers vote on" in noor.told()
    own = tell.asks_in_english("noor")
    for who in ("joost", "anke", "bram"):
        tell.approves(who, own)
    stage.deliver()
    assert "Granted:" in noor.finds_dm("Granted:").text
    assert "Toegekend" in stage.card(own).text
    assert "Toegekend:" in noor.screen(CHANNEL)
    assert "Je bent akkoord" in tell.approves("anke", number)
    _home(stage, "joost")
    joost.presses_at_home("Nederlands")
    stage.settle_down()
    assert "Wat wacht op mij" in joost.home
    assert stage.stand.record.violations == []
