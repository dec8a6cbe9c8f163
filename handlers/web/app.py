"""The web channel as one ASGI application. Built from a desk and settings; starts and reads nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from handlers.desk import Desk
from handlers.identity import IdentityProvider
from handlers.web import error_pages
from handlers.web.figures import Figures
from handlers.web.guard import BodyLimit, DemoOnlyHere, SafeHeaders
from handlers.web.house import House, house_of
from handlers.web.origin import Origins
from handlers.web.routes import make_routes
from handlers.web.sessions import Cookies
from handlers.web.settings import WebSettings
from handlers.web.templates import make_templates
from handlers.web.visit import Visit

__all__ = ["WebSettings", "create_app"]


def create_app(
    desk: Desk,
    settings: WebSettings,
    provider: IdentityProvider | None = None,
    beside: Sequence[BaseRoute] = (),
    figures_beside: Sequence[Callable[[], bytes]] = (),
) -> Starlette:
    """Build the application; `desk` is its one door to everything that is stored, `provider` one to sign in with.

    `beside` are the doors of other channels, `figures_beside` what they count.
    """
    house = House(
        desk=desk,
        settings=settings,
        cookies=Cookies(settings),
        templates=make_templates(),
        origin_of=Origins(settings).of,
        provider=provider,
        figures=Figures(figures_beside),
    )
    middleware = [Middleware(SafeHeaders, settings=settings, figures=house.figures)]
    if settings.demo:
        middleware.append(Middleware(DemoOnlyHere))
    middleware.append(Middleware(BodyLimit))
    app = Starlette(
        routes=[*beside, *make_routes()],
        middleware=middleware,
        exception_handlers={HTTPException: _error},
    )
    app.router.redirect_slashes = False
    app.state.house = house
    return app


async def _error(request: Request, error: Exception) -> Response:
    """Give what the server itself refuses (no such address, no such method) as a page of ours."""
    house = house_of(request)
    status = error.status_code if isinstance(error, HTTPException) else 500
    visit = Visit(request, house, house.cookies.session(request, house.desk.now()))
    response = error_pages.by_status(visit, status)
    response.headers.update((error.headers or {}) if isinstance(error, HTTPException) else {})
    return response
