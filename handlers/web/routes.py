"""Every address of the web channel, and the page behind it. Who may come there stands in handlers/access.py alone.

An address that the table does not know stops the application while it is built; a row without an address fails a test.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from doorbraak.overviews import Viewer
from handlers.access import MAY, PAGES, Who
from handlers.links import LINK_PATH
from handlers.web import (
    accountability,
    act,
    check_step,
    health,
    me,
    new_request,
    note,
    people,
    request_page,
    requests_list,
    sign_in,
    sign_in_again,
    sign_in_link,
    sign_in_organisation,
    spend,
    waiting,
)
from handlers.web.serve import Endpoint, May, Page, anybody, signed_in
from handlers.web.static_files import KeptFiles
from handlers.web.templates import STATIC

_NEW = "/nieuwe-aanvraag"
_REQUEST = "/aanvragen/{number}"
_MEMBER = "/beheer/mensen/{key}"


def _machine(path: str, endpoint: Endpoint) -> Route:
    """Make the route of an address for machines, which shows nothing of anybody. Raises KeyError: not in the table."""
    if PAGES["GET", path].who is not Who.ANYBODY:
        raise ValueError(f"{path} is for machines and asks for a person")
    return Route(path, endpoint, methods=["GET"])


def _get(path: str, page: Page, *, quiet: bool = False) -> Route:
    return _route("GET", path, page, quiet=quiet)


def _post(path: str, page: Page, *, by_script: bool = False, fresh: bool = False) -> Route:
    return _route("POST", path, page, by_script=by_script, fresh=fresh)


def _route(method: str, path: str, page: Page, **how: bool) -> Route:
    """Make the route of a page, open to whom the table says. Raises KeyError when it does not say."""
    row = PAGES[method, path]
    if row.who is Who.ANYBODY:
        return Route(path, anybody(page), methods=[method])
    return Route(path, signed_in(page, _asks(row.who), before_note=row.before_note, **how), methods=[method])


def _asks(who: Who) -> May:
    def may(viewer: Viewer) -> bool:
        return MAY[who](viewer.person)

    return may


def make_routes() -> list[BaseRoute]:
    """Give all routes."""
    return [*_machines(), *_doors(), *_new_request(), *_requests(), *_spend(), *_people()]


def _machines() -> list[BaseRoute]:
    return [
        _machine("/livez", health.livez),
        _machine("/readyz", health.readyz),
        _machine("/metrics", health.metrics),
        _machine("/.well-known/security.txt", health.security_txt),
        Mount("/static", KeptFiles(directory=STATIC)),
    ]


def _doors() -> list[BaseRoute]:
    return [
        _get("/", sign_in.first_page),
        _post("/inloggen", sign_in.with_code),
        _post("/demo", sign_in.as_demo_person),
        _post("/uitloggen", sign_in.leave),
        _post("/inloggen/mail", sign_in_link.ask_by_mail),
        _get(sign_in_link.ASKED, sign_in_link.show_asked),
        _get(LINK_PATH, sign_in_link.show),
        _post(LINK_PATH, sign_in_link.spend),
        _post("/inloggen/organisatie", sign_in_organisation.begin),
        _get(sign_in_organisation.COME_BACK, sign_in_organisation.come_back),
        _post("/inloggen/kies", sign_in_organisation.choose),
        _get(sign_in_again.AGAIN, sign_in_again.show),
        _get(sign_in_again.GO_ON, sign_in_again.go_on),
        _get("/wat-wacht-op-mij", waiting.show),
        _post("/wat-wacht-op-mij/gelezen", waiting.mark_read),
        _get("/geheimhouding", note.show),
        _post("/geheimhouding", note.agree),
        _get("/mijn-gegevens", me.show),
        _post("/mijn-gegevens/stille-uren", me.keep_quiet_hours),
        _post("/mijn-gegevens/taal", me.choose_language),
        _post("/mijn-gegevens/apparaten", me.forget_devices),
        _post("/mijn-gegevens/apparaat", me.forget_device),
        _post("/mijn-gegevens/overal-uitloggen", me.leave_everywhere),
    ]


def _new_request() -> list[BaseRoute]:
    return [
        _get(_NEW, new_request.show),
        _post(_NEW, new_request.check),
        _post(f"{_NEW}/concept", new_request.autosave, by_script=True),
        _post(f"{_NEW}/geen-dossier", new_request.give_fresh_number),
        _post(f"{_NEW}/opnieuw", new_request.start_over),
        _get(f"{_NEW}/vragen/{{draft}}", new_request.show_questions),
        _post(f"{_NEW}/vragen/{{draft}}", new_request.answer_question),
        _get(f"{_NEW}/controle/{{draft}}", check_step.show),
        _post(f"{_NEW}/controle/{{draft}}/versturen", check_step.send),
        _get("/mijn-aanvragen", requests_list.show_mine),
    ]


def _requests() -> list[BaseRoute]:
    return [
        _get("/aanvragen", requests_list.show),
        _post("/aanvragen/zoeken", requests_list.find),
        _get(_REQUEST, request_page.show),
        _get(f"{_REQUEST}/versie", request_page.show_version, quiet=True),
        _get(f"{_REQUEST}/delen", request_page.show_parts, quiet=True),
        _get(f"{_REQUEST}/zeg-tegen-de-klant", request_page.show_tell_client),
        _get(f"{_REQUEST}/kopieer-voor-dossier", request_page.show_copy_for_file),
        _get(f"{_REQUEST}/{{action}}", act.show),
        _post(f"{_REQUEST}/{{action}}", act.do),
        _get(f"{_REQUEST}/{{action}}/vragen", act.show_questions),
        _post(f"{_REQUEST}/{{action}}/vragen", act.answer_question),
        _post(f"{_REQUEST}/{{action}}/over", act.show_client_left),
    ]


def _spend() -> list[BaseRoute]:
    return [
        _get("/uitgaven", spend.show),
        _post("/uitgaven/excel", spend.excel, fresh=True),
        _post("/uitgaven/csv", spend.csv, fresh=True),
        _get("/verantwoording", accountability.show),
    ]


def _people() -> list[BaseRoute]:
    return [
        _get("/beheer", people.show),
        _get("/beheer/nieuw", people.show_new),
        _post("/beheer/nieuw", people.add, fresh=True),
        _get(_MEMBER, people.show_one),
        _post(_MEMBER, people.change, fresh=True),
        _post(f"{_MEMBER}/code", people.give_code, fresh=True),
        _post(f"{_MEMBER}/ontkoppelen", people.unlink, fresh=True),
        _get(f"{_MEMBER}/vertrek", people.show_leave),
        _post(f"{_MEMBER}/vertrek", people.leave, fresh=True),
    ]
