"""`import-history` and `report spend`: the year 2021 as it was published."""

import io
import json
import sqlite3

import pytest
from openpyxl import load_workbook

from tests.cli.command_line import HISTORY, CommandLine

YEAR = ("--from", "2021-01-01", "--to", "2021-12-31")
_COLUMNS = "datum wijk thema gevraagd toegekend uitgegeven uitkomst reguliere_route route_oordeel"
HEADER = ";".join([*_COLUMNS.split(), "beslist_na_werkuren", "klantcode"])
GOOD = "10-05-2021;Ondiep;fiets;1.250,50;100;;toegekend;;deels;18;DEMO-001"


@pytest.mark.usefixtures("with_2021")
def test_the_year_2021_shows_what_was_spent_by_theme_and_by_district(command: CommandLine):
    """EUR 6.032,15 on 28 granted, in the terminal, as JSON and as workbook."""
    for by in ("theme", "district", "month", "organisation"):
        assert "€\xa06.032,15" in command.fine("report", "spend", "--by", by, *YEAR)
        report = json.loads(command.fine("report", "spend", "--by", by, *YEAR, "--format", "json"))
        assert (report["by"], report["from"], report["to"]) == (by, "2021-01-01", "2021-12-31")
        assert report["total"] == {
            "requests": 43,
            "granted": 28,
            "solved_by_route": 12,
            "declined": 3,
            "asked_cents": 1085505,
            "granted_cents": 631526,
            "settled_cents": 603215,
        }
        assert sum(row["settled_cents"] for row in report["rows"]) == 603215
    assert json.loads(command.fine("verify", "--json"))["differences"] == []


@pytest.mark.usefixtures("with_2021")
def test_the_workbook_holds_numbers_that_can_be_added_up(command: CommandLine):
    """Read back with another library: a sheet for each way of looking, the asked one first."""
    command.fine("report", "spend", "--by", "district", *YEAR, "--format", "xlsx", "--out", "u.xlsx")
    book = load_workbook(io.BytesIO((command.folder / "u.xlsx").read_bytes()))
    assert book.sheetnames == ["Per wijk", "Per thema", "Per maand", "Per organisatie"]
    for sheet in book:
        *rows, total = list(sheet.iter_rows(min_row=4, values_only=True))
        assert (total[0], total[2], total[7]) == ("Totaal", 28, 6032.15)
        assert round(sum(row[7] for row in rows), 2) == 6032.15


@pytest.mark.usefixtures("with_2021")
def test_csv_comes_in_two_kinds(command: CommandLine):
    """One for programs, one for a Dutch spreadsheet."""
    data = command.fine("report", "spend", *YEAR, "--format", "csv").splitlines()
    assert data[0].startswith("theme,requests,")
    assert data[1] == "wonen,18,9,8,1,6399.07,2928.76,2801.40"
    command.fine("report", "spend", *YEAR, "--format", "csv", "--out", "u-excel.csv")
    excel = (command.folder / "u-excel.csv").read_bytes().decode("utf-8")
    assert excel.startswith("\ufeffThema;Aanvragen;")
    assert "Totaal;43;28;12;3;10855,05;6315,26;6032,15" in excel


@pytest.mark.usefixtures("with_2021")
def test_the_same_file_again_stores_nothing(command: CommandLine):
    """Nobody counts a year twice by running a command twice."""
    before = command.fine("verify", "--json")
    assert "nothing was stored" in command.fine("import-history", str(HISTORY))
    assert command.fine("verify", "--json") == before


@pytest.mark.usefixtures("with_example")
def test_all_problems_are_named_by_row_and_column_and_nothing_is_stored(command: CommandLine):
    """One wrong cell and no row counts; a citizen service number is never quoted."""
    rows = [
        HEADER,
        GOOD,
        "2021-05-10;Weg;fietsen;12.50;1,00;;toegekend;;deels;x;A",
        "",
        "10-05-2021;Ondiep;fiets;5,00;6,00;7,00;toegekend;;deels;4;123456782",
        "10-05-2021;Ondiep;fiets;5,00;1,00;;afgewezen;;misschien;4;DEMO-2",
        "31-02-2021;Ondiep;fiets;-5;0;0;afgewezen;;;4;DEMO-2",
        "1;2",
    ]
    problems = command.refused("import-history", command.file("h.csv", "\r\n".join(rows)))
    cells = {tuple(problem.split(": ")[1].replace("row ", "").split(", column ")) for problem in problems[:-1]}
    third = {("3", column) for column in ("datum", "wijk", "thema", "gevraagd", "beslist_na_werkuren", "klantcode")}
    assert cells == third | {
        ("5", "toegekend"),
        ("5", "uitgegeven"),
        ("5", "klantcode"),
        ("6", "toegekend"),
        ("6", "route_oordeel"),
        ("7", "datum"),
        ("7", "gevraagd"),
        ("8",),
    }
    assert "123456782" not in " ".join(problems)
    assert json.loads(command.fine("verify", "--json"))["requests"] == 0


@pytest.mark.usefixtures("with_example")
def test_a_file_with_byte_order_mark_and_an_open_receipt_is_read(command: CommandLine):
    """A grant without receipt stays reserved; the number goes on from the year of submission."""
    command.fine("import-history", command.file("h.csv", ("\ufeff" + HEADER + "\n" + GOOD + "\n").encode()))
    said = command.fine("report", "spend", *YEAR)
    assert "Nog geen bon: 1 keer, samen €\xa0100,00 toegekend." in said


@pytest.mark.usefixtures("with_example")
def test_no_place_shows_a_card_of_an_earlier_year(command: CommandLine):
    """Reviewers in chat are not asked about what was decided long ago."""
    command.fine("programme", "apply", command.file("p.yaml", 'places: [{slack: "T01:C01", for: [requests]}]'))
    command.fine("import-history", str(HISTORY))
    with sqlite3.connect(command.folder / "var" / "doorbraakbot.db") as database:
        assert database.execute("SELECT count(*) FROM cards").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM messages").fetchone() == (0,)


@pytest.mark.usefixtures("with_example")
def test_a_header_that_does_not_fit_names_every_column(command: CommandLine):
    """Without columns no cell can be judged."""
    problems = command.refused("import-history", command.file("h.csv", HEADER.replace("wijk", "buurt") + "\n" + GOOD))
    assert "column wijk is missing" in problems[0]
    assert "unknown column 'buurt'" in problems[1]


@pytest.mark.usefixtures("with_2021")
def test_days_of_a_report_are_checked(command: CommandLine):
    """A period that cannot be is refused, both ends at once."""
    assert len(command.refused("report", "spend", "--from", "gisteren", "--to", "2021-13-01")) == 3
    assert "is after" in command.refused("report", "spend", "--from", "2022-01-01", "--to", "2021-01-01")[0]


@pytest.mark.usefixtures("with_example")
def test_a_quote_that_is_never_closed_is_named_with_its_row(command: CommandLine):
    """What the reader of spreadsheets gives up on is bad input too, and no fault of ours."""
    file = command.file("open.csv", f'{HEADER}\n{GOOD}\n"{"a" * 200_000}')
    problems = command.refused("import-history", file)
    assert "row 3 cannot be read" in problems[0]
