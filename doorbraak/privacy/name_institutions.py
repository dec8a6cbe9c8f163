"""Names of people inside names of institutions and streets: `Stichting Ali`, `Jan van Scorelstraat`.

What lives here: how such names begin and end. What deliberately does not: institutions known by name; they come in as a
list.
"""

from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_words import ENDS_OF_INSTITUTIONS, INSTITUTIONS, LEADING_PARTICLES
from doorbraak.privacy.streets import ends_like_a_street
from doorbraak.privacy.tokens import are_joined

_FAR: Final = 5
_KINDS_OF_STREET: Final = frozenset("laan plein weg kade pad park hof brink dreef singel gracht boulevard".split())
_STREETS_ARE_CALLED_AFTER: Final = frozenset(
    "burgemeester burg dokter dr doctor professor prof pastoor meester mr kapitein admiraal generaal prins prinses "
    "koning koningin minister pater ds dominee kardinaal bisschop sint st kanunnik wethouder".split()
)
_OR_EVEN: Final = frozenset("of en even ff gewoon dan mag kun kan bel mail".split())
_CALLED_AFTER: Final = frozenset("stichting fonds vereniging omroep foundation".split())
_AT: Final = frozenset("op in uit aan".split())
_OF_THE: Final = (["van", "de"], ["van", "het"])
_BARE_ENDS: Final = frozenset(
    "hof laan weg dijk straat plein kade gracht veld plas dam berg kamp dreef singel pad steeg brink hoek poort park "
    "haven burg heuvel kerk huis bos heide".split()
)
_LAST_PARTICLES: Final = frozenset("de der den 't het ter ten".split())
_SMALL_ENDS: Final = frozenset("school college straat laan weg plein park moskee kerk flat fonds".split())


def part_of_institution(words: Judge, index: int) -> bool:
    """Tell whether the word stands in the name of an institution or a street: `Stichting Ali`, `Jan van "
    "Scorelstraat`."""
    token = words.tokens[index]
    before = words.tokens[index - 1] if index else None
    if before is not None and before.key in INSTITUTIONS and are_joined(words.text, before, token) and token.is_capital:
        return not _is_told_to_send(words, index - 1)
    if token.is_capital and _is_called_after(words, index):
        return True
    return token.is_capital and _row_ends_as_institution(words, index)


def is_street_called_after(words: Judge, index: int) -> bool:
    """Tell whether the word closes the name of a street: `Burgemeester Reigerstraat`, `Laan van Chartroise`."""
    token = words.tokens[index]
    if index == 0 or not token.is_capital:
        return False
    before = words.tokens[index - 1]
    if words.text[before.end : token.start] not in (" ", ". ", "."):
        return False
    if before.key in _STREETS_ARE_CALLED_AFTER:
        vocabulary = words.lists.vocabulary
        known = f"{before.key} {token.key}" in vocabulary.street_names
        return known or (ends_like_a_street(token.key) and token.key not in vocabulary.surnames)
    first = index - 1
    while first and index - first < _FAR and words.tokens[first].key in LEADING_PARTICLES:
        if not are_joined(words.text, words.tokens[first - 1], words.tokens[first]):
            return False
        first -= 1
    kind = words.tokens[first]
    return (
        first < index - 1 and kind.key in _KINDS_OF_STREET and kind.shape == "capital" and not _is_surname(words, first)
    )


def _is_surname(words: Judge, index: int) -> bool:
    """Tell whether `Laan` is what somebody is called: a name or small words stand before it."""
    if index == 0:
        return False
    before = words.tokens[index - 1]
    joined = are_joined(words.text, before, words.tokens[index])
    return joined and (before.is_capital or before.key in ("van", "der", "den", "mevrouw", "mw", "dhr", "meneer"))


def _is_told_to_send(words: Judge, index: int) -> bool:
    """Tell whether `app` is what somebody has to do: `bel of app Said`."""
    if words.tokens[index].key != "app" or words.tokens[index].is_capital:
        return False
    return words.tokens[index].opens or words.tokens[index - 1].key in _OR_EVEN


def _is_called_after(words: Judge, index: int) -> bool:
    """Tell whether the name goes on with that of a fund: `Stichting Jan van Zwol`, `fonds Sluyterman van Loo`."""
    first = index
    while first and index - first < _FAR and are_joined(words.text, words.tokens[first - 1], words.tokens[first]):
        first -= 1
        token = words.tokens[first]
        if token.key in _CALLED_AFTER:
            return words.tokens[first + 1].is_capital
        if not (token.is_capital or token.key in LEADING_PARTICLES):
            return False
    return False


def _ends_an_institution(key: str) -> bool:
    return key in ENDS_OF_INSTITUTIONS or ends_like_a_street(key) or key.endswith(("school", "college", "huis"))


def _is_somebody_and_a_street(words: Judge, index: int, last: int) -> bool:
    """Tell whether a name stands before a street that is whole by itself: `Hadjar op de Billitonstraat`."""
    if last == index + 1 or not ends_like_a_street(words.tokens[last].key):
        return False
    keys = [word.key for word in words.tokens[index : last + 1]]
    vocabulary = words.lists.vocabulary
    apart = keys[1] in _AT or keys[1:3] in _OF_THE or keys[-1] in vocabulary.street_names
    called = keys[0] in vocabulary.first_names or words.standing(index) in ("sure", "unknown")
    return apart and called and " ".join(keys) not in vocabulary.street_names


def _is_a_surname(words: Judge, index: int, last: int) -> bool:
    """Tell whether a street's bare end closes the surname of somebody: `Piet van 't Hof`, `Anna van der Laan`."""
    before = words.tokens[last - 1].key
    first = words.tokens[index]
    called = first.shape == "initials" or first.key in words.lists.vocabulary.first_names
    called = called or words.standing(index) == "sure"
    return words.tokens[last].key in _BARE_ENDS and before in _LAST_PARTICLES and last > index + 1 and called


def _row_ends_as_institution(words: Judge, index: int) -> bool:
    """Walk right over capitals and small words to the last word: does it end as streets and institutions do?"""
    number = index
    for _ in range(_FAR):
        token = words.tokens[number]
        if number > index and token.is_capital and _ends_an_institution(token.key):
            return not (_is_somebody_and_a_street(words, index, number) or _is_a_surname(words, index, number))
        if number + 1 >= len(words.tokens) or not are_joined(words.text, token, words.tokens[number + 1]):
            return False
        number += 1
        following = words.tokens[number]
        if not (following.is_capital or following.key in LEADING_PARTICLES):
            return number > index and following.key in _SMALL_ENDS and token.key not in _AT
    return False
