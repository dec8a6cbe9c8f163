"""Check texts for details that tell who a client is, before anything is stored or posted (section 7 of docs/rules).

What lives here: finding, classifying, and where in the text. What deliberately does not: sentences for the writer,
and any list of people or streets; those come in as arguments.
"""

from doorbraak.privacy.check import check, check_blocked
from doorbraak.privacy.find import Find, Kind, Level, Lists
from doorbraak.privacy.propose import Proposal, propose, reworded

__all__ = ["Find", "Kind", "Level", "Lists", "Proposal", "check", "check_blocked", "propose", "reworded"]
