"""The counterpart, started for one test at a time; only where it can reach nobody."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.peers.fetch import BINARY
from tests.peers.local_slack import LocalSlack

PEOPLE = {"noor": "U01NOOR", "joost": "U01JOOST", "anke": "U01ANKE", "bram": "U01BRAM"}
CHANNELS = {"meelezers": "C01REV"}

Start = Callable[..., LocalSlack]


@pytest.fixture
def start_peer(tmp_path: Path) -> Iterator[Start]:
    """Give what starts the counterpart; with a request_url it delivers over signed HTTP, otherwise over a socket."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    if others or not BINARY.exists():
        pytest.fail("the counterpart is somebody else's program and runs alone: use make test-peers")
    with ExitStack() as running:
        yield lambda request_url="": running.enter_context(LocalSlack(BINARY, tmp_path, PEOPLE, CHANNELS, request_url))
