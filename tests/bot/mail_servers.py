"""Real mail servers on the loopback address, with a certificate made on the spot; what they took can be looked at."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "bot@voorbeeld.example", "p@ss/word"


@dataclass
class Kept:
    """What a server took, and what it says to the next letter instead of taking it."""

    letters: list[Envelope] = field(default_factory=list)
    tls: list[bool] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    rcpt: str = ""
    data: str = ""

    async def handle_RCPT(  # noqa: N802 - the names of the library
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a receiver, or not."""
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter, or not."""
        if self.data:
            return self.data
        self.letters.append(envelope)
        self.tls.append(session.ssl is not None)
        self.signed_in.append(session.authenticated)
        return "250 OK"


@cache
def _certificate() -> tuple[bytes, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return certificate.public_bytes(pem), key.private_bytes(pem, pkcs8, plain)


def trusting(folder: Path) -> ssl.SSLContext:
    """Give a client that trusts the certificate of these servers and no other."""
    file = folder / "trusted.pem"
    file.write_bytes(_certificate()[0])
    return ssl.create_default_context(cafile=str(file))


def server_tls(folder: Path) -> ssl.SSLContext:
    """Give the TLS of a server with the certificate of these tests."""
    file = folder / "server.pem"
    file.write_bytes(b"".join(_certificate()))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    return tls


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class _Plain(Controller):
    """A server with STARTTLS, or without any TLS when there is no context."""

    def factory(self) -> SMTP:
        """Make the server of one connection."""
        return SMTP(self.handler, **self.SMTP_kwargs)


def _checks_password(server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: Any) -> AuthResult:
    fits = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=fits, handled=False)


@contextmanager
def starttls_server(folder: Path) -> Iterator[tuple[Kept, int]]:
    """Serve SMTP that wants STARTTLS and a password; gives what it kept and its port."""
    kept = Kept()
    server = _Plain(
        kept,
        hostname="127.0.0.1",
        port=_free_port(),
        tls_context=server_tls(folder),
        require_starttls=True,
        auth_required=True,
        authenticator=_checks_password,
    )
    yield from _running(server, kept)


@contextmanager
def smtps_server(folder: Path) -> Iterator[tuple[Kept, int]]:
    """Serve SMTP over TLS from the first byte."""
    kept = Kept()
    yield from _running(_Plain(kept, hostname="127.0.0.1", port=_free_port(), ssl_context=server_tls(folder)), kept)


@contextmanager
def open_server() -> Iterator[tuple[Kept, int]]:
    """Serve SMTP without any TLS."""
    kept = Kept()
    yield from _running(_Plain(kept, hostname="127.0.0.1", port=_free_port()), kept)


def _running(server: Controller, kept: Kept) -> Iterator[tuple[Kept, int]]:
    server.start()
    try:
        yield kept, server.port
    finally:
        server.stop()
