"""The page docs/access.md, made from the table in handlers/access.py. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.people import Person, Role
from handlers.access import ABOUT, COMMANDS, CONSOLE, MAY, PAGES, Place, Who, refusal_of
from handlers.web.actions import ACTIONS


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody of the table: what stands in its heading, the roles, and where that person stands to a request."""

    name: str
    roles: tuple[Role, ...] = ()
    place: Place = field(default_factory=Place)
    accepted: bool = True
    left: bool = False

    def person(self) -> Person | None:
        """Give the person as the rules see one; nobody has no roles at all."""
        if not self.roles:
            return None
        return Person(
            PersonId("subject"),
            ProgrammeId("programme"),
            frozenset(self.roles),
            "Organisation",
            accepted=self.accepted,
            left=self.left,
        )


_K, _R, _L, _M, _A = Role
SUBJECTS: tuple[Subject, ...] = (
    Subject("poster", (_K,), Place(mine=True, own_organisation=True)),
    Subject("koploper", (_K,)),
    Subject("koploper of another district", (_K,), Place(own_district=False)),
    Subject("reviewer", (_R,)),
    Subject("reviewer of the poster's organisation", (_R,), Place(own_organisation=True)),
    Subject("reviewer who stepped back", (_R,), Place(recused=True)),
    Subject("reviewer before the note", (_R,), accepted=False),
    Subject("lead", (_L,)),
    Subject("lead before the note", (_L,), accepted=False),
    Subject("manager", (_M,)),
    Subject("manager and reviewer", (_M, _R)),
    Subject("admin", (_A,)),
    Subject("poster who is reviewer and lead too", (_K, _R, _L), Place(mine=True, own_organisation=True)),
    Subject("everybody's roles, of another programme", (_K, _R, _L, _A), Place(found=False, own_district=False)),
    Subject("somebody who left", (_K, _R, _L, _A), left=True),
    Subject("nobody", place=Place(found=False)),
)
"""Everybody whom the table is about; a test lets each of them try everything."""

_HEAD = """\
# Who may do what

<!-- Made by tools/docs_figures.py from handlers/access.py. Change the table, then run: make docs-figures -->

The pages and the words of the console take what they ask from this table; a test lets everybody in it try everything.
What a command asks is decided by the [order of checks](rules.md). Here stand the first two of them: who somebody is,
and the place in the request. Several roles together may what each of them may, but a manager never votes, whatever
other roles there are. What the words mean stands in [the glossary](glossary.md).
"""
_SEEN = """\
Whoever is signed in finds no more than what that person may see. The rest is not there (404), and so is everything of
another programme, also when it has the same number.

| Who | Which requests | What is left out |
|---|---|---|
| koploper | own ones, and those of own districts (no districts: all) | who stepped back |
| reviewer who accepted the note | all of the programme | who stepped back |
| lead who accepted the note | all of the programme | nothing |
| manager, admin | all of the programme | who stepped back |
| reviewer or lead before the note | none: every page leads to the note | – |

- Who stepped back is left out of votes, history, explanation, downloads, cards and the list of who has not voted; the
  votes of that person disappear with it. The lead alone sees it, without a reason.
- A half-done form is its writer's alone. A message is its reader's alone, and says nothing about what that reader may
  not see.
- What is left for a client is shown to the koploper who asks, on the check step, and to a lead who can decide. Each
  look is logged.
- Who leaves has no access from that moment: session, devices, codes, chat accounts, half-done forms and messages on
  their way.
"""
_COMMANDS = """\
`yes`: taken as far as this goes; where the request stands and what was filled in come after it. Otherwise the refusal.
"""
_PAGES = """\
Who is not signed in is led to `/`. `note`: also open to who has to accept the confidentiality note first.
"""
_BUTTONS = """\
What stands for `{action}` in an address, and the command that decides about the press.
"""


def access_page() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(
        [
            _HEAD,
            "## Which requests somebody sees\n",
            _SEEN,
            "## What is asked\n",
            _table(["Asked", *(_role(role) for role in Role)], ([f"`{who}`", *_roles(who)] for who in Who)),
            _about(),
            "## Commands\n",
            _COMMANDS,
            *_commands(),
            "## Pages\n",
            _PAGES,
            _table(["Address", "Who", "What"], _pages()),
            "## Buttons on a request\n",
            _BUTTONS,
            _table(["Button", "Command"], ([f"`{one.slug}`", f"`{one.may}`"] for one in ACTIONS.values())),
            "## Words of the console\n",
            "Words of commands are open to whoever is linked; the command decides.\n",
            _table(["Word", "Who"], _words()),
        ]
    )


def _words() -> Iterable[list[str]]:
    return ([f"`{word}`", f"`{who}`"] for word, who in CONSOLE.items() if word not in COMMANDS)


def _role(role: Role) -> str:
    return role.value


def _roles(who: Who) -> list[str]:
    people = [Subject(role.value, (role,)).person() for role in Role]
    return ["yes" if person is not None and MAY[who](person) else "–" for person in people]


def _about() -> str:
    lines = [f"- `{who}`: {ABOUT[who]}." for who in Who]
    return "\n".join([*lines, ""])


def _commands() -> list[str]:
    """Give the table of commands in halves: one of them all would be wider than a page."""
    half = (len(SUBJECTS) + 1) // 2
    return [_commands_of(SUBJECTS[:half]), _commands_of(SUBJECTS[half:])]


def _commands_of(subjects: Sequence[Subject]) -> str:
    def row(command: str) -> list[str]:
        found = (refusal_of(command, subject.person(), subject.place) for subject in subjects)
        return [f"`{command}`", *(f"`{refusal}`" if refusal else "yes" for refusal in found)]

    return _table(["Command", *(subject.name for subject in subjects)], map(row, COMMANDS))


def _pages() -> Iterable[list[str]]:
    for (method, path), row in PAGES.items():
        yield [f"{method} `{path}`", f"`{row.who}`{', note' if row.before_note else ''}", row.about]


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
