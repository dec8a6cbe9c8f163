"""Sign-in links from chat and by mail: one use, ten minutes, spent by a press only, and never to somewhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from doorbraak.ids import PersonId
from handlers.desk import TooManyTries
from handlers.links import own_address
from storage import keyed
from storage import tables as t
from tests.web.doors import Letterbox, audited, give_mail, mail_of, send_mail, statements_of
from tests.web.stage import UTRECHT, Stage, Visitor, a_stage

NASTY = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2F/evil.example",
    "/%2Fevil.example",
    "/%5Cevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nLocation: https://evil.example",
    "/ /evil.example",
    "/\u2028/evil.example",
    "/\u3000evil.example",
    "/\uff0fevil.example",
    "https://evil.example",
    "https:evil.example",
    "http:/evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt://%0aalert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/a/../..//evil.example",
    "/.evil",
    "/aanvragen//evil.example",
    "/aanvragen;@evil.example",
    "/aanvragen#//evil.example",
    "/aanvragen?next=https://evil.example",
    "/aanvragen?x=\\evil",
    "?next=//evil.example",
    "#evil",
    " /aanvragen",
    "/aanvragen ",
    "/aanvragen\x00",
    "/" + "a" * 600,
]


@pytest.fixture
def mailing(tmp_path: Path) -> Iterator[Stage]:
    """A programme that can send mail; Noor and Joost have an address."""
    with a_stage(tmp_path, mail=True) as ready:
        give_mail(ready, "noor", "joost")
        yield ready


def _link(stage: Stage, key: str, wants: str = "") -> str:
    return stage.loop.run(stage.desk.sign_in_link(PersonId(key), wants))


def _ask(visitor: Visitor, address: str):
    visitor.open("/")
    return visitor.press("Mail mij een link", {"mail": address})


@pytest.mark.parametrize("address", NASTY)
def test_an_address_that_could_lead_elsewhere_is_none_of_ours(address: str) -> None:
    """Whatever a browser would make of it, it is not gone to."""
    assert own_address(address) == ""


@pytest.mark.parametrize(
    "address", ["/", "/aanvragen", "/aanvragen/VE-2026-0042", "/aanvragen?status=open&district=Kanaleneiland+Noord"]
)
def test_the_addresses_of_our_pages_are_kept(address: str) -> None:
    """With what stands behind the question mark."""
    assert own_address(address) == address


@pytest.mark.parametrize("address", NASTY)
def test_a_link_never_leads_anywhere_else(stage: Stage, address: str) -> None:
    """Who makes a link with a bad address gets one that leads to the first page."""
    visitor = stage.visitor()
    visitor.open(_link(stage, "noor", address))
    assert visitor.press("Inloggen").path == "/wat-wacht-op-mij"


def test_a_link_from_chat_signs_in_and_goes_to_its_page(stage: Stage) -> None:
    """One press in chat, one on the page, and there is the request."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor()
    page = visitor.open(_link(stage, "joost", f"/aanvragen/{number}"))
    assert page.title == "Inloggen"
    assert "Joost" not in page.html

    assert number in visitor.press("Inloggen").title
    assert [number in line for line in audited(stage, "link_issued")] == [False]
    assert '"how":"chat"' in audited(stage, "signed_in")[-1]


def test_looking_at_a_link_spends_nothing_and_pressing_spends_it(stage: Stage) -> None:
    """A mail scanner that opens every link burns none; after the press it is used up."""
    link = _link(stage, "noor")
    for _ in range(3):
        assert stage.visitor().open(link).status == 200
    first, second = stage.visitor(), stage.visitor()
    for visitor in (first, second):
        visitor.open(link)
        visitor.press("Inloggen")

    assert (first.page.title, second.page.status) == ("Wat wacht op mij", 422)
    assert "Deze link werkt niet (meer)." in second.page.problems


def test_a_link_works_ten_minutes_and_not_for_who_left_or_was_unlinked(stage: Stage) -> None:
    """Old, of somebody who left, of somebody who must prove again who it is: the same sentence as for nonsense."""
    links = {key: _link(stage, key) for key in ("noor", "karim", "joost", "anke")}
    stage.leave("karim")
    known = stage.store.answer(lambda connection: keyed.find_key(connection, UTRECHT, "joost"))
    assert known is not None
    stage.store.run(lambda uow: keyed.unlink(uow, UTRECHT, known, stage.clock()))
    stage.clock.go_on(minutes=9, seconds=59)
    assert _spend(stage, links["anke"]).title == "Wat wacht op mij"
    stage.clock.go_on(seconds=1)

    refused = [
        _spend(stage, link) for link in (links["noor"], links["karim"], links["joost"], "/inloggen/link?sleutel=x")
    ]
    assert {page.status for page in refused} == {422}
    assert len({str(page.problems) for page in refused}) == 1


def test_a_link_that_does_not_work_is_counted_as_a_wrong_code_is(stage: Stage) -> None:
    """Who tries links stands in the export of the audit, by origin; the link does not."""
    _spend(stage, "/inloggen/link?sleutel=guessed")
    _spend(stage, "/inloggen/link?sleutel=again")
    query = select(t.knocks.c.what, t.knocks.c.times)
    assert stage.store.answer(lambda connection: connection.execute(query).all()) == [("wrong_link", 2)]


def _spend(stage: Stage, link: str):
    visitor = stage.visitor()
    visitor.open(link)
    return visitor.press("Inloggen")


def test_a_press_without_the_token_of_our_page_is_refused(stage: Stage) -> None:
    """A form elsewhere cannot sign somebody in as somebody else."""
    visitor = stage.visitor()
    visitor.open(_link(stage, "noor"))
    form = visitor.page.form_with("Inloggen")
    assert visitor.send(form, {"csrf_token": "0" * 32}).status == 403
    assert visitor.send(form, origin="https://evil.example").status == 403


