"""What every way to sign in ends with: a new session and where to go; and who tries, as digests to count by."""

from __future__ import annotations

import math
from datetime import timedelta

from starlette.responses import Response

from doorbraak.ids import PersonId
from handlers.desk.doors import CameIn
from handlers.links import own_address
from handlers.web.house import House, client_address
from handlers.web.menu import WAITING, is_for_others
from handlers.web.origin import network_of
from handlers.web.sessions import DEVICE_SECONDS, new_session
from handlers.web.visit import Visit


async def enter(visit: Visit, came: CameIn, *, proved: int | None = None) -> Response:
    """Begin a session and go to where this person wanted to go, unless that is a page for others.

    Where to go may come with a link; otherwise counts what this browser asked for. `proved` None is now.
    """
    person, how = came.person, came.how
    await visit.desk.note(person, "signed_in", {"how": how})
    wants, viewer = own_address(came.wants or visit.session.wants), await visit.desk.viewer(person)
    if visit.known is not None:  # whoever has a copy of the cookie of before is out now
        await visit.desk.end_session(visit.session.csrf)
    visit.session = new_session(visit.desk.now(), person, how=how, began_under=came.sessions, proved=proved)
    lost = not wants or (viewer is not None and is_for_others(viewer, wants))
    response = visit.go(WAITING.address if lost else wants)
    if visit.typed.get("remember") and await may_stay(visit.house, person):
        secret = await visit.desk.remember_device(person, came.sessions)
        visit.house.cookies.put(response, "device", {"s": secret}, DEVICE_SECONDS)
    elif await _remembers_another(visit, person):
        visit.house.cookies.drop(response, "device")
    return response


async def _remembers_another(visit: Visit, person: PersonId) -> bool:
    """Claim that this browser remembers somebody else, who would be signed in again when this session is over."""
    secret = str(visit.house.cookies.get(visit.request, "device").get("s", ""))
    return bool(secret) and await visit.desk.device_owner(secret) not in (None, person)


async def may_stay(house: House, person: PersonId) -> bool:
    """Claim that a code, a link or a remembered device may sign somebody in.

    Where groups of the organisation give roles, only a sign-in there says which ones somebody still has: whatever
    else signs in would keep them after they were taken away. Who has no account tied comes in as ever.
    """
    governs = house.provider is not None and house.provider.governs_roles
    return not (governs and await house.desk.has_account(person))


def tried_by(visit: Visit) -> tuple[str, str]:
    """Name this browser and this network address, without telling either: what is counted is stored."""
    address = network_of(client_address(visit.request, visit.house.settings.trusted_proxies))
    return visit.digest("browser", visit.session.csrf), visit.digest("address", address)


def wait_header(response: Response, wait: timedelta) -> Response:
    """Say after how many seconds trying again makes sense."""
    response.headers["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
    return response
