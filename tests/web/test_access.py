"""The table of access against the pages and the console: everybody in it visits every address and types every word."""

from __future__ import annotations

import io
import re

import pytest
from starlette.routing import Mount, Route

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from handlers.access import COMMANDS, CONSOLE, MAY, PAGES, Who
from handlers.console import converse
from handlers.console.parse import VERBS
from handlers.console.register import LISTENERS
from handlers.web.actions import ACTIONS
from handlers.web.routes import make_routes
from storage import administer
from tests.web.forms import Page
from tests.web.stage import FILLED, UTRECHT, Stage, Visitor
from tools.access_page import SUBJECTS, Subject

_NOT_SET_UP = frozenset(
    "/inloggen/mail /inloggen/gevraagd /inloggen/organisatie /inloggen/terug /inloggen/kies".split()
)
"""Without a mail server and an identity provider these doors are not there."""
_SHOWS_SIGN_IN = frozenset("/ /inloggen /inloggen/link /demo /uitloggen /mijn-gegevens/overal-uitloggen".split())
REFUSED = {
    Who.KOPLOPER: ("Dit is voor koplopers", "Alleen koplopers"),
    Who.FUND: ("Uitgaven zijn voor",),
    Who.ACCOUNTS: ("Verantwoording is voor",),
}


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    """An address that nobody thought about cannot be added; one that went leaves the table."""
    routes: set[tuple[str, str]] = set()
    for route in make_routes():
        if isinstance(route, Mount):
            routes.add(("GET", route.path))
        else:
            assert isinstance(route, Route)
            routes |= {(method, route.path) for method in (route.methods or set()) - {"HEAD"}}
    assert routes == set(PAGES)


def test_every_word_and_every_button_has_its_row() -> None:
    """Words of the console are in the table, and each button is a command of it."""
    assert set(CONSOLE) == set(LISTENERS) == set(VERBS.values()) - {"stop"}
    assert {action.may for action in ACTIONS.values()} == set(COMMANDS) - {"submit"}


