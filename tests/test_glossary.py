"""The glossary and the code know each other: every word it gives for code is there, and no Dutch word is left out.

Which words are Dutch is not listed anywhere: a word of an identifier is Dutch when it stands in what users read and
nowhere in what we write in English.
"""

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from doorbraak.commands import ANSWERS, COMMANDS, VERDICTS
from doorbraak.people import Role
from doorbraak.requests.state import Money, Status
from doorbraak.themes import ROUTE_CODES, THEMES

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "doorbraak", "handlers", "storage")
GLOSSARY = ROOT / "docs" / "glossary.md"
NOT_BUILT_YET = {"betrokkenheid", "legitimiteit", "obstacle", "rendement", "signal"}
"""Words of the rules whose part is not there yet. This list may only shrink."""
ALSO_ENGLISH = {"app", "hint", "invalid", "teller"}
"""Words that stand in Dutch texts, and in names as English ones."""
WORD = re.compile(r"[a-z]+")
DUTCH_PAGES = ("koploper", "meelezer", "regisseur", "programmamanager", "beheerder")


def rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each row of the glossary: the Dutch word, and the words in code."""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[1] not in ("In code", "---"):
            yield cells[0], tuple(re.findall(r"`(\w+)`", cells[1]))


IN_CODE = {word for _, words in rows() for word in words}


def modules() -> Iterator[Path]:
    """Give every module that we ship."""
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


@cache
def source() -> str:
    """Give all that we ship as one text."""
    templates = (ROOT / "handlers").rglob("*.html")
    return "\n".join(path.read_text(encoding="utf-8") for path in (*modules(), *templates))


@pytest.mark.parametrize(
    "codes",
    [THEMES, ROUTE_CODES, tuple(Role), tuple(Status), tuple(Money), VERDICTS, ANSWERS, tuple(COMMANDS)],
    ids=["themes", "routes", "roles", "states", "money", "verdicts", "answers", "commands"],
)
def test_every_code_that_stands_for_a_dutch_word_has_its_row(codes: tuple[str, ...]):
    """Who reads a code in a file or a message can look up what people call it."""
    assert [str(code) for code in codes if str(code) not in IN_CODE] == []


def test_every_word_that_the_glossary_gives_for_code_is_there():
    """A row that leads nowhere is a promise of something else."""
    missing = {word for word in IN_CODE if not re.search(rf"(?<![a-zA-Z]){word}(?![a-zA-Z])", source())}

    assert missing <= NOT_BUILT_YET


def test_no_dutch_word_stands_there_twice():
    """One row a word; a word with two meanings says which one it is."""
    words = [word for word, _ in rows()]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def words_of(text: str) -> set[str]:
    """Give the words of a text, in small letters."""
    return set(WORD.findall(text.lower()))


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Give every name that code gives to something: functions, classes, arguments, variables, attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def parts_of(name: str) -> set[str]:
    """Give the words of a name: `client_code` and `ClientCode` are two each."""
    return words_of(re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name))


def english() -> set[str]:
    """Give every word that we use in English: documents, docstrings, comments; without the words of the glossary."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md"), ROOT / "docs" / "operations.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    for module in modules():
        content = module.read_text(encoding="utf-8")
        text += "\n".join(re.findall(r'"""(.*?)"""', content, re.DOTALL) + re.findall(r"#(.*)$", content, re.MULTILINE))
    of_the_field = {word for dutch, code in rows() for word in words_of(dutch) | words_of(" ".join(code))}
    of_python = words_of(" ".join(name for kind in (builtins, str, Path) for name in dir(kind)))
    return (words_of(text) - (of_the_field & dutch())) | of_python | ALSO_ENGLISH


@cache
def dutch() -> set[str]:
    """Give every word that users read: messages, pages, example texts, pages for roles."""
    templates = [*(ROOT / "handlers" / "templates").glob("*.j2"), *(ROOT / "handlers").rglob("*.html")]
    pages = [ROOT / "bot" / "data" / "demo.yaml", *(ROOT / "docs" / f"{page}.md" for page in DUTCH_PAGES)]
    shown = [re.sub(r"{[%{#].*?[%}#]}", " ", one.read_text(encoding="utf-8"), flags=re.DOTALL) for one in templates]
    shown += [re.sub(r"```.*?```|`[^`]*`", " ", one.read_text(encoding="utf-8"), flags=re.DOTALL) for one in pages]
    return words_of(" ".join(re.sub(r"<[^>]*>", " ", text) for text in shown))


def test_every_dutch_word_in_a_name_has_its_row():
    """A reader without Dutch needs the glossary, and nothing more (docs/adr/0002)."""
    known = {part for word in IN_CODE for part in parts_of(word)}
    foreign = dutch() - english() - known
    found = {
        f"{part} in {name} ({module.relative_to(ROOT)})"
        for module in modules()
        for name in identifiers(ast.parse(module.read_text(encoding="utf-8")))
        for part in parts_of(name) & foreign
        if len(part) > 2
    }

    assert sorted(found) == []
