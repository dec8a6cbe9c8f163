"""Make the lists of the privacy check again from the packages they come from (bot/data/privacy/README.md).

What lives here: reading Faker, deduce and wdutch, and writing plain lists with a header each. What deliberately does
not: our own lists in bot/data/privacy/own; those are written by hand. The bot needs none of these packages.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from doorbraak.privacy.letters import folded

TARGET = Path(__file__).parent.parent / "bot" / "data" / "privacy"
LATIN = (
    "nl_NL nl_BE tr_TR pl_PL fr_DZ fr_BE fr_FR en_IN en_KE en_PK en_NG ha_NG ig_NG yo_NG tw_GH sw zu_ZA de_DE en_GB "
    "es_ES es_CO "
    "es_MX pt_PT pt_BR it_IT ro_RO hr_HR sk_SK cs_CZ hu_HU id_ID uz_UZ az_AZ lt_LT sl_SI"
).split()
CYRILLIC = ("bg_BG", "uk_UA", "ru_RU")
LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюяё",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch a y  e iu ia yo".split(" "),
        strict=True,
    )
)
BULGARIAN = LETTERS | {"г": "g", "и": "i", "й": "y", "х": "h", "щ": "sht", "ю": "yu", "я": "ya"}
RUSSIAN = BULGARIAN | {"х": "kh", "щ": "shch", "ъ": "", "е": "e"}
PLACE_ENDINGS = ("se", "er", "ers", "enaar", "naar", "ster", "sche")
WORD = re.compile(r"[a-z][a-z'-]*[a-z]")
FEWEST_LETTERS = 2


def main() -> int:
    """Write every list whose source is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faker", action="store_true", help="from the installed package Faker")
    parser.add_argument("--deduce", type=Path, help="the folder of an unpacked deduce wheel")
    parser.add_argument("--wdutch", type=Path, help="usr/share/dict/dutch of the Debian package wdutch")
    parser.add_argument("--wdutch-version", default="2.20.19-2")
    chosen = parser.parse_args()
    if chosen.faker:
        from_faker()
    if chosen.deduce:
        from_deduce(chosen.deduce)
    if chosen.wdutch:
        from_wdutch(chosen.wdutch, chosen.wdutch_version)
    return 0


def from_faker() -> None:
    """Take the names of the locales that live in Dutch towns; names in Cyrillic are written in Latin letters."""
    first: set[str] = set()
    last: set[str] = set()
    for locale in LATIN + list(CYRILLIC):
        provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
        alphabet = {"bg_BG": BULGARIAN, "ru_RU": RUSSIAN}.get(locale, LETTERS)
        for field in dir(provider):
            if "first_name" in field:
                first |= {_latin(name, alphabet) for name in _values(provider, field)}
            elif "last_name" in field:
                last |= {_latin(name, alphabet) for name in _values(provider, field)}
    header = f"# origin: PyPI package Faker {importlib.metadata.version('faker')}\n# licence: MIT (LICENSE.txt)\n"
    _write("faker/first_names.txt", header, _single_words(first))
    _write("faker/surnames.txt", header, _single_words(last))


def _values(provider: Any, field: str) -> Iterator[str]:
    values = getattr(provider, field)
    if callable(values):
        return
    for value in values:
        yield value if isinstance(value, str) else str(value[0])


def _latin(name: str, alphabet: dict[str, str]) -> str:
    return "".join(alphabet.get(letter, letter) for letter in name.lower())


def from_deduce(folder: Path) -> None:
    """Take first names, surnames and places of deduce."""
    source = folder / "deduce" / "data" / "lookup" / "src"
    version = next(folder.glob("deduce-*.dist-info")).name.split("-")[1].removesuffix(".dist")
    header = f"# origin: PyPI package deduce {version}\n# licence: LGPL-3.0-or-later (LICENSE.md)\n"
    names = source / "names"
    _write("deduce/first_names.txt", header, _single_words(_lines(names / "lst_first_name" / "items.txt")))
    surnames = {*_lines(names / "lst_surname" / "items.txt"), *_lines(names / "lst_interfix_surname" / "items.txt")}
    _write("deduce/surnames.txt", header, _single_words(surnames))
    places = [
        place
        for name in ("lst_residence", "lst_municipality", "lst_province", "lst_region")
        for place in _lines(source / "locations" / "lst_placename" / name / "items.txt")
    ]
    _write("deduce/places.txt", header, _single_words(places))
    _write("deduce/street_names.txt", header, _whole_names(_lines(source / "locations" / "lst_street" / "items.txt")))


def from_wdutch(file: Path, version: str) -> None:
    """Take the ordinary words (those in small letters) and, apart, the words with a capital."""
    entries = _lines(file)
    small = {folded(entry) for entry in entries if entry[:1].islower()}
    capital = {entry for entry in entries if not entry[:1].islower()}
    places = {entry for entry in capital if any(entry + ending in capital for ending in PLACE_ENDINGS)}
    header = f"# origin: Debian package wdutch {version} (OpenTaal)\n# licence: BSD-3-Clause (LICENSE.txt)\n"
    _write("opentaal/words.txt", header, sorted(word for word in small if WORD.fullmatch(word)))
    _write("opentaal/capitals.txt", header, _single_words(capital))
    _write("opentaal/places.txt", header, _single_words(places))


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _single_words(names: Iterable[str]) -> list[str]:
    """Give the words of names as they are compared: small letters without accents, each once, sorted."""
    words = {word.strip("'-") for name in names for word in re.split(r"[\s-]+", folded(name))}
    return sorted(word for word in words if len(word) >= FEWEST_LETTERS and re.fullmatch(r"[a-z']+", word))


def _whole_names(names: Iterable[str]) -> list[str]:
    """Give names as they are compared, those of several words whole; in the order of their bytes, to be halved."""
    plain = {" ".join(folded(name).split()) for name in names}
    return sorted((name for name in plain if len(name) > FEWEST_LETTERS and name[0].isalpha()), key=str.encode)


def _write(name: str, header: str, words: list[str]) -> None:
    file = TARGET / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header + "# made by: tools/privacy_lists.py\n" + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words):7,} {name}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
