"""Errors as pages: what happened, to what, one next step. What was typed stays, also when the store is away."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from doorbraak.commands import TEXT_LIMITS
from doorbraak.ids import PersonId
from handlers.desk import Unavailable
from handlers.web.drafts import keep_typed, not_kept, page_of
from handlers.web.visit import Visit

_HIDDEN = ("csrf_token",)
_NEVER_BACK = ("client",)
_LONGEST_ADDRESS = 500
_AWAY = "Je was te lang weg. Log opnieuw in."
_AWAY_KEPT = "Je was te lang weg. Je tekst is bewaard. Log opnieuw in."


def _error(visit: Visit, status: int, title: str, *says: str, reference: str = "") -> Response:
    return visit.page("error.html", title, status=status, says=says, reference=reference, menu=())


def forbidden(visit: Visit) -> Response:
    """Say that a page is for others."""
    return _error(visit, 403, "Deze pagina is niet voor jou", "Je rol heeft geen toegang tot deze pagina.")


def not_from_here(visit: Visit) -> Response:
    """Say that a form did not come from our own page; nothing of it is shown."""
    return _error(
        visit, 403, "Dat is niet verstuurd", "Dit kwam niet van onze eigen pagina.", "Open de pagina opnieuw."
    )


def open_too_long(visit: Visit) -> Response:
    """Show a form of our own page again whose token is of an earlier session: to look at, and to send once more."""
    if _has_only_the_page(visit):
        return _signed_out(visit)
    says = (
        f"Dit formulier stond te lang open. {'Je tekst staat er nog.' if _has_text(visit) else 'Probeer het opnieuw.'}"
    )
    return _retry(visit, 403, "Dat is niet verstuurd", (says,), "")


def _has_text(visit: Visit) -> bool:
    return any(visit.typed.get(name).strip() for name in TEXT_LIMITS)


def _has_only_the_page(visit: Visit) -> bool:
    """Claim that something was typed while nobody can be recognised in this browser: no draft can take it."""
    recognised = visit.session.person or visit.house.cookies.get(visit.request, "device")
    return not recognised and _has_text(visit)


def _signed_out(visit: Visit) -> Response:
    """Keep a form on the page itself: there is nobody to keep it for until somebody signs in beside it."""
    says = ("Je bent niet meer ingelogd. Je tekst staat er nog.",)
    return _retry(visit, 403, "Dat is niet verstuurd", says, "", signed_out=True)


def not_found(visit: Visit) -> Response:
    """Say that there is nothing here, or nothing this person may see."""
    return _error(visit, 404, "Deze pagina is er niet", "Misschien is het adres niet goed, of mag je dit niet zien.")


def too_large(visit: Visit) -> Response:
    """Say that a form was far too large."""
    says = "Je stuurde meer dan 1 MB. Zoveel tekst kunnen we niet bewaren.", "Ga terug en maak je tekst korter."
    return _error(visit, 413, "Dat is te veel", *says)


def no_files(visit: Visit) -> Response:
    """Say that files are not taken, and why. Nothing of it was kept."""
    says = (
        "We nemen geen foto's en bestanden aan. Er kan meer in staan dan nodig is. We hebben niets bewaard.",
        "Schrijf in het kort wat nodig is. Bewaar een bon bij je eigen administratie.",
    )
    return _error(visit, 415, "Geen bestanden", *says)


def too_slow(visit: Visit) -> Response:
    """Say that a form took too long to arrive."""
    says = "Je formulier kwam niet helemaal aan. Er is niets verstuurd.", "Ga terug en probeer het opnieuw."
    return _error(visit, 408, "Dat duurde te lang", *says)


def by_status(visit: Visit, status: int) -> Response:
    """Give the page of an error that the server knows by number only."""
    if status == 404:
        return not_found(visit)
    if status == 413:
        return too_large(visit)
    if status == 408:
        return too_slow(visit)
    if status == 405:
        return _error(visit, 405, "Dat kan hier niet", "Dit adres werkt alleen met een knop op een pagina.")
    return _error(visit, status, "Dat ging niet goed", "We begrijpen je verzoek niet. Ga terug en probeer opnieuw.")


def broken(visit: Visit, reference: str) -> Response:
    """Apologise for a fault of ours, with the reference that stands in the log."""
    says = (
        "Er ging bij ons iets mis. Het ligt niet aan jou.",
        "Probeer het opnieuw. Lukt het niet? Geef je beheerder deze code.",
    )
    return _retry(visit, 500, "Er ging iets mis", says, reference)


def unavailable(visit: Visit, reference: str) -> Response:
    """Say that the store is away; a form can be sent again with what was typed in it."""
    typed = visit.request.method == "POST"
    says = ("Geen verbinding. Je tekst staat er nog." if typed else "Geen verbinding. Probeer het zo opnieuw.",)
    response = _retry(visit, 503, "Geen verbinding", says, reference)
    response.headers["Retry-After"] = "5"
    return response


def _retry(
    visit: Visit, status: int, title: str, says: tuple[str, ...], reference: str, *, signed_out: bool = False
) -> Response:
    fields = {name: text for name, text in visit.typed.values.items() if name not in _HIDDEN}
    again = [name for name in _NEVER_BACK if fields.pop(name, "")]
    return visit.page(
        "retry.html",
        title,
        status=status,
        says=says,
        reference=reference,
        menu=(),
        again=again,
        long_fields={name: text for name, text in fields.items() if name in TEXT_LIMITS and text},
        hidden_fields={name: text for name, text in fields.items() if name not in TEXT_LIMITS},
        is_form=visit.request.method == "POST",
        signed_out=signed_out,
    )


async def to_sign_in(visit: Visit) -> Response:
    """Go to the sign-in and remember where to go afterwards; a form that was typed too late is kept as a draft."""
    kept = False
    wants = visit.request.url.path
    if visit.request.method == "POST":
        if _has_only_the_page(visit):
            return _signed_out(visit)
        kept = await _keep(visit)
        wants = page_of(wants)
    elif visit.request.url.query:
        wants += f"?{visit.request.url.query}"
    was_away = visit.session.expired and bool(visit.session.person)
    say = _say_away(visit, kept=kept) if was_away else ""
    # The ended session stays the same session: a form that is still open in another window then belongs to somebody.
    visit.session = replace(visit.session, wants=wants if len(wants) < _LONGEST_ADDRESS else "", is_new=True)
    return visit.go("/", say)


def _say_away(visit: Visit, *, kept: bool) -> str:
    """Say what is kept; what must not be shared is in no draft, so say which field has to be written again."""
    refused = not_kept(visit.desk, visit.typed.values) if kept else {}
    texts = {name for name in TEXT_LIMITS if visit.typed.get(name).strip()}
    is_kept = kept and (not texts or texts != set(refused))
    return " ".join((_AWAY_KEPT if is_kept else _AWAY, *refused.values()))


async def _keep(visit: Visit) -> bool:
    """Keep a typed form for whose expired session it was: the cookie is genuine and the token fitted."""
    session, viewer = visit.session, None
    if session.person:
        viewer = await visit.desk.session_viewer(PersonId(session.person), session.csrf, session.began_under)
    if viewer is None:
        return False
    try:
        return await keep_typed(visit.desk, viewer, visit.request.url.path, visit.typed)
    except Unavailable:
        return False
