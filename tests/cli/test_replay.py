"""`replay`, and who leaves with something open: a scenario through the command line."""

import json

from tests.cli.command_line import CommandLine
from tests.model.story import Story


def a_story() -> Story:
    """Tell of one request that is open and one that was granted."""
    story = Story({"min_approvals": 1, "min_organisations": 1})
    story.ask(request="r1")
    story.grant(15000, "r2", client="BOKS-1002")
    return story


def written(story: Story) -> str:
    """Write a story as a scenario file."""
    return "\n".join(json.dumps(line) for line in story.lines)


def test_a_scenario_gives_what_the_rules_say_on_a_fresh_and_on_a_given_database(command: CommandLine):
    """Replay needs no settings and no database; with one it leaves its log there, and verify agrees."""
    file = command.file("s.jsonl", written(a_story()))
    command.fine("replay", file, "--json", "one.json")
    command.fine("replay", file, "--json", "two.json", "--database", "sqlite:///var/doorbraakbot.db")
    result = json.loads((command.folder / "one.json").read_text())
    assert result == json.loads((command.folder / "two.json").read_text())
    assert [result["requests"][key]["status"] for key in ("r1", "r2")] == ["open", "granted"]
    assert json.loads(command.fine("verify", "--json"))["differences"] == []
    again = command.refused("replay", file, "--json", "x.json", "--database", "sqlite:///var/doorbraakbot.db")
    assert "requests in it" in again[0]
    assert not (command.folder / "x.json").exists()


def test_every_problem_of_a_scenario_is_named_with_its_line(command: CommandLine):
    """Bad input is refused whole, before anything is run."""
    content = 'x\n{"at":"2026-03-02T09:00:00+01:00","do":"dance"}\n{"do":"tick"}'
    problems = command.refused("replay", command.file("s.jsonl", content), "--json", "o.json")
    assert [problem[:15] for problem in problems[:3]] == ["s.jsonl: line 1", "s.jsonl: line 2", "s.jsonl: line 3"]
    assert not (command.folder / "o.json").exists()


def test_settings_of_the_wrong_type_are_refused_also_when_they_are_empty(command: CommandLine):
    """An empty list is no object of settings, and 0 no object of budgets."""
    line = (
        '{"at":"2026-03-02T09:00:00+01:00","do":"programme","name":"U","districts":["O"],"policy":[],"budget_cents":0}'
    )
    problems = command.refused("replay", command.file("s.jsonl", line), "--json", "o.json")
    assert "line 1: policy must be" in problems[0]
    assert "line 1: budget_cents must be" in problems[1]


def test_bad_addresses_of_files_and_databases_are_refused(command: CommandLine):
    """What cannot be read, written or opened is said beforehand."""
    file = command.file("s.jsonl", written(a_story()))
    assert "cannot be read" in command.refused("replay", "nowhere", "--json", "o.json")[0]
    assert "no folder" in command.refused("replay", file, "--json", "no/o.json")[0]
    assert "--database" in command.refused("replay", file, "--json", "o.json", "--database", "mysql://x")[0]


def test_who_leaves_hands_over_what_is_open(command: CommandLine):
    """Open requests and grants without a receipt find another poster first; nothing is lost."""
    file = command.file("s.jsonl", written(a_story()))
    command.fine("replay", file, "--json", "o.json", "--database", "sqlite:///var/doorbraakbot.db")
    refused = command("people", "leave", "k1", "--hand-over-to", "a1")
    assert refused.exit_code == 2
    assert "no linked koploper" in refused.stderr
    said = command.fine("people", "leave", "k1", "--hand-over-to", "k2")
    numbers = [word.strip(",.") for word in said.split() if word.startswith("VE-")]
    assert numbers == ["VE-2026-0001", "VE-2026-0002"] * 2
    assert "k1 has left." in said
    assert json.loads(command.fine("verify", "--json"))["differences"] == []
