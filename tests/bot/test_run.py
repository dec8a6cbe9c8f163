"""The running bot: ready quickly, light, and gone within eight seconds of being told to stop."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.demo_fill.mark import mark_demo
from bot.run import run
from bot.settings import read_settings
from storage.secrets import new_key
from storage.store import Store
from tests.worlds import MONDAY

ROOT = Path(__file__).parent.parent.parent
_IMPORTS = "import sys, bot.run, bot.wiring, handlers.web.app; print(*sorted(sys.modules))"
_NOT_NEEDED = set(
    "xlsxwriter typer yaml psycopg slack_bolt telegram hypothesis pytest httpx alembic mako rich pygments".split()
)


def test_what_serves_the_pages_imports_only_what_it_needs() -> None:
    """Excel, chat, command line and the other database are imported by who uses them."""
    found = subprocess.run([sys.executable, "-c", _IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not _NOT_NEEDED & {name.split(".")[0] for name in found.stdout.split()}


def test_it_is_ready_soon_and_ends_soon_after_a_signal(sqlite_url: str, tmp_path: Path) -> None:
    """/readyz says 200 once taps can be stored; SIGTERM ends the process with status 0 within 8 seconds.

    An answer over an open connection does not wait the 40 ms that an unnoticed TCP socket costs.
    """
    port = _free_port()
    environment = _environment(sqlite_url, port)
    process = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], cwd=tmp_path, env=environment)
    try:
        assert _ready_within(20, port)
        assert _median_answer(port) < 0.03
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=8) == 0
        assert time.monotonic() - begin < 8
    finally:
        if process.poll() is None:
            process.kill()


def test_a_port_that_is_taken_is_said_in_one_line(sqlite_url: str, tmp_path: Path) -> None:
    """Exit status 2, what is the matter and the setting to change; no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = _environment(sqlite_url, int(taken.getsockname()[1]))
        ended = subprocess.run(
            [sys.executable, "-m", "bot.cli", "run"], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "set PORT" in ended.stderr


def test_with_slack_set_up_its_door_is_beside_the_pages(sqlite_url: str, tmp_path: Path) -> None:
    """One process, one port: an unsigned event gets 401 there, and the pages are served as ever."""
    port = _free_port()
    environment = _environment(sqlite_url, port) | _SLACK
    process = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], cwd=tmp_path, env=environment)
    try:
        assert _ready_within(30, port)
        assert _status(port, "/slack/events", b"{}") == 401
        assert _status(port, "/") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=8) == 0
    finally:
        if process.poll() is None:
            process.kill()


def test_the_part_slack_needs_its_token(sqlite_url: str, tmp_path: Path) -> None:
    """Exit status 2, and where to read how to get one."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run", "slack"],
        cwd=tmp_path,
        env=_environment(sqlite_url, 0),
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 2
    assert "SLACK_BOT_TOKEN" in ended.stderr


_SLACK = {
    "SLACK_BOT_TOKEN": "xoxb-test",
    "SLACK_SIGNING_SECRET": "secret",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
}


def _status(port: int, path: str, body: bytes | None = None) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", data=body, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def _median_answer(port: int) -> float:
    """Give how long an answer takes over a connection that stays open, in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    took: list[float] = []
    for _ in range(15):
        begin = time.perf_counter()
        connection.request("GET", "/livez")
        connection.getresponse().read()
        took.append(time.perf_counter() - begin)
    connection.close()
    return statistics.median(took)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "not marked as a demo"),
        ({"HOST": "0.0.0.0"}, "HOST must be a loopback address"),
        ({"PUBLIC_URL": "https://erger.example.nl"}, "PUBLIC_URL must be on this machine"),
    ],
)
def test_a_demo_serves_nothing_but_example_data_on_this_machine(
    store: Store,
    sqlite_url: str,
    tmp_path: Path,
    changed: dict[str, str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In earnest data anybody could choose who to be; so it ends with status 2 and says which setting is wrong."""
    if changed:
        store.run(lambda uow: mark_demo(uow.connection, MONDAY))
    settings = read_settings(_environment(sqlite_url, _free_port()) | {"DEMO": "true"} | changed, tmp_path)
    assert run(settings, ["web"]) == 2
    assert said in capsys.readouterr().err


def _environment(sqlite_url: str, port: int) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": sqlite_url,
        "SECRET_KEY": new_key(),
        "CLIENT_CODE_KEY": new_key(),
        "TEXT_KEY": new_key(),
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _ready_within(seconds: float, port: int) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                return int(answer.status) == 200
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False
