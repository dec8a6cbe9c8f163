"""Starting quickly, settings, doctor, privacy-check, purge: what looks and keeps in order."""

import json
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, insert, select

from storage import tables as t
from tests.cli.command_line import ROOT, CommandLine


def test_starting_imports_nothing_heavy():
    """Help appears at once: databases, web and tables are imported by the commands that use them."""
    heavy = "sqlalchemy alembic starlette uvicorn rich xlsxwriter yaml cryptography babel phonenumbers".split()
    asked = f"import sys, bot.cli; print([name for name in {heavy!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_every_command_explains_itself(command: CommandLine):
    """Each name of the contract is there and has help."""
    names = "run demo doctor migrate replay import-history verify purge privacy-check bench console".split()
    families = (
        ("config", "check"),
        ("programme", "apply"),
        ("report", "spend"),
        ("people", "code"),
        ("people", "leave"),
    )
    for words in (*((name,) for name in names), *families):
        assert "Usage:" in command.fine(*words, "--help")
    assert "doorbraakbot" in command.fine("--version")


def test_without_a_database_a_command_says_how_to_make_one(command: CommandLine):
    """Nothing is created by only looking."""
    assert "doorbraakbot migrate" in command.refused("report", "spend")[0]
    assert not (command.folder / "var").exists()
    command.fine("migrate")
    assert "programme apply" in command.refused("report", "spend")[0]


def test_bad_settings_are_named_at_once(command: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """`config check` is for that; every other command refuses in the same words."""
    assert command.fine("config", "check") == "The settings are fine.\n"
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("DEMO", "misschien")
    assert len(command.refused("config", "check")) == 3
    assert len(command.refused("report", "spend")) == 3


@pytest.mark.usefixtures("with_example")
def test_doctor_finds_that_nobody_may_vote_yet(command: CommandLine):
    """A check that found something ends with status 1 and says how to mend it."""
    found = command("doctor")
    assert found.exit_code == 1
    assert "no linked lead" in found.stdout
    command.fine("people", "link", "noor", "--telegram", "7")
    assert "0 people of 0 organisations may vote on a request of Buurtteam" in command("doctor").stdout


@pytest.mark.usefixtures("with_example")
def test_doctor_says_how_many_words_a_lost_key_takes_along(command: CommandLine):
    """Words that were called no name are not lost silently: doctor counts them and says what to do."""
    engine = create_engine(f"sqlite:///{command.folder}/var/doorbraakbot.db")
    with engine.begin() as connection:
        programme = connection.execute(select(t.programmes.c.id)).scalar_one()
        row = {"programme_id": programme, "digest": "0" * 64, "key_id": "gone", "at": "2026-03-02T08:00:00.000000Z"}
        connection.execute(insert(t.known_words).values(**row))
    engine.dispose()
    assert "1 words that are no name need a key CLIENT_CODE_KEY lacks" in command("doctor").stdout


def test_the_privacy_check_reads_lines_and_names_those_it_cannot_read(command: CommandLine):
    """One object per line in, one per line out."""
    lines = command.file("p.jsonl", '{"id":1,"text":"Bel 06-12345678"}\n\n{"id":"b","text":"Een fiets"}\n')
    out = [json.loads(line) for line in command.fine("privacy-check", lines).splitlines()]
    find = {"kind": "phone", "text": "06-12345678", "start": 4, "end": 15, "level": "block"}
    assert out == [{"id": 1, "finds": [find]}, {"id": "b", "finds": []}]
    asked = command.file("r.jsonl", '{"id":2,"text":"Fatima heeft reuma"}\n')
    (line,) = (json.loads(line) for line in command.fine("privacy-check", asked).splitlines())
    assert [(one["kind"], one["text"], one["level"]) for one in line["finds"]] == [
        ("name", "Fatima", "ask"),
        ("diagnosis", "reuma", "ask"),
    ]
    problems = command.refused("privacy-check", command.file("q.jsonl", '[]\n{"id":1}\n{"id":1,"text":"x"}\nx'))
    assert [problem.split(":")[0] for problem in problems[:-1]] == [
        "q.jsonl line 1",
        "q.jsonl line 2",
        "q.jsonl line 4",
    ]


def test_purge_without_a_terminal_needs_yes(command: CommandLine):
    """What is removed does not come back."""
    command.fine("migrate")
    assert "--yes" in command.refused("purge")[0]
    assert "Removed 0 texts" in command.fine("purge", "--yes")


def test_each_command_is_told_whole_in_the_list_of_commands(command: CommandLine):
    """On a terminal of 80 columns; what stands behind the first sentence is for the help of the command itself."""
    groups = [(), ("keys",), ("report",), ("clients",), ("people",), ("programme",), ("config",), ("slack",)]

    lists = [command.fine(*group, "--help").partition("Commands:")[2] for group in groups]

    assert all(lists)
    assert [line for one in lists for line in one.splitlines() if line.endswith("...")] == []
