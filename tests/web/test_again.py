"""Signing in once more before a download: held, asked, and then one press."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Route

from doorbraak.ids import PersonId
from handlers.web.serve import signed_in
from handlers.web.sessions import new_session
from handlers.web.visit import Visit
from tests.web.doors import Letterbox, audited, give_mail, mail_of, send_mail
from tests.web.stage import Stage, a_stage

_FILTERED = "/uitgaven?period=2026&district=Overvecht&theme=fiets"


def test_right_after_sign_in_a_download_just_works(stage: Stage) -> None:
    """Ten minutes long nothing is asked."""
    visitor = stage.visitor()
    visitor.sign_in("mira")
    stage.clock.go_on(minutes=10)
    visitor.open("/uitgaven")
    assert visitor.press("Download Excel").html.startswith("PK")


def test_later_it_asks_once_more_and_then_takes_one_press(stage: Stage) -> None:
    """With the same filters as before, and nothing is downloaded or logged until then."""
    visitor = stage.visitor()
    visitor.sign_in("mira")
    stage.clock.go_on(minutes=11)
    visitor.open(_FILTERED)
    page = visitor.press("Download Excel")
    assert (page.title, page.path) == ("Log nog een keer in", "/opnieuw-inloggen")
    assert audited(stage, "download") == []

    page = visitor.press("Inloggen", {"code": stage.code("mira")})
    assert page.title == "Je kunt verder"
    page = visitor.press("Download Excel")
    assert page.headers["content-disposition"].endswith('overvecht-fiets-2026-01-01-2026-12-31.xlsx"')
    assert len(audited(stage, "download")) == 1
    assert visitor.open("/opnieuw-inloggen/verder").path == "/wat-wacht-op-mij"


def test_a_csv_keeps_its_kind(stage: Stage) -> None:
    """What is held are all fields of the form."""
    visitor = stage.visitor("mira")
    stage.clock.go_on(minutes=11)
    visitor.open("/uitgaven")
    visitor.press("Download CSV als data")
    visitor.press("Inloggen", {"code": stage.code("mira")})
    page = visitor.press("Download CSV")
    assert page.headers["content-disposition"].endswith('-data.csv"')


def test_a_remembered_device_is_no_proof(stage: Stage) -> None:
    """Whoever finds an open telephone reads, and downloads nothing."""
    visitor = stage.visitor()
    visitor.open("/")
    visitor.press("Inloggen", {"code": stage.code("mira"), "remember": "1"})
    stage.clock.go_on(hours=9)
    visitor.open("/uitgaven")
    assert visitor.press("Download Excel").title == "Log nog een keer in"


def test_a_link_by_mail_goes_on_where_one_was(tmp_path: Path) -> None:
    """Also in another browser: what was held is the person's, not the browser's."""
    with a_stage(tmp_path, mail=True) as stage:
        give_mail(stage, "mira")
        visitor, box, other = stage.visitor("mira"), Letterbox(), stage.visitor()
        stage.clock.go_on(minutes=20)
        visitor.open(_FILTERED)
        visitor.press("Download Excel")
        visitor.press("Mail mij een link", {"mail": mail_of("mira")})
        send_mail(stage, box)
        other.open(box.link())
        assert other.press("Inloggen").title == "Je kunt verder"
        assert other.press("Download Excel").html.startswith("PK")


def test_somebody_else_who_signs_in_gets_nothing_of_it(stage: Stage) -> None:
    """What was held belongs to who typed it."""
    visitor = stage.visitor("mira")
    stage.clock.go_on(minutes=11)
    visitor.open(_FILTERED)
    visitor.press("Download Excel")
    assert visitor.press("Inloggen", {"code": stage.code("els")}).title == "Wat wacht op mij"


def test_what_is_held_is_gone_after_an_hour(stage: Stage) -> None:
    """A form that waits too long is not sent by accident on another day."""
    visitor = stage.visitor("mira")
    stage.clock.go_on(minutes=11)
    visitor.open(_FILTERED)
    visitor.press("Download Excel")
    stage.clock.go_on(minutes=61)
    visitor.open("/")
    assert visitor.press("Inloggen", {"code": stage.code("mira")}).path == "/wat-wacht-op-mij"


def test_in_the_demo_it_is_one_press_on_the_same_button(demo: Stage) -> None:
    """Nobody has a code there."""
    visitor = demo.visitor()
    visitor.open("/")
    visitor.press("Mira, programmamanager")
    demo.clock.go_on(minutes=15)
    visitor.open("/uitgaven")
    page = visitor.press("Download Excel")
    assert [button for form in page.forms for button in form.buttons if "Noor" in str(button)] == []
    visitor.press("Mira, programmamanager")
    assert visitor.press("Download Excel").html.startswith("PK")


def test_the_session_of_before_is_over_after_signing_in_once_more(stage: Stage) -> None:
    """A copy of the older cookie does not become fresh along with it."""
    visitor, thief = stage.visitor("mira"), stage.visitor()
    thief.http.cookies.update(visitor.http.cookies)
    stage.clock.go_on(minutes=11)
    visitor.open("/uitgaven")
    visitor.press("Download Excel")
    visitor.press("Inloggen", {"code": stage.code("mira")})
    assert thief.open("/uitgaven").path == "/"


def test_any_page_can_ask_for_it_and_what_was_typed_stays(stage: Stage) -> None:
    """For what changes who may do what: a page comes by itself, a form with all that stood in it, once."""
    sent: list[dict[str, str]] = []

    async def take(visit: Visit) -> Response:
        sent.append(visit.typed.only("name", "note", "client"))
        return visit.page("error.html", "Gedaan", says=(), reference="")

    stage.app.router.routes.insert(0, Route("/rollen", signed_in(take, fresh=True), methods=["GET", "POST"]))
    visitor = stage.visitor("ad")
    stage.clock.go_on(minutes=11)
    assert visitor.open("/rollen?wie=noor").path == "/opnieuw-inloggen"
    assert visitor.press("Inloggen", {"code": stage.code("ad")}).path == "/rollen?wie=noor"

    stage.clock.go_on(minutes=11)
    form = visitor.open("/mijn-gegevens").form_with("Overal uitloggen")
    form.action = "/rollen"
    typed = {"name": '<b>Ën "naam"</b>', "note": "regel 1\nregel 2, bel 06 12345678", "client": "BOKS-1001"}
    visitor.send(form, typed)
    visitor.press("Inloggen", {"code": stage.code("ad")})
    assert all(part in visitor.page.text for part in ('<b>Ën "naam"</b>', "regel 2, bel 06 12345678"))
    assert "BOKS-1001" not in visitor.page.html
    assert visitor.press("Ga verder").title == "Gedaan"
    assert sent[-1] == typed | {"client": ""}
    assert visitor.open("/opnieuw-inloggen/verder").path == "/wat-wacht-op-mij"


def test_proof_in_the_future_or_by_a_device_counts_for_nothing(stage: Stage) -> None:
    """What the identity provider says about time is never believed beyond now."""
    now = stage.clock()
    later = int(now.timestamp()) + 5000
    assert new_session(now, PersonId("mira"), proved=later).proved == int(now.timestamp())
    assert not new_session(now, PersonId("mira"), how="device").is_fresh(now)
    assert not new_session(now).is_fresh(now)


def test_what_somebody_else_filled_in_is_seen_before_the_press(stage: Stage) -> None:
    """A form that makes somebody an admin, left at an open screen: the page says who gets what."""
    visitor = stage.visitor("ad")
    stage.clock.go_on(minutes=11)
    visitor.open("/beheer/mensen/karim")
    visitor.press("Bewaren", {"role-admin": "1", "email": "vreemd@voorbeeld.example"})
    page = visitor.press("Inloggen", {"code": stage.code("ad")})
    for said in ("Over wiekarim", "Rollenkoploper en beheerder", "Mailadresvreemd@voorbeeld.example", "Klopt het?"):
        assert said in page.text
    assert stage.person("karim")["email"] != "vreemd@voorbeeld.example"
    assert visitor.press("Bewaren").status == 200
    assert stage.person("karim")["email"] == "vreemd@voorbeeld.example"


def test_what_a_held_form_takes_away_is_said_too(stage: Stage) -> None:
    """No district means all of them, and an empty address is no address: both are read before the press."""
    visitor = stage.visitor("ad")
    stage.clock.go_on(minutes=11)
    visitor.open("/beheer/mensen/karim")
    form = visitor.page.form_with("Bewaren")
    emptied = {name: "" for name in form.values if name.startswith("district-")}
    visitor.send(form, emptied | {"email": ""})
    page = visitor.press("Inloggen", {"code": stage.code("ad")})
    assert "Wijkenalle wijken" in page.text
    assert "Mailadresgeen" in page.text
