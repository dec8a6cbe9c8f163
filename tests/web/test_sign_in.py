"""Signing in with a code, staying signed in, and leaving."""

from __future__ import annotations

from doorbraak.ids import PersonId
from tests.web.stage import Stage


def test_without_a_session_every_page_leads_to_the_sign_in(stage: Stage) -> None:
    """Who is not signed in should get the first page, and nothing else."""
    visitor = stage.visitor()
    for address in ("/wat-wacht-op-mij", "/nieuwe-aanvraag", "/aanvragen", "/aanvragen/VE-2026-0001", "/uitgaven"):
        assert visitor.open(address).path == "/"
        assert "Heb je een code? Vul hem hier in." in visitor.page.text


def test_a_code_signs_in_and_leads_to_what_waits(stage: Stage) -> None:
    """A code should lead to Wat wacht op mij, with the pages of that role in the menu."""
    visitor = stage.visitor()
    assert visitor.sign_in("noor").title == "Wat wacht op mij"
    assert {"Nieuwe aanvraag", "Mijn aanvragen", "Aanvragen"} <= set(visitor.page.links)
    assert "Uitgaven" not in visitor.page.links


def test_after_sign_in_people_come_where_they_wanted_to_go(stage: Stage) -> None:
    """The address that asked for sign-in should be remembered."""
    visitor = stage.visitor()
    visitor.open("/aanvragen?status=open")
    visitor.press("Inloggen", {"code": stage.code("joost")})
    assert visitor.page.path == "/aanvragen?status=open"


def test_a_wrong_code_is_said_at_the_field_and_above_the_form(stage: Stage) -> None:
    """A wrong code should keep the page, say so twice and keep what was typed."""
    visitor = stage.visitor()
    visitor.open("/")
    page = visitor.press("Inloggen", {"code": "NIETGOED"})
    assert page.status == 422
    assert "Deze code werkt niet" in page.problems
    control = page.control("code")
    assert control["aria-invalid"] == "true"
    assert "code-error" in control["aria-describedby"]
    assert control["value"] == "NIETGOED"


def test_ten_wrong_codes_have_to_wait_a_quarter(stage: Stage) -> None:
    """After ten wrong codes even a good one should wait, and work 15 minutes later."""
    visitor = stage.visitor()
    visitor.open("/")
    for _ in range(10):
        visitor.press("Inloggen", {"code": "NIETGOED"})
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).status == 429
    stage.clock.go_on(minutes=15)
    assert visitor.press("Inloggen", {"code": stage.code("noor")}).title == "Wat wacht op mij"


def test_a_code_works_once(stage: Stage) -> None:
    """A code that was used should not work again."""
    code = stage.code("noor")
    first, second = stage.visitor(), stage.visitor()
    for visitor in (first, second):
        visitor.open("/")
        visitor.press("Inloggen", {"code": code})
    assert first.page.title == "Wat wacht op mij"
    assert second.page.status == 422


def test_half_an_hour_idle_ends_a_session_and_activity_keeps_it(stage: Stage) -> None:
    """Somebody who is active should stay; half an hour of nothing should end it."""
    visitor = stage.visitor("noor")
    for _ in range(3):
        stage.clock.go_on(minutes=25)
        assert visitor.open("/aanvragen").title == "Aanvragen"
    stage.clock.go_on(minutes=31)
    assert visitor.open("/aanvragen").path == "/"


def test_eight_hours_end_any_session(stage: Stage) -> None:
    """However active, after eight hours somebody should sign in again."""
    visitor = stage.visitor("noor")
    for _ in range(20):
        stage.clock.go_on(minutes=25)
        visitor.open("/aanvragen")
    assert visitor.page.path == "/"


def test_asking_for_the_version_does_not_keep_a_session(stage: Stage) -> None:
    """A page that is left open should not keep somebody signed in."""
    visitor = stage.visitor("noor")
    number = visitor.ask()
    for _ in range(4):
        stage.clock.go_on(minutes=10)
        visitor.open(f"/aanvragen/{number}/versie")
    assert visitor.page.status == 401


def test_a_remembered_device_signs_in_again_until_it_is_revoked(stage: Stage) -> None:
    """The device should stay signed in after the session, and no longer after revoking."""
    visitor = stage.visitor()
    visitor.open("/")
    visitor.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    other = stage.visitor("noor")
    stage.clock.go_on(hours=20)
    assert visitor.open("/aanvragen").title == "Aanvragen"
    other.open("/")
    other.press("Inloggen", {"code": stage.code("noor")})
    other.open("/mijn-gegevens")
    other.press("Vergeet alle apparaten")
    stage.clock.go_on(hours=20)
    assert visitor.open("/aanvragen").path == "/"


def test_leaving_ends_the_session(stage: Stage) -> None:
    """After Uitloggen the pages should be closed."""
    visitor = stage.visitor()
    visitor.sign_in("noor")
    visitor.press("Uitloggen")
    assert "Je bent uitgelogd." in visitor.page.text
    assert visitor.open("/aanvragen").path == "/"


def test_a_forged_cookie_is_no_session(stage: Stage) -> None:
    """A session that was changed by hand should count as none."""
    visitor = stage.visitor("noor")
    cookie = visitor.http.cookies["session"]
    visitor.http.cookies.clear()
    # The last letter holds bits that count for nothing.
    forged = cookie[:-9] + ("y" if cookie[-9] == "x" else "x") + cookie[-8:]
    visitor.http.cookies.set("session", forged, domain="127.0.0.1")
    assert visitor.open("/aanvragen").path == "/"


def test_a_copy_of_the_cookie_opens_nothing_after_leaving(stage: Stage) -> None:
    """Uitloggen should end the session itself, not only take the cookie away from this browser."""
    visitor, thief = stage.visitor(), stage.visitor()
    visitor.sign_in("noor")
    thief.http.cookies.update(visitor.http.cookies)
    assert thief.open("/aanvragen").title == "Aanvragen"
    visitor.press("Uitloggen")
    assert thief.open("/aanvragen").path == "/"
    assert thief.open("/aanvragen").path == "/"


def test_nobody_lands_on_a_page_for_others_after_sign_in(stage: Stage) -> None:
    """A reviewer who signs in where a manager was before should come to Wat wacht op mij, not to a refusal."""
    visitor = stage.visitor()
    for address in ("/uitgaven?period=2021", "/nieuwe-aanvraag"):
        visitor.open(address)
        assert visitor.press("Inloggen", {"code": stage.code("joost")}).title == "Wat wacht op mij"
        visitor.press("Uitloggen")


def test_a_press_is_never_carried_out_for_whom_the_device_remembers(stage: Stage) -> None:
    """Joost is remembered on a shared desk; Anke's form lies open there until her session is over: nobody votes."""
    number = stage.visitor("noor").ask()
    shared = stage.visitor()
    shared.open("/")
    shared.press("Inloggen", {"code": stage.code("joost"), "remember": "1"})
    joosts = shared.http.cookies.get("device")
    stage.clock.go_on(minutes=31)
    shared.open(stage.loop.run(stage.desk.sign_in_link(PersonId("anke"), f"/aanvragen/{number}")))
    form = shared.press("Inloggen").form_with("Akkoord")
    assert shared.http.cookies.get("device") is None
    shared.http.cookies.set("device", str(joosts))
    stage.clock.go_on(minutes=31)
    page = shared.send(form)
    assert "Je was te lang weg. Log opnieuw in." in page.text
    assert "0 van 3" in stage.visitor("els").open(f"/aanvragen/{number}").text
    assert stage.visitor("els").page.text.count("Joost: akkoord") == 0
