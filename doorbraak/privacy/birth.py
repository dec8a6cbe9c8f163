"""Find dates of birth: a date, month or year that is announced as one, or that can hardly be anything else.

What lives here: weighing what stands around a date. How dates and being born are written: birth_words.py. What
deliberately does not: ages, and dates of letters and appointments.
"""

import re
from collections.abc import Iterator

from doorbraak.privacy.birth_said import said_dates
from doorbraak.privacy.birth_words import (
    ABOUT_BIRTH,
    AND_DATE,
    ANY,
    BESIDE_A_CHILD,
    BESIDE_A_GROWN_UP,
    BESIDE_A_NAME,
    BIRTH_YEARS,
    BORN_AFTER,
    BUILT,
    BUILT_IN,
    BY_THEMSELVES,
    CHILDREN_ARE_OF,
    CUE,
    EVENT,
    FAR,
    FULL,
    GROWN_UP_SINCE,
    HAS_DIGIT,
    IN_BRACKETS,
    LONG_AGO,
    NEW_THIS_YEAR,
    NOBODY_BEFORE,
    NOT_BETWEEN,
    OF_A_MONTH,
    OF_SHORT,
    ON_A_PASS,
    PERSON_IN_BRACKETS,
    PERSON_IS_OF,
    PERSON_IS_OF_SHORT,
    SAID_AFTER,
    SHORT_BIRTH_YEARS,
    SMALL_CHILD_IS_OF,
    STANDS_APART,
    STAR,
    THING,
    TWO_DIGITS,
    WITH_SUCH_A_WORD,
    YEAR,
    YEAR_AT_END,
)
from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.letters import folded


