"""How people write dates, and the words that make one a date of birth or something else. Patterns only."""

import re
from typing import Final

DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH: Final = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?"
    r"|okt(?:ober)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may)"
)
YEAR: Final = r"(?:19|20)\d\d"
SHORT_YEAR: Final = r"'\d\d"
NUMERIC: Final = (
    rf"(?:{DAY}(?P<s>[-/. ]|\s?[-/.]\s?)(?:0?[1-9]|1[0-2])(?P=s)(?:{YEAR}|'?\d\d)"
    rf"|{YEAR}[-/.](?:0[1-9]|1[0-2])[-/.]{DAY})(?!\d)"
)
WORDED: Final = (
    rf"{DAY}(?:ste|de|e)?[ -]{{1,2}}(?:van )?{MONTH}\b\.?"
    rf"(?:[ ,-]{{1,2}}(?:{YEAR}|'?\d\d)(?!\d|[:.,]\d| ?(?:euro|eur\b|€)))?"
)
GLUED: Final = rf"{DAY}{MONTH}{YEAR}(?!\d)"
MONTH_YEAR: Final = rf"\b{MONTH}\b\.?(?: van)?[ -](?:{YEAR}|'\d\d)(?!\d)"
DIGITS_ONLY: Final = (
    rf"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:{YEAR}|\d\d)|{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?!\d)"
)
FULL: Final = re.compile(rf"(?<![\w/.-])(?:{NUMERIC}|{WORDED}|{GLUED})", re.IGNORECASE)
ANY: Final = re.compile(
    rf"(?<![\w/.€,-])(?:{NUMERIC}|{WORDED}|{GLUED}|{MONTH_YEAR}|{DIGITS_ONLY}|{YEAR}(?![\d-])|(?:0?[1-9]|[12]\d"
    rf"|3[01])[-/](?:0?[1-9]|1[0-2])(?![-/\d]))"
    rf"|(?<!\w){SHORT_YEAR}(?!\d)",
    re.IGNORECASE,
)
BORN: Final = (
    r"(?:(?:pas)?geboren|gebore|gebroen|geboern|geboorte(?:datum|dag|dat|jaar|maand)?|gebor|bj"
    r"|geb(?:oorte)?\.? ?(?:dat(?:um)?|dd|d\.d|jr|jaar|d)?"
    r"|gebdat(?:um)?|gbd|bouwjaar|"
    r"bwjr|jarig|verjaart|verjaard|verjaardag|verj|dob|d\.o\.b|born|date of birth|levenslicht)"
)
CUE: Final = re.compile(rf"(?<![\w-]){BORN}(?![^\W_])\.?(?P<gap>[^\d\n!?]{{0,32}}?)$", re.IGNORECASE)
BUILT_IN: Final = re.compile(r"bouwjaar|bwjr|bj\b|jaar", re.IGNORECASE)
"""What is said of things too; of "geb." a house or a car is never the one."""
NOT_BETWEEN: Final = re.compile(
    r"afspraak|brief|sinds|vanaf|\bper\b|moet|aanvraag|beslis|besluit|[.;](?= [A-Z])|inschrijv|aangifte|kost|termijn|"
    r"\bweken\b|bedrag|gesprek|kraam|akte|feest|voor (?=\d)|€",
    re.IGNORECASE,
)
BORN_AFTER: Final = re.compile(
    r"(?: (?:a\.?s\.?|aanstaande|jl\.?))?"
    r"(?: ?\)?,?(?: (?:is|was|wordt|werd|in|te|hij|zij|ze|mijn|haar|zijn|de|het|klant|kl|kind|zoon|dochter|baby"
    r"|moeder|vader|[A-Z]\w+)){0,5}"
    r" (?:geboren|jarig|verjaart)(?![^\W_]))",
)
THING: Final = re.compile(
    r"\b(?:auto|scooter|brommer|ketel|cv|cv-ketel|huis|woning|flat|pand|caravan|wasmachine|laptop|telefoon|fiets|bus"
    r"|appartement|koelkast|"
    r"camper|boot|wagen|bakfiets|motor|droger|vaatwasser|fornuis|gebouw|toestel|golf|polo|corsa|clio|volkswagen|opel"
    r"|scootmobiel|bedrijfsauto|busje|machine)\b",
    re.IGNORECASE,
)
# "De Remeha is uit bouwjaar 2011": what has an article is a thing.
BUILT: Final = re.compile(
    r"\b(?:[Dd]e|[Hh]et|[Ee]en|[Dd]ie|[Dd]eze) (?!klant|jong|oud|vrouw|man|moeder|vader|zoon|dochter|kind|heer|baby)"
    r"[\w-]+(?: [A-Z]?[\w-]+)?(?: is| was| komt)?(?: uit| van| met)? ?,?bouwjaar(?: is|:)? $"
)
PERSON_IS_OF: Final = re.compile(
    r"(?:^|[^\w])(?:(?i:hij|zij|ze|klant|kl|client|cliënt|moeder|vader|zoon|zoontje|dochter|dochtertje|kind|jongste"
    r"|oudste|mevrouw|meneer"
    r"|kleine|kleintje|peuter|kleuter|tweeling|weduwe|weduwnaar|dame|heer|stel|echtpaar"
    r"|mw|mevr|dhr|jongen|meisje|man|vrouw|broer|zus|oma|opa|baby|jongere)|(?P<name>[A-ZÀ-Ž][a-zà-ž]{2,}))"
    r",? (?:is |was |komt )?(?:er )?(?:een )?(?:(?:nog|al|ook|pas|net|toch|echt|maar) ){0,2}"
    r"(?:van|van de|vd|v\.d\.|uit|(?:van|uit) het jaar) $"
)
CHILDREN: Final = (
    r"(?:zoon|zoontje|dochter|dochtertje|kind|kindje|jongste|oudste|middelste|baby|peuter|kleuter"
    r"|tweeling|jongen|jongens|meisje"
    r"|meisjes|kinderen|zoons|zonen|dochters|broertje|zusje|broertjes|zusjes|puber|leerling|kleinkind"
    r"|kleinzoon|kleindochter)"
)
GROWN_UP: Final = (
    r"(?:moeder|vader|klant|kl|cli[eë]nt|man|vrouw|partner|mevrouw|mevr|mw|meneer|dhr|broer|zus|oma|opa"
    r"|oom|tante|ex|jongere"
    r"|huurder|bewoner|bewoonster|weduwe|weduwnaar|dame|heer|vriend|vriendin|echtgenoot|echtgenote|buurvrouw|buurman|statushouder|vrijwilliger)"
)
BESIDE_A_CHILD: Final = re.compile(rf"\b{CHILDREN}(?: \d)?(?:,|:|\.| \(|)(?: ?van)? ?$", re.IGNORECASE)
BESIDE_A_GROWN_UP: Final = re.compile(rf"\b{GROWN_UP}(?:,|:|\.| \(|)(?: ?van)? ?$", re.IGNORECASE)
NEW_THIS_YEAR: Final = re.compile(r" (?:dit|van dit|vorig|van vorig) jaar\b")
SMALL_CHILD_IS_OF: Final = re.compile(
    r"\b(?:kleine|kleintje|baby|kindje|kind|zoontje|dochtertje|tweeling|jongste) (?:is|zijn|komt) (?:van|uit) $",
    re.IGNORECASE,
)
ON_A_PASS: Final = re.compile(
    r"(?: \w+){0,2} (?:staat|stond) (?:op|in) (?:haar|zijn|hun|de|het|d'r|z'n) (?:pas|paspoort|id|id-kaart|rijbewijs"
    r"|brp|identiteits\w+|verblijfs\w+|geboorteakte|akte)\b",
    re.IGNORECASE,
)
NOBODY_BEFORE: Final = re.compile(r"(?:^|[.!?\n] ?)(?:is|was|komt) (?:er )?(?:een )?(?:van|uit) $", re.IGNORECASE)
SAID_AFTER: Final = re.compile(
    r"(?: (?:a\.?s\.?|aanstaande))? (?:(?:is|was|zijn|wordt|viert|vieren)(?: [\w'-]{1,20}){0,4} (?:jarig|verjaart)\b"
    r"|(?:vier|viert|vieren|vierde)(?: [\w'-]{1,20}){0,3} (?:haar|zijn|hun|mijn|d'r|z'n)(?: [\w'-]{1,20})? verjaardag\b"
    r"|(?:haar|zijn|hun|mijn|d'r|z'n)(?: [\w'-]{1,20})? verjaardag\b"
    r"|[^.!?\n\d]{0,30}\b(?:geboortedatum|geboortedag|geboortejaar)\b)",
    re.IGNORECASE,
)
BESIDE_A_NAME: Final = re.compile(r"(?P<name>[A-ZÀ-Ž][a-zà-ž]{2,})(?:,|:| \(|) ?(?P<of>van )?$")
CHILDREN_ARE_OF: Final = re.compile(
    rf"\b{CHILDREN}\b[^.!?\d\n]{{0,30}}\b(?:zijn|is|komen) (?:allebei |beiden |beide )?(?:van|uit) $", re.IGNORECASE
)
# "Klant, 3 januari 2026 gesproken", "Samira, 12 mei om tien uur": what comes next tells of an appointment.
STANDS_APART: Final = re.compile(
    r" ?(?:[,;)\n]|\.(?!\d)|$)| (?:en|heeft|is|gaat|zit|woont|wil|moet|kan|slaapt|werkt|krijgt)\b"
)
AND_DATE: Final = re.compile(
    r"(?:,| en|, en| &| /)(?: de (?:ander|andere|jongste|oudste|middelste))?(?: is)?(?: van)? $"
)
OF_SHORT: Final = re.compile(r"\b(?:van|uit|bj|in) $", re.IGNORECASE)
BECOMES: Final = re.compile(
    rf"\bword(?:t|en)\b[^\d\n.]{{0,16}}(?P<date>{WORDED})[^\d\n.]{{0,8}}\b(?:\d{{1,2}}|\w{{0,12}}(?:tien|elf|tig|twaalf)"
    rf"|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)(?= ?(?:[.,!?;\n]|$|en\b|jaar)))\b"
    r"(?! ?(?:uur|u\b|euro|min|dagen|[:.]\d|%|cent|keer|kg))",
    re.IGNORECASE,
)
ON_DAY_BECOMES: Final = re.compile(
    rf"(?P<date>{WORDED})\)?,? word(?:t|en)(?: (?:hij|zij|ze|klant|de \w+|\w+))?"
    r" (?:\d{1,2}|\w{0,12}(?:tien|elf|tig|twaalf))\b"
    r"(?! ?(?:uur|u\b|euro|[:.]\d|weken|dagen))",
    re.IGNORECASE,
)
NO_COUNT: Final = (
    r"(?![\d:.,/-]?\d|[^\W\d_]| ?(?:euro|eur|%|dagen|weken|maanden|uur|u\b|jaar|kinderen|kids|keer|km|stuks|m2))"
)
# "bouwjaar 67", "geb. 88", "hij is van 91": two digits alone, right behind words that leave no other reading.
TWO_DIGITS: Final = re.compile(
    rf"(?<![\w-])(?:bouwjaar|bwjr\.?|bj\.?|geboortejaar|geboren(?: in)?|geb\.?(?: in)?):? (?P<date>[0-9]\d){NO_COUNT}",
    re.IGNORECASE,
)
PERSON_IS_OF_SHORT: Final = re.compile(
    rf"(?<![\w-])(?:hij|zij|ze|klant|kl|cli[eë]nt|moeder|vader|mevrouw|meneer|mw|dhr) (?:is|was|komt) (?:er een )?"
    rf"(?:van|uit) (?P<date>[3-9]\d){NO_COUNT}",
    re.IGNORECASE,
)
CELEBRATED: Final = re.compile(
    rf"\bvier(?:t|en|de|den)\b[^.!?\d\n]{{0,16}} (?P<date>{WORDED}) dat [^.!?\n]{{1,40}}\b(?:geworden|wordt|werd)\b",
    re.IGNORECASE,
)
# "3 maart 18 geworden", "18 geworden op 3 maart", "bevallen op 2 maart", "in 1990 ter wereld", "leeftijd: 03.04.88".
BECAME: Final = re.compile(
    rf"(?P<date>{WORDED}) (?:is (?:hij|zij|ze|klant|kl) )?\d{{1,2}} (?:jaar )?geworden\b", re.IGNORECASE
)
BECAME_ON: Final = re.compile(rf"\b\d{{1,2}} (?:jaar )?geworden op (?P<date>{WORDED})", re.IGNORECASE)
GAVE_BIRTH: Final = re.compile(
    rf"(?<!moet )\bbevallen(?: van [^.!?\d\n]{{1,24}})? op (?P<date>{WORDED})", re.IGNORECASE
)
HAS_GIVEN_BIRTH: Final = re.compile(rf"\bis op (?P<date>{WORDED}) bevallen\b", re.IGNORECASE)
INTO_THE_WORLD: Final = re.compile(rf"\bter wereld(?: gekomen)? (?:in|op) (?P<date>{WORDED}|{YEAR})", re.IGNORECASE)
CAME_INTO_THE_WORLD: Final = re.compile(
    rf"\b(?:in|op) (?P<date>{WORDED}|{MONTH} '?\d\d|{YEAR}) ter wereld\b", re.IGNORECASE
)
AS_AGE: Final = re.compile(rf"\bleeftijd:? (?P<date>{NUMERIC})", re.IGNORECASE)
# An office that knows no day or month writes noughts.
UNKNOWN_DAY: Final = re.compile(
    r"\bgeb(?:oren|oortedatum|\.?(?: ?dat(?:um)?)?\.?)?:? (?:op )?"
    rf"(?P<date>(?:00|{DAY})[-/.](?:00|0?[1-9]|1[0-2])[-/.]{YEAR})",
    re.IGNORECASE,
)
NEWBORN: Final = re.compile(
    rf"\b(?:baby|baby'tje|kindje|tweeling|zoontje|dochtertje) van (?P<date>{WORDED})", re.IGNORECASE
)
BY_THEMSELVES: Final = (BECOMES, ON_DAY_BECOMES, CELEBRATED, NEWBORN)
ABOUT_BIRTH: Final = re.compile(r"geworden|bevallen|ter wereld|leeftijd|geb", re.IGNORECASE)
"""Without one of these words the next patterns need not be tried."""
WITH_SUCH_A_WORD: Final = (
    *(BECAME, BECAME_ON, GAVE_BIRTH, HAS_GIVEN_BIRTH),
    *(INTO_THE_WORLD, CAME_INTO_THE_WORLD, AS_AGE, UNKNOWN_DAY),
)
EVENT: Final = re.compile(
    r"\b(?:sinds|per|vanaf|brief|d\.d|dd|gedateerd|getekend|(?<!andere )(?<!geb\.)(?<!geb )datum"
    r"|vonnis|beschikking|besluit|contract|ingang|verhuis\w*|getrouwd|gehuwd|gescheiden|huwelijk|"
    r"overleden|tot|t/m|en met|aankomst|factuur|nota|polis|wet|artikel|afspraak|huurovereenkomst|overeenkomst|aanvraag"
    r"|ingediend|verstuurd|ontvangen|"
    r"ingeschreven|aangekomen|hier|bezwaar|gestart|vergunning|schuld|lening|krediet|uitspraak|zaak|voor|begonnen"
    r"|gestopt|van de|van het)\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
OF_A_MONTH: Final = re.compile(MONTH_YEAR, re.IGNORECASE)
LONG_AGO: Final = range(1905, 2001)
"""A month of so long ago hardly stands in a message for anything else."""
BIRTH_YEARS: Final = range(1905, 2013)
GROWN_UP_SINCE: Final = range(1920, 2011)
SHORT_BIRTH_YEARS: Final = range(30, 100)
IN_BRACKETS: Final = re.compile(r"(?:[A-Za-zÀ-ž]{2,} ?\(|[A-ZÀ-Ž][a-zà-ž]+,? )$")
STAR: Final = re.compile(r"(?:^|[\s(,])[*\u00b0] ?$")
PERSON_IN_BRACKETS: Final = re.compile(
    r"(?:\b(?:moeder|vader|zoon|zoontje|dochter|dochtertje|kind|klant|kl|jongste|oudste|broer|zus|oma|opa|man|vrouw"
    r"|partner|baby|meisje|jongen)"
    r" \(|\((?:m|v|man|vrouw|jongen|meisje)[,/;] ?)$"
)
FAR: Final = 30
YEAR_AT_END: Final = re.compile(r"(?P<full>(?:19|20)\d\d)|'?(?P<short>\d\d)$")
HAS_DIGIT: Final = re.compile(r"\d")
