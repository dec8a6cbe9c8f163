"""Asking an identity provider: which addresses may be asked, over which TLS, how long and how much."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.oidc.careful import Careful, may_ask
from handlers.identity import NotSignedIn
from tests.bot.mail_servers import server_tls, trusting
from tests.loops import run
from tests.web.own_provider import OwnProvider, serving

FAR, HERE = "https://idp.example", "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    "address",
    [
        "http://idp.example/t",
        "http://127.0.0.1/t",
        "https://127.0.0.1/t",
        "https://[::1]/t",
        "https://localhost/t",
        "https://10.0.0.1/t",
        "https://192.168.1.1/t",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/t",
        "https://[::ffff:10.0.0.1]/t",
        "https://0.0.0.0/t",
        "https://user:word@idp.example/t",
        "https://idp.example:notaport/t",
        "https://[/t",
        "ftp://idp.example/t",
        "file:///etc/passwd",
        "gopher://idp.example",
        "//idp.example/t",
        "",
    ],
)
def test_an_issuer_far_away_cannot_make_us_ask_inside(address: str) -> None:
    """Neither this machine, nor the network around it, nor anything but https."""
    assert not may_ask(address, FAR)


@pytest.mark.parametrize(
    ("address", "issuer"),
    [
        (f"{FAR}/t", FAR),
        ("https://tokens.example:8443/t?x=1", FAR),
        ("https://93.184.216.34/t", FAR),
        (f"{HERE}/t", HERE),
    ],
)
def test_other_hosts_by_https_may_be_asked(address: str, issuer: str) -> None:
    """Big providers keep their endpoints on several hosts; on this machine a test may run."""
    assert may_ask(address, issuer)


def test_an_issuer_on_this_machine_does_not_make_us_ask_the_network_in_the_clear() -> None:
    """Loopback is for tests, not for a way round."""
    assert not may_ask("http://10.0.0.1/t", HERE)


def _ask(careful: Careful, address: str) -> tuple[int, dict[str, Any]]:
    return run(careful.ask(address))


def test_a_slow_answer_is_not_waited_for() -> None:
    """Somebody sits before the screen; the provider counts as away."""
    with serving(OwnProvider(lambda: None, slow=1.5)) as provider, pytest.raises(NotSignedIn, match="away"):
        _ask(Careful(provider.issuer, seconds=0.2), f"{provider.issuer}/keys")


class _Answers(BaseHTTPRequestHandler):
    content = b'{"fine": true}'

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


@contextmanager
def _over_tls(folder: Path) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    server.socket = server_tls(folder).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_of_a_stranger_is_not_believed(tmp_path: Path) -> None:
    """With trust it answers, without it nothing is sent."""
    with _over_tls(tmp_path) as address:
        assert _ask(Careful(address, trusting(tmp_path)), f"{address}/x") == (200, {"fine": True})
        with pytest.raises(NotSignedIn, match="away"):
            _ask(Careful(address), f"{address}/x")


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'"x"', b"[" * 100_000, b"\xff\xfe", b"{}" + b" " * 300_000])
def test_what_is_no_object_or_too_much_is_refused(content: bytes) -> None:
    """Whatever an answer holds, it is our own error that comes of it."""
    handler = type("Answers", (_Answers,), {"content": content})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.handle_request, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with pytest.raises(NotSignedIn, match="refused"):
        _ask(Careful(address), address + "/x")
    server.server_close()
