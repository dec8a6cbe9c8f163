"""Reading one setting: from its text to a value, or to a sentence that says what is wrong and what to write instead.

A reader raises `ValueError` with that sentence; it never quotes a secret.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from doorbraak.people import Role

Reader = Callable[[str], Any]

KEY_BYTES = 32
_TRUE, _FALSE = ("true", "1", "yes", "on"), ("false", "0", "no", "off")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SQLITE = "sqlite:///"
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_PLAIN = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&()*+=%-]+")
_ROLES = tuple(role.value for role in Role)


def text(value: str) -> str:
    """Read any text."""
    return value


def truth(value: str) -> bool:
    """Read true or false."""
    if value.casefold() in _TRUE:
        return True
    if value.casefold() in _FALSE:
        return False
    raise ValueError(f"must be true or false, got {value!r}")


def port(value: str) -> int:
    """Read a port number; 0 lets the system choose."""
    if not (value.isascii() and value.isdigit()) or int(value) > 65535:
        raise ValueError(f"must be a port number from 0 to 65535, got {value!r}")
    return int(value)


def keys(value: str) -> tuple[str, ...]:
    """Read keys, newest first, separated by commas: each 32 random bytes in URL-safe base64."""
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    if not found:
        raise ValueError("holds no key; `doorbraakbot config new-key` makes one")
    wrong = [number for number, key in enumerate(found, start=1) if not _is_key(key)]
    if wrong:
        which = ", ".join(str(number) for number in wrong)
        raise ValueError(f"key {which} is not 32 bytes in URL-safe base64; `doorbraakbot config new-key` makes one")
    return found


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def one_of(*choices: str) -> Reader:
    """Make the reader of one word out of several, in capitals."""

    def read(value: str) -> str:
        if value.upper() not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, got {value!r}")
        return value.upper()

    return read


def matching(pattern: str, shape: str) -> Reader:
    """Make the reader of a secret of a known shape."""

    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"must be {shape}")
        return value

    return read


def web_address(value: str) -> str:
    """Read an http(s) address; a slash at the end goes. Nothing in it may end a header or begin another rule."""
    parts = _parts(value)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not _PLAIN.fullmatch(value):
        raise ValueError(f"must be an address such as https://example.org, got {value!r}")
    return value.rstrip("/")


def safe_address(value: str) -> str:
    """Read the address of a server that gets secrets of ours: https, or plain http on this machine only."""
    address = web_address(value)
    if _parts(address).scheme == "http" and not is_loopback(address):
        raise ValueError(f"must begin with https:// unless it is this machine (127.0.0.1), got {value!r}")
    return address


def issuer(value: str) -> str:
    """Read the address of an identity provider: as `safe_address`, without question mark or fragment."""
    address = safe_address(value)
    if "?" in address or "#" in address:
        raise ValueError(f"must be an address without ? and #, got {value!r}")
    return address


def group_roles(value: str) -> tuple[tuple[str, str], ...]:
    """Read which group of the organisation gives which role: group=role, separated by commas."""
    found: list[tuple[str, str]] = []
    for part in (one.strip() for one in value.split(",")):
        group, equals, role = (one.strip() for one in part.rpartition("="))
        if not equals or not group or role not in _ROLES:
            raise ValueError(f"must be pairs such as team-koplopers=koploper ({', '.join(_ROLES)}), got {part!r}")
        found.append((group, role))
    return tuple(found)


def scopes(value: str) -> str:
    """Read the scopes asked of the identity provider; `openid` is always among them."""
    asked = value.split()
    if not all(re.fullmatch(r"[\x21\x23-\x5b\x5d-\x7e]+", one) for one in asked):
        raise ValueError("must be words separated by spaces, such as openid email groups")
    return " ".join(["openid", *(one for one in asked if one != "openid")])


def mail_address(value: str) -> str:
    """Read a mail address to send from."""
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250}", value):
        raise ValueError(f"must be a mail address such as doorbraakbot@example.org, got {value!r}")
    return value


def public_url(value: str) -> str:
    """Read the address at which people reach the pages: https, or plain http on this machine only."""
    return safe_address(value)


def is_loopback(address: str) -> bool:
    """Claim that an address is on this machine."""
    host = _parts(address).hostname or ""
    return host in _LOOPBACK or host.startswith("127.")


def style_sheet(value: str) -> str:
    """Read where a style sheet is: https, this machine, or a path of our own. It goes into headers, so its host is
    checked by the letter.
    """
    if re.fullmatch(r"/(?!/)[A-Za-z0-9._~/-]*(?:\?[A-Za-z0-9._~=&-]*)?", value):
        return value
    address, parts = web_address(value), _parts(value)
    if not re.fullmatch(r"[A-Za-z0-9.-]+(?::[0-9]+)?|\[[0-9A-Fa-f:]+\](?::[0-9]+)?", parts.netloc):
        raise ValueError(f"must name a host of letters, digits, dots and hyphens, got {value!r}")
    if parts.scheme == "http" and not is_loopback(address):
        raise ValueError(f"must begin with https:// or be a path such as /static/own.css, got {value!r}")
    return address


def contact(value: str) -> str:
    """Read whom to tell about a hole: a mail address, or a page over https. It stands in a file by itself on a line."""
    if re.fullmatch(r"(?:mailto:)?[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", value):
        return value if value.startswith("mailto:") else f"mailto:{value}"
    if re.fullmatch(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[\x21-\x7e]*)?", value):
        return value
    raise ValueError(f"must be a mail address or a page that begins with https://, got {value!r}")


def with_slash(value: str) -> str:
    """Read an http(s) address that other names are put behind: it ends with a slash."""
    return safe_address(value) + "/"


def mail_server(value: str) -> str:
    """Read the address of a mail server; it may hold a password, so it is not quoted back."""
    parts = _parts(value)
    if parts.scheme not in ("smtp", "smtps") or not _HOST.fullmatch(parts.netloc.rpartition("@")[2]):
        raise ValueError("must be smtp://user:password@host:587 or smtps://user:password@host:465")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("must end after the host and port; write / in a password as %2F")
    return value


def networks(value: str) -> tuple[str, ...]:
    """Read addresses or networks of proxies, separated by commas."""
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    for part in found:
        try:
            ipaddress.ip_network(part, strict=False)
        except ValueError:
            raise ValueError(f"must be addresses such as 10.0.0.5 or 10.0.0.0/8, got {part!r}") from None
    return found


def database_url(folder: Path) -> Reader:
    """Make the reader of a database address; a relative SQLite path counts from `folder`."""

    def read(value: str) -> str:
        if value.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
            return value
        path = value.removeprefix(_SQLITE)
        if path == value or not path.strip() or path == ":memory:":
            kind = value.split(":", 1)[0]
            raise ValueError(f"must be sqlite:///path/of/file.db or postgresql://…, got {kind!r}")
        return _SQLITE + str(folder / path)

    return read


def folder(base: Path) -> Reader:
    """Make the reader of a folder; a relative one counts from `base`."""
    return lambda value: base / value


def _parts(value: str) -> Any:
    try:
        parts = urlsplit(value)
        _ = parts.port  # a port that is no number is found out only when it is asked for
    except ValueError:
        return urlsplit("")
    return parts
