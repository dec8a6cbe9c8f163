"""What makes a word a street: how Dutch street names end, and ordinary words that end so too.

What lives here: word lists about the language. What deliberately does not: street names of one town; those come in
as `Lists.streets`.
"""

import re
from typing import Final

# Endings that hardly any other word has: small letters and no further context will do.
_STRONG: Final = re.compile(
    r".{2,}(?:straat|straatje|str|str\.|laan|laantje|ln|ln\.|pln|pln\.|weg|wegje|plein|pleintje|gracht|kade|dreef|singel|steeg|steegje"
    r"|plantsoen|hof|"
    r"hofje|dijk|dijkje|pad|boulevard|allee|kerkhof|promenade|passage)",
    re.IGNORECASE,
)
# Endings that ordinary words have as well: only with a capital in the middle of a sentence, or after "woont op".
_WEAK: Final = re.compile(
    r".{2,}(?:park|markt|burg|plaats|werf|haven|hoek|veld|kamp|oever|brug|poort|gaard|wal|ring|akker|hage|daal|horst"
    r"|donk|stein|"
    r"veste|hove|sluis|waard|zoom|meent|erf|vaart|kanaal|tuin|terras|heuvel|zijde|oord|rode|berg|lust|"
    r"rak|baan|vlinder|bolwerk|veer|stede|steede|drift|eind|einde|garde|grift|hil|hout|kwartier|meer|rotonde|schans"
    r"|recht|eng|hoven|gaarde|hoeve|laar|schoot|stee|hoef|wijck|wijk|kreek|gouw|rak|hagen|wende|kraag"
    r"|bloem|bloesem|kruid"
    r"|spoor|stede|vest|weide|wetering"
    r"|zand)",
    re.IGNORECASE,
)
_NO_STREETS: Final = frozenset(
    "onderweg snelweg autoweg spoorweg ringweg terugweg heenweg uitweg omweg gewoonweg rondweg tussenweg "
    "middenweg kortweg ronduitweg simpelweg dwarsweg toegangsweg rijksweg vluchtweg werkweg "
    "fietspad wandelpad voetpad looppad zijpad groeipad carrierepad notepad touchpad thinkpad mousepad gamepad "
    "schoolplein speelplein gerechtshof kerkhof woonhof winkelstraat zijstraat "
    "woonstraat dwarsstraat milaan oversteeg besteeg ontsteeg uitsteeg opsteeg insteeg afsteeg "
    "oprijlaan overdreef aandreef bedreef verdreef moerdijk achterweg doodlopendeweg registr "
    "administr semestr lincoln koln koeln"
    # For the weak endings: with a capital these are shops, towns, districts, months or just the first word of a line.
    "mediamarkt marktplaats supermarkt rommelmarkt arbeidsmarkt woningmarkt markt nederland duitsland engeland "
    "ierland finland zeeland friesland gelderland flevoland schotland griekenland rusland thailand zwitserland "
    "kanaleneiland tilburg limburg hamburg luxemburg middelburg voorburg doesburg brandenburg voorwaard regering "
    "uitkering verzekering herinnering vordering woonplaats werkplaats standplaats parkeerplaats akkoord antwoord "
    "woord noord woonwagenkamp vakantiepark bedrijvenpark voetbalveld speelveld werkveld bijbaan lombardijen "
    "vleuterweide terweide amersfoort veenendaal roosendaal bloemendaal rozendaal heerenberg "
    "zoetermeer haarlemmermeer purmermeer meer almere spijkenisse eindhoven apeldoorn bedrag volkstuin "
    "kinderopvang alsmeer aalsmeer wassenaar weekeind weekend iemand niemand ouderkerk hardenberg "
    "valkenburg".split()
)
# Words that have a number of their own.
_NUMBERED: Final = frozenset(
    "artikel art lid lijn bus tram trein groep kamer zaal lokaal week stap klas fase niveau unit afdeling "
    "verdieping etage blok hal deel hoofdstuk bijlage punt optie dag nummer nr huisnummer ronde traject loket "
    "balie spoor perron maand kwartaal jaar versie windows iphone samsung ipad model maat schaal route vraag blad "
    "pagina paragraaf regel team plek leeftijd box schijf categorie code pin nivo level januari februari maart "
    "april mei juni juli augustus september oktober november december van tot om op in met na voor over circa ca "
    "ongeveer minimaal maximaal max min rond plus nog al maar ruim bijna samen de het een en of te is zijn was "
    "heeft kost kosten wordt sinds uit aan door bij naar dan per slechts totaal eerste tweede hooguit hoogstens "
    "expl verz kluis kluisje locker garagebox berging slot minstens zo'n dus ook daar hier er wel niet "
    "hij zij ze ik wij we haar hun elke iedere alle "
    # Offices and shops: what comes behind is a number of theirs, or a sum.
    "wmo wlz zvw wgs awb awir wsnp pw jw bw rv fw zw ww wwb wsf wht wet "
    "wia wajong uwv svb ind duo cak ciz coa cjib lbio bbz pgb ggz emmaus kringloop action ikea hema "
    "lidl aldi jumbo plus dirk vomar zeeman wibra blokker gamma praxis kruidvat etos".split()
)


def ends_like_a_street(word: str) -> bool:
    """Tell whether a word can hardly be anything but a street: `meidoornlaan`."""
    return _STRONG.fullmatch(word) is not None and word.lower().rstrip(".") not in _NO_STREETS


def may_be_a_street(word: str) -> bool:
    """Tell whether a word ends as some streets do: `Rotsoord`."""
    return _WEAK.fullmatch(word) is not None and word.lower() not in _NO_STREETS


def is_no_street(word: str) -> bool:
    """Tell whether a word only ends as streets do: `Marktplaats`, `Nederland`."""
    return word.lower() in _NO_STREETS


def has_numbers_of_its_own(word: str) -> bool:
    """Tell whether a number after this word is no house number: `kamer 3`, `artikel 18`, `over 5`."""
    return word.lower().strip(".:'") in _NUMBERED
