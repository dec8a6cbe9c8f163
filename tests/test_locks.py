"""The locks say which version and which hash, and nothing about where somebody downloaded it.

Whether the hashes are right is seen when `make setup` and `make test-setup` install with --require-hashes.
"""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parent.parent / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*==[^ ;]+( ; [^\\]+)? \\$")
HASH = re.compile(r"^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$")
COMMENT = re.compile(r"^ *#")


def faults_of(text: str) -> list[str]:
    """Return the lines of a lock that are no pinned version, no hash and no comment, or that hold an address."""
    return [
        f"{number}: {line}"
        for number, line in enumerate(text.splitlines(), start=1)
        if "://" in line
        or "--find-links" in line
        or line.startswith("/")
        or not (line == "" or COMMENT.match(line) or PINNED.match(line) or HASH.match(line))
    ]


def versions_of(lock: Path) -> dict[str, str]:
    """Return the version of each package in a lock."""
    pins = (line.removesuffix(" \\").split(" ; ")[0] for line in lock.read_text().splitlines() if PINNED.match(line))
    return {name: version for name, _, version in (pin.partition("==") for pin in pins)}


def test_there_is_a_lock_for_running_for_testing_for_auditing_and_for_locking():
    """Each of the four environments that `make` builds has its own lock."""
    assert [lock.name for lock in LOCKS] == ["audit.txt", "lock.txt", "run.txt", "test.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_records_versions_and_hashes_and_no_download_address(lock: Path):
    """Every line is a pinned version, a hash or a comment, so the lock installs from whatever index a machine uses."""
    assert faults_of(lock.read_text()) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_in_a_lock_has_a_hash(lock: Path):
    """After each pinned version comes at least one hash."""
    lines = lock.read_text().splitlines()

    pins = [number for number, line in enumerate(lines) if PINNED.match(line)]

    assert pins
    assert [lines[number] for number in pins if not HASH.match(lines[number + 1])] == []


def test_running_and_testing_use_the_same_versions():
    """What stands in both locks stands there with one version: the tests test what runs."""
    run, test = versions_of(REQUIREMENTS / "run.txt"), versions_of(REQUIREMENTS / "test.txt")

    shared = run.keys() & test.keys()

    assert {name: run[name] for name in shared} == {name: test[name] for name in shared}


@pytest.mark.parametrize(
    "line",
    [
        "--find-links /srv/wheels",
        "--index-url https://packages.example/simple",
        "/srv/wheels/babel-2.18.0-py3-none-any.whl",
        "babel @ https://packages.example/babel-2.18.0.tar.gz",
        "babel>=2.18",
    ],
)
def test_a_line_that_names_a_place_or_leaves_the_version_open_is_found(line: str):
    """The check itself finds what it is there for."""
    assert faults_of(f"# fine\n{line}\n") == [f"2: {line}"]
