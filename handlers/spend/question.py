"""A question about money in plain Dutch: what is asked for, by what, over which period, district and theme.

Pure. Nothing is guessed: a word that means nothing here is named, with the one that was nearly typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal, TypeAlias

from doorbraak.overviews import SpendFilter
from doorbraak.themes import THEMES
from handlers import wording
from handlers.spend import periods

Measure: TypeAlias = Literal["spent", "granted", "count", "mean", "duration"]

MEASURES: Mapping[Measure, str] = {
    "spent": "uitgegeven",
    "granted": "toegekend",
    "count": "aantal",
    "mean": "gemiddeld",
    "duration": "doorlooptijd",
}
"""What can be asked for, in the word that answers say."""
DIMENSIONS: Mapping[str, str] = {
    "theme": "thema",
    "district": "wijk",
    "month": "maand",
    "organisation": "organisatie",
}
"""What figures can be set out by."""

_MEASURE_WORDS: Mapping[str, Measure] = {
    **dict.fromkeys("uitgegeven uitgaven uitgave besteed besteding bestedingen gekost kosten".split(), "spent"),
    **dict.fromkeys("toegekend toegekende toekenning toekenningen verleend".split(), "granted"),
    **dict.fromkeys("aantal aantallen aanvragen aanvraag".split(), "count"),
    **dict.fromkeys("gemiddeld gemiddelde gemiddelden".split(), "mean"),
    **dict.fromkeys("doorlooptijd doorlooptijden snelheid snel wachttijd wachttijden antwoordtijd".split(), "duration"),
}
_WEAK = {"uitgaven": 0, "kosten": 0, "aanvragen": 1, "aanvraag": 1}
_WEIGHT: Mapping[Measure, int] = {"spent": 2, "granted": 2, "count": 3, "mean": 4, "duration": 5}
_DIMENSION_WORDS: Mapping[str, str] = {
    **dict.fromkeys("thema themas thema's onderwerp onderwerpen".split(), "theme"),
    **dict.fromkeys("wijk wijken buurt buurten".split(), "district"),
    **dict.fromkeys("maand maanden".split(), "month"),
    **dict.fromkeys("organisatie organisaties".split(), "organisation"),
}
_THEME_WORDS: Mapping[str, str] = {
    "woning": "wonen", "inrichting": "wonen", "huis": "wonen", "verhuizen": "verhuizing", "verhuizingen": "verhuizing",
    "water": "energie", "schuld": "schulden", "achterstanden": "schulden", "achterstand": "schulden",
    "uitkering": "inkomen", "documenten": "leges", "paspoort": "leges", "reizen": "vervoer", "fietsen": "fiets",
    "studie": "studiekosten", "school": "studiekosten", "opvang": "kinderopvang", "tanden": "gezondheid",
    "tandarts": "gezondheid", "zorg": "gezondheid", "mantelzorg": "gezin", "overig": "anders", "overige": "anders",
}  # fmt: skip
_FILLERS = frozenset(
    """
    aan alle allemaal als al alsjeblieft antwoord ben bij daar daarvan de dan dat die dit door een en er euro
    euros geef geld gegeven geweest ging graag hebben hebt heeft het hoe hoeveel hoelang hoog hun ik in is je
    kan keer krijg krijgen krijgt kun laat laten lang maken me met mij mijn naar nu of om onze ook op over
    overzicht per potje s samen toon totaal tot tijd uit uitgesplitst van veel vertel voor voorkom erger waar
    waaraan wat we welk welke werd wij wil willen worden wordt zien zijn zo
    """.split()
)
_NOT_PLAIN = re.compile(r"[^\w\s/'-]")


@dataclass(frozen=True, slots=True)
class SpendQuestion:
    """What somebody wants to know."""

    wanted: SpendFilter
    measure: Measure = "spent"


class NotUnderstood(Exception):
    """A word that means nothing here. `near` is what was probably meant, `mended` the whole question with it."""

    def __init__(self, word: str, near: str, mended: str) -> None:
        super().__init__(word)
        self.word = word
        self.near = near
        self.mended = mended

    @property
    def text(self) -> str:
        """Say what was not understood, what was probably meant, and what can be asked."""
        hint = f" Bedoel je *{self.near}*?" if self.near else ""
        what, by = ", ".join(MEASURES.values()), ", ".join(DIMENSIONS.values())
        return f"Ik snap *{self.word}* niet.{hint} Je kunt vragen naar: {what}; per {by}."


@dataclass(slots=True)
class _Reading:
    question: SpendQuestion
    districts: Mapping[tuple[str, ...], str]
    today: date
    words: list[str] = field(default_factory=list[str])
    weight: int = -1


def parse_question(text: str, districts: Sequence[str], today: date) -> SpendQuestion:
    """Read a question; this year unless said otherwise. Raises NotUnderstood at the first word that means nothing."""
    begin = SpendQuestion(SpendFilter(since=date(today.year, 1, 1), until=today))
    reading = _Reading(begin, {tuple(plain_words(one)): one for one in districts}, today, plain_words(text))
    at = 0
    while at < len(reading.words):
        taken = next((count for step in _STEPS if (count := step(reading, at))), 0)
        if not taken:
            raise _not_understood(reading, at)
        at += taken
    return reading.question


def plain_words(text: str) -> list[str]:
    """Give the words of a text in small letters, without accents and punctuation; "t/m" is one word."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    kept = "".join(character for character in bare if not unicodedata.combining(character))
    joined = re.sub(r"\bt\s*/\s*m\b", "tm", kept)
    return [word.strip("'/-") for word in _NOT_PLAIN.sub(" ", joined).split() if word.strip("'/-")]


