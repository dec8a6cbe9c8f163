"""Propose what could stand in the place of a find: "de klant" for a name, "medicijnen" for one medicine.

What lives here: choosing by the words around the find; a rewording says less than the text did, never something else.
What deliberately does not: sentences for the writer (handlers/words/private_details).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doorbraak.privacy.find import Find

_CLIENT: Final = re.compile(
    r"\b(?:(?:de|deze|een|mijn|mn|m'n|onze) )?(?P<word>mevrouw|mevr|mw|mvr|mej|meneer|mijnheer|dhr|heer|hr|klante?|kl"
    r"|cli[eë]nte?|cl)"
    r"\b\.? {0,2}$",
    re.IGNORECASE,
)
_FAMILY: Final = re.compile(r"\b(?P<article>(?:de|het|een|dit|deze) )?(?:gezin|familie|fam)\b\.? {0,2}$", re.IGNORECASE)
# After these the name can simply go: "haar broer Emre" is "haar broer".
_RELATIVE: Final = re.compile(
    r"\b(?P<word>(?:stief|schoon|half|pleeg|klein|tweeling|buur)?(?:zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?"
    r"|zus(?:je)?|moeder|vader|oma|opa|"
    r"oom|tante|neef(?:je)?|nicht(?:je)?|kind(?:je)?|baby|peuter|partner|man|vrouw|jongen|meisje|vriend(?:in)?|ex"
    r"|huisgenoot|"
    r"collega|huisarts|dokter|arts|wijkagent|agent|advocaat|consulent|coach|jobcoach|mentor|begeleid(?:er|ster)"
    r"|bewindvoerder|"
    r"klantmanager|docent|tolk|voogd|casemanager|regisseur|bewoner|deurwaarder|meester|juf|buurman|buurvrouw|jongere"
    r"|deelnemer|leerling|student|verhuurder"
    r"|huisbaas)),? $",
    re.IGNORECASE,
)
_WITH_ARTICLE: Final = re.compile(
    r"(?:\b(?:de|het|een|mijn|zijn|haar|hun|onze?|zn|z'n|mn|m'n|d'r|dr|deze|die|jouw|je|uw|elke?)"
    r"|[^\W\d]+e) $",
    re.IGNORECASE,
)
# "Noemt hem", "de kleine": no other words fit there.
_CALLED: Final = re.compile(
    r"\b(?:(?:noem(?:t|en|de)? (?:hem|haar|ze|zich|me|mij))|he(?:et|ette|ten)|genaamd|(?:naam|roepnaam|bijnaam) is"
    r"|(?:de|het|die) (?:\w+e )?) ?$",
    re.IGNORECASE,
)
_AT_WORK: Final = re.compile(
    r" (?:van|bij) (?:het |de )?(?:[A-Z][\w&-]*|buurtteam|wijkteam|gemeente|corporatie|jeugdzorg|school|politie"
    r"|woningbouw)"
)
_ASKED_TO: Final = re.compile(r"\b(?:bel|vraag|mail|app|aan|weet|via|met) $", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"(?:^|[\s,.!])(?:(?:met )?(?:vriendelijke |hartelijke )?(?:groet(?:en|jes)?|gr|grt|mvg"
    r"|liefs))[ ,.!\n-]+$",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(r" \((?:(?:1[0-7]|\d)(?: jaar| jr)?|\d{1,2} mnd)\)|, (?:1[0-7]|\d) jaar\b")
_AND_ANOTHER: Final = re.compile(r" en (?=[A-ZÀ-Ž])")
_BECAUSE_OF: Final = re.compile(
    r"\b(?:door|vanwege|wegens|i\.v\.m\.|ivm|omwille van|als gevolg van)"
    r"(?: (?:zijn|haar|hun|de|het|een|zn|z'n|d'r|haar ernstige|ernstige)){0,2} $",
    re.IGNORECASE,
)
_HAS: Final = re.compile(
    r"\b(?:heeft|had|hebben|krijgt|kreeg|met|zonder|geen|na|lijdt aan|last van|sprake van)(?: (?:een|de|ernstige?"
    r"|zware?|beginnende?"
    r"|lichte?|veel)){0,2} $",
    re.IGNORECASE,
)
_HAS_AFTER: Final = re.compile(r" (?:heeft|had|kreeg|krijgt)\b")
_TAKES: Final = re.compile(
    r"\b(?:slikt|gebruikt|spuit|prikt|krijgt|neemt|nodig voor|voor|van|met|zonder|haar|zijn|aan)(?: (?:al )?(?:jaren"
    r"|weer|nu|elke dag|geen|haar|zijn))? $",
    re.IGNORECASE,
)
_IS: Final = re.compile(
    r"\b(?P<verb>is|was|raakt|bleef|blijft)(?: (?:al|nu|ook|weer|erg|zwaar|ernstig|jaren)){0,2} $", re.IGNORECASE
)
_BORN: Final = re.compile(
    r"[ ,(]*\b(?:geboren|geb(?:oorte)?(?:\.? ?(?:dat(?:um)?|dd|d\.d))?|gebdat(?:um)?|geboortedatum|bouwjaar|bj"
    r"|dob)\b\.?(?: is| op| in|:)? ?$",
    re.IGNORECASE,
)
_FILE: Final = re.compile(
    r"\b(?:het |zijn |haar )?(?:dossier|zaaks?|cli[eë]nt|klant|registratie|parket|v)?-?(?:nummer|nr|kenmerk"
    r"|dossier)\b\.?(?: is|:| van)? ?$",
    re.IGNORECASE,
)
_POSTCODE: Final = re.compile(r"\b(?:(?:in|op) )?(?:de )?postcode:? (?:is )?$|\b(?:in) $", re.IGNORECASE)
_LIVES: Final = re.compile(r"\b(?:op|aan|in)(?: de| het)? $", re.IGNORECASE)
_TEN_LETTERS: Final = 48
_ADJECTIVE: Final = re.compile(
    r".*(?:aafd|tisch|ief|chtig|wanger|doof|blind|ziend|horend|gehandicapt|beperkt|geschikt|invalide|patisch|naal"
    r"|polair)",
    re.IGNORECASE,
)
_ONE_MEDICINE: Final = re.compile(
    r".*(?:ine|ium|am|ol|on|ide|pril|aat|nol|ax|yl|al|an|ta|da|lin|pi)|ritalin|concerta|ventolin"
    r"|insuline.*",
    re.IGNORECASE,
)
_TREATMENT: Final = re.compile(r"chemo|bestral|dialys|therap|emdr|opname|operat|transplant|kuur", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to put from `start` up to `end` of the text (it may take in words around the find).

    `rewording` is None when nothing fits and the writer has to rephrase; it may be empty: just leave it out.
    """

    rewording: str | None
    start: int
    end: int


