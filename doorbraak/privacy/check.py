"""Run every detector over one text and settle which find wins where two overlap.

What lives here: the order of the detectors. What deliberately does not: how each of them recognises its kind.
"""

import re
from typing import Final

from doorbraak.privacy.address import find_addresses
from doorbraak.privacy.birth import find_birth_dates
from doorbraak.privacy.bsn import find_bsns
from doorbraak.privacy.diagnosis import find_diagnoses
from doorbraak.privacy.email import find_emails
from doorbraak.privacy.file_number import find_file_numbers
from doorbraak.privacy.filename import find_filenames
from doorbraak.privacy.find import Detector, Find, Hit, Lists
from doorbraak.privacy.iban import find_ibans
from doorbraak.privacy.names import find_names
from doorbraak.privacy.normal import normalise
from doorbraak.privacy.phone import find_phones
from doorbraak.privacy.postcode import find_postcodes
from doorbraak.privacy.spelled import find_spelled_numbers

# The most specific first: where two overlap, the earlier one wins. New kinds join by their place in these rows.
# A file name comes early: the digits in it are no telephone number.
BLOCKING: Final[tuple[Detector, ...]] = (
    find_emails,
    find_ibans,
    find_filenames,
    find_bsns,
    find_phones,
    find_spelled_numbers,
    find_addresses,
)
ASKING: Final[tuple[Detector, ...]] = (
    find_postcodes,
    find_birth_dates,
    find_file_numbers,
    find_diagnoses,
    find_names,
)
_BEFORE_A_PLACE: Final = re.compile(r"(?:\s+(?:op|aan|van|in|uit|de|het|bij|en)\b|[\s,.(-])*$")
_NO_LISTS: Final = Lists()


def check(text: str, *, lists: Lists = _NO_LISTS) -> tuple[Find, ...]:
    """Find what tells who a client is: sorted by place, without overlap, offsets in characters of `text`."""
    return _run((*BLOCKING, *ASKING), text, lists)


def check_blocked(text: str, *, lists: Lists = _NO_LISTS) -> tuple[Find, ...]:
    """Find only what blocks; gives the same block-level finds as `check` and is quicker."""
    return tuple(find for find in _run(BLOCKING, text, lists) if find.level == "block")


def _run(detectors: tuple[Detector, ...], text: str, lists: Lists) -> tuple[Find, ...]:
    plain = normalise(text)
    kept: list[Hit] = []
    for detector in detectors:
        rests = [_rest_of(hit, kept, plain.text) for hit in detector(plain.text, lists)]
        kept.extend(hit for hit in rests if hit is not None)
    finds: list[Find] = []
    for hit in sorted(kept, key=lambda hit: hit.start):
        start, end = plain.original_span(hit.start, hit.end)
        finds.append(Find(hit.kind, text[start:end], start, end, hit.level))
    return tuple(finds)


def _rest_of(hit: Hit, kept: list[Hit], text: str) -> Hit | None:
    """Give a hit that nothing kept overlaps; of a name that runs on into an address, what stands before the address."""
    others = [other for other in kept if _overlap(hit, other)]
    if not others:
        return hit
    first = min(other.start for other in others)
    if hit.kind != "name" or first <= hit.start:
        return None
    end = _BEFORE_A_PLACE.sub("", text[hit.start : first])
    return Hit(hit.kind, hit.start, hit.start + len(end), hit.level) if len(end) > 1 else None


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
