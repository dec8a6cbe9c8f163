"""What managers read each month about people and money, and on the page Verantwoording."""

from __future__ import annotations

from collections.abc import Sequence

from doorbraak.money import format_euros
from doorbraak.overviews import Account, Alone, PersonChange, SettingChange
from handlers.words.dates import month as month_word
from handlers.words.lists import counted
from handlers.words.people import roles_of

LETTER_TITLE = "Wie is nieuw en wat besloot een regisseur alleen"
LETTER_MORE = "Alles staat bij Verantwoording."
LETTER_NOTHING = "Er is niets nieuws."
OUTSIDE = "wie de bot draait"
_MOST = 8

SETTINGS: dict[str, str] = {
    "cap_cents": "hoogste bedrag per klant",
    "cap_period": "periode van dat bedrag",
    "min_approvals": "aantal keer akkoord",
    "min_organisations": "aantal organisaties",
    "external_only": "eigen organisatie stemt niet mee",
    "remind_after": "herinneren na, in werkuren",
    "decide_within": "stemmen binnen, in werkuren",
    "lead_within": "regisseur kiest binnen, in werkuren",
    "expire_after": "verlopen na, in dagen",
    "urgent_max_cents": "hoogste bedrag bij spoed",
    "urgent_review_within": "spoed nakijken binnen, in werkuren",
    "follow_up_after": "vragen of het is opgelost na, in dagen",
    "receipt_after": "om de bon vragen na, in dagen",
    "purge_after": "teksten wissen na, in maanden",
}
_PERIODS = {"calendar_year": "kalenderjaar", "lifetime": "altijd", "rolling_365_days": "365 dagen terug"}
_ALONE = {"granted": "toegekend", "urgent": "toegekend met spoed", "declined": "afgewezen"}
_HEADINGS = {
    "joined": "Nieuw",
    "returned": "Terug",
    "roles": "Andere rol",
    "left": "Weg",
    "note": "Geheimhouding ingevuld",
}


def person_heading(what: str) -> str:
    """Give the heading of a kind of change about people."""
    return _HEADINGS[what]


def person_change(line: PersonChange) -> str:
    """Say what changed about somebody, behind its heading and without who did it."""
    name = line.name or "iemand"
    if line.what == "roles":
        return f"{name}: eerst {roles_of(line.before)}, nu {roles_of(line.after)}"
    return f"{name} ({roles_of(line.after)})" if line.what in ("joined", "returned") else name


def by_whom(by: str) -> str:
    """Say who did it; without a name it came by a file or a command."""
    return f"door {by or OUTSIDE}"


def decided_alone(line: Alone) -> str:
    """Say what a lead decided alone, with the amount when money was granted."""
    amount = f" {format_euros(line.amount_cents)}" if line.what != "declined" else ""
    return f"{line.number}: {_ALONE[line.what]}{amount}, door {line.by or 'een regisseur'}"


def setting_change(line: SettingChange) -> str:
    """Say which setting became another, with both values."""
    name = f"budget {line.year}" if line.name == "budget_cents" else SETTINGS[line.name]
    was = "" if line.before is None else f", eerst {_value(line.name, line.before)}"
    return f"{name}: {_value(line.name, line.after)}{was}, door {line.by or OUTSIDE}"


def _value(name: str, value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if name.endswith("_cents"):
        return format_euros(int(value))
    return _PERIODS.get(str(value), str(value))


def alone_sum(lines: Sequence[Alone]) -> str:
    """Count what leads decided alone: "2 keer toegekend, samen € 250,00; 1 keer afgewezen"."""
    granted = [line for line in lines if line.what != "declined"]
    said: list[str] = []
    if granted:
        total = format_euros(sum(line.amount_cents for line in granted))
        said.append(f"{counted(len(granted), 'keer', 'keer')} toegekend, samen {total}")
    if len(lines) > len(granted):
        said.append(f"{counted(len(lines) - len(granted), 'keer', 'keer')} afgewezen")
    return "; ".join(said)


def letter(account: Account) -> str:
    """Write the letter of a month: one line for each kind of thing, long lists shortened."""
    of = f", {month_word(account.month)}" if account.month else ""
    lines = [f"{LETTER_TITLE}{of}."]
    for what, by in dict.fromkeys((one.what, one.by) for one in _in_order(account)):
        said = [person_change(one) for one in account.people if (one.what, one.by) == (what, by)]
        lines += _line(f"{_HEADINGS[what]}, {by_whom(by)}", said)
    if account.alone:
        lines.append(f"Regisseur alleen: {alone_sum(account.alone)}.")
        lines += _line("Het ging om", [decided_alone(one) for one in account.alone])
    lines += _line("Anders ingesteld", [setting_change(one) for one in account.settings])
    return "\n".join([*lines, LETTER_NOTHING if account.is_empty else LETTER_MORE])


def _in_order(account: Account) -> list[PersonChange]:
    kinds = list(_HEADINGS)
    return sorted(account.people, key=lambda one: kinds.index(one.what))


def _line(heading: str, said: Sequence[str]) -> list[str]:
    rest = len(said) - _MOST
    more = f" · en nog {rest}" if rest > 0 else ""
    return [f"{heading}: {' · '.join(said[:_MOST])}{more}."] if said else []