def _narrow(reading: _Reading, **changes: object) -> None:
    reading.question = replace(reading.question, wanted=replace(reading.question.wanted, **changes))


def _district(reading: _Reading, at: int) -> int:
    for words, name in sorted(reading.districts.items(), key=lambda one: -len(one[0])):
        if words and tuple(reading.words[at : at + len(words)]) == words:
            _narrow(reading, district=name)
            return len(words)
    return 0


def _all_of(reading: _Reading, at: int) -> int:
    """Read "alle wijken" and "elke maand": the first narrows nothing, the second sets out by it."""
    first, second = [*reading.words[at : at + 2], "", ""][:2]
    if first == "alle" and second in _DIMENSION_WORDS:
        return 2
    return 1 if first in ("elke", "elk", "iedere", "ieder") else 0


def _dimension(reading: _Reading, at: int) -> int:
    by = _DIMENSION_WORDS.get(reading.words[at])
    if not by:
        return 0
    _narrow(reading, by=by)
    return 1


def _measure(reading: _Reading, at: int) -> int:
    """Read what is asked for; of two words the one that says more counts: "gemiddelde uitgaven", "aantal aanvragen"."""
    word = reading.words[at]
    measure = _MEASURE_WORDS.get(word)
    if not measure:
        return 0
    weight = _WEAK.get(word, _WEIGHT[measure])
    if weight > reading.weight:
        reading.weight = weight
        reading.question = replace(reading.question, measure=measure)
    return 1


def _theme(reading: _Reading, at: int) -> int:
    word = reading.words[at]
    code = _theme_code(word)
    if not code:
        return 0
    _narrow(reading, theme=code)
    return 1 + _rest_of_label(reading.words[at + 1 :], code)


def _theme_code(word: str) -> str:
    if word in THEMES:
        return word
    short = next((code for code in THEMES if wording.theme_short(code).casefold() == word), "")
    return short or _THEME_WORDS.get(word, "")


def _rest_of_label(words: Sequence[str], code: str) -> int:
    """Give how many words follow that still belong to a label such as "Energie en water"."""
    rest = plain_words(wording.theme(code))[1:]
    return len(rest) if rest and list(words[: len(rest)]) == rest else 0


def _period(reading: _Reading, at: int) -> int:
    found = periods.read_period(reading.words[at:], reading.today)
    if not found:
        return 0
    _narrow(reading, since=found.period.since, until=found.period.until)
    return found.words


def _filler(reading: _Reading, at: int) -> int:
    return int(reading.words[at] in _FILLERS)


_STEPS = (_district, _period, _all_of, _dimension, _measure, _theme, _filler)


def _not_understood(reading: _Reading, at: int) -> NotUnderstood:
    while reading.words[at] in periods.WORDS and at + 1 < len(reading.words):
        at += 1  # "vorig kwartal": the word is fine, what it belongs to is not
    word = reading.words[at]
    known = list(_known_words(reading))
    near = next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), "")
    shown = next((name for words, name in reading.districts.items() if words == (near,)), near)
    mended = " ".join([*reading.words[:at], shown, *reading.words[at + 1 :]]) if near else ""
    return NotUnderstood(word[:40], shown, mended)


def _known_words(reading: _Reading) -> Iterator[str]:
    for words in reading.districts:
        yield from words if len(words) == 1 else ()
    yield from (*MEASURES.values(), *DIMENSIONS.values(), *THEMES, *_MEASURE_WORDS, *_DIMENSION_WORDS, *_THEME_WORDS)
    yield from periods.WORDS