def propose(find: Find, text: str) -> Proposal:
    """Give the rewording of a find that `check(text)` gave."""
    make = _MAKERS.get(find.kind)
    return make(find, text) if make else _nothing(find)


def reworded(text: str, proposals: Iterable[Proposal]) -> str:
    """Put the rewordings in the text; of two that overlap the first wins."""
    done = 0
    pieces: list[str] = []
    for proposal in sorted(proposals, key=lambda proposal: (proposal.start, proposal.end)):
        if proposal.rewording is not None and proposal.start >= done:
            pieces += [text[done : proposal.start], proposal.rewording]
            done = proposal.end
    return "".join((*pieces, text[done:]))


def _nothing(find: Find) -> Proposal:
    return Proposal(None, find.start, find.end)


def _put(words: str, text: str, start: int, end: int) -> Proposal:
    """Give words to put there, with a capital where a sentence begins."""
    before = text[:start].rstrip(" ")
    opens = not before or before[-1] in ".!?\n"
    return Proposal(words[:1].upper() + words[1:] if opens else words, start, end)


def _before(find: Find, text: str) -> str:
    return text[max(0, find.start - _TEN_LETTERS) : find.start]


def _for_a_name(find: Find, text: str) -> Proposal:
    before = _before(find, text)
    offset = find.start - len(before)
    if text[find.end : find.end + 2] in ("'s", "\u2019s"):
        return _nothing(find)
    if _SIGNED.search(before):
        return Proposal(None, find.start, find.end)
    family = _FAMILY.search(before)
    if family:
        return _put(
            (family["article"] or "een ").replace("de ", "een ") + "gezin", text, offset + family.start(), find.end
        )
    client = _CLIENT.search(before)
    if client:
        return _put(_named(client[0]), text, offset + client.start(), find.end)
    relative = _RELATIVE.search(before)
    if relative:
        return _without_the_name(find, text, offset + relative.start(), relative["word"])
    if _CALLED.search(before):
        return _nothing(find)
    return _someone(find, text, before)


