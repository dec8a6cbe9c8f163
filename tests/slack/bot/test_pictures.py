"""The pictures of docs/slack.md: every kind of block that the bot sends can be drawn, and one that cannot is said."""

from __future__ import annotations

import pytest

from tests.slack.bot_stage import BotStage
from tests.slack.teller import SlackTeller
from tools import block_page
from tools.slack_pictures import tell as tell_the_story


def test_the_story_of_the_pictures_shows_what_docs_say(stage: BotStage) -> None:
    """Form, card, home and thread, with the words that matter."""
    pages = tell_the_story(stage)
    assert set(pages) == {"form", "card", "home", "thread"}
    assert "Wat is er nodig?" in pages["form"]
    assert "Akkoord: 1 van 3" in pages["card"]
    assert "Stille uren" in pages["home"]
    assert "Toegekend: €\u00a0125,50" in pages["thread"]


def test_everything_that_was_ever_shown_can_be_drawn(stage: BotStage, tell: SlackTeller) -> None:
    """Cards, forms of every button, private answers, direct messages."""
    number = tell.asks("noor", urgent="ja", urgent_reason="De stroom gaat eraf.")
    tell.names_route("joost", number, "Leergeld", "Leergeld", "10")
    tell.answers_route("noor", number, 1, "too_late", "De stage begint maandag.")
    tell.approves("anke", number, at_most="100,00")
    tell.objects("bram", number, "Dit kan via de bijstand.")
    tell.grants("els", number, "80,00", "Het kan niet wachten.")
    for who in ("noor", "els"):
        stage.person(who).opens_home()
    stage.person("mira").types("/doorbraak uitgaven per thema dit jaar")
    stage.settle_down()
    shown = [one.content.get("blocks") or [] for one in stage.stand.record.shown]
    assert len(shown) > 15
    for blocks in shown:
        block_page.drawn(blocks)


def test_a_kind_that_nobody_drew_is_named() -> None:
    """A new block asks for its drawing."""
    with pytest.raises(LookupError, match="video is not drawn yet"):
        block_page.drawn([{"type": "video"}])


def test_what_somebody_typed_stays_text() -> None:
    """A picture shows words, and never runs them."""
    drawn = block_page.drawn([{"type": "section", "text": {"type": "plain_text", "text": "<b>*x*</b>"}}])
    assert drawn == "<p>&lt;b&gt;*x*&lt;/b&gt;</p>"
