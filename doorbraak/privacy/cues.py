"""What a number is announced as: the words that stand just before it, or just after.

What lives here: the Dutch cue words for numbers. What deliberately does not: the numbers.
"""

import re
from typing import Final, Literal, TypeAlias

Cue: TypeAlias = Literal["bsn", "paper", "phone"]

_REACH: Final = 60
_NUMBER_WORD: Final = r"(?:[- ]?(?:nummers?|nrs?|no)\b\.?)?"
_BSN: Final = rf"(?:bsn|b\.s\.n\.?|burger[ -]?service|sofi|sociaal[ -]?fiscaal){_NUMBER_WORD}"
# Papers and things that carry a number of their own. A client number is not among them: often that is the BSN.
_PAPER: Final = (
    r"(?:factu(?:ur|ren)|nota|rekeningkenmerk|betaal|betalings|aanslag|beschikkings?|kenmerk|serie|artikel|order|"
    r"bestel(?:ling)?|meter|polis|referentie|product|ticket|zending|track(?:ing)?|kvk|k\.v\.k\.|rsin|aanmaning"
    r"|acceptgiro)"
    r"(?:[a-z]{0,12}(?:nummers?|nr|kenmerk|code|biljet))?"
)
_PHONE: Final = (
    r"(?:tel(?:\.|efoon(?:s|nummers?|nr)?|nr)?|mob(?:iele?)?(?:nummer|nr| nummer)?|"
    r"06-?(?:nummer|nr)|gsm|bereikbaar|whats?app|bel|sms)"
)
_CUE: Final = re.compile(
    rf"(?<![a-z])(?:(?P<bsn>{_BSN})|(?P<paper>{_PAPER})|(?P<phone>{_PHONE}))(?![a-z])", re.IGNORECASE
)
_BREAK: Final = re.compile(r"[.!?]\s+[A-Z]|\n\s*\n")
_CLIENT: Final = re.compile(r"\b(?:klant|kl|cli[eë]nt|dossier|bewoner|burger|suwi|zijn|haar|hem)\b", re.IGNORECASE)
_LONG_NUMBER: Final = re.compile(r"\d{6}|\d{3}[ .-]\d{2}")
_BSN_AFTER: Final = re.compile(
    rf"\s*(?:[(\[=:,-]\s*)?(?:(?:dit|dat)?\s?is\s+|als\s+)?"
    rf"(?:(?:zijn|haar|hun|het|de|een|mijn|z'?n|d'?r|m'?n)\s+)?{_BSN}(?![a-z])(?![ :.=]{{0,3}}\d)",
    re.IGNORECASE,
)
_DIRECT_PAPER: Final = re.compile(r"(?:nummer|nr|kenmerk|code)[.:]? {0,2}(?:is |: ?)?$", re.IGNORECASE)
_DIRECT_PHONE: Final = re.compile(rf"(?<![a-z]){_PHONE}[ .:]{{0,3}}(?:is |op |nr[.:]? )?$", re.IGNORECASE)


def cue_before(text: str, start: int) -> Cue | None:
    """Give the kind of the nearest announcement within the same sentence, before another long number."""
    before = text[max(0, start - _REACH) : start]
    cues = list(_CUE.finditer(before))
    if not cues:
        return None
    last = cues[-1]
    between = before[last.end() :]
    if _BREAK.search(between) or _LONG_NUMBER.search(between):
        return None
    if last["paper"]:
        # "De nota is van klant 111222333": the number is the client's, not the invoice's.
        return None if _CLIENT.search(between) else "paper"
    return "bsn" if last["bsn"] else "phone"


def is_called_bsn_after(text: str, end: int) -> bool:
    """Tell whether the words right after a number call it a BSN: `123 456 782 (burgerservicenummer)`."""
    return _BSN_AFTER.match(text, end, end + _REACH) is not None


def is_paper_number(text: str, start: int) -> bool:
    """Tell whether the word right before a number makes it the number of a paper or thing."""
    return cue_before(text, start) == "paper" and _DIRECT_PAPER.search(text[max(0, start - 20) : start]) is not None


def is_phone_directly(text: str, start: int) -> bool:
    """Tell whether the word right before a number says that it is a telephone number."""
    return _DIRECT_PHONE.search(text[max(0, start - 24) : start]) is not None
