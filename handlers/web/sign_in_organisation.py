"""Sign-in with the account of one's organisation: going there, coming back, and choosing when it is two people here.

Who the account is, is decided behind the desk; what the provider says is checked behind handlers/identity.py.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from starlette.responses import Response

from doorbraak.ids import PersonId
from handlers.desk import TooManyTries, Unavailable
from handlers.desk.doors import CameIn
from handlers.identity import Account, IdentityProvider, NotSignedIn, Returned
from handlers.web.entering import enter, tried_by, wait_header
from handlers.web.visit import NotFound, Visit

log = logging.getLogger("doorbraakbot.web")

COME_BACK = "/inloggen/terug"
ROUND_SECONDS = 10 * 60
"""So long somebody may take at the provider, and to choose afterwards."""
_TROUBLE: dict[str, tuple[int, str]] = {
    "cancelled": (403, "Je hebt het inloggen bij {name} afgebroken. Er is niets gebeurd."),
    "not_ours": (403, "Dit inloggen hoort niet bij deze browser, of het duurde te lang. Begin opnieuw."),
    "refused": (403, "Het antwoord van {name} klopt niet. Je bent niet ingelogd. Probeer het opnieuw."),
    "away": (503, "{name} geeft geen antwoord. Probeer het over een paar minuten opnieuw."),
    "not_again": (403, "{name} vroeg niet opnieuw om je wachtwoord. Log daar eerst uit en probeer het dan opnieuw."),
    "no_time": (
        403,
        "{name} zei niet wanneer je daar je wachtwoord gaf. Vraag je beheerder om dat na te kijken (auth_time).",
    ),
    "no_groups": (403, "{name} stuurde je groepen niet mee. Vraag je beheerder om dat na te kijken."),
    "no_role": (403, "Je groepen bij {name} geven je hier geen rol. Vraag je beheerder welke groep je nodig hebt."),
    "nobody": (
        403,
        "{name} kent je, maar hier sta je nog niet in een programma. Vraag je beheerder om je toe te voegen.",
    ),
    "too_often": (429, "Er wordt nu te vaak ingelogd via {name}. Wacht een kwartier en probeer het opnieuw."),
}
"""What is said for each code, with the status."""
_TURNED_AWAY = frozenset({"refused", "not_again", "no_time", "no_groups", "no_role", "nobody"})


def trouble_codes() -> tuple[str, ...]:
    """Give every code there are words for."""
    return tuple(_TROUBLE)


def _provider(visit: Visit) -> IdentityProvider:
    if visit.house.provider is None:
        raise NotFound
    return visit.house.provider


def _come_back_to(visit: Visit) -> str:
    return visit.house.settings.public_url.rstrip("/") + COME_BACK


async def _trouble(visit: Visit, why: str) -> Response:
    """Say why somebody does not come in. Who was turned away is counted, who gave up is not."""
    status, sentence = _TROUBLE[why]
    if why in _TURNED_AWAY:
        with suppress(Unavailable):
            await visit.desk.knock(f"oidc_{why}")
    log.warning("sign-in at the identity provider failed: %s", why)
    says = (sentence.format(name=_provider(visit).name),)
    response = visit.page("error.html", "Inloggen lukte niet", status=status, says=says, reference="", menu=())
    visit.house.cookies.drop(response, "oidc")
    return response


async def begin(visit: Visit) -> Response:
    """Send the browser to the provider. By a page of ours: a redirect after a form would need a wider policy."""
    provider = _provider(visit)
    try:
        await visit.desk.may_start(tried_by(visit))
        started = await provider.begin(_come_back_to(visit), again=visit.known is not None)
    except TooManyTries as often:
        return wait_header(await _trouble(visit, "too_often"), often.wait)
    except NotSignedIn as failed:
        return await _trouble(visit, failed.why)
    response = visit.page("to_organisation.html", f"Naar {provider.name}", address=started.address, name=provider.name)
    kept = {"s": started.state, "n": started.nonce, "v": started.verifier, "t": _now(visit)}
    visit.house.cookies.put(response, "oidc", kept | {"a": visit.known is not None}, ROUND_SECONDS)
    return response


def _now(visit: Visit) -> int:
    return int(visit.desk.now().timestamp())


async def come_back(visit: Visit) -> Response:
    """Take what the provider sent back: the one address where looking signs in, guarded by what was kept."""
    provider, kept = _provider(visit), visit.house.cookies.get(visit.request, "oidc")
    if not kept or not 0 <= _now(visit) - int(kept["t"]) <= ROUND_SECONDS:
        return await _trouble(visit, "not_ours")
    returned = Returned(
        query=dict(visit.request.query_params), state=kept["s"], nonce=kept["n"], verifier=kept["v"], again=kept["a"]
    )
    try:
        account = await provider.finish(returned, _come_back_to(visit), visit.desk.now())
    except NotSignedIn as failed:
        return await _trouble(visit, failed.why)
    mine = await visit.desk.memberships(account)
    if not mine:
        return await _trouble(visit, "nobody")
    if len(mine) == 1:
        return await _enter(visit, mine[0].person, account)
    response = visit.page("which_programme.html", "In welk programma?", memberships=mine)
    visit.house.cookies.put(response, "who", {"a": account.to_facts(), "t": _now(visit)}, ROUND_SECONDS)
    visit.house.cookies.drop(response, "oidc")
    return response


async def choose(visit: Visit) -> Response:
    """Sign in as one of several memberships."""
    _provider(visit)
    kept: dict[str, Any] = visit.house.cookies.get(visit.request, "who")
    if not kept or not 0 <= _now(visit) - int(kept["t"]) <= ROUND_SECONDS:
        return await _trouble(visit, "not_ours")
    return await _enter(visit, PersonId(visit.typed.get("person")), Account.from_facts(kept["a"]))


async def _enter(visit: Visit, person: PersonId, account: Account) -> Response:
    viewer = await visit.desk.enter_with_account(person, account)
    if viewer is None:
        return await _trouble(visit, "no_role")
    response = await enter(visit, CameIn(person, viewer.sessions, "oidc"), proved=account.proved)
    for name in ("oidc", "who"):
        visit.house.cookies.drop(response, name)
    return response