def test_only_a_digest_of_a_link_is_stored(stage: Stage) -> None:
    """Whoever reads the database can sign in as nobody."""
    token = _link(stage, "noor").partition("=")[2]
    rows = stage.store.answer(lambda connection: connection.execute(select(t.links)).all())
    assert len(token) >= 43
    assert token not in str(rows) + str(audited(stage, "link_issued"))


def test_more_than_ten_links_an_hour_from_chat_are_too_many(stage: Stage) -> None:
    """Pressing on and on makes no pile of open doors; a colleague is not held up."""
    for _ in range(10):
        _link(stage, "noor")
    with pytest.raises(TooManyTries):
        _link(stage, "noor")
    assert _link(stage, "karim")


def test_a_link_by_mail_goes_to_the_address_and_signs_in_where_one_wanted_to_be(mailing: Stage) -> None:
    """Asked for on the way to a page: the link leads there, also in another browser."""
    visitor, box = mailing.visitor(), Letterbox()
    visitor.open("/aanvragen?status=open")
    page = visitor.press("Mail mij een link", {"mail": " NOOR@voorbeeld.example "})
    assert page.title == "Kijk in je mail"
    send_mail(mailing, box)
    assert [to for to, _ in box.letters] == [mail_of("noor")]

    phone = mailing.visitor()
    phone.open(box.link())
    assert phone.press("Inloggen").path == "/aanvragen?status=open"
    assert '"how":"mail"' in audited(mailing, "signed_in")[-1]


def test_known_or_not_the_answer_is_the_same(mailing: Stage) -> None:
    """Words, status, headers and the statements behind them tell nothing about who takes part."""
    answers = []
    for address in (mail_of("noor"), "nobody@voorbeeld.example"):
        visitor = mailing.visitor()
        with statements_of(mailing) as statements:
            page = _ask(visitor, address)
        answers.append((page.status, page.path, page.html.replace(_tokens(page), ""), statements))
    assert answers[0][:2] == (200, "/inloggen/gevraagd")
    assert answers[0][3] == answers[1][3]
    assert answers[0][3]
    box = Letterbox()
    send_mail(mailing, box)
    assert len(box.letters) == 1


def _tokens(page) -> str:
    return page.forms[0].values["csrf_token"] if page.forms else "-"


def test_known_or_not_takes_the_same_time(mailing: Stage) -> None:
    """The median of many askings differs by less than what a network hides."""
    took: dict[str, list[float]] = {"noor": [], "niemand": []}
    for number in range(40):
        for who, times in took.items():
            began = time.perf_counter()
            asked = mailing.desk.ask_link_by_mail(mail_of(who), "", (f"a{number}",), f"{who}{number}")
            mailing.loop.run(asked)
            times.append(time.perf_counter() - began)
    known, unknown = (sorted(times)[len(times) // 2] for times in took.values())
    assert abs(known - unknown) < 0.005


def test_one_mail_a_minute_and_four_an_hour_for_an_address(mailing: Stage) -> None:
    """Nobody fills somebody's mailbox; what is said and how long to wait do not tell whether the address is known."""
    statuses = list[int]()
    for _ in range(6):
        statuses += [_ask(mailing.visitor(), mail_of("noor")).status for _ in range(2)]
        mailing.clock.go_on(minutes=1)
    page = _ask(mailing.visitor(), mail_of("noor"))
    box = Letterbox()
    send_mail(mailing, box)

    assert statuses == [200, 429] * 4 + [429, 429] * 2
    assert 0 < int(page.headers["retry-after"]) <= 3600
    assert "Je vroeg net al een link." in page.problems
    assert len(box.letters) == 4


def test_somebody_who_is_not_linked_gets_no_link_by_asking(mailing: Stage) -> None:
    """After unlinking somebody proves anew who it is by a code or link of the admin, not by an open mailbox."""
    known = mailing.store.answer(lambda connection: keyed.find_key(connection, UTRECHT, "noor"))
    assert known is not None
    mailing.store.run(lambda uow: keyed.unlink(uow, UTRECHT, known, mailing.clock()))
    box = Letterbox()
    _ask(mailing.visitor(), mail_of("noor"))
    send_mail(mailing, box)
    assert box.letters == []


def test_two_people_of_a_programme_with_one_address_get_no_link(mailing: Stage) -> None:
    """Nobody could tell which of the two opens it."""
    give_mail(mailing, "karim", address=mail_of("noor"))
    box = Letterbox()
    _ask(mailing.visitor(), mail_of("noor"))
    send_mail(mailing, box)
    assert box.letters == []


@pytest.mark.parametrize("typed", ["", "noor", "noor@", "a@b", "noor@x.nl, y@z.nl", "a@b.nl\nBcc: c@d.nl", "<a@b.nl>"])
def test_what_is_no_address_is_said_at_the_field(mailing: Stage, typed: str) -> None:
    """A typing mistake is told at once, and nothing with a line end gets near a mail."""
    page = _ask(mailing.visitor(), typed)
    assert page.status == 422
    assert page.control("mail")["aria-invalid"] == "true"


def test_without_a_mail_server_there_is_no_such_field(stage: Stage) -> None:
    """Nobody is promised a mail that cannot go out."""
    visitor = stage.visitor()
    page = visitor.open("/")
    assert "Je mailadres" not in page.text
    form = page.form_with("Inloggen")
    form.action = "/inloggen/mail"
    assert visitor.send(form, {"mail": mail_of("noor")}).status == 404
    assert visitor.open("/inloggen/gevraagd").status == 404
