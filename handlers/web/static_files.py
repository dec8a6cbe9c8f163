"""The style sheet, the script and the icon: kept by browsers for a year, since their address changes with them."""

from __future__ import annotations

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class KeptFiles(StaticFiles):
    """Serve files that may be kept when they were asked for with their version."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response
