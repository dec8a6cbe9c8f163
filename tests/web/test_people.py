"""Beheer: an admin adds, changes and lets go of people; each change is in the log, in the admin's name."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from storage import administer
from storage import tables as t
from storage.codec import from_body
from tests.web.doors import news_of
from tests.web.stage import Stage, Visitor

NEW = {"name": "Fatima", "role-reviewer": "1", "organisation": "UWV", "district-Overvecht": "1"}


def admin(stage: Stage) -> Visitor:
    """Give the browser of the admin."""
    return stage.visitor("ad")


def set_by(stage: Stage, person: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Give who set somebody, with the roles, from the log."""
    query = select(t.log.c.kind, t.log.c.v, t.log.c.body).where(t.log.c.kind == "person_set").order_by(t.log.c.seq)
    events = stage.store.answer(lambda connection: [from_body(*row) for row in connection.execute(query)])
    return [(one.by, one.roles) for one in events if one.person == person]


def test_everybody_stands_there_with_role_organisation_and_note(stage: Stage) -> None:
    """One page tells who takes part, who never signed in, and how the note was accepted."""
    stage.join("iris", ("reviewer",), accepted=True)
    stage.join("bo", ("lead",))
    page = admin(stage).open("/beheer")
    assert page.title == page.h1 == "Beheer"
    assert {"Noor", "Joost", "Ad", "Iris", "Bo"} <= set(page.links)
    assert "Iris meelezer UWV · alle wijken Geheimhouding: ingevuld door wie de bot draait" in page.text
    assert "Bo regisseur UWV · alle wijken Geheimhouding: nog niet akkoord" in page.text
    assert "programmabestand" in page.text


def test_somebody_is_added_gets_a_code_and_comes_in(stage: Stage) -> None:
    """From the form to the first page, without a terminal; the code is shown once and works once."""
    ad = admin(stage)
    ad.open("/beheer")
    ad.open("/beheer/nieuw")
    page = ad.press("Toevoegen", NEW)
    assert (page.h1, page.path) == ("Fatima", "/beheer/mensen/fatima")
    assert "Fatima is bewaard." in page.text
    code = re.search(r"[A-Z0-9]{8}", ad.press("Geef een code").text)
    assert code
    assert "15 minuten, één keer" in ad.page.text
    assert code[0] not in ad.open("/beheer/mensen/fatima").text
    fatima = stage.visitor()
    fatima.open("/")
    assert fatima.press("Inloggen", {"code": code[0]}).h1 == "Geheimhouding"
    fatima.press("Ik ga akkoord")
    assert "Geheimhouding: zelf akkoord op 9 maart 2026" in ad.open("/beheer").text
    assert [by for by, _ in set_by(stage, stage.person_of("fatima"))] == ["ad", None, stage.person_of("fatima")]
    assert stage.differences() == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Vul een naam in"),
        ({"role-reviewer": ""}, "ten minste één rol"),
        ({"organisation": "Nergens"}, "Kies een organisatie"),
        ({"email": "fatima"}, "geen mailadres"),
        ({"accepted_on": "2026-03-10"}, "moet nog komen"),
        ({"accepted_on": "gisteren"}, "begrijpen deze datum niet"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    stage: Stage, wrong: dict[str, str], said: str
) -> None:
    """An alert above with a link to the field; name, choices and ticks stand as they were; nobody is added."""
    ad = admin(stage)
    ad.open("/beheer/nieuw")
    page = ad.press("Toevoegen", NEW | {"name": "Fatima de Boer"} | wrong)
    field = {"role-reviewer": "roles"}.get(next(iter(wrong)), next(iter(wrong)))
    assert page.status == 422
    assert said in page.problems
    assert f"#{field}" in page.links.values()
    assert field in page.ids()
    assert page.forms[1].values["district-Overvecht"] == "1"
    assert "Fatima" not in ad.open("/beheer").links


def test_roles_organisation_and_districts_change_at_the_next_click(stage: Stage) -> None:
    """What somebody may follows the form at once; the log knows which admin did it."""
    karim, ad = stage.visitor("karim"), admin(stage)
    number = stage.visitor("noor").ask(district="Zuilen")
    assert karim.open(f"/aanvragen/{number}").status == 404
    ad.open("/beheer/mensen/karim")
    ad.press("Bewaren", {"district-Zuilen": "1", "organisation": "UWV", "name": "Karim B."})
    assert karim.open(f"/aanvragen/{number}").status == 200
    assert set_by(stage, "karim")[-1] == ("ad", ("koploper",))
    assert (stage.person("karim")["organisation"], stage.person("karim")["name"]) == ("UWV", "Karim B.")


