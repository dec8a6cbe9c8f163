"""From the start of the process to the first 200 on /readyz, and the memory it holds when nothing happens."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.figures import Figure
from storage.secrets import new_key

ROUNDS = 3
_MOST_SECONDS = 30
_REST_SECONDS = 3
"""The lists of the privacy check are loaded soon after the start; what is measured holds them."""


def start(folder: Path) -> list[Figure]:
    """Measure `doorbraakbot run` on a migrated, empty database."""
    environment = _environment(folder)
    subprocess.run([sys.executable, "-m", "bot.cli", "migrate"], env=environment, cwd=folder, check=True)
    found = [_once(environment, folder) for _ in range(ROUNDS)]
    in_slack = [_once(environment | _SLACK, folder) for _ in range(ROUNDS)]
    importing = statistics.median(_importing() for _ in range(ROUNDS))
    return [
        Figure("start_to_ready_seconds", statistics.median(one[0] for one in found), None, "lower", "s"),
        Figure("memory_at_rest_megabytes", statistics.median(one[1] for one in found), None, "lower", "MB"),
        Figure("slack_start_per_imports", statistics.median(one[0] for one in in_slack) / importing, 3.0, "lower"),
        Figure("slack_memory_at_rest_megabytes", statistics.median(one[1] for one in in_slack), 140.0, "lower", "MB"),
    ]


_SLACK = {
    "SLACK_BOT_TOKEN": "xoxb-bench",
    "SLACK_SIGNING_SECRET": "bench",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
}


def _importing() -> float:
    """Give how long the libraries alone take to import."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import slack_bolt, sqlalchemy, starlette"], check=True)
    return time.perf_counter() - begin


def _environment(folder: Path) -> dict[str, str]:
    root = str(Path(__file__).parent.parent)
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": root,
        "DATABASE_URL": f"sqlite:///{folder / 'start.db'}",
        "SECRET_KEY": new_key(),
        "CLIENT_CODE_KEY": new_key(),
        "TEXT_KEY": new_key(),
        "PORT": str(_free_port()),
        "LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _once(environment: dict[str, str], folder: Path) -> tuple[float, float]:
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "bot.cli", "run"], env=environment, cwd=folder)
    try:
        _wait_until_ready(environment["PORT"], begin)
        seconds = time.perf_counter() - begin
        time.sleep(_REST_SECONDS)
        return seconds, _megabytes(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until_ready(port: str, begin: float) -> None:
    while time.perf_counter() - begin < _MOST_SECONDS:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise TimeoutError(f"not ready within {_MOST_SECONDS} s")


def _megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("this system does not tell what memory a process holds")
