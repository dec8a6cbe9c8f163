"""What the writer alone is told about each find of the privacy check, and how to write it instead.

What lives here: one sentence a kind. What deliberately does not: choosing a rewording (doorbraak/privacy/propose).
"""

from __future__ import annotations

from doorbraak.privacy import Find, Proposal
from handlers.words.private import private_details


def found(find: Find, proposal: Proposal) -> str:
    """Say what was found, and what could stand there instead."""
    if find.kind == "name" and proposal.rewording:
        return f"Is {find.text} een naam? Schrijf bijvoorbeeld {proposal.rewording}."
    return private_details(find.kind, find.text)
