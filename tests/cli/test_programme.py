"""`programme apply`: differences, faults with their lines, twice the same, and people after it."""

import re

import pytest

from tests.cli.command_line import EXAMPLE, CommandLine

BROKEN = """\
programme: Utrecht
districts: [Overvecht, 12]
polisy: {}
policy: {min_approvals: 0}
policy: {foo: 1}
organisations: [W&I]
people:
  - {key: k1, name: Noor, roles: [baas], organisation: Nergens, slack: x, districts: [Weg]}
  - {key: k1, name: Noor, roles: [koploper], organisation: W&I}
places:
  - {topic: 3}
"""


def test_the_example_makes_a_programme_and_the_second_time_changes_nothing(command: CommandLine):
    """A file is applied after every change of it; what did not change writes no line of the log."""
    assert "+ programme Utrecht" in command.fine("programme", "apply", str(EXAMPLE))
    before = command.fine("verify", "--json")
    assert command.fine("programme", "apply", str(EXAMPLE)) == "Nothing changes.\n"
    assert command.fine("verify", "--json") == before
    assert '"differences": []' in before


def test_all_faults_of_a_file_are_named_at_once_with_their_lines(command: CommandLine):
    """Whoever wrote the file mends it in one go, and nothing of it was stored."""
    problems = command.refused("programme", "apply", command.file("p.yaml", BROKEN))
    lines = [int(found[1]) for found in (re.match(r"p.yaml line (\d+)", problem) for problem in problems) if found]
    assert sorted(set(lines)) == [2, 3, 5, 8, 9, 11]
    assert sum(line == 8 for line in lines) == 4
    assert "no programme" in command.refused("people", "list")[0]


@pytest.mark.usefixtures("with_example")
def test_what_a_file_leaves_out_stays_as_it_is(command: CommandLine):
    """A file may be about one thing only, and it need not name the only programme there is."""
    said = command.fine("programme", "apply", command.file("b.yaml", "budget_cents: {2027: 5}\npolicy: {cap_cents: 1}"))
    assert said.splitlines() == [
        "~ policy cap_cents: 50000 -> 1; for requests from now on",
        "+ budget of 2027: EUR 0.05",
        "Applied 2 changes.",
    ]
    assert "Noor" in command.fine("people", "list")


def test_a_file_that_is_no_yaml_or_is_empty_is_refused(command: CommandLine):
    """A wrong file is bad input, no crash."""
    for content in ("a: [1\nb: 2", "", "- 1", "\x07", "a: &a [*a]", b"\xff\xfe\x00"):
        assert command.refused("programme", "apply", command.file("p.yaml", content))
    assert "cannot be read" in command.refused("programme", "apply", "nowhere.yaml")[0]


@pytest.mark.usefixtures("with_example")
def test_somebody_with_a_chat_account_in_the_file_counts_as_linked(command: CommandLine):
    """Ids in the file need no code."""
    command.fine("programme", "apply", command.file("c.yaml", 'people: [{key: noor, slack: "T01:U01"}]'))
    assert re.search(r"noor .* linked", command.fine("people", "list"))
    taken = command.refused("programme", "apply", command.file("d.yaml", 'people: [{key: sam, slack: "T01:U01"}]'))
    assert "belongs to somebody else" in taken[0]


@pytest.mark.usefixtures("with_example")
def test_a_code_is_alone_on_the_last_line_and_works_once(command: CommandLine):
    """Scripts read the last line; a code is 15 minutes good and spent by its first use."""
    from datetime import timedelta

    from bot import clocks
    from bot.opening import open_store
    from bot.settings import load_settings
    from storage import codes

    code = command.fine("people", "code", "noor").splitlines()[-1]
    assert re.fullmatch(r"[A-Z0-9]{8,}", code)
    store = open_store(load_settings())
    now = clocks.now()
    typed = f" {code[:4].lower()}-{code[4:]} "
    late = store.run(lambda uow: codes.redeem(uow.connection, typed, now + timedelta(minutes=15)))
    first = store.run(lambda uow: codes.redeem(uow.connection, typed, now))
    again = store.run(lambda uow: codes.redeem(uow.connection, typed, now))
    store.close()
    assert (late, bool(first), again) == (None, True, None)


@pytest.mark.usefixtures("with_example")
def test_people_are_added_linked_unlinked_and_leave(command: CommandLine):
    """Everything about people can be done without a programme file."""
    command.fine(
        "people", "add", "pim", "--name", "Pim", "--role", "koploper", "--organisation", "UWV", "--district", "Zuilen"
    )
    assert (
        "is there already"
        in command.refused("people", "add", "pim", "--name", "Pim", "--role", "koploper", "--organisation", "UWV")[0]
    )
    assert command.refused("people", "add", "q", "--name", "Q", "--role", "baas", "--organisation", "X")
    command.fine("people", "link", "pim", "--telegram", "1001")
    assert "belongs to somebody else" in command.refused("people", "link", "noor", "--telegram", "1001")[0]
    command.fine("people", "unlink", "pim")
    assert re.search(r"pim .*not linked", command.fine("people", "list"))
    assert "pim has left." in command.fine("people", "leave", "pim")
    assert "has left" in command.refused("people", "code", "pim")[0]
    assert "nobody with key" in command.refused("people", "code", "wie")[0]
    assert '"differences": []' in command.fine("verify", "--json")


@pytest.mark.usefixtures("with_example")
def test_a_programme_file_does_not_give_a_chat_account_back_to_who_left(command: CommandLine):
    """The file still names it; whoever comes back later proves again who it is."""
    file = command.file("noor.yaml", "people:\n  - {key: noor, telegram: 1007}\n")
    command.fine("programme", "apply", file, "--yes")
    command.fine("people", "leave", "noor")
    command.fine("programme", "apply", file, "--yes")
    command.fine("people", "add", "noor", "--name", "Noor", "--role", "koploper", "--organisation", "UWV")
    assert re.search(r"noor .*not linked", command.fine("people", "list"))


@pytest.mark.usefixtures("with_example")
def test_the_note_is_missed_only_where_it_is_needed(command: CommandLine) -> None:
    """A reviewer who did not accept it is no reviewer yet; a manager and an admin are never asked for it."""
    command.fine("people", "add", "pim", "--name", "Pim", "--role", "reviewer", "--organisation", "UWV")

    listed = command.fine("people", "list")

    assert re.search(r"pim .*confidentiality note not accepted", listed)
    assert not re.search(r"(karim|ina) .*confidentiality", listed)
