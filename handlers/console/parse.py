"""A typed line to what is asked: the verb, the request's number and the rest. Amounts, verdicts, dates, strictly.

Pure. What is done with it stands in the listeners; what cannot be read is said with one next step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from doorbraak.commands import Answer, Verdict
from doorbraak.money import AmountNotUnderstood, Cents, parse_euros
from doorbraak.themes import THEMES
from handlers import wording


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody asked for. `number` is empty when none was typed; `rest` is everything after it, as typed."""

    verb: str
    number: str = ""
    rest: str = ""


class NotUnderstood(Exception):
    """What was typed is no such thing; the text says what, and one next step."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


VERBS: dict[str, str] = {
    "help": "help",
    "wacht": "waiting",
    "wat wacht op mij": "waiting",
    "aanvraag": "submit",
    "nieuwe aanvraag": "submit",
    "bekijk": "look",
    "akkoord": "approve",
    "akkoord, maar minder": "approve",
    "bezwaar": "object",
    "route": "propose_route",
    "reguliere route": "propose_route",
    "antwoord": "answer_route",
    "antwoord op route": "answer_route",
    "ik doe niet mee": "recuse",
    "aanpassen": "revise",
    "intrekken": "withdraw",
    "toekennen": "lead_grant",
    "afwijzen": "lead_decline",
    "spoed": "urgent_grant",
    "betaald": "pay",
    "bon": "settle",
    "bon invullen": "settle",
    "corrigeer": "correct",
    "corrigeren": "correct",
    "opgelost": "follow_up",
    "is het opgelost?": "follow_up",
    "zeg": "remark",
    "vraag of opmerking": "remark",
    "overdragen": "hand_over",
    "klant": "tell_client",
    "zeg tegen de klant": "tell_client",
    "dossier": "copy_for_file",
    "kopieer voor dossier": "copy_for_file",
    "mijn": "mine",
    "mijn aanvragen": "mine",
    "zoek": "find",
    "aanvragen": "find",
    "uitgaven": "spend",
    "verantwoording": "account",
    "opnieuw": "again",
    "gelezen": "read",
    "gelezen, akkoord": "read",
    "stop": "stop",
}
"""What can be typed (small letters), and which listener it is for."""

WITHOUT_NUMBER = frozenset({"help", "waiting", "submit", "mine", "find", "spend", "account", "again", "read", "stop"})

_NUMBER = re.compile(r"\bVE[- ]?(\d{4})[- ](\d{1,9})\b", re.IGNORECASE)
_BY_LENGTH = sorted(VERBS, key=len, reverse=True)


def parse_theme(text: str) -> str:
    """Read a theme by code, label or number in the list. Raises NotUnderstood."""
    small = text.strip().lower()
    for at, code in enumerate(THEMES, 1):
        if small in (str(at), code, wording.theme(code).lower(), wording.theme_short(code).lower()):
            return code
    raise NotUnderstood(f"Dit thema kennen we niet. Kies uit: {wording.listed(THEMES, 'of')}.")


def parse_district(text: str, districts: Sequence[str]) -> str:
    """Read a district by name or number in the list. Raises NotUnderstood."""
    small = text.strip().lower()
    for at, district in enumerate(districts, 1):
        if small in (str(at), district.lower()):
            return district
    raise NotUnderstood(f"Deze wijk kennen we niet. Kies uit: {wording.listed(districts, 'of')}.")


def number_in(text: str) -> str:
    """Give the first request number in a text as it is written: `ve-2026-42` is `VE-2026-0042`; else nothing."""
    found = _NUMBER.search(text)
    return f"VE-{found[1]}-{int(found[2]):04d}" if found else ""


def parse_line(typed: str) -> Line:
    """Read a line. Raises NotUnderstood."""
    text = typed.strip()
    begins = _begin(text)
    if not begins:
        if text and number_in(text) and _NUMBER.sub("", text).strip() == "":
            return Line("look", number_in(text))
        raise NotUnderstood(_unknown(text))
    rest = text[len(begins) :].strip()
    verb = VERBS[begins]
    if verb in WITHOUT_NUMBER:
        return Line(verb, rest=rest)
    found = _NUMBER.match(rest)
    if not found:
        raise NotUnderstood(f"Over welke aanvraag gaat het? Typ bijvoorbeeld: {begins} VE-2026-0042")
    return Line(verb, number_in(found[0]), rest[found.end() :].strip(" :\t"))


def _begin(text: str) -> str:
    small = text.lower()
    for words in _BY_LENGTH:
        if small == words or (small.startswith(words) and not small[len(words)].isalnum()):
            return words
    return ""


def _unknown(text: str) -> str:
    if not text:
        return "Typ wat je wilt doen. Typ help om te zien wat er kan."
    first = text.split()[0].lower()
    near = get_close_matches(first, [words for words in VERBS if " " not in words], n=1, cutoff=0.7)
    if near:
        return f"Ik snap “{_short(first)}” niet. Bedoel je “{near[0]}”?"
    return f"Ik snap “{_short(text)}” niet. Typ help om te zien wat er kan."


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


_QUOTED = 40


def parse_amount(typed: str) -> Cents:
    """Read an amount. Raises NotUnderstood with the right form in it."""
    try:
        return parse_euros(typed)
    except AmountNotUnderstood as wrong:
        raise NotUnderstood(wording.amount_problem(wrong.shown, wrong.reason)) from wrong


def split_amount(rest: str) -> tuple[str, str]:
    """Split "€ 125,50 omdat het kan" in what stands for the amount and the text after it."""
    found = re.match(r"((?:€\s?)?\S*)\s*:?\s*(.*)", rest, re.DOTALL)
    return (found[1].rstrip(":"), found[2]) if found else ("", rest)


_VERDICTS: dict[str, Verdict] = {
    "op tijd, dit gaan we doen": "in_time",
    "op tijd": "in_time",
    "te laat": "too_late",
    "deels": "partly",
    "past niet": "does_not_fit",
}
_ANSWERS: dict[str, Answer] = {"een deel": "partly", "deels": "partly", "ja": "yes", "nee": "no"}


def _after(text: str, words: str) -> str | None:
    small = text.lower()
    if not small.startswith(words) or (len(text) > len(words) and text[len(words)].isalnum()):
        return None
    return text[len(words) :].strip(" :,.")


def parse_verdict(text: str) -> tuple[Verdict, str]:
    """Read "te laat: de stage begint maandag" as verdict and reason. Raises NotUnderstood."""
    for words, verdict in _VERDICTS.items():
        reason = _after(text.strip(), words)
        if reason is not None:
            return verdict, reason
    raise NotUnderstood("Kies: op tijd, te laat, deels of past niet. Zet je reden achter een dubbele punt.")


def parse_answer(text: str) -> tuple[Answer, str]:
    """Read "een deel, de rest volgt" as answer and free line. Raises NotUnderstood."""
    for words, answer in _ANSWERS.items():
        said = _after(text.strip(), words)
        if said is not None:
            return answer, said
    raise NotUnderstood("Kies: ja, een deel of nee.")


def parse_route_no(text: str) -> tuple[int | None, str]:
    """Read the number of a route at the start of a text, with or without the word route."""
    found = re.match(r"(?:route\s+)?(\d{1,4})\b\s*[.:,]?\s*(.*)", text.strip(), re.IGNORECASE | re.DOTALL)
    return (int(found[1]), found[2]) if found else (None, text)


def parse_days(text: str) -> int | None:
    """Read a number of days; empty is None. Raises NotUnderstood."""
    found = re.fullmatch(r"(\d{1,4})\s*(dagen|dag)?", text.strip(), re.IGNORECASE)
    if found:
        return int(found[1])
    if not text.strip():
        return None
    raise NotUnderstood("Schrijf het aantal dagen als getal, bijvoorbeeld 20.")


_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def parse_day(text: str, today: date) -> date:
    """Read a day: 12-03-2026, 12-3, 2026-03-12 or 12 maart; without a year the next one. Raises NotUnderstood."""
    small = text.strip().lower()
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(small[:20], form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    found = re.fullmatch(r"(\d{1,2})[-/ ]([a-z]+|\d{1,2})(?:[-/ ](\d{4}))?", small)
    month = _month(found[2]) if found else None
    if found and month:
        for year in [int(found[3])] if found[3] else [today.year, today.year + 1]:
            day = _date(year, month, int(found[1]))
            if day and (found[3] or day >= today):
                return day
    raise NotUnderstood("We begrijpen deze datum niet. Schrijf dag, maand en jaar zo: 12-03-2026.")


def parse_coming_day(text: str, today: date) -> date:
    """Read a day that is still to come, or today. Raises NotUnderstood."""
    day = parse_day(text, today)
    if day < today:
        raise NotUnderstood(wording.DAY_IS_OVER)
    return day


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return next((at for at, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
