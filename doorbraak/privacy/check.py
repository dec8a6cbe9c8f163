"""Run every detector over one text and settle which find wins where two overlap.

What lives here: what is done with their finds. What deliberately does not: the detectors, which stand in order in
detectors.py and are imported when the first text comes.
"""

import re
from typing import Final

from doorbraak.privacy.find import Detector, Find, Hit, Lists
from doorbraak.privacy.normal import normalise

_BEFORE_A_PLACE: Final = re.compile(r"(?:\s+(?:op|aan|van|in|uit|de|het|bij|en)\b|[\s,.(-])*$")
_NO_LISTS: Final = Lists()


def check(text: str, *, lists: Lists = _NO_LISTS) -> tuple[Find, ...]:
    """Find what tells who a client is: sorted by place, without overlap, offsets in characters of `text`."""
    from doorbraak.privacy.detectors import ASKING, BLOCKING

    return _run((*BLOCKING, *ASKING), text, lists)


def check_blocked(text: str, *, lists: Lists = _NO_LISTS) -> tuple[Find, ...]:
    """Find only what blocks; gives the same block-level finds as `check` and is quicker."""
    from doorbraak.privacy.detectors import BLOCKING

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
