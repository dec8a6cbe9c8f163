"""Several workspaces for one programme, several programmes in one workspace, and who is linked by mail."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from storage import administer
from storage import tables as t
from tests.slack.bot_stage import TEAM, BotStage, account_of
from tests.slack.teller import SlackTeller
from tests.web.stage import SETTINGS, START, UTRECHT

OTHER = ProgrammeId("zeist")
_ASKED = {
    "client": "BOKS-9001",
    "theme": "fiets",
    "amount": "80",
    "question": "Een fiets helpt.",
    "if_nothing": "De stage stopt.",
}


def test_somebody_of_another_workspace_votes_in_a_shared_channel(stage: BotStage, tell: SlackTeller) -> None:
    """The account is the home workspace and the user; the same user id at home is somebody else."""
    stage.stand.workspace("T02UWV", domain="uwv")
    stranger = stage.stand.add_person("anke-uwv", "T02UWV", id="U02ANKE")
    stage.channel.teams.append("T02UWV")
    stage.channel.members.add(stranger.id)
    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("anke"), "slack", "T02UWV:U02ANKE"))
    number = tell.asks("noor")
    stage.deliver()
    person = stage.person("anke-uwv")
    person.presses("Akkoord", stage.card(number, "anke-uwv"))
    stage.settle_down()
    assert "Je bent akkoord" in person.told()
    stage.deliver()
    assert "Anke (UWV)" in stage.card(number).text


def test_a_stranger_in_a_shared_channel_is_nobody_here(stage: BotStage, tell: SlackTeller) -> None:
    """Also when the user id is that of somebody who is linked at home."""
    stage.stand.workspace("T03ELSE", domain="elders")
    stranger = stage.stand.add_person("vreemde", "T03ELSE", id="U03VREEMD")
    stage.channel.teams.append("T03ELSE")
    stage.channel.members.add(stranger.id)
    stage.store.run(
        lambda uow: administer.link_identity(uow.connection, PersonId("bram"), "slack", f"{TEAM}:U03VREEMD")
    )
    number = tell.asks("noor")
    stage.deliver()
    person = stage.person("vreemde")
    person.presses("Akkoord", stage.card(number, "vreemde"))
    stage.settle_down()
    assert "Akkoord: 0 van 3" in stage.card(number).text


def _second_programme(uow: Any) -> None:
    administer.add_programme(uow, OTHER, "Zeist", ["Centrum"], Policy(), START)
    administer.set_budget(uow, OTHER, 2026, 1_000_000, START)
    people = (("noor-zeist", "Noor", "koploper", "noor"), ("joost-zeist", "Joost", "reviewer", "joost"))
    for key, name, role, account in people:
        entry = administer.PersonEntry(
            id=PersonId(key),
            key=key,
            name=name,
            roles=(role,),
            organisation="Zeist" if role == "koploper" else "Vier",
            accepted_on=START.date(),
            linked_at=START,
            identities={"slack": account_of(account)},
        )
        administer.set_person(uow, OTHER, entry, START)
    administer.set_place(
        uow, OTHER, "zeist-1", platform="slack", address=f"{TEAM}:C02ZEIST", districts=[], purposes=["requests"]
    )


def _in_two_programmes(stage: BotStage) -> None:
    people = [stage.person(key).user for key in ("noor", "joost")]
    stage.stand.add_channel("zeist", id="C02ZEIST", members=people, kind="private")
    stage.store.run(_second_programme)


def test_the_channel_says_which_programme_is_meant(stage: BotStage, tell: SlackTeller) -> None:
    """Two requests with the same number, in two channels: each vote counts in its own programme."""
    _in_two_programmes(stage)
    number = tell.asks("noor")
    noor, joost = stage.person("noor"), stage.person("joost")
    noor.types("/voorkomerger", "zeist")
    stage.settle_down()
    noor.submits(
        client="BOKS-9001", theme="fiets", amount="80", question="Een fiets helpt.", if_nothing="De stage stopt."
    )
    noor.submits()
    stage.deliver()
    card = joost.finds("Centrum", "zeist")
    assert number in card.text
    joost.presses("Akkoord", card)
    stage.settle_down()
    assert "Je bent akkoord" in joost.told()
    stage.deliver()
    assert "Akkoord: 1 van 3" in joost.finds("Centrum", "zeist").text
    assert "Akkoord: 0 van 3" in stage.card(number).text


def test_who_is_in_two_programmes_chooses_where_no_channel_says_it(stage: BotStage) -> None:
    """A shortcut has no channel: one press says which programme, then the form opens."""
    _in_two_programmes(stage)
    noor = stage.person("noor")
    noor.uses_shortcut("new_request")
    stage.settle_down()
    asked = noor.finds_dm("Voor welk programma")
    noor.presses("Zeist", asked)
    stage.settle_down()
    assert "Nieuwe aanvraag" in noor.modal
    assert "Wijk" not in noor.modal


def test_a_direct_message_acts_in_the_programme_that_it_is_about(stage: BotStage, tell: SlackTeller) -> None:
    """The same number twice; the button in the message knows its own."""
    _in_two_programmes(stage)
    number = tell.asks("noor")
    tell.names_route("joost", number, "Leergeld", "Leergeld")
    noor = stage.person("noor")
    noor.types("/voorkomerger", "zeist")
    stage.settle_down()
    noor.submits(
        client="BOKS-9001", theme="fiets", amount="80", question="Een fiets helpt.", if_nothing="De stage stopt."
    )
    noor.submits()
    stage.deliver()
    asked = noor.finds_dm("er is een route")
    noor.presses("Antwoord op route", asked)
    stage.settle_down()
    noor.submits(verdict="in_time")
    stage.deliver()
    assert "Opgelost" in stage.card(number).text
    assert "Open" in stage.person("joost").finds("Centrum", "zeist").text


def test_a_verified_mail_address_links_when_the_programme_allows_it(stage: BotStage, tell: SlackTeller) -> None:
    """A full member is linked at once and presses again; a guest with the same address never is."""
    stage.install.scopes |= {"users:read", "users:read.email"}

    def allow(uow: Any) -> None:
        administer.set_settings(uow, UTRECHT, {**SETTINGS, "link_by_email": True})
        for key in ("joost", "bram"):
            uow.connection.execute(delete(t.identities).where(t.identities.c.person_id == key))
            uow.connection.exec_driver_sql(f"UPDATE people SET email = '{key}@example.org' WHERE id = '{key}'")

    stage.store.run(allow)
    guest = stage.stand.add_person("gast", email="bram@example.org", kind="guest")
    stage.stand.join(stage.channel, guest)
    number = tell.asks("noor")
    stage.deliver()
    joost, gast = stage.person("joost"), stage.person("gast")
    gast.presses("Akkoord", stage.card(number, "gast"))
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "/doorbraak koppel CODE" in gast.told()
    assert "Je bent nu gekoppeld als Joost" in joost.told()
    joost.presses("Akkoord", stage.card(number))
    stage.settle_down()
    assert "Je bent akkoord" in joost.told()


def test_a_new_name_changes_nothing(stage: BotStage, tell: SlackTeller) -> None:
    """Who somebody is follows from workspace and user id."""
    number = tell.asks("noor")
    stage.stand.rename(stage.person("joost").user, "els")
    stage.deliver()
    stage.person("U01JOOST").presses("Akkoord", stage.card(number, "U01JOOST"))
    stage.deliver()
    assert "Joost (Portaal)" in stage.card(number, "U01ANKE").text


def test_a_command_where_no_channel_says_the_programme_is_about_each_of_them(
    stage: BotStage, tell: SlackTeller
) -> None:
    """What waits and what is mine, a part for each; a number that both know, and money, are asked about by name."""
    _in_two_programmes(stage)
    number = tell.asks("noor")
    noor, joost = stage.person("noor"), stage.person("joost")
    noor.types("/voorkomerger", "zeist")
    stage.settle_down()
    noor.submits(**_ASKED)
    noor.submits()
    stage.stand.add_channel("kantine", members=[noor.user, joost.user])

    mine = _answer_to(noor, "/doorbraak mijn")
    assert [mine.count(one) for one in (f"{number} · ", "Utrecht:", "Zeist:")] == [2, 1, 1]
    assert _answer_to(joost, "/doorbraak wacht").count(number) == 2
    asked = _answer_to(noor, f"/doorbraak {number}")
    assert "Welk programma bedoel je: Utrecht of Zeist?" in asked
    assert "Een fiets helpt." in _answer_to(noor, f"/doorbraak {number} zeist")
    assert "Alleen jij" not in _answer_to(noor, f"/doorbraak {number} utrecht")


def test_a_question_about_money_names_the_programme_when_there_are_two(stage: BotStage) -> None:
    """No figure of one is taken for the other's; the name is no part of the question."""
    manager = stage.store.answer(
        lambda connection: connection.execute(select(t.people.c.key).where(t.people.c.roles.like("%manager%"))).scalar()
    )
    assert manager
    stage.store.run(lambda uow: _second_programme(uow))

    def also_there(uow: Any) -> None:
        entry = administer.PersonEntry(
            id=PersonId("manager-zeist"),
            key="manager-zeist",
            name="Manager",
            roles=("manager",),
            organisation="Zeist",
            accepted_on=START.date(),
            linked_at=START,
            identities={"slack": account_of(manager)},
        )
        administer.set_person(uow, OTHER, entry, START)

    stage.store.run(also_there)
    person = stage.person(manager)
    stage.stand.add_channel("kantine", members=[person.user])

    assert "Welk programma bedoel je: Utrecht of Zeist?" in _answer_to(person, "/doorbraak uitgaven per thema")
    assert "alle wijken" in _answer_to(person, "/doorbraak uitgaven per thema dit jaar Zeist")


def _answer_to(person: Any, command: str) -> str:
    person.types(command, "kantine")
    return str(person.told())
