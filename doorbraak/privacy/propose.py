"""Propose what could stand in the place of a find: "de klant" for a name, "medicijnen" for one medicine.

What lives here: choosing by the words around the find; a rewording says less than the text did, never something else.
What deliberately does not: sentences for the writer (handlers/words/private_details).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doorbraak.privacy.find import Find

_TITLE: Final = re.compile(
    r"\b(?P<cue>(?:de |deze |een )?(?:mevrouw|mevr|mw|meneer|mijnheer|dhr|heer|klant|kl|cli[eë]nt(?:e)?)\b\.? {0,2})$",
    re.IGNORECASE,
)


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
    nothing = Proposal(None, find.start, find.end)
    if find.kind == "name":
        return _for_a_name(find, text)
    if find.kind == "filename":
        return Proposal("een bestand", find.start, find.end)
    return nothing


def reworded(text: str, proposals: Iterable[Proposal]) -> str:
    """Put the rewordings in the text; of two that overlap the first wins."""
    done, pieces = 0, []
    for proposal in sorted(proposals, key=lambda proposal: (proposal.start, proposal.end)):
        if proposal.rewording is not None and proposal.start >= done:
            pieces += [text[done : proposal.start], proposal.rewording]
            done = proposal.end
    return "".join((*pieces, text[done:]))


def _for_a_name(find: Find, text: str) -> Proposal:
    title = _TITLE.search(text, max(0, find.start - 24), find.start)
    start = title.start("cue") if title else find.start
    first = not text[:start].strip() or text[:start].rstrip()[-1] in ".!?\n"
    return Proposal("De klant" if first else "de klant", start, find.end)
