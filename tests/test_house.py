"""The house style where a machine can see it: who imports what, how long files are, what a file may not name."""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = ("bench", "bot", "doorbraak", "handlers", "storage", "tests", "tools")
MOST_LINES = 300
LONGER: set[str] = set()
"""Files that are longer than is easy to read. This list may only shrink: split one when you touch it."""
GENERATED = "storage/migrations/versions/"

TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".html", ".j2", ".css", ".js", ".sh", ".in", ".txt", ".example", ""}
LEFT_OUT = {"var", "build", "dist", "vendor", "__pycache__"}
OF_ONE_MACHINE = re.compile(
    r"""(?<![\w.:/-])/(?:home|root|work|Users)/\w|(?<![\w.])[.][.]/shared\b|\b[A-Z]:\\\\Users"""
)


def modules_of(package: str) -> Iterator[Path]:
    """Give every module of a package."""
    return (ROOT / package).rglob("*.py")


def imported_by(module: Path) -> set[str]:
    """Give the first names of everything that a module imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            names.add(str(node.module).split(".")[0])
    return names


@pytest.mark.parametrize("module", sorted(modules_of("doorbraak")), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_rules_import_only_the_standard_library(module: Path):
    """The rules run anywhere; the check of texts may use the two libraries that know numbers."""
    may = {"doorbraak"} | set(sys.stdlib_module_names)
    if module.parent.name == "privacy":
        may |= {"stdnum", "phonenumbers"}

    assert imported_by(module) <= may


def test_the_rules_read_no_clock_and_draw_no_chance():
    """What comes in decides what comes out: moments and random bytes are arguments."""
    forbidden = re.compile(
        r"\bdatetime\.(?:now|utcnow|today)\(|\bdate\.today\(|\btime\.time\("
        r"|^(?:import|from) (?:random|secrets|os|socket|sqlite3|urllib)\b"
    )
    found = [
        f"{module.relative_to(ROOT)}: {line.strip()}"
        for module in modules_of("doorbraak")
        for line in module.read_text(encoding="utf-8").splitlines()
        if forbidden.search(line)
    ]

    assert found == []


def test_files_stay_short_enough_to_read():
    """No file but those on the list is over 300 lines, and a file that became shorter leaves the list."""
    long = {
        str(module.relative_to(ROOT))
        for package in CODE
        for module in modules_of(package)
        if len(module.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }

    assert {name for name in long if not name.startswith(GENERATED)} == LONGER


@pytest.mark.parametrize("package", CODE)
def test_each_module_begins_by_saying_what_lives_there(package: str):
    """The first lines of a module tell whether somebody is in the right place."""
    silent = [
        str(module.relative_to(ROOT))
        for module in modules_of(package)
        if module.stat().st_size and not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_each_test_says_what_should_be_true():
    """A test has a sentence beside its name."""
    silent = [
        f"{module.name}: {node.name}"
        for module in modules_of("tests")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def our_files() -> Iterator[Path]:
    """Give every text file of the project."""
    for folder, inside, files in os.walk(ROOT):
        inside[:] = [name for name in inside if name not in LEFT_OUT and not name.startswith(".")]
        yield from (Path(folder, name) for name in files if Path(name).suffix in TEXTS)


def test_no_file_names_a_place_on_one_machine():
    """What holds on one machine only is of no use to anybody else."""
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in our_files()
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if OF_ONE_MACHINE.search(line)
    ]

    assert found == []
