"""Which clients the log says are known by a code: named by a request, and not joined, let go of or erased since."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from storage.verification.differences import Differences


@dataclass(slots=True)
class Clients:
    """The clients of a programme while its log is folded."""

    known: set[str] = field(default_factory=set[str])
    gone: set[str] = field(default_factory=set[str])

    def name(self, client: str) -> bool:
        """Let a request name a client; claims that it may: one that is gone is never named again."""
        self.known.add(client)
        return client not in self.gone

    def join(self, client: str, joined: str) -> None:
        """Let one client go on as another."""
        self.name(client)
        self.let_go([joined])

    def let_go(self, clients: Iterable[str]) -> None:
        """Let clients be known no longer."""
        self.gone.update(clients)

    def compare(self, stored: Set[str], found: Differences) -> None:
        """Name every client whose codes are there and should not be, or the other way round; codes are not shown."""
        for client in sorted(stored - self.known):
            found.add(f"client {client}", "is not in the log")
        for client in sorted(stored & self.gone):
            found.add(f"client {client}", "still has a code, and should be gone")
        for client in sorted(self.known - self.gone - stored):
            found.add(f"client {client}", "has no code, so its number would be a new client")