def test_pages_of_one_role_begin_with_a_segment_of_their_own() -> None:
    """Below a first segment that asks for a role no page asks for less."""
    asked: dict[str, set[Who]] = {}
    for (_, path), row in PAGES.items():
        asked.setdefault(path.split("/")[1], set()).add(row.who)
    shared = {first for first, who in asked.items() if len(who) > 1}
    assert shared == {"aanvragen"}
    assert asked["aanvragen"] == {Who.LINKED, Who.LEAD}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_everybody_who_visits_every_address_finds_what_the_table_says(stage: Stage, subject: Subject) -> None:
    """Open, forbidden, not there, to the note, or to the sign-in; nothing of the request where it may not be seen."""
    number = _prepare(stage, subject)
    draft = _draft_of_noor(stage)
    visitor = stage.visitor("subject")
    wrong: list[str] = []
    for method, path in sorted(PAGES, key=lambda one: "uitloggen" in one[1]):
        for address in _addresses(path, number, draft):
            page = _visit(stage, visitor, method, address)
            said, met = _says(subject, method, path), _met(page, address)
            if met != said or (said != "open" and "Een jongere kan niet" in page.text):
                wrong.append(f"{method} {address}: {met} ({page.status}), not {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_everybody_who_types_every_word_meets_what_the_table_says(stage: Stage, subject: Subject) -> None:
    """Who may not use a word is told so; before the note every word leads there."""
    _prepare(stage, subject)
    person = subject.person()
    for word in (one for one in CONSOLE if one not in COMMANDS):
        typed = next(shown for shown, verb in VERBS.items() if verb == word)
        needs_number = word in ("look", "tell_client", "copy_for_file")
        said = _typed(stage, f"{typed} VE-2026-0001" if needs_number else typed)
        if person is None or not person.active:
            assert "nog niet gekoppeld" in said, word
        elif person.must_accept and word != "help":
            assert "Ga je akkoord?" in said, word
        else:
            refusal = REFUSED.get(CONSOLE[word], ())
            assert any(text in said for text in refusal) == (not MAY[CONSOLE[word]](person)), word


def _prepare(stage: Stage, subject: Subject) -> str:
    """Let the subject take part and put a request; gives its number."""
    if subject.roles:
        _join(stage, subject)
    number = stage.visitor("subject" if subject.place.mine else "noor").ask()
    if subject.place.recused:
        visitor = stage.visitor("subject")
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Ik doe niet mee")
    if subject.left:
        stage.leave("subject")
    stage.join("weg", ("koploper",))
    return number


def _join(stage: Stage, subject: Subject) -> None:
    programme, now = UTRECHT, stage.clock()
    if not subject.place.found:
        programme = ProgrammeId("delft")
        stage.store.run(lambda uow: administer.add_programme(uow, programme, "Delft", ["Noord"], Policy(), now))
    entry = administer.PersonEntry(
        id=PersonId("subject"),
        key="subject",
        name="Iemand",
        roles=tuple(role.value for role in subject.roles),
        organisation="Buurtteam" if subject.place.own_organisation else "UWV",
        districts=() if subject.place.own_district or not subject.place.found else ("Zuilen",),
        accepted_on=stage.clock().date() if subject.accepted else None,
        linked_at=stage.clock(),
    )
    stage.store.run(lambda uow: administer.set_person(uow, programme, entry, stage.clock()))


def _draft_of_noor(stage: Stage) -> str:
    """Let somebody else write half a request."""
    noor = stage.visitor("noor")
    noor.open("/nieuwe-aanvraag")
    noor.press("Verder", FILLED | {"client": "BOKS-2002"})
    return noor.page.path.rpartition("/")[2]


def _addresses(path: str, number: str, draft: str) -> list[str]:
    """Give real addresses of a row: the request, a person, the draft of somebody else, each button."""
    slugs = ACTIONS if "{action}" in path else ("",)
    filled = path.replace("{number}", number).replace("{key}", "weg").replace("{draft}", draft)
    return [filled.replace("{action}", slug) + ("/theme.css" if path == "/static" else "") for slug in slugs]


def _visit(stage: Stage, visitor: Visitor, method: str, address: str) -> Page:
    if method == "GET":
        return visitor.open(address)
    page = visitor.open("/mijn-gegevens")
    form = page.forms[0]
    form.action = address
    form.values = {"csrf_token": form.values["csrf_token"]}
    page = visitor.send(form, follow=False)
    if page.status == 303 and page.headers["location"] in ("/", "/geheimhouding"):
        page = visitor.open(page.headers["location"])
    visitor.bring_session("subject")
    return page


def _met(page: Page, address: str) -> str:
    """Say what a visitor met."""
    if page.status in (403, 404):
        return {403: "forbidden", 404: "not there"}[page.status]
    if page.status == 401 or (page.h1 == "Inloggen" and address not in _SHOWS_SIGN_IN):
        return "sign in"
    asks = "Ik ga akkoord" in page.buttons
    return "note" if asks and address not in ("/", "/demo", "/geheimhouding") else "open"


def _says(subject: Subject, method: str, path: str) -> str:
    """Say what the table says."""
    row, person = PAGES[method, path], subject.person()
    if path == "/mijn-gegevens/overal-uitloggen":
        return "open"  # it ends at the sign-in, whoever comes
    if path in _NOT_SET_UP:
        return "not there"
    if row.who is Who.ANYBODY:
        return "open"
    if person is None or not person.active:
        return "sign in"
    if person.must_accept and not row.before_note:
        return "forbidden" if path.endswith(("/versie", "/delen", "/concept")) else "note"
    if not MAY[row.who](person):
        return "forbidden"
    if "{draft}" in path or ("{key}" in path and not subject.place.found):
        return "not there"
    return "open" if "{number}" not in path or _sees(subject) else "not there"


def _sees(subject: Subject) -> bool:
    person, place = subject.person(), subject.place
    if person is None or not place.found:
        return False
    return person.is_reviewer or person.minds_the_fund or (person.is_koploper and (place.mine or place.own_district))


def _typed(stage: Stage, line: str) -> str:
    out = io.StringIO()
    stage.loop.run(converse(stage.desk, PersonId("subject"), [line], out))
    return re.sub(r"\s+", " ", out.getvalue())
