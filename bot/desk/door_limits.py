"""How often each door may be tried. The figures and the odds behind them: docs/adr/0016.

Whoever shares one address with a whole town hall must still get in: the figure for an address is wide, a right code is
taken back from the count, and the figure for all together is what keeps codes from being guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from doorbraak.ids import PersonId
from handlers.desk import TooManyTries
from storage.tries import EVERYBODY, Counted, Limit

T = TypeVar("T")

_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)
CODE_BROWSER = Limit("code-browser", 10, _QUARTER)
CODE_ADDRESS = Limit("code-address", 60, _QUARTER)
CODE_ALL = Limit("code-all", 1000, _QUARTER)
LINK_PERSON = Limit("link-person", 10, _HOUR)
MAIL_MINUTE = Limit("mail-minute", 1, timedelta(minutes=1))
MAIL_HOUR = Limit("mail-hour", 4, _HOUR)
MAIL_ADDRESS = Limit("mail-address", 30, _HOUR)
MAIL_ALL = Limit("mail-all", 300, _HOUR)
START_ADDRESS = Limit("start-address", 120, _QUARTER)
START_ALL = Limit("start-all", 3000, _QUARTER)


@dataclass(frozen=True, slots=True)
class Wait:
    """A try that was one too many. Given back, not raised, inside a transaction: the count itself must be kept."""

    time: timedelta


def or_raise(result: T | Wait) -> T:
    """Give the result of the work, or raise TooManyTries."""
    if isinstance(result, Wait):
        raise TooManyTries(result.time)
    return result


def of_codes(tried_by: Sequence[str]) -> Counted:
    """Count a code for the browser, for the address and for all; the order is that of the locks."""
    return [*zip((CODE_BROWSER, CODE_ADDRESS), tried_by, strict=False), (CODE_ALL, EVERYBODY)]


def of_links(person: PersonId) -> Counted:
    """Count a link from chat for its person."""
    return [(LINK_PERSON, person)]


def of_mails(tried_by: Sequence[str], about: str) -> Counted:
    """Count a link by mail for the mail address, the network address and all."""
    addresses = [(MAIL_ADDRESS, who) for who in tried_by[-1:]]
    return [(MAIL_MINUTE, about), (MAIL_HOUR, about), *addresses, (MAIL_ALL, EVERYBODY)]


def of_starts(tried_by: Sequence[str]) -> Counted:
    """Count a start at the identity provider for the network address and all."""
    return [*((START_ADDRESS, who) for who in tried_by[-1:]), (START_ALL, EVERYBODY)]
