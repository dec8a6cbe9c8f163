"""Who calls, seen through the proxies of the house: what guessing codes and reading counters are held against."""

import pytest
from starlette.requests import Request

from handlers.web.house import client_address


def from_peer(peer: str, forwarded: str = "") -> Request:
    """Build a request as the web server hands it over."""
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "client": (peer, 4321), "headers": headers})


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "caller"),
    [
        ("203.0.113.7", "", (), "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", (), "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7", ("127.0.0.1",), "203.0.113.7"),
        ("10.1.2.3", "203.0.113.7", ("10.0.0.0/8",), "203.0.113.7"),
        ("10.1.2.3", "192.0.2.9, 203.0.113.7, 10.9.9.9", ("10.0.0.0/8",), "203.0.113.7"),
        ("10.1.2.3", "10.9.9.9", ("10.0.0.0/8",), "10.1.2.3"),
        ("::1", "2001:db8::7", ("::1", "10.0.0.0/8"), "2001:db8::7"),
    ],
)
def test_the_caller_is_the_nearest_that_is_no_proxy_of_ours(
    peer: str, forwarded: str, proxies: tuple[str, ...], caller: str
) -> None:
    """A forwarded address counts only from a proxy that was named, as address or as network."""
    assert client_address(from_peer(peer, forwarded), proxies) == caller


def test_a_second_line_that_a_proxy_added_counts_and_not_the_one_of_the_visitor() -> None:
    """A visitor may send the header too; the last line is that of the proxy nearest to us."""
    lines = [(b"x-forwarded-for", b"192.0.2.1"), (b"x-forwarded-for", b"203.0.113.7")]
    request = Request({"type": "http", "client": ("127.0.0.1", 1), "headers": lines})
    assert client_address(request, ("127.0.0.1",)) == "203.0.113.7"


@pytest.mark.parametrize(
    ("forwarded", "caller"),
    [
        ("203.0.113.7:5123", "203.0.113.7"),
        ("[2001:db8::7]:5123", "2001:db8::7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7, unknown", "127.0.0.1"),
        ("<script>", "127.0.0.1"),
        ("203.0.113.7,,", "203.0.113.7"),
    ],
)
def test_what_proxies_add_to_an_address_goes_and_what_is_none_is_nobody(forwarded: str, caller: str) -> None:
    """One caller has one address, and no typed text stands for one."""
    assert client_address(from_peer("127.0.0.1", forwarded), ("127.0.0.1",)) == caller


def test_a_peer_without_an_address_is_taken_as_it_is() -> None:
    """What is no address, such as a test client, is nobody's proxy."""
    assert client_address(from_peer("testclient", "203.0.113.7"), ("10.0.0.0/8",)) == "testclient"
