"""Addresses of our own: the one of a sign-in link, and the check that an address leads nowhere else.

Anything that came from outside and is gone to later passes `own_address` first (no open redirect).
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

LINK_PATH = "/inloggen/link"
TOKEN = "sleutel"  # noqa: S105 - the name of a field
_LONGEST = 500
_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*"
_OWN = re.compile(rf"/(?:{_PART}(?:/{_PART})*)?(?:\?[A-Za-z0-9._~=&%+-]*)?")


def link_path(token: str) -> str:
    """Give the path of a sign-in link. The token stands behind the question mark: paths get into logs sooner."""
    return f"{LINK_PATH}?{urlencode({TOKEN: token})}"


def own_address(address: str) -> str:
    """Give an address when it is a plain one of our own pages, else the empty string.

    Told by what is allowed, not by what is not: browsers read `//host`, `/\\host`, tabs and escapes each in their way.
    """
    return address if len(address) <= _LONGEST and _OWN.fullmatch(address) else ""