def find_birth_dates(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each date, month or year of birth to ask about; the cue stays outside the find."""
    found = set(said_dates(text))
    if HAS_DIGIT.search(text):
        found |= _in_digits(text, lists)
    last = -1
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield Hit("birth_date", start, _trimmed(text, start, end), "ask")
            last = end


def _in_digits(text: str, lists: Lists) -> set[tuple[int, int]]:
    rows = (*BY_THEMSELVES, *WITH_SUCH_A_WORD) if ABOUT_BIRTH.search(text) else BY_THEMSELVES
    found = {match.span("date") for row in rows for match in row.finditer(text)}
    found |= {
        match.span("date")
        for row in (TWO_DIGITS, PERSON_IS_OF_SHORT)
        for match in row.finditer(text)
        if not _stands_with_a_thing(text, match.start(), match.end())
    }
    end = -1
    for match in ANY.finditer(text):
        beside = 0 <= end < match.start() <= end + FAR and AND_DATE.fullmatch(text, end, match.start())
        if _is_birth(text, match, lists) or (beside and _has_year(match[0])):
            found.add(match.span())
            end = _trimmed(text, match.start(), match.end())
    return found


def _trimmed(text: str, start: int, end: int) -> int:
    return end - 1 if text[end - 1] in ".," and end - start > 1 else end


def _is_birth(text: str, date: re.Match[str], lists: Lists) -> bool:
    before = text[max(0, date.start() - 48) : date.start()]
    cue = CUE.search(before)
    if cue and not NOT_BETWEEN.search(cue["gap"]):
        return not (BUILT_IN.match(cue[0]) and _is_of_a_thing(text, date))
    if BORN_AFTER.match(text, date.end()) and not _is_of_a_thing(text, date):
        return True
    if SAID_AFTER.match(text, date.end()) and not _is_of_a_thing(text, date):
        return True
    if ON_A_PASS.match(text, date.end()) and _may_be_born_in(date[0]):
        return True
    if SMALL_CHILD_IS_OF.search(before) and (_has_year(date[0]) or NEW_THIS_YEAR.match(text, date.end())):
        return True
    if NOBODY_BEFORE.search(before) and FULL.fullmatch(date[0]):
        return _has_year(date[0])
    person = PERSON_IS_OF.search(before)
    if person and (not person["name"] or lists.vocabulary.is_name(folded(person["name"]))):
        return _has_year(date[0])
    if date[0].startswith("'") and OF_SHORT.search(before):
        return not _is_of_a_thing(text, date)
    if STAR.search(before):
        return True
    if PERSON_IN_BRACKETS.search(before) and text[date.end() : date.end() + 1] == ")":
        return _has_year(date[0])
    return _stands_beside_somebody(text, date, before, lists) or _can_hardly_be_else(text, date, before)


def _stands_beside_somebody(text: str, date: re.Match[str], before: str, lists: Lists) -> bool:
    """Tell whether a date stands apart right behind a person: `zoon, 2-2-2017`, `Prakken (van 1941)`."""
    if not _has_year(date[0]) or not STANDS_APART.match(text, _trimmed(text, date.start(), date.end())):
        return False
    if CHILDREN_ARE_OF.search(before):
        return True
    only_a_year = date[0].isdigit() and len(date[0]) == len("1941")
    if only_a_year and not before.endswith("van "):
        return int(date[0]) in GROWN_UP_SINCE and (
            BESIDE_A_GROWN_UP.search(before) is not None or _is_in_brackets_behind_a_name(text, date, before, lists)
        )
    if BESIDE_A_CHILD.search(before):
        return True
    year = YEAR_AT_END.search(date[0])
    grown = year is not None and (
        int(year["full"]) in BIRTH_YEARS if year["full"] else int(year["short"]) in SHORT_BIRTH_YEARS
    )
    if grown and BESIDE_A_GROWN_UP.search(before):
        return True
    name = BESIDE_A_NAME.search(before)
    if name is None or not lists.vocabulary.is_name(folded(name["name"])) or (only_a_year and not name["of"]):
        return False
    return not lists.vocabulary.is_word(folded(name["name"])) or grown


def _is_of_a_thing(text: str, date: re.Match[str]) -> bool:
    return _stands_with_a_thing(text, date.start(), date.end())


def _stands_with_a_thing(text: str, start: int, end: int) -> bool:
    if BUILT.search(text[max(0, start - 48) : start]):
        return True
    if THING.search(text[max(0, start - 34) : start]):
        return True
    after = re.match(r"(?: van)?(?: de| een| die| deze)? ?", text[end : end + 12])
    return after is not None and THING.match(text, end + after.end()) is not None


def _is_in_brackets_behind_a_name(text: str, date: re.Match[str], before: str, lists: Lists) -> bool:
    name = BESIDE_A_NAME.search(before)
    closed = text[date.end() : date.end() + 1] == ")"
    return name is not None and before.endswith("(") and closed and lists.vocabulary.is_name(folded(name["name"]))


def _may_be_born_in(date: str, years: range = range(1905, 2027)) -> bool:
    """Tell whether the year of a date is one in which somebody who lives now may be born."""
    year = YEAR_AT_END.search(date)
    return year is not None and (year["full"] is None or int(year["full"]) in years)


def _has_year(date: str) -> bool:
    return re.search(rf"{YEAR}|'\d\d|\D\d\d$", date) is not None and len(date) > 2


def _can_hardly_be_else(text: str, date: re.Match[str], before: str) -> bool:
    """Tell whether a full date lies so far back, or stands so close to a name, that it is somebody's birthday."""
    if EVENT.search(before):
        return False
    if OF_A_MONTH.fullmatch(date[0]):
        told_of = _is_of_a_thing(text, date) or THING.search(text[date.end() : date.end() + FAR])
        return _may_be_born_in(date[0], LONG_AGO) and not told_of
    if not FULL.fullmatch(date[0]):
        return False
    year = YEAR_AT_END.search(date[0])
    if year is None or not re.search(r"\d\D+\w+\D+'?\d\d", date[0]):
        return False
    if year["full"]:
        return int(year["full"]) in BIRTH_YEARS or (
            IN_BRACKETS.search(before) is not None and text[date.end() : date.end() + 1] == ")"
        )
    return int(year["short"]) in SHORT_BIRTH_YEARS and not re.search(r"[.:]", date[0])
