"""`make test-peers`: fetches the counterpart, checks it, and runs the tests in an empty network namespace."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import struct
import sys

import pytest

from tests.peers.fetch import NotFetched, fetch

INSIDE = "--in-the-namespace"
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1


def main(wanted: list[str]) -> int:
    """Prepare outside, test inside. `wanted` goes to pytest. Gives the exit status."""
    if INSIDE in wanted:
        raise_loopback()
        wanted.remove(INSIDE)
        return int(pytest.main(["-p", "no:cacheprovider", "-n0", "tests/peers", *wanted]))
    unshare = shutil.which("unshare")
    if unshare is None:
        print("The counterpart runs in a network namespace: install unshare (Debian: util-linux).")
        return 2
    try:
        fetch()
    except NotFetched as problem:
        print(problem)
        return 2
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = [unshare, "--net", *as_root, sys.executable, "-m", "tests.peers", INSIDE, *wanted]
    return os.execv(unshare, command)


def raise_loopback() -> None:
    """Let the loopback of this namespace carry something: a new one is there, but down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        _, flags = struct.unpack("16sh14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
