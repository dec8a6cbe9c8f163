"""`report threads`: the list for the privacy officer, in every form, without a text and without a name."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, create_engine, insert, select

from doorbraak.working_time import AMSTERDAM
from storage import tables as t
from storage.moments import to_text
from tests.cli.command_line import CommandLine

AT = datetime(2026, 3, 2, 9, 0, tzinfo=AMSTERDAM)
EMPTY = "Totaal 0, waarvan 0 er nog staan."


@pytest.fixture
def listed(command: CommandLine, with_example: None) -> CommandLine:
    """A programme in whose threads stood: a name that was mended, a number that still stands, a clean message."""
    engine = create_engine(f"sqlite:///{command.folder}/var/doorbraakbot.db")
    _add(engine, "chat:1", kinds="name", level="ask", minutes=6, ended_how="edited", answer="adjust")
    _add(engine, "chat:2", kinds="phone address", level="block", after=timedelta(days=1), told=True)
    _add(engine, "chat:3", kinds="", level="")
    _add(engine, "chat:4", kinds="file", level="file", after=timedelta(days=-400), minutes=0, ended_how="deleted")
    engine.dispose()
    return command


def _add(
    engine: Engine,
    reference: str,
    *,
    kinds: str,
    level: str,
    after: timedelta = timedelta(),
    minutes: int | None = None,
    ended_how: str = "",
    answer: str = "",
    told: bool = False,
) -> None:
    seen = AT + after
    with engine.begin() as connection:
        people = t.people.c
        person, programme = connection.execute(select(people.id, people.programme_id).limit(1)).one()
        connection.execute(
            insert(t.posted).values(
                reference=reference,
                turn=1,
                programme_id=programme,
                request_id=None,
                number="VE-2026-0042",
                place="chat:meelezers",
                person_id=person,
                readers=12,
                link="https://chat.example/1",
                kinds=kinds,
                level=level,
                seen_at=to_text(seen),
                answer=answer,
                ended_at=None if minutes is None else to_text(seen + timedelta(minutes=minutes)),
                ended_how=ended_how,
                told_at=to_text(seen + timedelta(minutes=30)) if told else None,
            )
        )


def test_the_table_says_when_what_how_long_for_how_many_and_how_it_ended(listed: CommandLine) -> None:
    """In Dutch, the oldest first, with a line that counts."""
    table = listed.fine("report", "threads", "--from", "2026-01-01", "--to", "2026-12-31")
    lines = [" ".join(line.split()) for line in table.splitlines()]
    assert "Persoonsgegevens in gesprekken, 1 januari 2026 t/m 31 december 2026" in lines
    assert all(len(line) <= 80 for line in table.splitlines())
    at = lines.index("02-03-2026 VE-2026-0042 naam 6 12 Ik pas aangepast nee")
    assert lines[at + 1] == "09:00 het aan"
    assert lines[at + 2].startswith("03-03-2026 VE-2026-0042 telefoonnummer")
    assert lines[at + 3].startswith("09:00 adres")
    assert lines[-1] == "Totaal 2, waarvan 1 er nog staat."


def test_json_gives_codes_and_what_still_stands_there_has_no_end(listed: CommandLine) -> None:
    """For programs: kinds as a list, moments with their offset, null for what did not happen."""
    found = json.loads(
        listed.fine("report", "threads", "--from", "2026-03-02", "--to", "2026-03-03", "--format", "json")
    )
    assert (found["from"], found["to"]) == ("2026-03-02", "2026-03-03")
    first, second = found["rows"]
    assert first == {
        "at": "2026-03-02T09:00:00+01:00",
        "request": "VE-2026-0042",
        "kinds": ["name"],
        "level": "ask",
        "minutes": 6,
        "readers": 12,
        "answer": "adjust",
        "ended_how": "edited",
        "told_lead": False,
    }
    assert (second["kinds"], second["ended_how"], second["told_lead"]) == (["phone", "address"], None, True)
    assert second["minutes"] > 30


def test_both_kinds_of_csv_and_the_workbook_hold_the_same(listed: CommandLine) -> None:
    """For a spreadsheet in Dutch with a byte order mark, as data with codes, and as XLSX."""
    days = ("report", "threads", "--from", "2026-03-02", "--to", "2026-03-02")
    data = listed.fine(*days, "--format", "csv").splitlines()
    assert data[0].startswith("at,request,kinds,level,minutes")
    assert data[1] == "2026-03-02T09:00:00+01:00,VE-2026-0042,name,ask,6,12,adjust,edited,0"
    listed.fine(*days, "--format", "csv", "--out", "lijst-excel.csv")
    sheet = (listed.folder / "lijst-excel.csv").read_bytes()
    assert sheet.startswith(b"\xef\xbb\xbfWanneer;Aanvraag;Wat;")
    assert "naam;6;12;Ik pas het aan;aangepast;nee" in sheet.decode("utf-8-sig")
    listed.fine(*days, "--format", "xlsx", "--out", "lijst.xlsx")
    with zipfile.ZipFile(io.BytesIO((listed.folder / "lijst.xlsx").read_bytes())) as book:
        assert "aangepast" in book.read("xl/sharedStrings.xml").decode()


def test_no_form_names_the_writer_or_the_place(listed: CommandLine) -> None:
    """The list is to learn from; who it was is in the log, for who may read that."""
    names = ("Noor", "noor", "meelezers", "chat:1", "chat.example")
    for form in ("table", "json", "csv"):
        said = listed.fine("report", "threads", "--from", "2024-01-01", "--to", "2026-12-31", "--format", form)
        assert not any(name in said for name in names)


def test_an_empty_period_and_wrong_days_are_said(listed: CommandLine) -> None:
    """Nothing seen is a list without lines; days that are none are all named."""
    assert EMPTY in listed.fine("report", "threads", "--from", "2020-01-01", "--to", "2020-12-31")
    assert len(listed.refused("report", "threads", "--from", "morgen", "--to", "2026-13-01")) == 3


def test_a_day_is_one_of_amsterdam(listed: CommandLine) -> None:
    """What was seen at half past midnight belongs to the new day, though it is the day before in UTC."""
    engine = create_engine(f"sqlite:///{listed.folder}/var/doorbraakbot.db")
    midnight = datetime(2026, 7, 1, 0, 30, tzinfo=AMSTERDAM)
    _add(engine, "chat:9", kinds="name", level="ask", after=midnight - AT)
    engine.dispose()
    assert EMPTY in listed.fine("report", "threads", "--from", "2026-06-30", "--to", "2026-06-30")
    assert EMPTY not in listed.fine("report", "threads", "--from", "2026-07-01", "--to", "2026-07-01")
