"""Every press is answered, once and in private: who may not, too late, on an old card, not linked, while busy."""

from __future__ import annotations

import json
import sqlite3

from sqlalchemy import select

from storage import tables as t
from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.teller import SlackTeller
from tests.web.doors import audited
from tests.web.stage import FILLED

REVIEWERS = ("joost", "anke", "bram")


def test_the_poster_cannot_judge_the_own_request(stage: BotStage, tell: SlackTeller) -> None:
    """Each button says why, in the words of the rules."""
    number = tell.asks("noor")
    stage.deliver()
    card = stage.card(number, "noor")
    for word in ("Akkoord", "Akkoord, maar minder", "Bezwaar"):
        stage.person("noor").presses(word, card)
        stage.settle_down()
        assert "Alleen meelezers stemmen" in stage.person("noor").told()
        assert stage.person("noor").view is None


def test_the_log_says_that_a_deed_came_from_slack(stage: BotStage, tell: SlackTeller) -> None:
    """From where is one of the six fields: a form, a press and a message, each by its channel and nothing more."""
    number = tell.asks("noor")
    tell.approves("joost", number)
    tell.says("anke", number, "Kan het ook met een OV-kaart?")
    stage.settle_down()
    kinds = ("submitted", "approved", "remarked")
    query = select(t.log.c.kind, t.log.c.body).where(t.log.c.kind.in_(kinds)).order_by(t.log.c.seq)
    lines = stage.store.answer(lambda connection: connection.execute(query).all())
    assert [(kind, json.loads(body).get("origin")) for kind, body in lines] == [(kind, "slack") for kind in kinds]


def test_who_is_not_linked_is_told_how(stage: BotStage, tell: SlackTeller) -> None:
    """A press and a command; nothing is stored."""
    number = tell.asks("noor")
    gijs = stage.stand.add_person("gijs")
    stage.stand.join(stage.channel, gijs)
    stage.deliver()
    person = stage.person("gijs")
    person.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "/doorbraak koppel CODE" in person.told()
    person.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    assert "/doorbraak koppel CODE" in person.told()


def test_a_code_links_an_account_once(stage: BotStage, tell: SlackTeller) -> None:
    """The code is good for one account; another one who types it is told so; the linked one votes."""
    number = tell.asks("noor")
    for name in ("joost2", "iemand"):
        stage.stand.join(stage.channel, stage.stand.add_person(name))
    code = stage.code("joost")
    one, other = stage.person("joost2"), stage.person("iemand")
    one.types(f"/doorbraak koppel {code.lower()}", CHANNEL)
    assert "Je bent gekoppeld als Joost, Utrecht" in one.told()
    (line,) = audited(stage, "account_linked")
    assert ('"by":"joost"' in line, '"origin":"slack"' in line, "joost2" in line.lower()) == (True, True, False)
    other.types(f"/doorbraak koppel {code}", CHANNEL)
    assert "Deze code klopt niet" in other.told()
    stage.deliver()
    one.presses("Akkoord", stage.card(number, "joost2"))
    stage.settle_down()
    assert "Je bent akkoord" in one.told()


def test_a_stale_card_changes_nothing_and_shows_the_present_state(stage: BotStage, tell: SlackTeller) -> None:
    """Somebody presses on a card of before the change."""
    number = tell.asks("noor")
    stage.deliver()
    old = stage.card(number)
    tell.changes_amount("noor", number, "150,00")
    joost = stage.person("joost")
    joost.presses("Akkoord", old, stale=True)
    stage.settle_down()
    told = joost.told()
    assert "Noor heeft de aanvraag aangepast" in told
    assert "150,00" in told
    joost.presses("Akkoord", joost.whispers(CHANNEL)[-1])
    stage.settle_down()
    assert "Je bent akkoord" in joost.told()


def test_a_press_after_the_end_says_how_it_ended(stage: BotStage, tell: SlackTeller) -> None:
    """The vote no longer counts; words that came with it are kept in the talk."""
    number = tell.asks("noor")
    stage.deliver()
    old = stage.card(number)
    for who in REVIEWERS:
        tell.approves(who, number)
    joost = stage.person("joost")
    joost.presses("Akkoord", old, stale=True)
    stage.settle_down()
    assert "is al klaar: toegekend" in joost.told()


def test_a_trigger_that_was_too_slow_is_offered_again(stage: BotStage, tell: SlackTeller) -> None:
    """Slack keeps a trigger for three seconds: the form comes with one more press."""
    number = tell.asks("noor")
    stage.deliver()
    stage.stand.faults.refuse("expired_trigger_id", "views.open")
    joost = stage.person("joost")
    joost.presses("Bezwaar", stage.card(number))
    stage.settle_down()
    assert "Dat duurde te lang" in joost.told()
    joost.presses("Bezwaar", joost.whispers(CHANNEL)[-1])
    stage.settle_down()
    joost.submits(reason="Dit kan tweedehands.")
    stage.settle_down()
    assert "Je bezwaar staat erbij" in joost.told()


def test_a_receipt_whose_answer_was_lost_is_not_repeated(stage: BotStage, tell: SlackTeller) -> None:
    """One private answer, also when nobody knows whether it arrived."""
    number = tell.asks("noor")
    stage.deliver()
    stage.stand.faults.lose("response_url")
    joost = stage.person("joost")
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert joost.told().count("Je bent akkoord") == 1


def test_a_busy_database_fails_visibly_and_can_be_repeated(stage: BotStage, tell: SlackTeller) -> None:
    """Within three seconds: nothing was changed, press again; the same for a form, whose text stays."""
    number = tell.asks("noor")
    stage.deliver()
    joost, card = stage.person("joost"), stage.card(number)
    with Locked(stage):
        reply = joost.presses("Akkoord", card)
        assert reply.seconds < 3
        stage.settle_down()
        assert "Probeer opnieuw" in joost.told()
    assert "Je bent akkoord" in tell.approves("joost", number)


