"""Where forms may come from, which headers go along, and who may reach the demo."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.web.stage import FILLED, Stage, a_stage


def test_a_form_without_its_token_is_refused(stage: Stage) -> None:
    """A missing or foreign token should get 403 and change nothing."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    form = visitor.page.form_with("Verder")
    assert any("csrf" in name for name in form.names)
    for token in ("", "0" * 32):
        assert visitor.send(form, {**FILLED, "csrf_token": token}).status == 403
    form.values.pop("csrf_token")
    assert visitor.send(form, FILLED).status == 403


def test_a_form_from_another_origin_is_refused(stage: Stage) -> None:
    """A foreign Origin should get 403, also with a good token, and see nothing of what was sent."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    for origin in ("https://example.org", "null", "http://127.0.0.1:9999", "http://127.0.0.1.evil.nl", "http://["):
        page = visitor.send(form, FILLED, Origin=origin)
        assert page.status == 403, origin
        assert FILLED["question"] not in page.html


def test_a_form_from_our_own_origin_is_taken(stage: Stage) -> None:
    """Our own Origin should do."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.send(visitor.page.form_with("Verder"), FILLED, Origin="http://127.0.0.1:8321")
    assert page.title == "Klopt dit?"


def test_every_page_has_the_headers_that_keep_a_browser_in(stage: Stage) -> None:
    """No inline script or style, no framing, no storing, also on error pages."""
    visitor = stage.visitor("noor")
    for address in ("/", "/aanvragen", "/nergens", "/uitgaven"):
        headers = visitor.open(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "style=" not in visitor.page.html
        assert "onclick" not in visitor.page.html


def test_over_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    """With an https address cookies should be Secure and named __Host-, and HSTS should be sent."""
    with a_stage(tmp_path, public_url="https://erger.example.nl") as stage:
        visitor = stage.visitor()
        page = visitor.open("/")
        assert page.headers["set-cookie"].startswith("__Host-session=")
        assert "Secure" in page.headers["set-cookie"]
        assert "max-age" in page.headers["strict-transport-security"]
        assert visitor.sign_in("noor").title == "Wat wacht op mij"


def test_on_the_loopback_the_cookie_works_without_https(stage: Stage) -> None:
    """On this machine the cookie should be plain, but never readable by script or sent across sites."""
    cookie = stage.visitor().open("/").headers["set-cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Secure" not in cookie


def test_an_older_key_still_opens_a_session(stage: Stage, tmp_path: Path) -> None:
    """After a new key was put in front, people should stay signed in."""
    visitor = stage.visitor("noor")
    (tmp_path / "other").mkdir()
    with a_stage(tmp_path / "other", secret_keys=("newest-key", "first-key")) as renewed:
        other = renewed.visitor()
        other.http.cookies.update(visitor.http.cookies)
        assert other.open("/aanvragen").title == "Aanvragen"


def test_the_demo_shows_one_button_per_person_with_the_role(demo: Stage) -> None:
    """In the demo one press should sign in, and every page should say that the data are examples."""
    visitor = demo.visitor()
    assert visitor.open("/").title == "Demo"
    assert {"Noor, koploper", "Joost, meelezer", "Els, regisseur", "Mira, programmamanager", "Ad, beheerder"} <= set(
        visitor.page.buttons
    )
    assert visitor.press("Noor, koploper").title == "Wat wacht op mij"
    assert "Voorbeeldgegevens" in visitor.page.text


def test_the_demo_refuses_who_does_not_come_over_the_loopback(demo: Stage) -> None:
    """Another host name or a proxy in between should get 403."""
    visitor = demo.visitor()
    assert visitor.open("/", headers={"host": "erger.example.nl"}).status == 403
    for name in ("x-forwarded-for", "X-Forwarded-Port", "forwarded", "via", "cf-connecting-ip"):
        assert visitor.open("/", headers={name: "10.0.0.1"}).status == 403, name
    assert visitor.open("/", headers={"host": "localhost:8321"}).status == 200


def test_the_demo_refuses_a_caller_from_another_machine(demo: Stage) -> None:
    """Also when the host it names is this machine, and for every page, form and file."""
    transport = httpx.ASGITransport(demo.app, client=("192.0.2.7", 40000))
    stranger = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8321")
    for address in ("/", "/wat-wacht-op-mij", "/static/theme.css", "/metrics"):
        assert demo.loop.run(stranger.get(address)).status_code == 403, address
    assert demo.loop.run(stranger.post("/demo", data={"person": "noor"})).status_code == 403


def test_everybody_of_the_demo_goes_straight_to_what_waits(demo: Stage) -> None:
    """No question and no notice about the confidentiality note: everybody agreed to it."""
    for word in ("Noor, koploper", "Joost, meelezer", "Els, regisseur", "Mira, programmamanager", "Ad, beheerder"):
        visitor = demo.visitor()
        visitor.open("/")
        page = visitor.press(word)
        assert page.path == "/wat-wacht-op-mij"
        assert "Gelezen, akkoord" not in page.buttons


def test_outside_the_demo_nobody_is_signed_in_by_name(stage: Stage) -> None:
    """The press of the demo should do nothing in earnest."""
    visitor = stage.visitor()
    form = visitor.open("/").form_with("Inloggen")
    form.action = "/demo"
    assert visitor.send(form, {"person": "noor"}).path == "/"
    assert visitor.open("/aanvragen").path == "/"
