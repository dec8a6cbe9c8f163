"""Names that are typed without a capital behind words that leave no other reading: `fam de boer`, `tnv amrani`.

What lives here: surnames with small words or an initial behind a title, in haste. What deliberately does not: names
with a capital, and names that lists settle by themselves (name_places.py).
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Lists
from doorbraak.privacy.letters import folded
from doorbraak.privacy.name_words import INSTITUTIONS, STOPS, VERBS

_TITLE: Final = (
    r"(?:mevrouw|mevr|mw|mej|meneer|mijnheer|dhr|hr|fam|familie|gezin|mvg|gr|groet|groetjes|groeten|t\.?n\.?v|namens)"
)
_SMALL_WORDS: Final = (
    r"(?:(?:van der|van den|van de|(?:in|op|van) ['’]t|van het|van|v\.? ?d\.?|de|der|den|ter|ten|te|el|al"
    r"|ben|bin|ait) )"
)
# "fam de boer", "mevr van der laan": closed by the end, a mark, a verb or what somebody has.
_WITH_SMALL_WORDS: Final = re.compile(
    rf"(?<![\w-]){_TITLE}\.?,? (?P<name>(?:[a-z](?:\. ?| )){{0,3}}"
    rf"(?P<small>{_SMALL_WORDS}{{1,2}})(?P<last>[a-zà-ž-]{{3,20}}))"
    r"(?P<after> ?(?:$|[.,;:!?()\n/]| (?P<next>[a-zà-ž]+)))"
)
_WITH_AN_INITIAL: Final = re.compile(
    rf"(?<![\w-]){_TITLE}\.?,? (?P<name>(?:[a-z]\. ?){{1,3}}(?:{_SMALL_WORDS}{{0,2}})(?P<last>[a-zà-ž-]{{3,20}}))"
    r"(?![\w@])"
)
_NEXT: Final = VERBS | frozenset(
    "en uit op in te zn haar zijn d'r met wacht over morgen vandaag gisteren nu al niet".split()
)
_OF_NOBODY_ELSE: Final = frozenset(("van der", "van den", "den", "der", "ter", "ten"))
_OF_A_THING: Final = frozenset(("van", "van de"))


def small_names(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    """Give where each surname in small letters stands behind a title, with its small words and initials."""
    surnames = lists.vocabulary.surnames
    for match in _WITH_AN_INITIAL.finditer(text):
        if folded(match["last"]) in surnames and match["last"] not in STOPS:
            yield match.span("name")
    for match in _WITH_SMALL_WORDS.finditer(text):
        last = folded(match["last"])
        if last not in surnames or last in STOPS:
            continue
        if last in INSTITUTIONS and match["small"].strip() not in _OF_NOBODY_ELSE:
            continue
        if match["small"].strip() in _OF_A_THING and last in lists.vocabulary.ordinary:
            continue  # "mevrouw van de winkel"
        if match["next"] is None or match["next"] in _NEXT:
            yield match.span("name")
