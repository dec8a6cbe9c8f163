"""Every address of the web channel, and who may go there.

| Address | Who | What |
|---|---|---|
| GET `/` | anybody | demo: one button per person; otherwise the sign-in with a code |
| POST `/inloggen`, `/demo`, `/uitloggen` | anybody | sign in by code, as a person of the demo, sign out |
| GET `/wat-wacht-op-mij` · POST `…/gelezen` | signed in | what waits, and news |
| GET, POST `/nieuwe-aanvraag` | koploper | the form · keep it, look up what is left, go on |
| POST `/nieuwe-aanvraag/concept`, `…/geen-dossier`, `…/opnieuw` | koploper | autosave · a code · start over |
| GET `/nieuwe-aanvraag/controle/{draft}` · POST `…/versturen` | koploper | the check step · send |
| GET, POST `/nieuwe-aanvraag/vragen/{draft}` | koploper | what is asked about the texts · one answer |
| GET `/mijn-aanvragen` | koploper | own requests |
| GET `/aanvragen` | signed in | find any request back |
| GET `/aanvragen/{number}` | signed in | one request |
| GET `/aanvragen/{number}/versie`, `…/delen` | signed in | its version (ETag) · its parts, for an open page |
| GET `…/zeg-tegen-de-klant`, `…/kopieer-voor-dossier` | signed in | texts to copy |
| GET, POST `/aanvragen/{number}/{action}` | signed in | the buttons: slugs in actions.py |
| GET, POST `/aanvragen/{number}/{action}/vragen` | signed in | what is asked about a text · one answer |
| POST `/aanvragen/{number}/{action}/over` | lead | the same form, with what is left for the client (logged) |
| GET `/uitgaven` · POST `…/excel`, `…/csv` | lead, manager, admin | what was spent · downloads |
| GET `/mijn-gegevens` · POST `…/apparaten` | signed in | who you are here · revoke remembered devices |
| GET `/livez`, `/readyz`, `/metrics`, `/.well-known/security.txt`, `/static/…` | machines | |
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route

from handlers.web import act, check_step, health, me, new_request, request_page, requests_list, sign_in, spend, waiting
from handlers.web.menu import is_koploper, is_lead, minds_the_fund
from handlers.web.serve import Endpoint, anybody, signed_in
from handlers.web.static_files import KeptFiles
from handlers.web.templates import STATIC

_NEW = "/nieuwe-aanvraag"
_REQUEST = "/aanvragen/{number}"


def _get(path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, methods=["GET"])


def _post(path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, methods=["POST"])


def make_routes() -> list[BaseRoute]:
    """Give all routes."""
    return [*_machines(), *_doors(), *_new_request(), *_requests(), *_spend()]


def _machines() -> list[BaseRoute]:
    return [
        _get("/livez", health.livez),
        _get("/readyz", health.readyz),
        _get("/metrics", health.metrics),
        _get("/.well-known/security.txt", health.security_txt),
        Mount("/static", KeptFiles(directory=STATIC)),
    ]


def _doors() -> list[BaseRoute]:
    return [
        _get("/", anybody(sign_in.first_page)),
        _post("/inloggen", anybody(sign_in.with_code)),
        _post("/demo", anybody(sign_in.as_demo_person)),
        _post("/uitloggen", anybody(sign_in.leave)),
        _get("/wat-wacht-op-mij", signed_in(waiting.show)),
        _post("/wat-wacht-op-mij/gelezen", signed_in(waiting.mark_read)),
        _get("/mijn-gegevens", signed_in(me.show)),
        _post("/mijn-gegevens/apparaten", signed_in(me.forget_devices)),
    ]


def _new_request() -> list[BaseRoute]:
    return [
        _get(_NEW, signed_in(new_request.show, is_koploper)),
        _post(_NEW, signed_in(new_request.check, is_koploper)),
        _post(f"{_NEW}/concept", signed_in(new_request.autosave, is_koploper, by_script=True)),
        _post(f"{_NEW}/geen-dossier", signed_in(new_request.give_fresh_number, is_koploper)),
        _post(f"{_NEW}/opnieuw", signed_in(new_request.start_over, is_koploper)),
        _get(f"{_NEW}/vragen/{{draft}}", signed_in(new_request.show_questions, is_koploper)),
        _post(f"{_NEW}/vragen/{{draft}}", signed_in(new_request.answer_question, is_koploper)),
        _get(f"{_NEW}/controle/{{draft}}", signed_in(check_step.show, is_koploper)),
        _post(f"{_NEW}/controle/{{draft}}/versturen", signed_in(check_step.send, is_koploper)),
        _get("/mijn-aanvragen", signed_in(requests_list.show_mine, is_koploper)),
    ]


def _requests() -> list[BaseRoute]:
    return [
        _get("/aanvragen", signed_in(requests_list.show)),
        _get(_REQUEST, signed_in(request_page.show)),
        _get(f"{_REQUEST}/versie", signed_in(request_page.show_version, quiet=True)),
        _get(f"{_REQUEST}/delen", signed_in(request_page.show_parts, quiet=True)),
        _get(f"{_REQUEST}/zeg-tegen-de-klant", signed_in(request_page.show_tell_client)),
        _get(f"{_REQUEST}/kopieer-voor-dossier", signed_in(request_page.show_copy_for_file)),
        _get(f"{_REQUEST}/{{action}}", signed_in(act.show)),
        _post(f"{_REQUEST}/{{action}}", signed_in(act.do)),
        _get(f"{_REQUEST}/{{action}}/vragen", signed_in(act.show_questions)),
        _post(f"{_REQUEST}/{{action}}/vragen", signed_in(act.answer_question)),
        _post(f"{_REQUEST}/{{action}}/over", signed_in(act.show_client_left, is_lead)),
    ]


def _spend() -> list[BaseRoute]:
    return [
        _get("/uitgaven", signed_in(spend.show, minds_the_fund)),
        _post("/uitgaven/excel", signed_in(spend.excel, minds_the_fund)),
        _post("/uitgaven/csv", signed_in(spend.csv, minds_the_fund)),
    ]
