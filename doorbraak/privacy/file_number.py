"""Find numbers of a client system or of an official file in free text; they belong in the field for the client code.

What lives here: what such numbers are called and look like. What deliberately does not: BSN (bsn.py), and numbers of
invoices and orders, which are of a thing.
"""

import re
from collections.abc import Iterator
from typing import Final

from doorbraak.privacy.file_number_bare import bare_numbers
from doorbraak.privacy.file_number_nearby import numbers_nearby
from doorbraak.privacy.find import Hit, Lists

_FILE: Final = (
    r"(?:dossier|zaaks?|klant|kl|cl|cli[eë]nt(?:en)?|casus|klacht|aow|mc"
    r"|registratie|cjib|rekest|parket|insolventie|proces-?verbaal|pv|v"
    r"|vreemdelingen|ind|zorg|"
    r"wmo|jeugd|suwi|uitkerings?|bijstands?|pati[eë]nt(?:en)?|aangifte|meldings?|meld|beschikkings?|besluit|burger"
    r"|persoons|relatie|"
    r"inschrijf|woningnet|document|paspoort|id-?kaart|identiteitskaart|rijbewijs|verblijfs(?:vergunning|document)|coa"
    r"|rvr|rol|"
    r"leerling|studenten?|regas|boks|mens centraal|suite|sonar|bewind|toevoegings?|dossier w&i|werkgevers"
    r"|debiteur(?:en)?|huurders?|bezwaar|beroeps?"
    r"|aanvraags?|dos\.?|crediteur(?:en)?|schuld|kredietbank|verzekerden?|griffie|insolventies?|notitie|plan|trajects?)"
)
# At least three digits; groups joined by one mark, or by a space before two digits or more.
_VALUE: Final = (
    r"(?P<value>(?=[A-Z\d./ -]{0,20}?\d[A-Z./-]{0,6}\d[A-Z./-]{0,6}\d)"
    r"(?:[A-Z]{1,6}[-./]){0,2}[A-Z]{0,6}[-./]?\d[\dA-Z]*(?:[-./][\dA-Z]+|(?<=\d) (?=\d{2,})[\d]+){0,5})(?![\w])"
)
# A number of something else than a file: of a thing, a telephone, a bus.
_OTHER_NUMBERS: Final = (
    r"(?:telefoon|tel|betaal|betalings|mobiele?|mobiel|huis|factuur|order|bestel|serie|artikel|rekening|bank|giro|iban"
    r"|polis|kamer|lijn"
    r"|bus|spoor|volg|"
    r"versie|track|tracking|meter|product|model|nood|service|klantenservice|postbus|lot|bon|kassabon|kvk|btw|kavel"
    r"|start|rug|ticket|"
    r"zending|pakket|tafel|lidmaatschaps?|kenteken|type|oplage|paspoort|06|whatsapp|fax|alarm|onderdeel|batterij"
    r"|leveranciers|ketel|toestel|apparaat|chassis|batch|garantie|modem|sim|imei|kast|complex|pin|spaar|vlucht|stoel"
    r"|rij|perron|route|halte|kleur|verf|offerte|reparatie|retour|aanslag|bouw|zaal)"
)
_GAP: Final = r"(?P<gap>[ :=#.(,]{1,4}(?:(?!tel|bsn|iban)[^\W\d](?:[^\W\d]|&){0,13}[ :.#]{1,3}){0,4})"
_ANNOUNCED: Final = re.compile(
    rf"(?<![\w-])(?!{_OTHER_NUMBERS}(?:l?ings|s|en)?[- ]?[nk])(?:{_FILE}[-. ]?(?:nummers?|nrs?|no|id|code|kenmerk)\b\.?"
    rf"|(?![^\W\d]{{1,16}}(?:meter|rekening))[^\W\d]{{2,24}}(?:nummer|kenmerk|(?<=s)nr\.?)"
    rf"|(?:boks|regas|suwi|mens centraal)"
    rf"(?:[- ]?(?:nummer|nr))?){_GAP}{_VALUE}",
    re.IGNORECASE,
)
_FILE_ALONE: Final = re.compile(
    rf"(?<![\w-])(?:dossier|zaak|cjib)(?: (?:bij|van|in|is|was|onder|met|nr|nummer|w&i|uwv|ind|svb|duo|cjib|cak|de"
    rf"|gemeente|rechtbank|deurwaarder|bekend|als))"
    rf"{{0,3}}[ :#]{{1,3}}(?=[A-Z./-]{{0,6}}\d[\d./-]{{3}}|[A-Z]{{1,6}}[-./]?\d{{3}}){_VALUE}",
    re.IGNORECASE,
)
_KENMERK: Final = re.compile(
    rf"(?<![\w-])(?:ons |uw )?kenmerk(?:[ :.]| is| van| de| het| beschikking| besluit| brief| uwv| w&i| svb"
    rf"| ind){{1,6}} ?{_VALUE}",
    re.IGNORECASE,
)
# "Het loopt bij de rechtbank onder 448120": five digits or more.
_UNDER: Final = re.compile(
    r"\b(?:bekend|loopt|staat|geregistreerd|ingeschreven|valt|hangt|zit|aangemeld)\b[^.!?\d\n]{0,40}?\b(?:onder|als)"
    rf"(?: (?:het |de )?(?:nummer|nr\.?|dossier|kenmerk|zaak))? (?=[A-Z./-]{{0,6}}\d[\d./-]{{4}}){_VALUE}",
    re.IGNORECASE,
)
# "UWV-dossier 4418823", "Kredietbank: 20481-SHV", "klant 118204": whose it is, and a long number or one with a mark.
_OF_AN_OFFICE: Final = re.compile(
    r"(?<![\w-])(?:klant|kl\.?|cli[eë]nt|[^\W\d]+-?dossier|dossier|toevoeging|bezwaar|beroep|melding"
    r"|[^\W\d]+-melding|kredietbank"
    r"|schuldhulp|uwv|svb|ind|duo|cak|coa|w&i|gemeente|rechtbank|nidos|belastingdienst|toeslagen|lbio|gbi"
    r"|stadsgeldbeheer"
    r"|bewindvoering|(?:klant|client)?systeem|suite|regas|boks|woningnet|kantonrechter|rechter-commissaris|wsnp)"
    r"(?:,| (?:bij|van|de|het|is|staat|hij|zij|ze|onder|als|in|met|kenmerk|nummer|nr\.?|kredietbank"
    r"|gemeente|uwv|svb|ind|wmo"
    r"|dossier)){0,4}[ :#]{1,3}"
    rf"(?=\d{{6,10}}(?!\d)|(?=[\w./-]*[A-Z])[\w./-]*\d[\d./-]{{2}}|\d{{2,5}}[./]\d{{2,6}}[./-]\d{{2,6}}){_VALUE}",
    re.IGNORECASE,
)
# "2026.04.1173 is zaaknummer bezwaar", "MC 90.331 als klantnummer": said behind it.
_SAID_BEHIND: Final = re.compile(
    rf"(?<![\w/.-]){_VALUE}(?:,? (?:is|was|als|staat als)(?: (?:het|een|ons|mijn|haar|zijn))? | \()"
    r"(?:zaak|dossier|klant|cli[eë]nt|registratie|bezwaar|suite|sonar)[- ]?(?:nummer|nr)\b",
    re.IGNORECASE,
)
_CASE_OF: Final = re.compile(
    rf"(?<![\w-])(?:ind|uwv|svb|duo|coa|wmo|wia|ww)-(?:zaak|dossier|procedure)[ :#]{{1,3}}{_VALUE}", re.IGNORECASE
)
_CJIB: Final = re.compile(
    r"\bcjib\b[- ]?(?:nummer|nr)?[ :.]{1,3}(?P<value>(?:\d ?)?\d{4}(?: ?\d{4}){2,3})(?!\d)", re.IGNORECASE
)
_BY_SHAPE: Final = re.compile(
    r"(?<![\w/.-])(?:"
    r"BOKS[- ]?\d{3,9}"
    r"|(?!VE-|DB-|ZD-|K-|COVID|MP3|WW-|HR-|A-|NEN|ISO|IMG|DSC|PXL|VID|CE-|EN-|BWV|AOW|UTF|SARS|USB|GTX"
    r"|RTX)[A-Z]{2,6}-\d{4,9}(?:-\d{1,4})?"
    r"|(?!VE-|DB-)[A-Z]{1,5}-(?:19|20)\d\d-\d{3,8}"
    r"|\d{2}[-/.]\d{6}[-/.]\d{2}"
    r"|[CFR][/.]\d\d[/.]\d\d[/.]\d{1,4}(?: ?[FRS])?"
    r"|C/\d\d/\d{6}(?: ?/ ?[A-Z]{2} ?[A-Z]{2,3} ?\d\d-\d+)?"
    r"|[A-Z]{2,3} \d\d[/-]\d{3,5}"
    r"|[A-Z]{2,4}-[A-Z]{2,4} \d{4,8}"
    r"|[A-Z]{1,4}/\d\d/\d{4,8}(?:/[A-Z]{1,4})?"
    r"|(?:19|20)\d\d(?P<mark>[-/.])[A-Z]{1,5}(?P=mark)\d{3,8}"
    r"|(?:19|20)\d\d/\d{2}/\d{4,7}"
    r"|\d{5,8}-[A-Z]{2,4}"
    r"|Z\d?[-./]?\d\d[-./]\d{4,8}"
    r"|Z\d-\d{8,12}"
    r"|(?!VE-|DB-|ZD-|A-|EN-|CE-)[A-Z]{1,4}-\d\d-\d{3,6}"
    r"|(?:19|20)\d\d[-.]\d{3,8}/[A-Z]{1,4}"
    r"|[1-9][A-Z]{2}\d{4}"
    r"|Z(?:AAK)?[-_.]?(?:19|20)\d\d[-_.]?\d{4,9}"
    r"|PL\d{4}-\d{6,12}(?:-\d)?"
    r"|\d{7,8} ?/? ?[A-Z]{2} (?:EXPL|VERZ|MC) ?\d\d-\d+"
    r")(?![\w-])"
)
_PAPERS: Final = re.compile(
    r"(?:factuur|order|bestel|serie|artikel|polis|ticket|track|kvk|meter)\w*[ :.#]{0,3}(?:is )?$", re.IGNORECASE
)
_OF_THE_BOT: Final = re.compile(r"(?:VE|DB)-\d{4}-\d+|ZD-\w{4}-\d\d|K-\w{4}|(?:19|20)\d\d", re.IGNORECASE)
_OF_A_COMPANY: Final = re.compile(
    r"\b(?:factuur|facturen|nota|order|bestelling|offerte|ticket)\b[^.!?\n]{0,40}$", re.IGNORECASE
)
_CUSTOMER: Final = re.compile(r"\bklant(?:nummer|nr)\b.{0,8}$", re.IGNORECASE)
# An office, a bank for debts, somebody who looks after money or gives care: what they number is a person.
_AT_A_COMPANY: Final = re.compile(
    r" (?:bij|van|voor) (?!(?i:[\w&]*"
    r"(?:beheer|bewind\w*|kredietbank|stadsbank|hulp|hulpverlening|zorg|dienst|fonds|gemeente|uwv|svb"
    r"|duo|cak|ciz|coa|ind|cjib|lbio|gbi|woningnet|w&i|rechtbank)\b)|W en I|Werk en|de |het )[A-Z]"
)
_MONEY_OR_TIME: Final = re.compile(r" ?(?:euro|eur\b|€|,-|,\d\d\b|uur\b|%|dagen|weken|keer)", re.IGNORECASE)
_DATE: Final = re.compile(
    r"[0-3]?\d[-/.][01]?\d[-/.](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-[01]\d-[0-3]\d|[0-2]?\d[.:][0-5]\d-[0-2]?\d[.:][0-5]\d"
)


