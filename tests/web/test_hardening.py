"""What a browser or a stranger could be made to do: every page, every form, every address, for every role."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select
from starlette.routing import Route

from bot.setting_values import contact, style_sheet
from handlers.web.app import create_app
from storage import tables as t
from tests.web.crawling import ROLES, a_full_stage, address_of, pages_of, routes
from tests.web.forms import Form
from tests.web.stage import ADDRESS, FILLED, Stage, Visitor, a_stage

POSTS = [route for route in routes() if "POST" in (route.methods or ())]
LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "object": "data", "source": "src"}


@pytest.mark.parametrize("who", ROLES)
def test_no_page_needs_more_than_the_policy_gives(stage: Stage, who: str) -> None:
    """No script or style in a page, nothing from elsewhere, a token in every form; and never kept by a browser."""
    numbers = a_full_stage(stage)
    pages = list(pages_of(stage.visitor(who), *(f"/aanvragen/{number}" for number in numbers), "/nergens"))
    for page in pages:
        for tag, have in page.elements:
            assert not [name for name in have if name.startswith("on") or name == "style"], (page.path, tag, have)
            assert not urlsplit(have.get(LOADS.get(tag, ""), "")).netloc, (page.path, tag, have)
            assert not re.match(r"\s*(javascript|data):", have.get("href", ""), re.IGNORECASE), page.path
            assert tag not in ("style", "base", "iframe", "object", "embed"), page.path
            assert tag != "script" or have.get("src"), page.path
        assert all("csrf_token" in form.names for form in page.forms if form.method == "post"), page.path
        assert page.headers["cache-control"] == "no-store", page.path
        assert "unsafe" not in page.headers["content-security-policy"]
    assert len(pages) > 8


@pytest.mark.parametrize("route", POSTS, ids=lambda route: route.path)
def test_no_form_is_taken_without_its_token_or_from_elsewhere(stage: Stage, route: Route) -> None:
    """Without, with a wrong, with a good token from a foreign page: 403, and nothing changes."""
    number = stage.visitor("noor").ask()
    lines = log_lines(stage)
    for who in ("", "noor", "els"):
        visitor = stage.visitor(who)
        token = visitor.open("/aanvragen" if who else "/").forms[0].values["csrf_token"]
        form = Form(address_of(route, number), "post")
        assert visitor.send(form).status == 403
        assert visitor.send(form, {"csrf_token": "0" * 32}).status == 403
        for origin in ("https://example.org", "null", "http://127.0.0.1:9"):
            assert visitor.send(form, {"csrf_token": token}, Origin=origin).status == 403
        assert visitor.send(form, {"csrf_token": token}, Sec_Fetch_Site="cross-site").status == 403
    assert log_lines(stage) == lines


def log_lines(stage: Stage) -> int:
    """Count the lines of the log, and what was counted beside it."""

    def question(connection: Any) -> int:
        counts = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (t.log, t.repeats, t.knocks, t.drafts)
        )
        return sum(counts)

    return stage.store.answer(question)


def test_another_host_name_makes_its_own_origin_count_for_nothing(tmp_path: Path) -> None:
    """A page that got a name of its own for our address cannot send our forms, and finds its name in no answer."""
    with a_stage(tmp_path, public_url="https://erger.example.nl") as stage:
        visitor = stage.visitor("noor")
        form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
        evil = {"Host": "evil.example", "X_Forwarded_Host": "evil.example", "Origin": "https://evil.example"}
        page = visitor.send(form, FILLED, follow=False, **evil)
        assert page.status == 403
        assert "evil" not in page.html + str(page.headers)
        gone = visitor.open("/uitgaven/", headers={"host": "evil.example"}, follow=False)
        assert "evil" not in gone.html + str(gone.headers)


def test_a_method_in_a_header_or_a_field_is_not_one(stage: Stage) -> None:
    """What says POST is POST, and nothing else."""
    visitor = stage.visitor("noor")
    number = visitor.ask()
    form = visitor.open(f"/aanvragen/{number}/intrekken").form_with("Intrekken")
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        assert visitor.open(form.action, headers={name: "POST"}).status == 200
    assert visitor.open(form.action + "?_method=POST").status == 200
    assert "Ingetrokken" not in visitor.open(f"/aanvragen/{number}").text
    for method in ("PUT", "DELETE", "TRACE", "CONNECT", "MARK4711"):
        answer = stage.loop.run(visitor.http.request(method, f"/aanvragen/{number}"))
        assert answer.status_code == 405
        assert "content-security-policy" in answer.headers
    assert "MARK4711" not in visitor.open("/metrics").html


@pytest.mark.parametrize(
    "path",
    [
        f"{ADDRESS}//evil.example/",
        "/%2F%2Fevil.example/",
        "/\\evil.example",
        "/%5Cevil.example",
        "/aanvragen/..%2F..%2Fetc%2Fpasswd",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%00",
        "/static/theme.css%00.png",
        "/static/" + "a" * 5000,
        "/aanvragen/%00",
        "/aanvragen/VE-2026-0001%0d%0aSet-Cookie:%20a=b",
        "/aanvragen/VE-2026-0001/%F0%9F%9A%B2",
        "/nieuwe-aanvraag/controle/%00",
        "/aanvragen/VE-2026-0001/../VE-2026-0002",
        "/.env",
        "/%",
        "/%zz",
    ],
)
def test_a_strange_address_leads_nowhere(stage: Stage, path: str) -> None:
    """Not found, with our headers; no file from elsewhere, no other site, no header of its own."""
    for who in ("", "noor"):
        page = stage.visitor(who).open(path, follow=False)
        assert page.status in (303, 400, 404, 405), (page.status, path)
        assert page.headers.get("location", "/") == "/"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "root:" not in page.html


@pytest.mark.parametrize("wants", ["//evil.example", "/\\evil.example", "/%09/evil.example", "https://evil.example"])
def test_signing_in_leads_to_our_own_pages_only(stage: Stage, wants: str) -> None:
    """Wherever somebody was sent from, the next page is ours."""
    visitor = stage.visitor()
    visitor.open(wants if wants.startswith("/") else f"/aanvragen?next={wants}", follow=False)
    visitor.open("/")
    form = visitor.page.form_with("Inloggen")
    page = visitor.send(form, {"code": stage.code("noor"), "next": wants, "wants": wants}, follow=False)
    assert urlsplit(page.headers["location"]).netloc == ""
    assert re.match(r"/[^/\\]", page.headers["location"])


def test_what_people_type_is_no_template_and_no_markup(stage: Stage) -> None:
    """It stands there as it was typed, in every page and in what is said about it."""
    typed = "{{7*7}} {% raw %} ${7*7} #{7*7} <script>alert(1)</script> \"'><img src=x>"
    noor = stage.visitor("noor")
    number = noor.fill_in(question=typed, if_nothing=typed, tried=typed, pay_to=typed)
    noor.open(f"/aanvragen/{number}")
    noor.press("Vraag of opmerking", {"text": typed})
    for who in ROLES:
        page = stage.visitor(who).open(f"/aanvragen/{number}")
        assert "49" not in page.text.replace("VE-2026", "")
        assert "{{7*7}}" in page.text
        assert "<script>alert" not in page.html
        assert "<img" not in page.html


def test_line_ends_in_what_people_type_make_no_header(stage: Stage) -> None:
    """In cookies, addresses and names of files."""
    visitor = stage.visitor("mira")
    form = visitor.open("/uitgaven").form_with("Download Excel")
    evil = "x\r\nSet-Cookie: stolen=1"
    for name in ("period", "since", "district", "theme", "by"):
        page = visitor.send(form, {name: evil})
        assert page.status == 200
        assert "stolen" not in str(page.headers)
        assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', page.headers["content-disposition"])
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("who", ["", "noor"])
def test_a_file_is_refused_with_the_reason_and_kept_nowhere(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    """Also one that is larger than any form, and before anybody looks who sends it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    visitor = stage.visitor(who)
    token = visitor.open("/").forms[-1].values["csrf_token"]
    lines = log_lines(stage)
    for size in (10, 3_000_000):
        sent = {"bon": ("bon-van-fatima.jpg", b"\xff\xd8" * (size // 2), "image/jpeg")}
        answer = stage.loop.run(visitor.http.post("/nieuwe-aanvraag", data={"csrf_token": token, **FILLED}, files=sent))
        assert answer.status_code == 415
        assert "We nemen geen foto" in answer.text
        assert "fatima" not in answer.text + str(answer.headers)
    assert list(folder.iterdir()) == []
    assert log_lines(stage) == lines


def test_a_form_with_thousands_of_fields_is_refused(stage: Stage) -> None:
    """And one that repeats a field a thousand times."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    assert visitor.send(form, {f"f{number}": "" for number in range(5000)}).status == 400


def test_the_search_box_keeps_what_is_no_request_number_out_of_the_address(stage: Stage) -> None:
    """A file number or a name typed there by mistake is said to be none, and stands in no address."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    for typed in ("BOKS-1001", "Fatima", "1234567", "20261", "06 12345678"):
        visitor.open("/aanvragen")
        page = visitor.press("Zoeken", {"number": typed})
        assert "Zoek op een nummer" in page.problems, typed
        assert page.path == "/aanvragen/zoeken"
        assert not any(typed in link for link in page.links.values())
    for typed, path in ((number, f"/aanvragen/{number}"), ("2026-00", "/aanvragen?number=2026-00"), ("", "/aanvragen")):
        visitor.open("/aanvragen")
        assert visitor.press("Zoeken", {"number": typed}).path == path
    visitor.open("/aanvragen")
    page = visitor.press("Zoeken", {"theme": "fiets", "mine": "1", "since": "09-03-2026", "status": "nonsense"})
    assert page.path == "/aanvragen?theme=fiets&since=2026-03-09&mine=1"


def test_counters_are_not_for_who_comes_through_a_proxy_or_by_another_name(tmp_path: Path) -> None:
    """A proxy on this machine makes everybody look as if they were here."""
    with a_stage(tmp_path, metrics_token="a-token") as stage:
        visitor = stage.visitor()
        assert visitor.open("/metrics").status == 200
        for name in ("x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"):
            assert visitor.open("/metrics", headers={name: "127.0.0.1"}).status == 403
        assert visitor.open("/metrics", headers={"host": "erger.example.nl"}).status == 403
        assert visitor.open("/metrics", headers={"host": "erger.nl", "authorization": "Bearer a-token"}).status == 200


def test_security_txt_says_what_the_standard_asks(tmp_path: Path) -> None:
    """RFC 9116: contact, an end within a year, languages, its own address."""
    with a_stage(tmp_path, public_url="https://erger.example.nl", security_contact=contact("ciso@example.nl")) as stage:
        page = stage.visitor().open("/.well-known/security.txt")
    assert page.html.splitlines() == [
        "Contact: mailto:ciso@example.nl",
        "Expires: 2026-09-05T09:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://erger.example.nl/.well-known/security.txt",
    ]
    assert page.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "value", ["", "ciso", "javascript:alert(1)", "http://a.nl", "a@b.nl\nContact: x", "https://a b"]
)
def test_a_contact_that_is_no_address_is_refused(value: str) -> None:
    """It stands on a line by itself in a file that others read."""
    with pytest.raises(ValueError, match="must be a mail address"):
        contact(value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "data:text/css,*{}",
        "http://a.nl/x.css",
        "//evil.example/x.css",
        "https://a.nl;script-src *",
        "https://a.nl'/x",
        "https://user:pass@a.nl/x.css",
        "/x\r\nSet-Cookie: a=b",
    ],
)
def test_a_style_sheet_from_anywhere_strange_is_refused(value: str) -> None:
    """Its host goes into the policy that keeps scripts out."""
    with pytest.raises(ValueError, match="must"):
        style_sheet(value)


@pytest.mark.parametrize("value", ["https://stad.nl/a.css", "/static/own.css?v=1", "http://127.0.0.1:9/a.css"])
def test_a_style_sheet_over_https_or_of_our_own_is_taken(value: str) -> None:
    """What a municipality has."""
    assert style_sheet(value) == value


def test_a_failure_beyond_the_pages_still_has_our_headers_and_no_message(tmp_path: Path) -> None:
    """A fault in what stands around the pages is told with a code, and by nobody else."""

    class Fails:
        """A clock that fails."""

        def now(self) -> None:
            raise ValueError("kenmerk-4711")

    with a_stage(tmp_path) as stage:
        failing: Any = Fails()
        stage.app = create_app(failing, stage.settings)
        visitor: Visitor = stage.visitor()
        page = visitor.open("/nergens")
    assert page.status == 500
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "4711" not in page.html
    assert re.search(r"Code: [0-9A-F]{8}", page.html)