class Locked:
    """Holds the database, as another process would that writes for long."""

    def __init__(self, stage: BotStage) -> None:
        self._connection = sqlite3.connect(str(stage.file), isolation_level=None)

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self._connection.execute("ROLLBACK")
        self._connection.close()


def test_private_details_are_said_at_their_field_and_post_nothing(stage: BotStage, tell: SlackTeller) -> None:
    """A telephone number in the question: nothing is stored of that field and nothing is posted."""
    told = tell.tries_to_ask("noor", question="Bel haar op 06 12 34 56 78.")
    assert "Er staat een telefoonnummer in je tekst" in told
    stage.deliver()
    assert not stage.stand.calls("chat.postMessage")


def test_a_wrong_amount_is_said_at_its_field(stage: BotStage, tell: SlackTeller) -> None:
    """In the form of a vote and in that of a request."""
    number = tell.asks("noor")
    assert "125,50" in tell.approves("joost", number, at_most="1250.50")
    assert "hoogstens twee cijfers na de komma" in tell.tries_to_ask("noor", client="BOKS-2002", amount="12,345")


def test_no_file_gives_a_code_that_is_good_for_sending(stage: BotStage) -> None:
    """Geen dossier: a code to write down, and the form goes on without a number."""
    noor = stage.person("noor")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    noor.presses_in_modal("Geen dossier")
    stage.settle_down()
    assert "Schrijf deze code op bij de klant: ZD-" in noor.modal
    noor.submits(**{name: FILLED[name] for name in ("theme", "amount", "question", "if_nothing", "district")})
    assert "Klopt dit?" in noor.modal
    noor.submits()
    stage.settle_down()
    assert "is verstuurd" in noor.told()


def test_what_is_needed_sooner_asks_once_about_urgency(stage: BotStage) -> None:
    """A date before anybody has to answer: the check step asks, and then sends all the same."""
    noor = stage.person("noor")
    noor.uses_shortcut("new_request")
    stage.settle_down()
    names = ("client", "theme", "amount", "question", "if_nothing", "district")
    noor.submits(**{name: FILLED[name] for name in names})
    noor.submits(needed_by="2026-03-10")
    assert "Wil je Spoed aanzetten?" in noor.modal
    noor.submits()
    stage.settle_down()
    assert "is verstuurd" in noor.told()


def test_texts_that_look_like_formatting_stay_what_they_are(stage: BotStage, tell: SlackTeller) -> None:
    """Links, mentions, entities, stars and emoji never fail a message and mean nothing."""
    odd = "<!channel> <@U01ELS> a & b *vet* _schuin_ ~weg~ `code` :smile: 😀 < > &amp; <https://example.org|klik>"
    number = tell.asks("noor", question=f"{odd} fiets nodig.")
    stage.deliver()
    assert "<!channel>" in stage.card(number).text
    posted = stage.stand.calls("chat.postMessage")[0].args
    assert "<!channel>" not in posted["text"]
    assert "&lt;!channel&gt;" in posted["text"]


def test_six_routes_on_a_card_show_the_open_ones_and_a_button_for_all(stage: BotStage, tell: SlackTeller) -> None:
    """A card stays short; who wants all of them presses."""
    number = tell.asks("noor")
    for route in ("Leergeld", "U-pas", "Fonds", "Kerk", "Buurt", "School"):
        tell.names_route("anke", number, route, "W&I")
    stage.deliver()
    noor = stage.person("noor")
    noor.presses("Antwoord op route 6", next(one for one in noor.dms() if "Antwoord op route 6" in one.buttons))
    stage.settle_down()
    noor.submits(verdict="too_late", reason="De stage begint maandag.")
    stage.deliver()
    card = stage.card(number)
    assert "School" not in card.text
    stage.person("joost").presses("Alle routes", card)
    stage.settle_down()
    assert "School" in stage.person("joost").told()


def test_everything_that_was_shown_is_valid_and_nothing_was_refused(stage: BotStage, tell: SlackTeller) -> None:
    """The stand checks each message and view against Slack's own types; leaving it fails on the first fault."""
    number = tell.asks("noor", urgent="ja", urgent_reason="De stroom gaat eraf.", pay_to="De winkel")
    stage.person("noor").opens_home()
    stage.settle_down()
    assert number in stage.person("noor").home
    assert stage.stand.record.violations == []


def test_open_in_the_browser_is_a_link_of_one_use_for_that_person(stage: BotStage, tell: SlackTeller) -> None:
    """Private, and it leads to the request."""
    number = tell.asks("noor")
    stage.deliver()
    joost = stage.person("joost")
    joost.presses("Bekijk", stage.card(number))
    stage.settle_down()
    address = next(
        element["url"]
        for block in joost.whispers(CHANNEL)[-1].blocks
        for element in block.get("elements", ())
        if "url" in element
    )
    visitor = stage.visitor()
    visitor.open(address)
    visitor.press("Inloggen")
    assert number in visitor.page.text


def test_who_answers_below_a_direct_message_is_told_where_to_answer(stage: BotStage, tell: SlackTeller) -> None:
    """It looks like a thread to talk in, and it is none: nobody else would ever read it."""
    number = tell.asks("noor")
    tell.names_route("joost", number, "Leergeld", "Leergeld")
    stage.deliver()
    noor = stage.person("noor")
    asked = noor.finds_dm("er is een route")
    noor.says("Dat duurt te lang.", asked.message.channel, under=asked)
    stage.settle_down()
    assert "Ik lees hier niet mee." in noor.told()
