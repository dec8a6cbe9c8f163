"""Details as they are typed in haste, heard by a telephone or copied from another system."""

import pytest

from bot.privacy_lists import load_lists
from doorbraak.privacy import check

LISTS = load_lists()


def found(text: str) -> list[tuple[str, str]]:
    """Give kind and words of each find."""
    return [(find.kind, find.text) for find in check(text, lists=LISTS)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Voor het formulier: bsn 923 444 142, 30/11/66, Ivoordreef", "bsn", "923 444 142"),
        ("bsn 923 444 142, 06 12 34 56 78", "bsn", "923 444 142"),
        ("bel 06-12345678, 923 444 142", "bsn", "923 444 142"),
        ("923.444.142 30-11-1966", "bsn", "923.444.142"),
        ("30-11-66, 923 444 142 en dan", "bsn", "923 444 142"),
        ("het gaat om de familie kaya die wonen daar", "name", "kaya"),
        ("de kredietbank heeft ons bericht gestuurd over 22/40117", "file_number", "22/40117"),
        ("lbio nr 0310-882/44, alimentatie", "file_number", "0310-882/44"),
        ("de brieven van svb (ref 77.402.118) liggen klaar", "file_number", "77.402.118"),
        ("dossier CAK 61 0034 8827 kan dicht", "file_number", "CAK 61 0034 8827"),
        ("zaaknummer Wmo 4471-23-0658 wacht", "file_number", "4471-23-0658"),
        ("zij wonen daar, RSD-UT 30917", "file_number", "RSD-UT 30917"),
        ("hij zit nu Hogelanden W.Z. 48", "address", "Hogelanden W.Z. 48"),
        ("sleutel Ondiep zz 13 ligt op kantoor", "address", "Ondiep zz 13"),
        ("amsterdamsestraatweg 233.1 graag", "address", "amsterdamsestraatweg 233.1"),
        ("Croeselaan (nr 88)", "address", "Croeselaan (nr 88"),
        ("bezorgen kanaal straat 12", "address", "kanaal straat 12"),
        ("Lauwerecht 12", "address", "Lauwerecht 12"),
        ("koelkast stuk, tussenbroekln 27.", "address", "tussenbroekln 27"),
        ("zij woont Ivoorln. 27", "address", "Ivoorln. 27"),
        ("zij woont mariapln 8", "address", "mariapln 8"),
        ("croeselaan huisnummer achtentachtig", "address", "croeselaan huisnummer achtentachtig"),
        ("het is veilinghavenkade tweehonderdtwaalf", "address", "veilinghavenkade tweehonderdtwaalf"),
        ("postcode is 35 31 HV", "postcode", "35 31 HV"),
        ("het staat op 3531-HV", "postcode", "3531-HV"),
        ("postcode vijfendertig eenendertig h v", "postcode", "vijfendertig eenendertig h v"),
        ("Ze is dec 61 geboren", "birth_date", "dec 61"),
        ("gebdat: 12-1984", "birth_date", "12-1984"),
        ("die jongen is 04 geboren", "birth_date", "04"),
        ("geboren op twaalf maart vierentachtig", "birth_date", "twaalf maart vierentachtig"),
        ("geboortejaar negentienvierentachtig", "birth_date", "negentienvierentachtig"),
        ("hij is van vierentachtig", "birth_date", "vierentachtig"),
        ("hij is geboren in augustus", "birth_date", "augustus"),
        ("12/3 wordt ze 18", "birth_date", "12/3"),
        ("zij wordt 18 op 12 mei", "birth_date", "12 mei"),
        ("man, 1961, alleenstaand", "birth_date", "1961"),
        ("oudste 2010 en een baby", "birth_date", "2010"),
        ("12feb1990 staat op haar pas", "birth_date", "12feb1990"),
        ("zijn nummer is nulzes 21 88 40 97", "phone", "nulzes 21 88 40 97"),
        ("bel 06\n21 88 40 97", "phone", "06\n21 88 40 97"),
        ("06-2188 4O97 is van haar", "phone", "06-2188 4O97"),
        ("06 21 88 4097of mailen", "phone", "06 21 88 4097"),
        ("naar NL92ABNA0417164300 graag", "iban", "NL92ABNA0417164300"),
        ("naar NL91 ABNA\n0417 1643 00 graag", "iban", "NL91 ABNA\n0417 1643 00"),
        ("ms heeft ze ook nog", "diagnosis", "ms"),
        ("hij is schoon vd coke", "diagnosis", "coke"),
        ("Naam client:\tRasheeda Soerdjan", "name", "Rasheeda Soerdjan"),
        ("BSN\t207303241", "bsn", "207303241"),
        ("Adres\tIvoordreef\t44", "address", "Ivoordreef\t44"),
        ("Zaaknr:\t2024-118833", "file_number", "2024-118833"),
        ("dossiernr dan? 2025/U/093387 bijv", "file_number", "2025/U/093387"),
        ("klantnr 30018842 bij Stadsgeldbeheer", "file_number", "30018842"),
        ("cl.nr. 118342 staat klaar", "file_number", "118342"),
        ("bel 06 41 83 22 907 nee wacht", "phone", "06 41 83 22 907"),
        ("poscode 3552 kd is het", "postcode", "3552 kd"),
        ("mevrouw (MS) komt de deur niet uit", "diagnosis", "MS"),
        ("zij heeft hoog bloed druk", "diagnosis", "hoog bloed druk"),
        ("hij heeft een long ontsteking gehad", "diagnosis", "long ontsteking"),
        ("tand eruit, ontsteking, tandarts wil 180", "diagnosis", "ontsteking"),
        ("ze bevalt begin januari", "diagnosis", "bevalt begin januari"),
        ("iedereen noemt hem Smiley", "name", "Smiley"),
        ("ze noemen hem allemaal Smiley hier", "name", "Smiley"),
        ("mevr j van der laan belt", "name", "j van der laan"),
        (
            "nulzes-twaalf-vierendertig-zesenvijftig-achtenzeventig",
            "phone",
            "nulzes-twaalf-vierendertig-zesenvijftig-achtenzeventig",
        ),
        (
            "bel op zes twaalf vierendertig zesenvijftig acht vijf",
            "phone",
            "zes twaalf vierendertig zesenvijftig acht vijf",
        ),
        ("een baby van 3 oktober", "birth_date", "3 oktober"),
        ("in maart 84 ter wereld gekomen", "birth_date", "maart 84"),
        ("rekening NL91 ABNA 0417 1643 0", "iban", "NL91 ABNA 0417 1643 0"),
        ("naar NL91 ABNA O417 1643 OO graag", "iban", "NL91 ABNA O417 1643 OO"),
        ("reclasseringsnr 6620417 staat erbij", "file_number", "6620417"),
        ("Betreft: rekest 23/3390", "file_number", "23/3390"),
        ("Contract 5510-2287.", "file_number", "5510-2287"),
        ("het gaat om 4471829, die van vorige week", "file_number", "4471829"),
        ("kijk even bij 25-004471/K", "file_number", "25-004471/K"),
        ("gebore op 12 maart twee duizend elf", "birth_date", "12 maart twee duizend elf"),
        ("Marnixlaan, 3552 HC, 2e etage zonder lift", "postcode", "3552 HC"),
        ("een kind met bedplasproblemen", "diagnosis", "bedplasproblemen"),
        ("meneer van Houten belt", "name", "van Houten"),
        ("- Joep (kamer 4): niet wekken", "name", "Joep"),
        ("Cliëntnummer bij ons 0048213, BSN 879731503.", "file_number", "0048213"),
        ("- ex-alcoholist, 2 jaar droog", "diagnosis", "ex-alcoholist"),
        ("heeft zijn depot gemist", "diagnosis", "zijn depot"),
        ("3552 HC, 1 persoon en een hond", "postcode", "3552 HC"),
        ("mailen naar janjansen gmail.com", "email", "janjansen gmail.com"),
        ("ze is verhuisd naar Neckardreef drie.", "address", "Neckardreef drie"),
        ("mevrouw in 't veld belt", "name", "in 't veld"),
        ("hij is stabiel op depot", "diagnosis", "op depot"),
        ("iedereen noemt m Smiley", "name", "Smiley"),
        ("naar vijfendertig tweeënveertig a b graag", "postcode", "vijfendertig tweeënveertig a b"),
        (
            "postcode vijfendertig drieenzestig a b nummer twaalf",
            "address",
            "vijfendertig drieenzestig a b nummer twaalf",
        ),
        (
            "rekening is n l negen een a b n a nul vier een zeven een zes vier drie nul nul ja",
            "iban",
            "n l negen een a b n a nul vier een zeven een zes vier drie nul nul",
        ),
    ],
)
def test_what_is_written_in_a_hurry_is_found(text: str, kind: str, words: str) -> None:
    """Abbreviated, in words, over two lines, with tabs: the find is what stands there, to the character."""
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tnv amrani graag", "amrani"),
        ("casus amrani loopt", "amrani"),
        ("fam de boer heeft geen bed", "de boer"),
        ("meneer p. de jong belde", "p. de jong"),
        ("mevr v.d. Hof komt straks", "v.d. Hof"),
        ("dhr v. d. Berg komt straks", "v. d. Berg"),
        ("Hoi roos hier, van het buurtteam", "roos"),
        ("bel of app Said even", "Said"),
        ("Sem & Guusje willen iets", "Sem"),
        ("dochter, noor, gaat naar groep 3", "noor"),
        ("habtamu wacht op inburgering", "habtamu"),
    ],
)
def test_a_name_without_a_capital_is_found_by_what_stands_beside_it(text: str, name: str) -> None:
    """Behind a title, a case, `tnv`; beside another name; as the one who waits."""
    assert ("name", name) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "UWV betaalt 1.250,00 per maand",
        "De gemeente heeft 14 030 als nummer",
        "besluit UWV van 12-03-2024 ontvangen",
        "Bij W&I loopt het sinds 01-02-2025",
        "zitting rechtbank 10.30-11.15 zaal 4",
        "de rechtbank doet 14 april 2026 uitspraak",
        "deurwaarder wil 1.240 voor 15-12",
        "2ehands bij Emmaus 95 incl bezorgen",
        "halte Neckardreef, 3 minuten lopen",
        "kringloop 45 euro",
        "in 1984 gebouwde flat",
        "verhuizing 12 maart, 18 dozen",
        "KNM-examen op 12 juni, 40 euro",
        "Jongste is 3 mnd, de rest zit op school",
        "op 12 mei 18 stoelen nodig",
        "uit 2024 nog 3 facturen",
        "op drie februari verhuizen wij",
        "honderd twintig euro per maand",
        "suiker en koffie voor de buurtkamer",
        "fonds Sluyterman van Loo voor ouderen",
        "Stichting Jan van Zwol helpt",
        "Naam client: onbekend",
        "Bedrag\t200\nReden\tbed kapot",
        "klantnummer 88219921 bij Eneco",
        "De meneer van Syrië zegt dat hij niet begrijpt",
        "Da's 495 samen",
        "Ewa mattie, deze jongen moet morgen beginnen",
        "de aanmaning (factuurnr. 9930028154) is betaald",
        "bestellingsnr 448812 ligt klaar",
        "regeling 2026-2027 volgt",
        "zie VE-2026-0042 en bel 0800-8115",
        "kassabon 0034 van 12-02-2026",
        "een account bij gmail.com lukt niet",
        "op de Oudegracht drie keer geweest",
        "stappen in zes twaalf weken",
        "Niets wacht op jou.",
        "Volgens Wgs 4a moet het binnen vier weken",
        "IBAN van elk land mag niet in de tekst",
        "de ontsteking van de cv-ketel is stuk",
        "de fiets bevalt goed in december",
        "het werk bevalt over het algemeen",
        "ik sta hier bij mevrouw in de keuken en het is koud",
        "een kachel op de Laan van Chartroise, mag dat",
        "het kantoor aan de Burgemeester Reigerstraat is verhuisd",
    ],
)
def test_what_only_looks_like_it_in_haste_is_fine(text: str) -> None:
    """Sums, hours, appointments and funds in the same words."""
    assert found(text) == []
