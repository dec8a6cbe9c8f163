"""Any file for any command that reads one: taken, or refused with its problems named; never a failure of ours."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.history.read import read_history
from bot.problems import BadInput
from bot.programme_file.lines import Faults
from bot.programme_file.read import read_programme_file
from bot.scenario.read import BadScenario, read_scenario
from bot.settings import BadSettings, read_settings, with_dotenv
from tests.cli.command_line import CommandLine
from tests.fuzz import thorough
from tests.fuzz.throwing import TEXTS
from tests.leaks.marks import Marks, found_in

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 3, 9, tzinfo=UTC)
SCENARIO = "\n".join(
    json.dumps(line)
    for line in (
        {"at": "2026-03-02T09:00:00+01:00", "do": "programme", "name": "Utrecht", "districts": ["Overvecht"]},
        {"at": "2026-03-02T09:00:00+01:00", "do": "person", "key": "k1", "roles": ["koploper"], "organisation": "B"},
        {
            "at": "2026-03-02T09:05:00+01:00",
            "do": "submit",
            "by": "k1",
            "request": "r1",
            "client": "BOKS-1001",
            "district": "Overvecht",
            "theme": "wonen",
            "amount_cents": 17500,
            "question": "Een bed.",
            "if_nothing": "Geen bed.",
        },
        {"at": "2026-03-02T09:06:00+01:00", "do": "withdraw", "by": "k1", "request": "r1"},
    )
)
PROGRAMME = (ROOT / "programme.example.yaml").read_text()
HISTORY = "\n".join((ROOT / "bot" / "data" / "history_2021.csv").read_text().splitlines()[:6])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def _changed(draw: Any, whole: str) -> bytes:
    """Change a good file: bytes, pieces, lines, or something else altogether."""
    content = whole.encode()
    for _ in range(draw(st.integers(0, 4))):
        begin, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
        piece = draw(st.one_of(st.binary(max_size=8), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
        end = min(end, begin + draw(st.integers(0, 40)))
        content = content[:begin] + piece + content[end:]
    return draw(st.one_of(st.just(content), st.binary(max_size=60))) if draw(st.integers(0, 9)) == 0 else content


@st.composite
def _scenario(draw: Any) -> bytes:
    """Change single values of a good scenario, so that what stands behind them is reached."""
    lines = [json.loads(line) for line in SCENARIO.splitlines()]
    for _ in range(draw(st.integers(0, 3))):
        line = draw(st.sampled_from(lines))
        name = draw(st.one_of(st.sampled_from(sorted(line)), st.sampled_from(["policy", "to", "max_cents", "key"])))
        line[name] = draw(JSON)
    return "\n".join(json.dumps(line) for line in lines).encode()


def _problems_of(read: Callable[[], object]) -> list[str] | None:
    """Read something; None when it is taken, else its problems, of which there must be some."""
    try:
        read()
    except (BadInput, BadScenario, BadSettings) as bad:
        return bad.problems
    return None


@thorough(150)
@given(st.one_of(_changed(SCENARIO), _scenario()))
def test_any_scenario_file_is_read_or_refused(content: bytes) -> None:
    """Each problem has its line."""
    assert _problems_of(lambda: read_scenario(content)) != []


@thorough(100)
@given(_changed(PROGRAMME))
def test_any_programme_file_is_read_or_refused(content: bytes) -> None:
    """YAML holds more than people expect: tags, anchors, dates, other types."""
    assert _problems_of(lambda: read_programme_file(content, Faults())) != []


@thorough(100)
@given(_changed(HISTORY))
def test_any_table_of_earlier_years_is_read_or_refused(content: bytes) -> None:
    """As spreadsheets save it, or not at all."""
    assert _problems_of(lambda: read_history(content, ("Overvecht", "Zuilen"), NOW)) != []


@thorough(60)
@given(_changed((ROOT / ".env.example").read_text()))
def test_any_settings_are_read_or_refused_and_no_secret_is_quoted(content: bytes) -> None:
    """A typing mistake in a key must not put the key on a screen."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / ".env"
        file.write_bytes(content)
        problems = _problems_of(lambda: read_settings(with_dotenv({}, file), Path(folder)))
    assert problems != []
    assert "ZXhhbXBsZS1vbmx5" not in str(problems)


def test_a_bad_file_is_refused_with_status_2_and_without_what_people_wrote_in_it(command: CommandLine) -> None:
    """What is wrong is named by line and field; file numbers, questions and reasons are not said back."""
    marks = Marks()
    scenario = SCENARIO.replace("BOKS-1001", marks.of("client")).replace("Een bed.", marks.of("question"))
    scenario = scenario.replace('"wonen"', '"geen"').replace('"amount_cents": 17500', '"amount_cents": "x"')
    rows = HISTORY.splitlines()
    cells = rows[1].split(";")
    cells[0], cells[-1] = "geen datum", marks.of("klantcode")
    command.fine("programme", "apply", command.file("p.yaml", "programme: Utrecht\ndistricts: [Overvecht]\n"))
    for words in (
        ("replay", command.file("s.jsonl", scenario), "--json", "out.json"),
        ("import-history", command.file("h.csv", "\n".join([rows[0], ";".join(cells)]))),
        ("privacy-check", command.file("t.jsonl", json.dumps({"id": 1, "tekst": marks.of("text")}))),
    ):
        problems = command.refused(*words)
        assert problems
        assert "Traceback" not in "\n".join(problems)
        assert found_in(*problems) == set(), words


def test_texts_that_no_database_can_keep_are_named_with_their_line(command: CommandLine) -> None:
    """Half a character or a zero byte, written with an escape: refused, and nothing is stored."""
    broken = 'programme: Utrecht\ndistricts: [Overvecht]\npeople:\n  - {key: k1, name: "N\\ud800", roles: [koploper]}\n'
    for content in (broken, broken.replace("\\ud800", "\\0"), 'programme: Utrecht\n"x\\0": 1\n'):
        problems = command.refused("programme", "apply", command.file("p.yaml", content))
        assert "no database can keep" in problems[0]
    assert "line 1" in command.refused("privacy-check", command.file("t.jsonl", '{"id":"\\ud800","text":"x"}'))[0]
