"""What happens to clients as such: joined, corrected, let go of, erased. Their numbers and codes stand nowhere here."""

from __future__ import annotations

from dataclasses import dataclass

from doorbraak.events.base import Event, RequestEvent
from doorbraak.ids import ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsJoined(Event):
    """Two clients proved to be one person: what was of `joined` is of `client` from here on, and counts with it."""

    kind = "clients_joined"
    client: ClientId
    joined: ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCorrected(RequestEvent):
    """A request was put under a wrong file number; it is of `client` from now on. Votes stay: nobody saw the number."""

    kind = "client_corrected"
    client: ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsDetached(Event):
    """No cap period needs these clients any more: their codes are gone, the figures stay."""

    kind = "clients_detached"
    clients: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientErased(Event):
    """Somebody asked to be forgotten: codes and texts are gone. `erasure` is its line in the list beside backups."""

    kind = "client_erased"
    client: ClientId
    requests: tuple[str, ...]
    erasure: str
