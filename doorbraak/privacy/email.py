"""Find e-mail addresses, also spelled out: `naam at gmail punt com`, `naam [at] voorbeeld.nl`.

What lives here: the at sign in all its forms, and walking left and right from it. What deliberately does not:
judging whose address it is; an address of an organisation counts too.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.find import Hit, Lists
from doorbraak.privacy.letters import folded

_DOT: Final = r"(?: ?\. ?|\s?[\[({]\s?(?:punt|dot|\.)\s?[\])}]\s?|\s{1,2}(?:punt|dot)\s{1,2})"
_TOP: Final = (
    r"(?:com|nl|org|net|eu|be|de|info|nu|me|fr|uk|pl|ro|bg|tr|es|it|io|ch|at|se|dk|"
    r"no|online|email|amsterdam|utrecht|frl)"
)
_PROVIDER: Final = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|ziggo|kpnmail|xs4all|"
    r"hetnet|casema|upcmail|telfort|protonmail|gmx)"
)
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_SIGN: Final = re.compile(
    rf"@(?P<domain>{_LABEL}(?:\.{_LABEL}){{1,5}}|{_LABEL},{_TOP}(?![\w])|{_PROVIDER}\b)", re.IGNORECASE
)
_SPELLED: Final = re.compile(
    r"(?<=\w)(?:\s?[\[({<]\s?(?:at|a|apen?staart(?:je)?|@)\s?[\])}>]\s?|\s{1,2}(?:at|apen?staart(?:je)?|@)\s{1,2}"
    r"|\s?-(?:at|apen?staart(?:je)?)-\s?|\s@|@\s)"
    rf"(?:{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}{_TOP}|{_PROVIDER})(?![\w@])"
    rf"|(?<=\w) (?:a|ad) (?={_PROVIDER}){_LABEL}{_DOT}{_TOP}(?![\w@])",
    re.IGNORECASE,
)
# A sign in brackets stands for nothing else, so any domain may follow.
_BRACKETED: Final = re.compile(
    r"(?<=\w)\s?[\[({<]\s?(?:at|a|apen?staart(?:je)?|@)\s?[\])}>]\s?"
    rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}{_DOT}[^\W\d_]{{2,24}}(?![\w@])",
    re.IGNORECASE,
)
# The sign left out before a provider that everybody knows: `janjansen gmail.com`.
_WITHOUT_SIGN: Final = re.compile(
    rf"(?<![\w.@/])(?P<local>[\w.+-]*[^\W_]) (?={_PROVIDER}\.){_LABEL}\.{_TOP}(?![\w@])", re.IGNORECASE
)
# Cheap, and absent from nearly every text.
_MARKED: Final = re.compile(
    r"[@Aa](?:(?<=@)|[Tt](?<![^\W_]..)(?!\w)|[Pp][Ee][Nn]?[Ss]|(?<=\([Aa])\)"
    rf"|(?: |[Dd] )(?<![^\W_]..)(?={_PROVIDER}))",
    re.IGNORECASE,
)
_LOCAL_CHARACTERS: Final = frozenset("._%+-'!#$&*=^~")
_MOST_LOCAL: Final = 64
_FEWEST_LOCAL: Final = 4
_JOINT: Final = re.compile(
    r"(?:^|[^\w])(?P<part>[\w.+-]{1,40})\s+(?:punt|dot|streepje|(?:liggend |laag )?streepje|underscore|plus|min)\s+$",
    re.IGNORECASE,
)


def find_emails(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each e-mail address from its first to its last character."""
    signs = list(_SIGN.finditer(text)) if "@" in text else []
    taken = {match.start() for match in signs}
    for match in signs:
        start = _local_start(text, match.start())
        if start is not None:
            yield Hit("email", start, match.end())
    for match in _spelled(text) if _MARKED.search(text) else ():
        start = _local_start(text, match.start())
        if start is not None and match.start() not in taken:
            yield Hit("email", _with_joints(text, start), match.end())
    for match in _WITHOUT_SIGN.finditer(text):
        if not _is_an_ordinary_word(match["local"], lists):
            yield Hit("email", match.start(), match.end())


def _is_an_ordinary_word(local: str, lists: Lists) -> bool:
    """Tell whether what stands before a domain only leads to it: `account bij gmail.com`, `via hotmail.com`."""
    return len(local) < _FEWEST_LOCAL or lists.vocabulary.is_word(folded(local))


def _spelled(text: str) -> list[re.Match[str]]:
    """Give each spelled-out sign with its domain, the longer one where two begin at one place."""
    found = {match.start(): match for match in _SPELLED.finditer(text)}
    for match in _BRACKETED.finditer(text):
        if match.start() not in found or found[match.start()].end() < match.end():
            found[match.start()] = match
    return [found[start] for start in sorted(found)]


def _local_start(text: str, end: int) -> int | None:
    """Walk left over the part before the at sign; None when there is nothing."""
    start = end
    while (
        start > 0 and end - start < _MOST_LOCAL and (text[start - 1].isalnum() or text[start - 1] in _LOCAL_CHARACTERS)
    ):
        start -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start if start < end else None


def _with_joints(text: str, start: int) -> int:
    """Walk further left over `jan punt de punt ` before a spelled-out address."""
    for _ in range(5):
        joint = _JOINT.search(text[max(0, start - 60) : start])
        if joint is None:
            break
        start = max(0, start - 60) + joint.start("part")
    return start
