"""What the documents promise is what the code has: settings, commands, codes, metrics, links, decision records."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from bot import run
from bot.cli import app
from bot.commands import serve
from bot.settings import READERS, SECRETS
from doorbraak.policy import Policy
from doorbraak.refusals import Refusal
from doorbraak.themes import ROUTE_CODES, THEMES
from handlers.slack.figures import SlackFigures
from handlers.web.figures import Figures
from handlers.wording import role
from storage.tables import metadata
from tools.access_page import access_page
from tools.request_states import states_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OPERATIONS = (DOCS / "operations.md").read_text(encoding="utf-8")
RULES = (DOCS / "rules.md").read_text(encoding="utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "bench").glob("*.md"))]
OF_RULES = DOCS / "rules.md"
"""What is decided, also about what is not built yet."""


def text_of(name: str) -> str:
    """Give a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, number: int) -> str:
    """Give a numbered section of a page."""
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, number
    return found[0]


def first_cells(text: str) -> list[str]:
    """Give what stands as code in the first column of the tables of a text."""
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


# --- settings and commands --------------------------------------------------------------------------------------------


def test_the_example_says_that_secrets_may_come_from_a_file():
    """Somebody who reads only .env.example knows how to keep a password out of it."""
    assert f"{SECRETS[3]}_FILE" in text_of(".env.example")


def test_settings_that_the_documents_name_exist():
    """Nobody sets a variable that nothing reads."""
    named = {one for page in PAGES for one in re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", page.read_text("utf-8"))}
    allowed = set(READERS) | {f"{name}_FILE" for name in SECRETS}

    assert {one for one in named if one.split("_")[0] in {name.split("_")[0] for name in READERS}} <= allowed


def commands_of(command: Any, before: str = "") -> Iterator[str]:
    """Give every command with its family: `people add`."""
    for name, one in command.commands.items():
        if hasattr(one, "commands"):
            yield from commands_of(one, f"{name} ")
        else:
            yield f"{before}{name}"


COMMANDS = sorted(commands_of(typer.main.get_command(app)))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_operations_page(command: str):
    """What `--help` shows can be read about."""
    assert re.search(rf"doorbraakbot {command}\b", OPERATIONS)


@pytest.mark.parametrize("page", [one for one in PAGES if one != OF_RULES], ids=lambda page: page.name)
def test_commands_that_a_page_names_exist(page: Path):
    """Whoever types what stands in a page gets no "No such command"."""
    families = {command.split()[0] for command in COMMANDS if " " in command}
    named = set(re.findall(r"doorbraakbot ([a-z][a-z-]+(?: [a-z][a-z-]+)?)(?![\w.])", page.read_text("utf-8")))
    meant = {one if one.split()[0] in families else one.split()[0] for one in named}

    assert meant - families <= set(COMMANDS)


def test_the_make_targets_that_the_documents_name_exist():
    """README and CONTRIBUTING tell what can be typed."""
    named = {one for page in PAGES for one in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", page.read_text("utf-8"), re.M)}

    assert named <= set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))


# --- codes of the rules -----------------------------------------------------------------------------------------------


def test_the_refusals_of_the_code_are_those_of_the_rules():
    """A refusal stands with its rule or in the order of checks, and every code that stands there exists."""
    about = section(RULES, 3)
    by_rule = [line.rsplit("|", 2)[1] for line in about.splitlines() if re.match(r"\| R\d+ ", line)]
    codes = {str(code) for code in Refusal}

    assert set(re.findall(r"`(\w+)`", " ".join(by_rule))) <= codes
    assert codes <= set(re.findall(r"`(\w+)`", about))


def test_the_policy_of_the_code_is_that_of_the_rules_and_of_the_example():
    """Names and defaults are the same in three places; the budget is set per year and stands elsewhere."""
    settings = Policy().to_settings()
    rows = re.findall(r"^\| `(\w+)` \| `?([\w.]+)", section(RULES, 2), re.MULTILINE)

    assert [name for name, _ in rows if name != "budget_cents"] == list(settings)
    assert {name: default for name, default in rows if name in settings} == {
        name: str(value).lower() for name, value in settings.items()
    }
    assert yaml.safe_load(text_of("programme.example.yaml"))["policy"] == settings


def test_themes_and_routes_of_the_code_are_those_of_the_rules():
    """Section 9 lists the themes in their order, section 6 the codes of routes."""
    routes = re.findall(r"`(\w+)`", section(RULES, 6).split("Code and organisation")[0])

    assert tuple(first_cells(section(RULES, 9))[-len(THEMES) :]) == THEMES
    assert tuple(code for code in routes if code != "routes") == ROUTE_CODES


def test_the_page_of_states_is_made_from_the_table():
    """A changed table is a changed picture: run `make docs-figures`."""
    assert text_of("docs/request-states.md") == states_page()


def test_the_page_of_access_is_made_from_the_table():
    """A changed row is a changed page: run `make docs-figures`."""
    assert text_of("docs/access.md") == access_page()


# --- what machines see ------------------------------------------------------------------------------------------------