def find_file_numbers(text: str, lists: Lists) -> Iterator[Hit]:
    """Find each number of a file to ask about; the word that announces it stays outside the find."""
    spans = [
        match.span("value")
        for row in (_ANNOUNCED, _FILE_ALONE, _KENMERK, _UNDER, _OF_AN_OFFICE, _SAID_BEHIND, _CASE_OF, _CJIB)
        for match in row.finditer(text)
    ]
    spans += [
        match.span()
        for match in _BY_SHAPE.finditer(text)
        if not _PAPERS.search(text[max(0, match.start() - 24) : match.start()])
    ]
    spans += numbers_nearby(text)
    spans += bare_numbers(text)
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last and not _is_something_else(text, start, end):
            yield Hit("file_number", start, end, "ask")
            last = end


def _is_something_else(text: str, start: int, end: int) -> bool:
    value = text[start:end]
    if _OF_THE_BOT.fullmatch(value) or _DATE.fullmatch(value) or _is_of_a_company(text, start, end):
        return True
    return "€" in text[max(0, start - 2) : start] or _MONEY_OR_TIME.match(text, end) is not None


def _is_of_a_company(text: str, start: int, end: int) -> bool:
    """Tell whether a shop or supplier gave out the number: `Klantnummer 12345678 bij Eneco`."""
    if _OF_A_COMPANY.search(text[max(0, start - 48) : start]):
        return True
    return _CUSTOMER.search(text[max(0, start - 20) : start]) is not None and _AT_A_COMPANY.match(text, end) is not None
