"""The command line as somebody uses it: a folder of its own, settings, and what a command says."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli import app

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "programme.example.yaml"
HISTORY = ROOT / "bot" / "data" / "history_2021.csv"
KEYS = {
    "SECRET_KEY": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=",
    "CLIENT_CODE_KEY": "Y2xpZW50LWNsaWVudC1jbGllbnQtY2xpZW50LWNsaWU=",
    "TEXT_KEY": "dGV4dC10ZXh0LXRleHQtdGV4dC10ZXh0LXRleHQtdGU=",
}


@cache
def _parser() -> Any:
    """Read the signatures of all commands, once: a runner of Typer does that for every call."""
    return get_command(app)


@dataclass(frozen=True)
class Ended:
    """What a command wrote, apart and together, and its exit status."""

    exit_code: int
    stdout: str
    stderr: str
    output: str


@dataclass(frozen=True)
class CommandLine:
    """A working directory with settings; call it with the words of a command."""

    folder: Path

    def __call__(self, *words: str, typed: str | bytes = "") -> Ended:
        with CliRunner().isolation(typed) as written:
            try:
                _parser().main(list(words), prog_name="doorbraakbot")
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else int(end.code is not None)
            return Ended(status, *(stream.getvalue().decode() for stream in written))

    def fine(self, *words: str) -> str:
        """Run a command that must end well; give what it printed."""
        result = self(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, *words: str) -> list[str]:
        """Run a command that must end with status 2; give its problems."""
        result = self(*words)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        return result.stderr.splitlines()

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file in the working directory; give its name."""
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name


@contextmanager
def _at_work_in(folder: Path) -> Iterator[CommandLine]:
    with pytest.MonkeyPatch.context() as settings:
        settings.chdir(folder)
        settings.delenv("DATABASE_URL", raising=False)
        for name, key in KEYS.items():
            settings.setenv(name, key)
        yield CommandLine(folder)


@pytest.fixture
def command(tmp_path: Path) -> Iterator[CommandLine]:
    """Give the command line in a fresh folder, with keys and without any other setting."""
    with _at_work_in(tmp_path) as ready:
        yield ready


@pytest.fixture(scope="session")
def var_with_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Apply the example programme in a folder, once; gives the var/ of that folder, to copy."""
    with _at_work_in(tmp_path_factory.mktemp("example")) as ready:
        ready.fine("programme", "apply", str(EXAMPLE))
        return ready.folder / "var"


@pytest.fixture(scope="session")
def var_with_2021(var_with_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the year 2021 into the example programme, once; gives the var/ of that folder, to copy."""
    with _at_work_in(tmp_path_factory.mktemp("history")) as ready:
        shutil.copytree(var_with_example, ready.folder / "var")
        ready.fine("import-history", str(HISTORY))
        return ready.folder / "var"


@pytest.fixture
def with_example(command: CommandLine, var_with_example: Path) -> None:
    """Let the folder be one where the example programme was applied."""
    shutil.copytree(var_with_example, command.folder / "var")


@pytest.fixture
def with_2021(command: CommandLine, var_with_2021: Path) -> None:
    """Let the folder be one where the year 2021 was imported into the example programme."""
    shutil.copytree(var_with_2021, command.folder / "var")
