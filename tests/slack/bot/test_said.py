"""What is said about a message, a press or a card is what came of it; nobody is left without an answer."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.desk import Unavailable
from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller


def _busy(patch: pytest.MonkeyPatch, stage: BotStage, name: str) -> None:
    async def busy(*_: Any, **__: Any) -> None:
        raise Unavailable("busy")

    patch.setattr(type(stage.part.house.desk), name, busy)


def test_a_message_that_is_not_taken_over_is_told_to_its_writer(stage: BotStage, tell: SlackTeller) -> None:
    """Too long, and by somebody who is not linked: once, with what to do."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.says("Een lang verhaal. " * 50, CHANNEL, under=stage.card(number))
    stage.settle_down()
    told = anke.told()
    assert "Je bericht staat niet in het gesprek" in told
    assert "600" in told
    stage.stand.join(stage.channel, stage.stand.add_person("gijs"))
    gijs = stage.person("gijs")
    for text in ("Ik weet wel iets.", "Echt waar."):
        gijs.says(text, CHANNEL, under=stage.card(number))
        stage.settle_down()
    assert gijs.told().count("/doorbraak koppel CODE") == 1


@pytest.mark.parametrize(
    ("edited", "said"),
    [("", "Dit is al verwerkt, of je bericht is weg."), ("Bel 06 12 34 56 78.", "Bewerk of verwijder")],
)
def test_an_answer_about_a_message_says_what_came_of_it(
    stage: BotStage, tell: SlackTeller, edited: str, said: str
) -> None:
    """Deleted before, or changed to hold a number: nobody hears that it stands in the talk."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    message = anke.says("Parnassia belt in mei.", CHANNEL, under=stage.card(number))
    stage.deliver()
    asked = anke.finds_dm("misschien een naam")
    if edited:
        anke.edits(message, edited)
    else:
        anke.deletes(message)
    stage.deliver()
    anke.told()
    anke.presses("Dit is geen naam", asked)
    stage.settle_down()
    told = anke.told()
    assert said in told
    assert "staat in het gesprek" not in told


def test_a_press_that_counted_is_answered_while_the_store_is_busy(
    stage: BotStage, tell: SlackTeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it did is known, so it is said; the home says that there is no connection."""
    number = tell.asks("noor")
    stage.deliver()
    joost = stage.person("joost")
    with monkeypatch.context() as patch:
        _busy(patch, stage, "viewer_of")
        joost.presses("Akkoord", stage.card(number))
        stage.settle_down()
        assert "Je bent akkoord." in joost.told()
    with monkeypatch.context() as patch:
        _busy(patch, stage, "viewers_of")
        joost.opens_home()
        stage.settle_down()
        assert "Geen verbinding." in joost.home


def test_an_answer_that_was_too_fast_comes_a_moment_later(stage: BotStage, tell: SlackTeller) -> None:
    """Slack says how long to wait; the form is closed, so the answer is all there is."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    anke.told()
    stage.stand.faults.limit("chat.postEphemeral", channel=stage.channel.id, seconds=1)
    anke.submits(reason="Dit kan tweedehands.")
    stage.stand.go_on(seconds=2)
    stage.settle_down()
    assert "bezwaar" in anke.told().lower()


def test_a_card_that_was_deleted_comes_back_at_the_next_change(stage: BotStage, tell: SlackTeller) -> None:
    """Somebody with the rights took it away: the reviewers would not hear of the request any more."""
    number = tell.asks("noor")
    stage.deliver()
    stage.stand.slack.withdraw(stage.card(number).message)
    noor = stage.person("noor")
    noor.types(f"/doorbraak {number}", CHANNEL)
    noor.presses("Aanpassen", noor.whispers(CHANNEL)[-1])
    stage.settle_down()
    noor.submits(amount="150,00")
    stage.settle_down()
    stage.deliver()
    card = stage.card(number)
    assert "150,00" in card.text
    tell.approves("joost", number)
    stage.deliver()
    assert "Akkoord: 1 van 3" in stage.card(number).text


def test_what_was_said_below_a_card_that_is_gone_can_still_be_taken_back(stage: BotStage, tell: SlackTeller) -> None:
    """The thread outlives its card: an edit and a deletion there count, and a new message there is nobody's."""
    number = tell.asks("noor")
    stage.deliver()
    card = stage.card(number)
    anke = stage.person("anke")
    first = anke.says("Kan het met een OV-kaart?", CHANNEL, under=card)
    second = anke.says("Of een leenfiets?", CHANNEL, under=card)
    stage.settle_down()
    stage.stand.slack.withdraw(card.message)
    noor = stage.person("noor")
    noor.types(f"/doorbraak {number}", CHANNEL)
    noor.presses("Aanpassen", noor.whispers(CHANNEL)[-1])
    stage.settle_down()
    noor.submits(amount="150,00")
    stage.settle_down()
    stage.deliver()
    assert stage.card(number).ts != card.ts
    anke.edits(first, "Kan het met een dagkaart?")
    anke.deletes(second)
    stage.settle_down()
    talk = tell.sees("noor", number)
    assert "dagkaart" in talk
    assert "OV-kaart" not in talk
    assert "leenfiets" not in talk


def test_a_route_that_was_answered_is_not_asked_about_again(stage: BotStage, tell: SlackTeller) -> None:
    """The button in an old message says how it was answered, instead of a form that is refused in the end."""
    number = tell.asks("noor")
    tell.names_route("joost", number, "Leergeld", "Leergeld")
    stage.deliver()
    noor = stage.person("noor")
    asked = noor.finds_dm("er is een route")
    tell.answers_route("noor", number, 1, "Te laat", "De stage begint maandag.")
    noor.told()
    noor.presses("Antwoord op route", asked, stale=True)
    stage.settle_down()
    assert "heeft al een antwoord" in noor.told()
    assert noor.view is None


def test_a_long_message_becomes_a_route_whole(stage: BotStage, tell: SlackTeller) -> None:
    """The limit is said at sending; nothing of it is cut before."""
    number = tell.asks("noor")
    stage.deliver()
    words = "Vraag het bij het Noodfonds aan, dat doet dit elk jaar. " * 5 + "Maar let op: alleen voor huurders."
    message = stage.person("anke").says(words, CHANNEL, under=stage.card(number))
    stage.settle_down()
    joost = stage.person("joost")
    joost.uses_message_shortcut("make_route", message)
    stage.settle_down()
    joost.submits(who="Noodfonds")
    assert "150" in str(joost.errors)
    assert joost.view
    assert "Maar let op: alleen voor huurders." in str(joost.view.content)


def test_who_links_hears_what_the_roles_do(stage: BotStage) -> None:
    """The welcome, with the own organisation in it."""
    stage.stand.join(stage.channel, stage.stand.add_person("anke2"))
    person = stage.person("anke2")
    person.types(f"/doorbraak koppel {stage.code('anke')}", CHANNEL)
    assert "Je bent meelezer: je kijkt mee vanuit UWV." in person.told()