def test_every_metric_stands_in_the_operations_page():
    """Whoever draws a graph knows what is counted."""
    figures = Figures([SlackFigures().as_text])
    figures.count("GET", "/", 200, 0.1)
    shown = re.findall(r"^# TYPE (\w+) (?:counter|histogram|gauge)$", figures.as_text().decode(), re.MULTILINE)
    counted = [name for name in shown if not name.endswith("_created")]

    assert set(counted) == set(re.findall(r"`(doorbraakbot_\w+)`", OPERATIONS))


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_says_what_it_is_for(table: str):
    """Whoever looks into the database finds a sentence with each table."""
    comment = metadata.tables[table].comment or ""

    assert len(comment) > 15
    assert comment.endswith(".")


def test_the_privacy_page_says_of_every_table_what_is_in_it():
    """A privacy officer finds no table that the page left out, and the page names none that is not there."""
    named = set(re.findall(r"`([a-z_]+)`", text_of("docs/privacy.md")))

    assert set(metadata.tables) - named == set()
    assert {name for name in named if name not in metadata.tables} <= {"purge_after", "confidentiality_note"}


# --- documents among themselves ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_of_a_page_are_there(page: Path):
    """Every relative link leads to a file, and a heading when it names one."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    near = [link.partition("#") for link in links if "://" not in link and not link.startswith("mailto:")]

    assert [path for path, _, _ in near if path and not (page.parent / path).exists()] == []
    assert [
        anchor
        for path, _, anchor in near
        if anchor and anchor not in anchors_of((page.parent / path) if path else page)
    ] == []


def anchors_of(page: Path) -> set[str]:
    """Give the anchors of the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_test_that_answers_a_threat_is_there():
    """The threat model names tests by file and name; one that was renamed answers nothing any more."""
    answers = [
        (file, name)
        for cell in re.findall(r"\| ([^|]*tests/[^|]*) \|$", text_of("docs/threats.md"), re.MULTILINE)
        for part in cell.split("; ")
        for file, *names in [re.findall(r"`([^`]+)`", part)]
        for name in names
    ]
    missing = [(file, name) for file, name in answers if f"def {name}(" not in text_of(file)]

    assert len(answers) > 30
    assert missing == []


def test_every_page_is_found_from_the_index():
    """A page that nothing leads to is read by nobody."""
    index, everything = text_of("docs/index.md"), "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pages = {page.name for page in DOCS.glob("*.md")} - {"index.md"}

    assert {page for page in pages if f"]({page})" not in index} == set()
    assert [picture.name for picture in (DOCS / "pictures").iterdir() if picture.name not in everything] == []


def test_decision_records_are_numbered_listed_and_have_their_three_headings():
    """Each record stands in the list with its own title; no number is left out."""
    records = sorted((DOCS / "adr").glob("0*.md"))
    listed = re.findall(r"^\| \[(\d{4})\]\((\S+)\) \| (.*) \|$", text_of("docs/adr/README.md"), re.MULTILINE)
    titles = [(one.name[:4], one.name, one.read_text(encoding="utf-8").splitlines()[0][8:]) for one in records]
    headings = [re.findall(r"^## (\w+)", one.read_text(encoding="utf-8"), re.MULTILINE) for one in records]

    assert [int(number) for number, _, _ in listed] == list(range(1, len(records) + 1))
    assert [(number, name) for number, name, _ in listed] == [(number, name) for number, name, _ in titles]
    assert [title for _, _, title in titles] == [title for _, _, title in listed]
    assert all(found == ["Question", "Decision", "Consequences"] for found in headings)


def test_the_version_is_the_same_everywhere_and_the_changelog_is_ready_for_the_next_change():
    """pyproject.toml and publiccode.yml agree; the changelog has an open section or tells about this version."""
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    headings = re.findall(r"^## \[(.*?)\]", text_of("CHANGELOG.md"), re.MULTILINE)

    assert str(yaml.safe_load(text_of("publiccode.yml"))["softwareVersion"]) == version
    assert headings[0] in ("Unreleased", version)


def test_every_locked_library_has_its_line_in_the_decision_about_libraries():
    """What we chose ourselves (requirements/*.in) is named with why and by whom it is kept."""
    chosen = {
        re.split(r"[\[<>=]", line)[0].lower()
        for file in (ROOT / "requirements").glob("*.in")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.match(r"[a-zA-Z]", line)
    }
    told = text_of("docs/adr/0011-libraries.md").lower()

    assert {name for name in chosen if name not in told} == set()


def test_the_help_names_the_parts_that_can_run():
    """`doorbraakbot run slack` is not offered before there is one; the two lists are apart to keep `--help` quick."""
    assert serve.PARTS == run.PARTS


def test_the_people_of_the_first_five_minutes_are_in_the_demo():
    """README names people by their button and by their key; both are those of the demo."""
    people = yaml.safe_load(text_of("bot/data/demo_programme.yaml"))["people"]
    buttons = {f"{one['name']}, {role(one['roles'][0])}" for one in people}
    keys = {one["key"]: one["name"] for one in people}
    readme = text_of("README.md")

    assert set(re.findall(r"\*\*(\w+, (?!\*)\w+)\*\*", readme)) <= buttons
    assert all(keys[key] == name for key, name in re.findall(r"console --as (\w+) +# (\w+):", readme))
    assert re.findall(r"console --as (\w+)", readme) == ["k1", "r1", "m1"]
