"""Words that are a name only because they do what people do: `Zwart moet vrijdag`, `storm is zijn sleutel kwijt`.

What lives here: verbs that only people have, and what makes another verb one of a person. What deliberately does not:
names that are nothing else (name_places.py).
"""

import re
from typing import Final

from doorbraak.privacy.name_judge import Judge
from doorbraak.privacy.name_neighbours import after_it
from doorbraak.privacy.name_words import ARTICLES, INSTITUTIONS, RELATIONS, STOPS, VERBS

# Only people do these. A Dutch noun for one thing or trade needs an article: without it this is a name.
_OF_PEOPLE: Final = frozenset(
    "heeft had krijgt kreeg durft durfde slaapt sliep belt belde zegt zei vraagt vroeg snapt snapte "
    "huilt huilde weet wist mist zoekt "
    "zocht wacht wachtte tekent tekende denkt dacht hoopt hoopte schaamt appt appte mailt mailde huurt huurde leent "
    "verdient slikt drinkt rookt eet leert sport fietst scheidt trouwt trouwde verblijft logeert begrijpt begreep "
    "reageert reageerde woont woonde wil wilde verhuist verhuisde solliciteert weigert weigerde betaalt betaalde "
    "vindt vond wordt spreekt sprak schrijft leest hoort ziet zag neemt koopt kocht stopt begint bezoekt kent "
    "ontvangt twijfelt vertelt vertelde vertrouwt werkt werkte studeert zwerft bevalt beviel zorgt "
    "vergeet vergat geboren".split()
)
_OF_NOTHING_ELSE: Final = frozenset(
    "wil wilde belt belde zegt zei vraagt vroeg durft durfde snapt woont woonde slaapt huilt appt mailt wacht zoekt "
    "vertelt vertelde weigert schaamt denkt hoopt tekent solliciteert verhuist".split()
)
_OF_ANYTHING: Final = frozenset(
    "is was moet moest kan kon mag mocht gaat ging komt kwam zit zat staat stond "
    "blijft bleef raakt raakte ligt lag verliest verloor loopt liep rijdt doet deed zal zou leeft".split()
)
_MEANWHILE: Final = (
    r" (?:(?:nu|weer|al|ook|nog|net|vandaag|morgen|gisteren|erg|heel|zo|echt|pas|steeds|even|dus|zelf|gewoon|toch"
    r"|eindelijk|helemaal|(?:maan|dins|woens|donder|vrij|zater|zon)dag|volgende week|(?:vanaf|sinds) \w+) )*"
)
_PERSONAL: Final = (
    r"zijn|haar|z'n|d'r|zn|hem|jarig|ziek|zwanger|bang|boos|moe|verdrietig|overleden|geboren|gevallen|ontslagen"
    r"|dakloos|werkloos|gescheiden|getrouwd|verhuisd|opgenomen|alleenstaand|weggelopen|opgepakt|geslaagd|blij|eenzaam"
    r"|gestrest|radeloos|niet (?:naar|op|thuis|meer naar|komen|betalen|bereikbaar)|naar|bij|terug|thuis|zonder"
    r"|de woning|onder|op (?:school|straat|gesprek|bezoek|zijn|haar|de bank)"
    r"|in (?:beroep|bezwaar|hoger beroep|therapie|behandeling|de schulden|de war|de opvang|groep|detentie"
    r"|zijn|haar)|\d{1,2} jaar"
)
_AS_ONLY_PEOPLE_ARE: Final = re.compile(rf"{_MEANWHILE}(?:{_PERSONAL})\b")
_AS_PEOPLE_ARE: Final = re.compile(
    rf"{_MEANWHILE}(?:{_PERSONAL}|zich|gestopt|begonnen|niet|geen|met|langs|vast|op een|uit|mee|weg|stoppen|elke"
    r"|\d{1,2}(?: jaar| en|[.,])"
    r"|(?:\w+ ){0,4}(?:bewijzen|tekenen|betalen|verhuizen|wachten|bellen|komen|werken|leren|verschijnen"
    r"|reageren|inleveren"
    r"|slapen|wonen|aanvragen|solliciteren|inschrijven|vertrekken|afbetalen|langskomen|meedoen|praten|lopen|eten))\b"
)
# What a sentence begins with though no article stands before it.
_BARE: Final = frozenset(
    "storm regen wind winter zomer lente herfst hoop vrede vreugde zwart wit rood groen blauw geel bruin "
    "grijs kost brand "
    "post bloem bloemen water kerst pasen suiker zout meel brood rust lust vast goed beter best mooi klein groot lang "
    "lange kort rijk arm recht links rechts vrij vol leeg open dicht licht zwaar duur goedkoop snel sterk stil kruis "
    "straten huizen bergen dagen weken jaren kamers winkels buren kleren schulden boeten bussen wonen "
    "eten leven werken "
    "hebben graag dank juist precies klaar samen liefs lief lieve mei april augustus juni juli januari maart december "
    "munt kind mens mensen geluk liefde waarheid vertrouwen kans tijd dood meer minder veel weinig alles niets iets "
    "hout steen ijzer goud zilver wol zijde leer glas papier koffie thee wijn bier zon maan sneeuw ijs vuur lucht "
    "zaak werk wens plan stap punt deel stuk reden doel plaats plek dienst sport spel muziek school "
    "straf hulp vos haas "
    "duif spoor brug hof dijk berg veld bos kok prijs bijl slot mode".split()
)
# Ordinary words that many people are called by. Surnames, and first names.
ALSO_SURNAMES: Final = frozenset(
    "zwart groen boer wit groot jong klein kort lang bloem storm winter zomer hoop koning kok bos boom "
    "berk bijl beer broek "
    "doorn haan held helder klok kool kuil mol rood schoen slot spaan spruit sterk strijk valk vrede "
    "vriend wal wolf zand "
    "zoet zon zwaan bont gulden ridder klerk kerk dam hart deen kist dik witte vos haas hoek kamp dijk berg blok prins "
    "bakker visser stoel boot tuin veld zee schaap vrolijk bal kuil hoef kraan lam peer pet pop snoek "
    "spin stok tak tam uil "
    "wind blij gans mus kip geel blauw stam raam".split()
)
ALSO_FIRST_NAMES: Final = frozenset(
    "storm jade june mei winter summer april bo an sterre senna flora coral pearl lente sky phoenix jazz "
    "silver river sage "
    "poppy sunny lucky prince loan imam jihad".split()
)
# "Molenaar is een mooi beroep"
_IS_DEFINED: Final = re.compile(
    r" (?:een|geen|de|het|er|ook een|niet alles|duur|goedkoop|te|op|vol|stuk|kapot|leeg|voorbij|druk|koud"
    r"|warm|weg|nieuw)\b"
)
_AND_HIS_WIFE: Final = ("en", "zijn", "vrouw")
_WHOSE: Final = frozenset("zijn haar hun zn z'n d'r dr".split())
_FEWEST_LETTERS: Final = 2
_FEWEST_UNKNOWN: Final = 5


