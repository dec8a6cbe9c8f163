"""What people type below a card: kept as talk, or said to its writer; files; a message that becomes a route."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.reports.threads import cells
from doorbraak.working_time import local_date
from storage import tables as t
from storage.overviews.threads import threads
from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller
from tests.web.stage import UTRECHT


def test_a_message_below_a_card_becomes_part_of_the_talk(stage: BotStage, tell: SlackTeller) -> None:
    """Colleagues on the web read along."""
    number = tell.asks("noor")
    stage.deliver()
    stage.person("anke").says("Kan het ook met een OV-kaart?", CHANNEL, under=stage.card(number))
    stage.settle_down()
    assert "Kan het ook met een OV-kaart?" in stage.visitor("noor").open(f"/aanvragen/{number}").text


def test_a_name_below_a_card_is_not_stored_and_its_writer_decides(stage: BotStage, tell: SlackTeller) -> None:
    """A direct message asks; one tap says that it is no name, and the text is talk from then on."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.says("Parnassia belt in mei.", CHANNEL, under=stage.card(number))
    stage.deliver()
    assert "Parnassia" not in tell.sees("noor", number)
    asked = anke.finds_dm("misschien een naam")
    choices = ["Ik pas het aan", "Dit is geen naam", "Dit is een collega"]
    assert [one for one in asked.buttons if one != "Bekijk"] == choices
    anke.presses("Dit is geen naam", asked)
    stage.settle_down()
    assert "Parnassia belt in mei." in tell.sees("noor", number)


def test_a_number_below_a_card_goes_to_the_lead_as_a_link_after_half_an_hour(
    stage: BotStage, tell: SlackTeller
) -> None:
    """Without its text; after the edit the writer is thanked."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    message = anke.says("Bel 06 12 34 56 78.", CHANNEL, under=stage.card(number))
    stage.deliver()
    assert "telefoonnummer" in anke.finds_dm("In je bericht").text
    _later(stage, minutes=31)
    told = stage.person("els").finds_dm("al een half uur").text
    assert "https://slack.com/archives/" in told
    assert "06 12" not in told
    anke.edits(message, "Ik bel even.")
    _later(stage, minutes=1)
    assert "Dank je, het is weg." in anke.finds_dm("Dank je").text


def test_how_many_could_read_it_is_asked_of_slack_and_noted(stage: BotStage, tell: SlackTeller) -> None:
    """Members of the channel without the bot: asked once in ten minutes, and only when something was found."""
    number = tell.asks("noor")
    stage.deliver()
    asked = len(_calls(stage))
    anke = stage.person("anke")
    anke.says("Kan het ook met een OV-kaart?", CHANNEL, under=stage.card(number))
    stage.settle_down()
    assert len(_calls(stage)) == asked
    for text in ("Bel 06 12 34 56 78.", "Of 06 87 65 43 21."):
        anke.says(text, CHANNEL, under=stage.card(number))
        stage.settle_down()
    assert len(_calls(stage)) == asked + 1
    members = len(stage.channel.members) - 1
    assert members > 2
    assert _noted(stage) == [members, members]


def test_where_slack_does_not_say_who_reads_along_it_is_unknown(stage: BotStage, tell: SlackTeller) -> None:
    """A scope that was taken away: the message is noted all the same, and nobody is told a wrong number."""
    number = tell.asks("noor")
    stage.deliver()
    stage.install.scopes -= {"channels:read", "groups:read"}
    stage.person("anke").says("Bel 06 12 34 56 78.", CHANNEL, under=stage.card(number))
    stage.settle_down()
    assert _noted(stage) == [0]
    today = local_date(stage.clock())
    found = stage.store.answer(lambda connection: threads(connection, UTRECHT, today, today, stage.clock()))
    assert cells(found.lines[0])["readers"] == "onbekend"
    stage.stand.record.violations.clear()


def _calls(stage: BotStage) -> list[object]:
    return [one for one in stage.stand.record.calls if one.method == "conversations.info"]


def _noted(stage: BotStage) -> list[int]:
    query = select(t.posted.c.readers).where(t.posted.c.kinds != "").order_by(t.posted.c.seen_at, t.posted.c.reference)
    return list(stage.store.answer(lambda connection: connection.execute(query).scalars().all()))


def _later(stage: BotStage, **time: float) -> None:
    stage.clock.go_on(**time)
    stage.stand.go_on(seconds=timedelta(**time).total_seconds())
    stage.settle_down()
    stage.sweep_threads()
    stage.deliver()


def test_a_file_is_not_stored_and_its_sender_is_told_why(stage: BotStage, tell: SlackTeller) -> None:
    """Below a card, and to the bot in person."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    anke.says("", CHANNEL, under=stage.card(number), files=("foto.jpg",))
    stage.deliver()
    assert "foto's" in anke.finds_dm("bewaren geen foto's").text
    stage.person("joost").says_to_bot("hallo")
    stage.settle_down()
    assert "/doorbraak help" in stage.person("joost").told()


def test_a_message_elsewhere_is_none_of_our_business(stage: BotStage, tell: SlackTeller) -> None:
    """A thread of their own is not looked at, not stored and not answered."""
    tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    root = anke.says("Wie gaat er mee lunchen?", CHANNEL)
    anke.says("Fatima ook, 06 12 34 56 78", CHANNEL, under=root)
    stage.deliver()
    assert anke.dms() == []


def test_a_message_becomes_a_route_by_a_shortcut(stage: BotStage, tell: SlackTeller) -> None:
    """Its text is in the form; who can arrange it is asked."""
    number = tell.asks("noor")
    stage.deliver()
    message = stage.person("anke").says("Misschien kan Leergeld dit.", CHANNEL, under=stage.card(number))
    joost = stage.person("joost")
    joost.uses_message_shortcut("make_route", message)
    stage.settle_down()
    assert joost.view is not None
    assert "Misschien kan Leergeld dit." in str(joost.view.content["blocks"])
    joost.submits(who="Leergeld")
    stage.settle_down()
    assert "Je route staat erbij." in joost.told()
    stage.deliver()
    assert "Misschien kan Leergeld dit." in stage.card(number).text


def test_who_is_mentioned_and_what_slack_made_a_link_read_as_they_were_typed(
    stage: BotStage, tell: SlackTeller
) -> None:
    """Colleagues on the web see a name and an address, not how Slack writes them; an edit is read alike."""
    number = tell.asks("noor")
    stage.deliver()
    anke = stage.person("anke")
    said = anke.says("@joost weet jij dit? Kijk op https://www.leergeld.nl & bel.", CHANNEL, under=stage.card(number))
    stage.settle_down()
    name = stage.store.answer(
        lambda connection: connection.execute(select(t.people.c.name).where(t.people.c.key == "joost")).scalar_one()
    )
    talk = tell.sees("noor", number)
    assert f"@{name} weet jij dit? Kijk op www.leergeld.nl & bel." in talk
    anke.edits(said, "@joost laat maar.")
    stage.settle_down()
    assert f"@{name} laat maar." in tell.sees("noor", number)
