"""The two letters there are. No name, no number, no text of anybody: mail lies about in many places."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.links import link_path


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and plain text."""

    subject: str
    text: str


def waiting(public_url: str) -> Letter:
    """Say that something waits."""
    return Letter(
        "Er wacht iets op je",
        "Er wacht iets op je bij Voorkom Erger. Kijk hier:\n\n"
        f"{public_url}/wat-wacht-op-mij\n\n"
        "Je krijgt hoogstens één keer per werkdag zo'n mail. Je kunt deze mail niet beantwoorden.\n",
    )


def sign_in(public_url: str, token: str, programme: str) -> Letter:
    """Send a link to sign in with."""
    return Letter(
        "Je link om in te loggen",
        f"Met deze link log je in bij Voorkom Erger ({programme}):\n\n"
        f"{public_url}{link_path(token)}\n\n"
        "De link werkt 10 minuten en één keer. Stuur hem niet door.\n\n"
        "Vroeg je hier niet om? Dan hoef je niets te doen.\n",
    )
