"""The mail server of SMTP_URL: TLS with a checked certificate, or none on this machine only. Errors are typed.

What a server answers can quote an address, so nothing of it goes into an exception or a log: only a class and a number.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote, urlsplit

from bot.setting_values import is_loopback
from handlers.mail.letters import Letter
from handlers.messenger import TryLater, Undeliverable

SECONDS = 15.0
_SOON, _LATER = timedelta(minutes=1), timedelta(minutes=10)
_DEFAULT_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail goes out. `tls` is for tests with a certificate of their own; None takes those of the system."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    is_smtps: bool
    is_here: bool
    tls: ssl.SSLContext | None = None

    def send(self, letter: Letter, to: str, now: datetime) -> None:
        """Send a letter; blocks. Raises TryLater or Undeliverable, which tell nothing about whom."""
        message = self._message(letter, to, now)
        with _typed(), self._connected() as server:
            server.send_message(message, self.sender, [to])

    def check(self) -> None:
        """See whether the server takes us: connects, signs in and says NOOP. Raises TryLater or Undeliverable."""
        with _typed(), self._connected() as server:
            code, _ = server.noop()
            if code != 250:
                raise TryLater(f"NOOP was answered with {code}", _LATER)

    def _message(self, letter: Letter, to: str, now: datetime) -> EmailMessage:
        message = EmailMessage(SMTP_POLICY)
        if not to.isascii() or not to.isprintable() or " " in to:
            raise Undeliverable("an address that mail cannot carry")
        message["From"], message["To"] = self.sender, to
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

    @contextmanager
    def _connected(self) -> Generator[smtplib.SMTP]:
        tls = self.tls or ssl.create_default_context()
        tls.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.is_smtps:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=tls)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        with connection as server:
            if not self.is_smtps:
                server.ehlo()
                if server.has_extn("starttls") or not self.is_here:
                    server.starttls(context=tls)  # without it on offer this fails, and nothing is sent in the clear
            if self.user:
                server.login(self.user, self.password)
            yield server


@contextmanager
def _typed() -> Generator[None]:
    """Turn whatever goes wrong into an error that says what to do and quotes nothing."""
    try:
        yield
    except (TryLater, Undeliverable):
        raise
    except smtplib.SMTPRecipientsRefused as refused:
        raise _of_code(max((answer[0] for answer in refused.recipients.values()), default=0)) from None
    except smtplib.SMTPDataError as refused:
        raise _of_code(refused.smtp_code) from None
    except ssl.SSLCertVerificationError:
        raise TryLater("the certificate of the mail server is not trusted", _LATER) from None
    except smtplib.SMTPNotSupportedError:
        raise TryLater("the mail server lacks STARTTLS or a way to sign in", _LATER) from None
    except smtplib.SMTPAuthenticationError as refused:
        raise TryLater(f"the mail server refuses the user or password ({refused.smtp_code})", _LATER) from None
    except smtplib.SMTPResponseException as refused:
        raise TryLater(f"the mail server answered {refused.smtp_code}", _LATER) from None
    except (smtplib.SMTPException, OSError) as failure:
        raise TryLater(f"the mail server cannot be reached ({type(failure).__name__})", _SOON) from None


def _of_code(code: int) -> TryLater | Undeliverable:
    """Judge what was said about one letter: 5xx never, anything else later (RFC 5321 4.2.1)."""
    if 500 <= code < 600:
        return Undeliverable(f"refused with {code}")
    return TryLater(f"put off with {code}", _SOON)


def mail_server(smtp_url: str, smtp_from: str, public_url: str) -> MailServer:
    """Read the settings; they were checked before."""
    parts = urlsplit(smtp_url)
    user, host = unquote(parts.username or ""), parts.hostname or ""
    own = f"doorbraakbot@{urlsplit(public_url).hostname or 'localhost'}"
    return MailServer(
        host=host,
        port=parts.port or _DEFAULT_PORTS[parts.scheme],
        user=user,
        password=unquote(parts.password or ""),
        sender=smtp_from or (user if "@" in user else own),
        is_smtps=parts.scheme == "smtps",
        is_here=is_loopback(smtp_url),
    )
