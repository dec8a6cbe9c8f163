"""Commands about clients as somebody types them: the number is asked, never an argument, and stands nowhere."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.secrets import new_key
from tests.cli.command_line import KEYS, ROOT, CommandLine

BEGIN = datetime.now(UTC) - timedelta(minutes=10)
YEAR = BEGIN.astimezone(ZoneInfo("Europe/Amsterdam")).year


def scenario(begin: datetime) -> str:
    """Give a scenario file: a withdrawn request with a remark, and an open one."""
    asked = {"do": "submit", "by": "k1", "district": "Overvecht", "theme": "wonen", "amount_cents": 30000}
    texts = {"question": "Een bed.", "if_nothing": "Niets."}
    programme = {"do": "programme", "name": "Utrecht", "districts": ["Overvecht"], "budget_cents": {str(YEAR): 1000000}}
    lines = [
        programme,
        {"do": "person", "key": "k1", "roles": ["koploper"], "organisation": "Buurtteam"},
        {"do": "person", "key": "a1", "roles": ["reviewer"], "organisation": "UWV"},
        asked | texts | {"request": "r1", "client": "BOKS-1001"},
        asked | texts | {"request": "r2", "client": "BOKS-2002"},
        {"do": "remark", "by": "a1", "request": "r1", "text": "Weten we dit zeker?"},
        {"do": "withdraw", "by": "k1", "request": "r1"},
    ]
    times = [(begin + timedelta(minutes=number)).isoformat() for number in range(len(lines))]
    return "\n".join(json.dumps({"at": at} | line) for at, line in zip(times, lines, strict=True))


def filled_at(command: CommandLine, begin: datetime) -> CommandLine:
    """Fill the database of a folder, under the keys of these tests."""
    command.fine("migrate")
    file = command.file("s.jsonl", scenario(begin))
    command.fine("replay", file, "--json", "out.json", "--database", "sqlite:///var/doorbraakbot.db")
    return command


@pytest.fixture
def filled(command: CommandLine) -> CommandLine:
    """A folder with a database that holds a withdrawn and an open request of just now."""
    return filled_at(command, BEGIN)


def rows(command: CommandLine, query: str) -> list[tuple]:
    """Ask the database."""
    with sqlite3.connect(command.folder / "var" / "doorbraakbot.db") as database:
        return database.execute(query).fetchall()


def nothing_tells(command: CommandLine, *numbers: str) -> None:
    """See that no file below the working directory holds a number, but for the scenario that brought it."""
    for file in command.folder.rglob("*"):
        if file.is_file() and file.name != "s.jsonl":
            for number in numbers:
                assert number.encode() not in file.read_bytes(), file


def test_export_gives_what_is_kept_and_notes_that_it_did(filled: CommandLine):
    """As JSON and to read; votes by organisation, no names; a line in the log."""
    told = json.loads(filled("export", "--client", typed="boks 1001\n").stdout)
    (request,) = told["requests"]
    assert (request["number"], request["status"], request["asked_cents"]) == (f"VE-{YEAR}-0001", "withdrawn", 30000)
    assert request["texts"] == {"question": "Een bed.", "if_nothing": "Niets."}
    assert request["talk"][0] == {"organisation": "UWV", "text": "Weten we dit zeker?", "at": request["talk"][0]["at"]}
    result = filled("export", "--client", "--format", "text", "--out", "u.txt", typed="BOKS-1001\n")
    assert (result.exit_code, result.stdout) == (0, "")
    read = (filled.folder / "u.txt").read_text()
    assert "Gevraagd: €\xa0300,00." in read
    assert "UWV: Weten we dit zeker?" in read
    assert (filled.folder / "u.txt").stat().st_mode & 0o777 == 0o600
    assert len(rows(filled, "SELECT 1 FROM log WHERE body LIKE '%client_exported%'")) == 2
    nothing_tells(filled, "BOKS-1001", "BOKS1001", "boks 1001")


def test_erase_needs_yes_without_a_terminal_and_tells_what_is_open(filled: CommandLine):
    """Nothing goes by accident; what must end first is named."""
    assert "--client" in filled.refused("erase", "--yes")[0]
    assert "--yes" in filled("erase", "--client", typed="BOKS-1001\n").stderr
    assert "being decided" in filled("erase", "--client", "--yes", typed="BOKS-2002\n").stderr
    assert "looks like BOKS-1001" in filled("erase", "--client", "--yes", typed="x\n").stderr
    for unknown in ("BOKS-9999\n", "", "x\n"):
        ended = filled("erase", "--client", "--yes", typed=unknown)
        assert ended.exit_code == 2
        assert not unknown.strip() or unknown.strip() not in ended.output
    ended = filled("erase", "--client", "--yes", typed="BOKS-1001\n")
    assert (ended.exit_code, "Erased: 3 texts of 1 request," in ended.stdout) == (0, True)
    assert (filled.folder / "var" / "backups" / "erased.log").exists()
    assert json.loads(filled.fine("verify", "--json"))["differences"] == []
    assert filled("erase", "--client", "--yes", typed="BOKS-1001\n").exit_code == 2
    nothing_tells(filled, "BOKS-1001", "BOKS1001", "BOKS-2002")


def test_every_command_about_a_client_says_which_account_ran_it(filled: CommandLine):
    """Export, join, correct, retract, erase and backup: what was done to what, and by whom the machine was used."""
    filled("clients", "correct", f"VE-{YEAR}-0001", typed="BOKS-3003\n")
    filled("clients", "join", typed="BOKS-3003\nBOKS-4004\n")
    filled("export", "--client", typed="BOKS-3003\n")
    filled.fine("retract", f"VE-{YEAR}-0002", "--yes")
    filled("erase", "--client", "--yes", typed="BOKS-3003\n")
    filled.fine("backup")
    lines = [json.loads(line) for line in filled.fine("export", "--audit").splitlines()]
    told = {line["what"]: line["target"] for line in lines if line["who"].startswith("account ")}
    commands = ("clients_correct", "clients_join", "client_exported", "retract", "erase", "backup")
    assert set(commands) <= set(told)
    assert [told[what] for what in ("clients_correct", "retract")] == [f"VE-{YEAR}-0001", f"VE-{YEAR}-0002"]
    assert told["erase"] == told["client_exported"] != ""
    nothing_tells(filled, "BOKS-3003", "BOKS3003", "BOKS-4004")


def test_on_a_terminal_the_number_is_asked_twice_and_never_shown(filled: CommandLine):
    """Typed hidden; two that differ are asked again."""
    status, shown = _at_a_terminal(
        filled,
        ("erase", "--client"),
        [
            (b"File number: ", b"BOKS-1001\n"),
            (b"Repeat for confirmation: ", b"BOKS-1002\n"),
            (b"File number: ", b"BOKS-1001\n"),
            (b"Repeat for confirmation: ", b"BOKS-1001\n"),
            (b"[y/N]: ", b"y\n"),
        ],
    )

    assert status == 0
    assert b"Erased: 3 texts" in shown
    assert b"BOKS" not in shown


def test_on_a_terminal_nobody_is_asked_to_say_yes_to_what_cannot_be_done(filled: CommandLine):
    """What must end first is said before the question."""
    asked = [(b"File number: ", b"BOKS-2002\n"), (b"Repeat for confirmation: ", b"BOKS-2002\n"), (b"[y/N]: ", b"y\n")]
    status, shown = _at_a_terminal(filled, ("erase", "--client"), asked)

    assert status == 2
    assert b"is still being decided" in shown
    assert b"[y/N]" not in shown


def test_on_a_terminal_a_no_is_an_answer_and_no_mistake(filled: CommandLine):
    """Nothing goes, the command ends well, and nobody is told how to skip the question."""
    status, shown = _at_a_terminal(filled, ("retract", f"VE-{YEAR}-0002"), [(b"[y/N]: ", b"n\n")])

    assert status == 0
    assert b"Nothing was removed." in shown
    assert b"--yes" not in shown
    assert rows(filled, "SELECT count(*) FROM texts") == [(5,)]


def _at_a_terminal(command: CommandLine, words: tuple[str, ...], lines: list[tuple[bytes, bytes]]) -> tuple[int, bytes]:
    """Run a command as somebody at a terminal does; gives its exit status and everything that was shown."""
    main, side = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")} | KEYS
    started = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", *words],
        stdin=side,
        stdout=side,
        stderr=side,
        cwd=command.folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    os.close(side)
    shown = _talk(main, lines)
    status = started.wait(timeout=30)
    os.close(main)
    return status, shown


def _talk(main: int, lines: list[tuple[bytes, bytes]]) -> bytes:
    """Wait for each question and answer it; gives everything that was shown."""
    shown, fresh, ends = b"", b"", time.monotonic() + 30
    waiting = list(lines)
    while time.monotonic() < ends:
        try:
            part = os.read(main, 4096)
        except OSError:  # the other side closed
            break
        shown, fresh = shown + part, fresh + part
        if waiting and waiting[0][0] in fresh:
            os.write(main, waiting.pop(0)[1])
            fresh = b""
    return shown


def test_join_and_correct_ask_for_numbers(filled: CommandLine):
    """What comes of it is said in amounts; an unknown request or number is bad input."""
    ended = filled("clients", "join", typed="BOKS-1001\nBOKS-2002\n")
    assert ended.stdout == "These are one client from now on.\n"
    assert filled("clients", "join", typed="BOKS-8001\nBOKS-9002\n").exit_code == 2
    assert "was under this" in filled("clients", "correct", f"VE-{YEAR}-0002", typed="BOKS-1001\n").stdout
    assert "is under the right" in filled("clients", "correct", f"VE-{YEAR}-0001", typed="BOKS-3003\n").stdout
    assert filled("clients", "correct", f"VE-{YEAR}-0077", typed="BOKS-1001\n").exit_code == 2
    assert json.loads(filled.fine("verify", "--json"))["differences"] == []
    nothing_tells(filled, "BOKS-1001", "BOKS-2002", "BOKS-3003")


def test_where_each_organisation_has_its_own_numbers_the_organisation_is_needed(filled: CommandLine):
    """A prefix separates systems: without the organisation another client would be meant."""
    file = filled.file("p.yaml", "programme: Utrecht\nclient_number: {Buurtteam: {prefix: BT}, UWV: {prefix: UW}}\n")
    filled.fine("programme", "apply", file, "--yes")
    refused = filled("export", "--client", typed="BOKS-1001\n")
    assert (refused.exit_code, "--organisation NAME, one of Buurtteam, UWV" in refused.stderr) == (2, True)
    assert filled("export", "--client", "--organisation", "UWV", typed="BOKS-1001\n").exit_code == 2
    assert filled("export", "--client", "--organisation", "Gemeente", typed="BOKS-1001\n").exit_code == 0
    assert "--first-organisation" in filled("clients", "join", typed="BOKS-1001\nBOKS-2002\n").stderr


def test_retract_removes_at_once_what_was_typed(filled: CommandLine):
    """One remark, or all of it, also of an open request; it asks, or needs --yes."""
    assert "--yes" in filled.refused("retract", f"VE-{YEAR}-0002")[0]
    for words in ((), ("--yes",)):
        assert "no request" in filled.refused("retract", f"VE-{YEAR}-0099", *words)[0]
    assert "1 text of" in filled.fine("retract", f"VE-{YEAR}-0001", "--remark", "1", "--yes")
    assert "no remark 1" in filled.refused("retract", f"VE-{YEAR}-0001", "--remark", "1", "--yes")[0]
    assert "2 texts" in filled.fine("retract", f"VE-{YEAR}-0002", "--yes")
    assert rows(filled, "SELECT count(*) FROM texts") == [(2,)]
    assert rows(filled, f"SELECT status FROM requests WHERE number = 'VE-{YEAR}-0002'") == [("open",)]
    assert json.loads(filled.fine("verify", "--json"))["differences"] == []


def test_verify_runs_without_the_key_of_the_texts(filled: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """Somebody who may not read texts sees that all is well, and is told what stayed closed; a wrong text is found."""
    monkeypatch.delenv("TEXT_KEY")
    ended = filled("verify", "--json")
    assert (ended.exit_code, json.loads(ended.stdout)["differences"]) == (0, [])
    assert set(json.loads(ended.stdout)) == {"requests", "log_lines", "differences"}
    assert "their words stayed closed" in ended.stderr
    with sqlite3.connect(filled.folder / "var" / "doorbraakbot.db") as database:
        database.execute("DELETE FROM texts WHERE id = (SELECT min(id) FROM texts)")
    assert filled("verify").exit_code == 1


def test_keys_rotate_says_what_it_did_and_which_key_can_go(filled: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """First a dry run, then in earnest, then what still hangs on the older key; a lost key is status 1."""
    assert "0 texts, 0 drafts came under the newest key" in filled.fine("keys", "rotate")
    monkeypatch.setenv("TEXT_KEY", f"{new_key()},{KEYS['TEXT_KEY']}")
    monkeypatch.setenv("CLIENT_CODE_KEY", f"{new_key()},{KEYS['CLIENT_CODE_KEY']}")
    assert "5 texts, 0 drafts are under an older key" in filled.fine("keys", "rotate", "--dry-run")
    said = filled.fine("keys", "rotate")
    assert "5 texts, 0 drafts came under the newest key" in said
    assert "2 clients on the older key" in said
    assert "Keep the older keys" in said
    assert "SECRET_KEY: nothing is stored under it" in said
    assert json.loads(filled.fine("verify", "--json"))["differences"] == []
    monkeypatch.setenv("CLIENT_CODE_KEY", new_key())
    lost = filled("keys", "rotate")
    assert (lost.exit_code, "their limits are not held" in lost.stdout) == (1, True)
    assert "2 clients have a code by no key of CLIENT_CODE_KEY" in filled("doctor").stdout


def test_purge_says_beforehand_what_it_would_remove(command: CommandLine):
    """Nothing changes in a dry run; what it says is what then goes."""
    filled_at(command, datetime(2023, 3, 6, 9, tzinfo=UTC))
    before = command.fine("verify", "--json")
    *numbers, summed = command.fine("purge", "--dry-run").splitlines()
    assert numbers == ["VE-2023-0001: 3 texts", "VE-2023-0002: 2 texts"]
    assert "5 texts of 2 requests" in summed
    assert "2 client codes" in summed
    assert command.fine("verify", "--json") == before
    done = command.fine("purge", "--yes")
    assert done.strip().removeprefix("Removed") == summed.removeprefix("Would remove")
    assert json.loads(command.fine("verify", "--json"))["differences"] == []
    assert "Would remove 0 texts" in command.fine("purge", "--dry-run")


def test_backup_and_restore_as_somebody_types_them(filled: CommandLine, tmp_path: Path):
    """A file for its owner only, back into an empty folder and over what is there; without a terminal --yes."""
    assert "2 requests" in filled.fine("backup")
    (file,) = (filled.folder / "var" / "backups").glob("doorbraakbot-*Z.backup")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "there already" in filled.refused("backup", str(file))[0]
    assert filled("erase", "--client", "--yes", typed="BOKS-1001\n").exit_code == 0
    assert "--yes" in filled.refused("restore", str(file))[-1]
    ended = filled("restore", str(file), "--yes")
    assert ended.exit_code == 0, ended.output
    assert re.search(r" is as it was on \d{4}-\d\d-\d\d \d\d:\d\d\.\n", ended.stdout)
    assert "Removed again: 1 removal of" in ended.stdout
    assert "0 differences" in ended.stdout
    assert rows(filled, "SELECT count(*) FROM texts") == [(2,)]
    assert "cannot be read" in filled.refused("restore", "nowhere", "--yes")[0]
    assert "no backup" in filled.refused("restore", filled.file("x", "x" * 99), "--yes")[0]
    for name in ("", "-wal", "-shm"):
        (filled.folder / "var" / f"doorbraakbot.db{name}").unlink(missing_ok=True)
    assert filled("restore", str(file), "--yes").exit_code == 0
    assert json.loads(filled.fine("verify", "--json"))["requests"] == 2
