"""From where somebody worked: told apart in the log for ever, readable only in the process log."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from doorbraak.events import Audited
from storage import tables as t
from storage.codec import from_body
from tests.web.forms import Form
from tests.web.stage import Stage, Visitor, a_stage


def audited(stage: Stage) -> list[Audited]:
    """Give the audit lines of the log."""
    query = select(t.log.c.v, t.log.c.body).where(t.log.c.kind == "audit").order_by(t.log.c.seq)
    rows = stage.store.answer(lambda connection: connection.execute(query).all())
    events = [from_body("audit", row[0], row[1]) for row in rows]
    return [event for event in events if isinstance(event, Audited)]


def at_address(stage: Stage, address: str) -> Visitor:
    """Give a browser at an address of its own."""
    visitor = stage.visitor()
    transport = httpx.ASGITransport(stage.app, client=(address, 40000))
    visitor.http = httpx.AsyncClient(transport=transport, base_url=stage.settings.public_url)
    return visitor


def test_one_address_is_one_origin_and_another_is_another(stage: Stage) -> None:
    """Who signs in twice from one place can be told from who signs in elsewhere; no address is in the log."""
    for address in ("10.1.2.3", "10.1.2.3", "10.1.2.4"):
        at_address(stage, address).sign_in("noor")
    origins = [line.origin for line in audited(stage) if line.what == "signed_in"]

    assert origins[0] == origins[1] != origins[2]
    assert all(str(origin).startswith("web:") and len(str(origin)) == 16 for origin in origins)
    assert "10.1.2" not in str(audited(stage))


def test_the_daily_change_of_an_ipv6_address_is_no_other_origin(stage: Stage) -> None:
    """The network counts, not the half that a device draws anew."""
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:aaaa::9", "2001:db8:1:3::1"):
        at_address(stage, address).sign_in("noor")
    one, same, other = (line.origin for line in audited(stage) if line.what == "signed_in")

    assert one == same != other


def test_another_key_makes_other_origins(stage: Stage, tmp_path: Path) -> None:
    """Who does not have the key cannot make a list of all addresses; renewing it lets go of old origins."""
    (tmp_path / "renewed").mkdir()
    with a_stage(tmp_path / "renewed", secret_keys=("another-key",)) as renewed:
        at_address(stage, "10.1.2.3").sign_in("noor")
        at_address(renewed, "10.1.2.3").sign_in("noor")
        assert audited(stage)[-1].origin != audited(renewed)[-1].origin


def test_the_process_log_tells_once_which_address_is_behind_an_origin(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """That log is kept for weeks: long enough to look into an alarm."""
    with caplog.at_level(logging.INFO, logger="doorbraakbot.web"):
        visitor = at_address(stage, "10.1.2.3")
        visitor.open("/")
        visitor.sign_in("noor")
    seen: list[Any] = [record for record in caplog.records if record.msg == "an origin was seen"]

    assert [record.address for record in seen] == ["10.1.2.3"]
    assert seen[0].origin == audited(stage)[-1].origin


def test_coming_looking_taking_along_and_leaving_are_each_a_line(stage: Stage) -> None:
    """Sign-in, a look at a client, a download, devices forgotten, sign-out: each with who, target, origin, result."""
    lead = stage.visitor("noor")
    lead.ask()
    stage.clock.go_on(days=2)
    lead = stage.visitor()
    lead.sign_in("els")
    lead.open("/aanvragen/VE-2026-0001/toekennen")
    lead.press("Wat is er nog over voor deze klant?")
    lead.open("/uitgaven")
    lead.press("Download Excel")
    lead.open("/mijn-gegevens")
    lead.press("Vergeet alle apparaten")
    lead.press("Uitloggen")
    lines = [line for line in audited(stage) if line.by == "els"]

    assert [(line.what, line.target, line.result) for line in lines] == [
        ("signed_in", None, "done"),
        ("looked_at_client", "VE-2026-0001", "done"),
        ("download", "spend", "done"),
        ("devices_forgotten", None, "done"),
        ("signed_out", None, "done"),
    ]
    assert len({line.origin for line in lines}) == 1
    assert stage.differences() == ()


def test_a_press_on_what_is_for_others_is_a_line_and_a_look_is_none(stage: Stage) -> None:
    """A page of another role, a request that is not to be seen: who, which address, and that it was refused."""
    visitor = stage.visitor("joost")
    token = visitor.open("/aanvragen").forms[0].values["csrf_token"]
    for address in ("/uitgaven", "/nieuwe-aanvraag", "/aanvragen/VE-2026-0099"):
        visitor.open(address)
    assert audited(stage) == []
    for address in ("/uitgaven/excel", "/uitgaven/excel", "/aanvragen/VE-2026-0099/akkoord"):
        assert visitor.send(Form(address, "post"), {"csrf_token": token}).status in (403, 404)

    assert [(line.by, line.what, line.target, line.result) for line in audited(stage)] == [
        ("joost", "press", "/uitgaven/excel", "forbidden"),
        ("joost", "press", "/aanvragen/{number}/{action}", "not_found"),
    ]


def test_a_wrong_code_is_counted_where_nobody_knows_whose_log_it_is(stage: Stage) -> None:
    """A knock, by origin, and a figure for who watches the machine."""
    visitor = stage.visitor()
    visitor.open("/")
    for _ in range(11):
        visitor.press("Inloggen", {"code": "NIETGOED"})
    query = select(t.knocks.c.what, t.knocks.c.origin, t.knocks.c.times)
    [knock] = stage.store.answer(lambda connection: connection.execute(query).all())

    assert (knock[0], knock[1][:4], knock[2]) == ("wrong_code", "web:", 10)
    figures = visitor.open("/metrics").html
    assert 'doorbraakbot_web_refused_sign_ins_total{why="wrong_code"} 10.0' in figures
    assert 'doorbraakbot_web_refused_sign_ins_total{why="too_many"} 1.0' in figures
