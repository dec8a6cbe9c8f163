"""A vote from Slack, whole: signed HTTP in, effect durable, answer out. Against a Bolt listener that only acknowledges.

Both servers are processes of their own with the same web server; the taps of both come from here, 64 people at once.
The private receipt goes to an address here too, as it would to Slack.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import cast
from urllib.parse import quote

from bench.figures import Figure
from bench.slack_server import SECRET, TEAM, moment_of_votes
from bench.world import REVIEWERS, World, open_world, starts
from doorbraak.ids import PersonId
from storage import administer
from storage.unit_of_work import SqlUnitOfWork

ROUNDS = 7
_AT_ONCE = 64
_EACH = 12
_RATIO = {"sqlite": 0.5, "postgresql": 0.4}
_MOST_P99 = 4.0


@dataclass(frozen=True, slots=True)
class Round:
    """Taps a second, the 99th percentile of how long one took, and processor time of the server for one, in seconds."""

    rate: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it listens, and its process."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Give the seconds of processor time that it used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slack_sqlite(folder: Path) -> list[Figure]:
    """Measure on SQLite."""
    return _figures("sqlite", f"sqlite:///{folder / 'slack.db'}")


def slack_postgresql(url: str) -> list[Figure]:
    """Measure on PostgreSQL."""
    return _figures("postgresql", url)


def _figures(name: str, url: str) -> list[Figure]:
    world = open_world(url, open_requests=(ROUNDS + 1) * _AT_ONCE * _EACH // 3 + 10)
    world.store.run(_accounts)
    world.store.close()
    votes = _taps(world)
    facts = {"url": world.url, "keys": world.keys, "at": moment_of_votes(starts()).isoformat()}
    with _server("ours", facts) as ours, _server("bare", facts) as bare:
        found = asyncio.run(_measure(votes, ours, bare))
    ours_rate, bare_rate = (statistics.median(one.rate for one in side) for side in found)
    ours_p99, bare_p99 = (statistics.median(one.p99 for one in side) for side in found)
    ours_cpu, bare_cpu = (statistics.median(one.cpu for one in side) for side in found)
    return [
        Figure(f"slack_vote_{name}_cpu_ratio", bare_cpu / ours_cpu, None, "higher"),
        Figure(f"slack_vote_{name}_ratio", ours_rate / bare_rate, _RATIO[name], "higher"),
        Figure(f"slack_vote_{name}_p99_ratio", ours_p99 / bare_p99, _MOST_P99, "lower"),
        Figure(f"slack_vote_{name}_per_second", ours_rate, None, "higher", "per second"),
        Figure(f"slack_vote_{name}_p99_milliseconds", ours_p99 * 1000, None, "lower", "ms"),
    ]


def _accounts(uow: SqlUnitOfWork) -> None:
    for one in range(REVIEWERS):
        administer.link_identity(uow.connection, PersonId(f"reviewer-{one}"), "slack", f"{TEAM}:U{one:02d}")


def _taps(world: World) -> Iterator[dict[str, object]]:
    for vote in world.votes:
        user = f"U{int(vote.by.rpartition('-')[2]):02d}"
        yield {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "bench"},
            "user": {"id": user, "name": user, "team_id": TEAM},
            "api_app_id": "A01BENCH",
            "trigger_id": f"1.{vote.key}",
            "container": {"type": "message", "message_ts": "1700000000.000100", "channel_id": "C01BENCH"},
            "channel": {"id": "C01BENCH", "name": "meelezers"},
            "message": {"type": "message", "ts": "1700000000.000100", "text": "Kijk je mee?" * 20},
            "actions": [
                {
                    "type": "button",
                    "action_id": "approve",
                    "block_id": "acts:bench",
                    "value": f"{vote.request}:1",
                    "action_ts": "1700000001.1",
                }
            ],
        }


async def _measure(votes: Iterator[dict[str, object]], ours: Server, bare: Server) -> tuple[list[Round], list[Round]]:
    receipts = await asyncio.get_running_loop().create_server(_Receipts, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{receipts.sockets[0].getsockname()[1]}/receipt"
    found: tuple[list[Round], list[Round]] = ([], [])
    for turn in range(ROUNDS + 1):
        bodies = [_signed({**next(votes), "response_url": address}) for _ in range(_AT_ONCE * _EACH)]
        for side, server in ((0, ours), (1, bare))[:: 1 if turn % 2 else -1]:
            before = server.cpu()
            measured = await _round(server.port, bodies)
            await asyncio.sleep(0.5)  # receipts that are still on their way belong to nobody else's round
            if turn:  # the first one warms up
                found[side].append(replace(measured, cpu=(server.cpu() - before) / len(bodies)))
    receipts.close()
    return found


def _signed(payload: dict[str, object]) -> bytes:
    body = f"payload={quote(json.dumps(payload))}".encode()
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _round(port: int, requests: Sequence[bytes]) -> Round:
    """Let 64 people tap at once, each one tap after the other."""
    took: list[float] = []

    async def person(mine: Sequence[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for one in mine:
            begun = perf_counter()
            writer.write(one)
            status = await _status(reader)
            took.append(perf_counter() - begun)
            if status != 200:
                raise RuntimeError(f"a tap got {status}")
        writer.close()

    begun = perf_counter()
    await asyncio.gather(*(person(requests[at::_AT_ONCE]) for at in range(_AT_ONCE)))
    seconds = perf_counter() - begun
    return Round(len(requests) / seconds, statistics.quantiles(took, n=100)[98], 0.0)


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(_content_length(head))
    return int(head[9:12])


class _Receipts(asyncio.Protocol):
    """Takes receipts as Slack would, with as little work as can be: what it costs is the bot's alone."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        self._transport = cast(asyncio.Transport, transport)
        self._got = b""

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._got += data
        while (end := self._got.find(b"\r\n\r\n")) >= 0:
            length = _content_length(self._got[: end + 2])
            if len(self._got) < end + 4 + length:
                return
            self._got = self._got[end + 4 + length :]
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok")


def _content_length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return int(next((line.split(b":")[1] for line in lines if line.startswith(b"content-length:")), b"0"))


@contextmanager
def _server(kind: str, facts: dict[str, object]) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.slack_server", kind],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the server has no pipes")
    process.stdin.write(json.dumps(facts) + "\n")
    process.stdin.flush()
    try:
        yield Server(int(process.stdout.readline()), process.pid)
    finally:
        process.stdin.close()
        process.wait(timeout=20)
