"""How long a client has to be recognised: until no cap period counts its requests and nothing of them is unfinished.

Then its codes are thrown away, and the same file number is a new client (docs/rules.md section 7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from doorbraak.policy import CapPeriod
from doorbraak.requests.state import Money, Request, Status
from doorbraak.working_time import local_date, local_year

ROLLING_DAYS = 364
"""With `rolling_365_days` a request counts on the day it was submitted and so many days after it."""


def needs_client(request: Request, present: CapPeriod, now: datetime) -> bool:
    """Claim that a request still needs its client to be recognised.

    `present` is the cap period of the programme now: a new request counts by that, whatever was frozen into older ones.
    A text that is still there needs it too: without the code nobody could erase or hand it out by file number.
    """
    if request.imported:
        return False
    if _is_unfinished(request):
        return True
    return any(_counts(request, period, now) for period in (request.policy.cap_period, present))


def is_needed(requests: Iterable[Request], present: CapPeriod, now: datetime) -> bool:
    """Claim that a client with these requests still has to be recognised."""
    return any(needs_client(request, present, now) for request in requests)


def _is_unfinished(request: Request) -> bool:
    unsettled = request.status is Status.GRANTED and request.money is not Money.SETTLED
    return request.takes_votes or unsettled or request.last_text_at is not None


def _counts(request: Request, period: CapPeriod, now: datetime) -> bool:
    if period == "lifetime":
        return True
    if period == "calendar_year":
        return local_year(request.submitted_at) >= local_year(now)
    return local_date(now) <= local_date(request.submitted_at) + timedelta(days=ROLLING_DAYS)