def _named(words: str) -> str:
    """Keep whose client it is: `mn klant Bohdan` is `mn klant`."""
    first = words.split()[0].lower()
    return f"{first} klant" if first in ("mijn", "mn", "m'n", "onze", "deze", "een") else "de klant"


def _without_the_name(find: Find, text: str, start: int, word: str) -> Proposal:
    """Leave out the name after who it is, with an article when there is none: `zoontje Youssef` is `een zoontje`."""
    article = "" if _WITH_ARTICLE.search(text[max(0, start - 16) : start]) else "een "
    return _put(article + word.lower(), text, start, find.end)


def _someone(find: Find, text: str, before: str) -> Proposal:
    if _CHILD.match(text, find.end):
        return _put("een kind", text, find.start, find.end)
    if _AT_WORK.match(text, find.end):
        return _put("een collega" if not _ASKED_TO.search(before) else "iemand", text, find.start, find.end)
    if _AND_ANOTHER.match(text, find.end) or re.search(r"[A-ZÀ-Ž][\w-]+ en $", before):
        return _nothing(find)
    return _put("de klant", text, find.start, find.end)


def _for_a_diagnosis(find: Find, text: str) -> Proposal:
    before = _before(find, text)
    offset = find.start - len(before)
    because = _BECAUSE_OF.search(before)
    if because:
        return _put("om medische redenen", text, offset + because.start(), find.end)
    is_so = _IS.search(before)
    if is_so and _ADJECTIVE.match(find.text) and not text.startswith(" geweest", find.end):
        heeft = "had" if is_so["verb"].lower() == "was" else "heeft"
        return _put(f"{heeft} gezondheidsproblemen", text, offset + is_so.start(), find.end)
    if _TREATMENT.match(find.text):
        return _put("een behandeling", text, find.start, find.end)
    if (_HAS.search(before) or _HAS_AFTER.match(text, find.end)) and not _ADJECTIVE.fullmatch(find.text):
        return _put("gezondheidsproblemen", text, _after_article(text, find), find.end)
    if _TAKES.search(before) and _ONE_MEDICINE.fullmatch(find.text):
        return _put("medicijnen", text, find.start, find.end)
    return _nothing(find)


def _after_article(text: str, find: Find) -> int:
    """Take `een` or `de` along: `heeft een hernia` is `heeft gezondheidsproblemen`."""
    article = re.search(
        r"\b(?:een|de|ernstige?|zware?|beginnende?|lichte?) $", text[max(0, find.start - 12) : find.start]
    )
    return find.start - len(article[0]) if article else find.start


def _for_a_birth_date(find: Find, text: str) -> Proposal:
    """Leave the date out together with what announces it, when both stand apart from the sentence."""
    before = _before(find, text)
    born = _BORN.search(before)
    after = text[find.end : find.end + 1]
    if born and born[0].startswith((",", " ,", " (", "(")) and (after in (",", ")") or not after):
        end = find.end + 1 if after == ")" else find.end
        return Proposal("", find.start - len(born[0]), end)
    return _nothing(find)


def _for_a_file(find: Find, text: str) -> Proposal:
    return _put("een bestand", text, find.start, find.end)


def _for_a_file_number(find: Find, text: str) -> Proposal:
    announced = _FILE.search(_before(find, text))
    return _put("het dossier", text, find.start - len(announced[0]) if announced else find.start, find.end)


def _for_a_postcode(find: Find, text: str) -> Proposal:
    announced = _POSTCODE.search(_before(find, text))
    start = find.start - len(announced[0]) if announced else find.start
    return _put(
        "in de wijk" if announced and announced[0].lower().startswith(("in ", "op ")) else "de wijk",
        text,
        start,
        find.end,
    )


def _for_an_address(find: Find, text: str) -> Proposal:
    placed = _LIVES.search(_before(find, text))
    if placed is None or re.search(r"\badres\w* (?:is )?(?:op |aan )?$", text[: find.start], re.IGNORECASE):
        return _nothing(find)
    return _put("in de wijk", text, find.start - len(placed[0]), find.end)


_MAKERS: Final = {
    "name": _for_a_name,
    "diagnosis": _for_a_diagnosis,
    "birth_date": _for_a_birth_date,
    "filename": _for_a_file,
    "file_number": _for_a_file_number,
    "postcode": _for_a_postcode,
    "address": _for_an_address,
}