def is_subject(words: Judge, index: int) -> bool:
    """Tell whether a word that is a name too is the subject of what people do, without an article before it."""
    token, after = words.tokens[index], after_it(words, index)
    if after is None or not _may_be_called(words, index):
        return False
    if after.key in _OF_PEOPLE or after.key in _OF_ANYTHING:
        if not token.is_capital and not _is_small_subject(words, index):
            return False
        return _does_as_people(words, index, after.key, after.end)
    return False


def is_unknown_subject(words: Judge, index: int) -> bool:
    """Tell whether a word in small letters that nobody knows begins a sentence and does what only people do."""
    token, after = words.tokens[index], after_it(words, index)
    if not (token.opens and token.key.isalpha() and len(token.key) >= _FEWEST_UNKNOWN):
        return False
    return after is not None and after.key in _OF_NOTHING_ELSE and words.lists.vocabulary.knows_words


def does_as_people(words: Judge, index: int) -> bool:
    """Tell whether a verb follows that only people have: `belt`, `durft`."""
    after = after_it(words, index)
    return after is not None and after.key in _OF_PEOPLE


def _does_as_people(words: Judge, index: int, verb: str, end: int) -> bool:
    token = words.tokens[index]
    if token.key in _BARE:
        return (verb in _OF_PEOPLE and verb != "wordt") or _AS_ONLY_PEOPLE_ARE.match(words.text, end) is not None
    if token.is_capital and (verb in _OF_PEOPLE or not _IS_DEFINED.match(words.text, end)):
        return True
    if verb in _OF_PEOPLE and token.key in words.lists.vocabulary.first_names:
        return True
    return _AS_PEOPLE_ARE.match(words.text, end) is not None


def is_with_family(words: Judge, index: int) -> bool:
    """Tell whether family comes along: `Molenaar en zijn vrouw`."""
    row = words.tokens[index + 1 : index + 4]
    if len(row) < len(_AND_HIS_WIFE) or not (words.tokens[index].is_capital and _may_be_called(words, index)):
        return False
    return row[0].key == "en" and row[1].key in _WHOSE and row[2].key in RELATIONS


def _may_be_called(words: Judge, index: int) -> bool:
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    key = token.key
    if (
        (index in words.taken and key not in ALSO_FIRST_NAMES)
        or len(key) < _FEWEST_LETTERS
        or key in STOPS
        or key in RELATIONS
    ):
        return False
    if key in INSTITUTIONS and key not in ALSO_SURNAMES:
        return False
    if token.shape == "capitals" or not vocabulary.is_name(key) or key in VERBS:
        return False
    if key in ALSO_FIRST_NAMES or (key in ALSO_SURNAMES and (token.is_capital or _speaks(words, index))):
        return True
    return key not in vocabulary.ordinary or (token.is_capital and key in vocabulary.usual_names)


def _speaks(words: Judge, index: int) -> bool:
    after = after_it(words, index)
    return after is not None and after.key in _OF_NOTHING_ELSE


def _is_small_subject(words: Judge, index: int) -> bool:
    """Tell whether a word in small letters stands where a sentence begins, or after `dat`, `en`, `omdat`."""
    token, vocabulary = words.tokens[index], words.lists.vocabulary
    if token.key not in vocabulary.first_names and token.key not in _BARE:
        return False
    if token.opens:
        return True
    before = words.tokens[index - 1]
    return before.key in ("omdat", "want", "nu", "zodra", "totdat") and before.key not in ARTICLES