def test_a_manager_is_never_made_a_reviewer_silently(stage: Stage) -> None:
    """The page says beside the roles, after saving and from then on that a manager does not vote (R3)."""
    number = stage.visitor("noor").ask()
    ad = admin(stage)
    page = ad.open("/beheer/mensen/mira")
    assert "Een programmamanager stemt niet mee, ook niet als meelezer." in page.text
    page = ad.press("Bewaren", {"role-reviewer": "1"})
    assert "Let op: Mira is ook programmamanager." in page.text
    assert "Akkoord" not in stage.visitor("mira").open(f"/aanvragen/{number}").buttons


def test_the_last_admin_stays(stage: Stage) -> None:
    """Not by changing roles, not by leaving, not by taking the sign-in away; with a second admin it can be done."""
    ad = admin(stage)
    ad.open("/beheer/mensen/ad")
    form = ad.page.form_with("Bewaren")
    assert "laatste beheerder" in ad.send(form, {"role-admin": "", "role-koploper": "1"}).problems
    ad.open("/beheer/mensen/ad")
    assert "laatste beheerder" in ad.press("Apparaten en accounts wegnemen").problems
    ad.open("/beheer/mensen/ad/vertrek")
    assert "laatste beheerder" in ad.press("Ad gaat weg").problems
    stage.join("els", ("admin",))
    ad.open("/beheer/mensen/ad")
    assert ad.send(ad.page.form_with("Bewaren"), {"role-admin": "", "role-koploper": "1"}).h1 == "Wat wacht op mij"
    assert ad.open("/beheer").status == 403


def test_an_admin_who_changes_the_own_roles_is_heard_of_by_the_others(stage: Stage) -> None:
    """All other admins and every manager hear it at once, with before and after; the admin does not."""
    stage.join("otto", ("admin",))
    ad = admin(stage)
    ad.open("/beheer/mensen/ad")
    ad.press("Bewaren", {"role-lead": "1"})
    said = "Ad is beheerder en veranderde de eigen rol. Eerst: beheerder. Nu: regisseur en beheerder."
    assert all(said in news_of(stage, key) for key in ("otto", "mira"))
    assert "Ad is beheerder en veranderde" not in news_of(stage, "noor")


@pytest.mark.parametrize(("role", "told"), [("lead", True), ("admin", True), ("reviewer", False)])
def test_managers_hear_at_once_of_a_role_that_decides(stage: Stage, role: str, told: bool) -> None:
    """Who gets lead or admin is told, once; a reviewer waits for the monthly letter, and so does another district."""
    ad = admin(stage)
    ad.open("/beheer/mensen/karim")
    ad.press("Bewaren", {f"role-{role}": "1"})
    ad.open("/beheer/mensen/karim")
    ad.press("Bewaren", {"district-Ondiep": "1"})
    assert news_of(stage, "mira").count("Ad maakte Karim") == int(told)


def test_taking_access_away_signs_out_everywhere(stage: Stage) -> None:
    """Chat accounts, devices and codes go, and the page says what is next."""
    joost, ad = stage.visitor(), admin(stage)
    joost.open("/")
    joost.press("Inloggen", {"code": stage.code("joost"), "remember": "1"})
    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("joost"), "telegram", "1001"))
    page = ad.open("/beheer/mensen/joost")
    assert "Chataccounts1" in page.text.replace(" ", "")
    page = ad.press("Apparaten en accounts wegnemen")
    assert "Joost is overal uitgelogd." in page.text
    assert joost.open("/aanvragen").path == "/"
    assert stage.person("joost")["linked_at"] is None


def test_a_session_of_before_stays_ended_after_a_fresh_code(stage: Stage) -> None:
    """Whoever has a stolen telephone does not come back in together with its owner."""
    stolen, ad = stage.visitor("joost"), admin(stage)
    ad.open("/beheer/mensen/joost")
    ad.press("Apparaten en accounts wegnemen")
    stage.clock.go_on(minutes=1)
    owner = stage.visitor()
    assert owner.sign_in("joost").h1 == "Wat wacht op mij"
    assert stolen.open("/aanvragen").path == "/"
    assert owner.open("/aanvragen").h1 == "Aanvragen"


