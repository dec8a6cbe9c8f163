"""`export --audit`: every line as six fields, checkable by a stranger, and itself in the log."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest

from tests.cli.command_line import CommandLine

pytestmark = pytest.mark.usefixtures("with_2021")

SIX = ("who", "what", "target", "at", "origin", "result")


def exported(command: CommandLine, *more: str) -> list[dict[str, Any]]:
    """Give the lines of an export."""
    return [json.loads(line) for line in command.fine("export", "--audit", *more).splitlines()]


def test_a_stranger_can_check_the_chain_from_the_export_alone(command: CommandLine):
    """The hash of each line is that of the one before it and its body; numbers have no gap."""
    lines = exported(command)
    previous = "0" * 64
    for number, line in enumerate(lines, start=1):
        assert (line["seq"], line["previous"]) == (number, previous)
        previous = hashlib.sha256(f"{previous}\n{line['body']}".encode()).hexdigest()
        assert line["hash"] == previous


def test_every_line_has_the_six_fields_and_people_stand_there_by_identifier(command: CommandLine):
    """Imported requests, people, budgets, commands: all of them, without a name."""
    command.fine("people", "code", "noor")
    text = command.fine("export", "--audit")
    lines = [json.loads(line) for line in text.splitlines()]

    assert all(set(SIX) <= set(line) for line in lines)
    assert {"programme_set", "policy_set", "budget_set", "person_set", "imported", "code_issued"} <= {
        line["what"] for line in lines
    }
    assert all(line["origin"] == "cli" for line in lines if line["what"] != "imported")
    assert next(line["target"] for line in lines if line["what"] == "imported").startswith("VE-2021-")
    assert "Noor" not in text


def test_commands_that_touch_peoples_data_are_lines_with_the_account(command: CommandLine):
    """Who may use the machine is no person of a programme: the account stands in its place."""
    for words in (
        ("people", "list"),
        ("people", "code", "noor"),
        ("people", "link", "noor", "--telegram", "7"),
        ("report", "spend"),
        ("purge", "--yes"),
        ("people", "leave", "noor"),
    ):
        command.fine(*words)
    told = [line for line in exported(command) if line["who"].startswith("account ")]

    assert [line["what"] for line in told] == [
        "programme_apply",
        "import_history",
        "people_list",
        "people_code",
        "people_link",
        "report_spend",
        "purge",
        "people_leave",
        "export_audit",
    ]
    assert told[3]["target"] == told[4]["target"] != ""
    assert json.loads(command.fine("verify", "--json"))["differences"] == []


def test_a_session_in_the_terminal_is_a_line_and_so_is_what_was_refused_in_it(command: CommandLine):
    """Whoever works as somebody else with the keys in hand is seen."""
    command.fine("people", "link", "noor", "--telegram", "7")
    command("console", "--as", "noor", typed="akkoord VE-2021-0001\n")
    session, refused = exported(command)[-3:-1]

    assert (session["what"], session["origin"], session["who"]) == ("console_session", "cli", session["target"])
    assert (refused["what"], refused["origin"], refused["result"]) == ("approve", "console", "not_a_reviewer")
    assert (refused["who"], refused["target"]) == (session["who"], "VE-2021-0001")


def test_names_come_along_only_when_asked_for_and_that_is_a_line_too(command: CommandLine):
    """A name opens the door to everything else."""
    command.fine("people", "link", "noor", "--telegram", "7")
    command("console", "--as", "noor", typed="akkoord VE-2021-0001\n")
    lines = exported(command, "--names")

    assert [line["name"] for line in lines if line["what"] == "approve"] == ["Noor"]
    assert json.loads(lines[-1]["body"])["facts"]["names"] is True


def test_a_period_and_a_table_for_a_spreadsheet(command: CommandLine):
    """CSV with a heading; a cell that looks like a formula is disarmed; the period is by day in Amsterdam."""
    command.fine("export", "--audit", "--format", "csv", "--out", "audit.csv")
    text = (command.folder / "audit.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert rows[0]["what"] == "programme_set"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    of_2021 = exported(command, "--from", "2021-01-01", "--to", "2021-12-31")
    assert {line["what"] for line in of_2021} == {"imported"}
    assert (command.folder / "audit.csv").stat().st_mode & 0o077 == 0


def test_days_that_are_none_are_named_and_nothing_is_written(command: CommandLine):
    """Both at once, before the database is opened."""
    problems = command.refused("export", "--audit", "--from", "gisteren", "--to", "2026-13-01", "--out", "x")
    assert [problem.split()[0] for problem in problems[:2]] == ["--from", "--to"]
    assert not (command.folder / "x").exists()
    assert "--audit" in command.refused("export")[0]


def test_with_two_programmes_only_the_one_asked_for_comes_along(command: CommandLine):
    """Another programme's log is another programme's."""
    command.file("other.yaml", "programme: Ander\ndistricts: [Zuilen]\n")
    command.fine("programme", "apply", "other.yaml")
    assert "several programmes" in command.refused("export", "--audit")[0]
    lines = exported(command, "--programme", "Ander")
    assert len({line["programme"] for line in lines}) == 1
    assert "imported" not in {line["what"] for line in lines}
