"""The command line as somebody uses it: a folder of its own, settings, and what a command says."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "programme.example.yaml"
HISTORY = ROOT / "bot" / "data" / "history_2021.csv"
KEYS = {
    "SECRET_KEY": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=",
    "CLIENT_CODE_KEY": "Y2xpZW50LWNsaWVudC1jbGllbnQtY2xpZW50LWNsaWU=",
    "TEXT_KEY": "dGV4dC10ZXh0LXRleHQtdGV4dC10ZXh0LXRleHQtdGU=",
}


@dataclass(frozen=True)
class CommandLine:
    """A working directory with settings; call it with the words of a command."""

    folder: Path

    def __call__(self, *words: str, typed: str | bytes = "") -> Result:
        return CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)

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


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Give the command line in a fresh folder, with keys and without any other setting."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    return CommandLine(tmp_path)