def test_who_leaves_hands_over_what_is_open(stage: Stage) -> None:
    """What is open is named first; the one it goes to has it, in the name of this admin, and who left is gone."""
    number = stage.visitor("noor").ask()
    ad = admin(stage)
    page = ad.open("/beheer/mensen/noor/vertrek")
    assert number in page.links
    assert "Karim" in page.html
    page = ad.press("Noor gaat weg", {"to": "karim"})
    assert f"Noor doet niet meer mee. Overgedragen aan Karim: {number}." in page.text
    assert "Noor" not in page.links
    assert number in stage.visitor("karim").open("/mijn-aanvragen").text
    assert "Ad" in stage.visitor("els").open(f"/aanvragen/{number}").text
    assert stage.differences() == ()


def test_a_hand_over_that_cannot_be_done_changes_nothing(stage: Stage) -> None:
    """Somebody who is no koploper takes nothing over, and then nobody leaves."""
    stage.visitor("noor").ask()
    ad = admin(stage)
    ad.open("/beheer/mensen/noor/vertrek")
    for to in ("joost", "noor", "nobody"):
        page = ad.send(ad.page.form_with("Noor gaat weg"), {"to": to})
        assert page.status == 422
        assert "Er is niets veranderd" in page.problems
    assert stage.person("noor")["left_at"] is None
    assert "Nog aan niemand" in ad.page.html
    ad.press("Noor gaat weg", {"to": ""})
    assert "Nog over te dragen: VE-2026-0001" in ad.page.text


@pytest.mark.parametrize(
    ("page", "button", "then", "gone"),
    [
        ("", "Apparaten en accounts wegnemen", "Apparaten en accounts wegnemen", "linked_at"),
        ("/vertrek", "Joost gaat weg", "Deze persoon gaat weg", "linked_at"),
    ],
)
def test_taking_somebodys_access_away_asks_to_sign_in_once_more(
    stage: Stage, page: str, button: str, then: str, gone: str
) -> None:
    """Whoever finds the telephone of an admin shuts nobody out; after signing in it takes one press."""
    ad = admin(stage)
    stage.clock.go_on(minutes=11)
    ad.open(f"/beheer/mensen/joost{page}")
    assert ad.press(button).title == "Log nog een keer in"
    assert stage.person("joost")[gone] is not None
    ad.press("Inloggen", {"code": stage.code("ad")})
    assert ad.page.title == "Je kunt verder"
    ad.press(then)
    assert stage.person("joost")[gone] is None


def test_a_key_that_is_taken_gets_a_number(stage: Stage) -> None:
    """Two people of one name are two people."""
    ad = admin(stage)
    for key in ("noor2", "noor3"):
        ad.open("/beheer/nieuw")
        assert ad.press("Toevoegen", NEW | {"name": "Noor"}).path == f"/beheer/mensen/{key}"


def test_nobody_of_another_programme_can_be_looked_at_or_changed(stage: Stage) -> None:
    """A key of elsewhere is a page that is not there, for every address of Beheer."""
    other = administer.PersonEntry(
        id=PersonId("ver"), key="ver", name="Ver", roles=("koploper",), organisation="X", linked_at=stage.clock()
    )

    def work(uow) -> None:
        administer.add_programme(uow, ProgrammeId("delft"), "Delft", ["Noord"], Policy(), stage.clock())
        administer.set_person(uow, ProgrammeId("delft"), other, stage.clock())

    stage.store.run(work)
    ad = admin(stage)
    assert "Ver" not in ad.open("/beheer").links
    assert ad.open("/beheer/mensen/ver").status == 404
    assert ad.open("/beheer/mensen/ver/vertrek").status == 404
    form = ad.open("/beheer/mensen/joost").form_with("Geef een code")
    for last in ("", "/code", "/ontkoppelen", "/vertrek"):
        form.action = f"/beheer/mensen/ver{last}"
        assert ad.send(form, NEW).status == 404, last
    assert stage.person("ver")["linked_at"]
