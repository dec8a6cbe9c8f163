"""What machines ask: alive, ready, counters, whom to tell about a hole."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.web.stage import Stage, a_stage


def test_it_lives_and_is_ready(stage: Stage) -> None:
    """Both should be 200 while the store answers, without signing in."""
    visitor = stage.visitor()
    assert visitor.open("/livez").status == 200
    assert visitor.open("/readyz").status == 200


def test_counters_are_for_this_machine_or_who_has_the_token(tmp_path: Path) -> None:
    """From elsewhere the counters should need the token; they never name an address with a number in it."""
    with a_stage(tmp_path, metrics_token="a-token") as stage:
        visitor = stage.visitor("noor")
        number = visitor.ask()
        figures = visitor.open("/metrics").html
        assert 'route="/aanvragen/{number}"' in figures
        assert number not in figures
        visitor.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(stage.app, client=("10.1.2.3", 1)), base_url=stage.settings.public_url
        )
        assert visitor.open("/metrics").status == 403
        assert visitor.open("/metrics", headers={"authorization": "Bearer wrong"}).status == 403
        assert visitor.open("/metrics", headers={"authorization": "Bearer a-token"}).status == 200


def test_there_is_an_address_for_reporting_a_hole(stage: Stage) -> None:
    """security.txt should name a contact and a day on which it ends."""
    text = stage.visitor().open("/.well-known/security.txt").html
    assert "Contact: " in text
    assert "Expires: 2026-09-05T09:00:00Z" in text


def test_static_files_may_be_kept(stage: Stage) -> None:
    """The style sheet should be there under an address that changes with it."""
    visitor = stage.visitor()
    visitor.open("/")
    address = visitor.page.html.split('rel="stylesheet" href="')[1].split('"')[0]
    page = visitor.open(address)
    assert page.status == 200
    assert "immutable" in page.headers["cache-control"]
