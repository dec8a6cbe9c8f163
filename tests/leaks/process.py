"""A real process of the bot over a database of its own, loud as can be, and browsers that visit it over the network."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import update

from doorbraak.ids import PersonId
from storage import administer
from storage import tables as t
from storage.secrets import new_key
from tests.leaks.marks import Marks
from tests.web.stage import UTRECHT, Clock, Stage

ROOT = Path(__file__).parent.parent.parent


def free_port() -> int:
    """Give a port that nobody has."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class LiveStage(Stage):
    """The programme of the stage, its people with marked names, served by a process of its own."""

    def __init__(self, folder: Path, marks: Marks) -> None:
        self.port, self.key, self.folder = free_port(), new_key(), folder
        super().__init__(folder, public_url=f"http://127.0.0.1:{self.port}", secret_keys=(self.key,))
        self.clock = Clock(datetime.now(UTC))
        self.desk._now = self.clock
        self.store.run(lambda uow: self._mark(uow, marks))
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self._out, self._err = (folder / "stdout").open("wb"), (folder / "stderr").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=folder,
            env=self._environment(),
            stdout=self._out,
            stderr=self._err,
        )
        self._wait()

    def _mark(self, uow: Any, marks: Marks) -> None:
        now = self.clock()
        administer.set_budget(uow, UTRECHT, now.year, 1_000_000, now)
        for key in ("noor", "joost", "anke", "bram", "els", "mira", "ad", "karim"):
            values = {"name": f"N{marks.of('name')}{key}", "email": f"{marks.of('email')}@{key}.nl"}
            uow.connection.execute(update(t.people).where(t.people.c.id == PersonId(key)).values(**values))

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            "TMPDIR": str(self.temporary),
            "DATABASE_URL": f"sqlite:///{self.folder / 'web.db'}",
            "SECRET_KEY": self.key,
            "CLIENT_CODE_KEY": self._keys[0],
            "TEXT_KEY": self._keys[0],
            "PORT": str(self.port),
            "LOG_LEVEL": "DEBUG",
        }

    def _wait(self) -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "stderr").read_text())

    def visitor(self, key: str = "") -> Any:
        """Give a browser that reaches the process over the network."""
        visitor = super().visitor()
        visitor.http = httpx.AsyncClient(base_url=self.settings.public_url, timeout=20)
        if key:
            visitor.bring_session(key)
        return visitor

    def raw(self, *lines: bytes) -> bytes:
        """Send bytes as no client library would, and give the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as line:
            line.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
            answer = b""
            try:
                while part := line.recv(65536):
                    answer += part
                    if b"\r\n\r\n" in answer:
                        break
            except TimeoutError:
                pass
            return answer

    def database(self, statement: str) -> None:
        """Change the database under the process."""
        with sqlite3.connect(self.folder / "web.db", timeout=10) as connection:
            connection.execute(statement)
        connection.close()

    def stop(self) -> str:
        """End the process as a server does, and give everything that it printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=10)
        self._out.close()
        self._err.close()
        return (self.folder / "stdout").read_text() + (self.folder / "stderr").read_text()

    def close(self) -> None:
        """End everything."""
        self.stop()
        super().close()
        shutil.rmtree(self.temporary, ignore_errors=True)
