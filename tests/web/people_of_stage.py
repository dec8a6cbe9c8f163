"""The programme of a stage and its people, and how they get into a database."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from doorbraak.ids import PersonId
from doorbraak.policy import Policy
from handlers.wording import note_digest, note_text
from storage import administer, notes
from storage.engine import make_engine
from storage.migrate import migrate
from storage.secrets import new_key
from storage.store import Store
from tests.web.staff import UTRECHT

START = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
PEOPLE = (
    ("noor", "Noor", ("koploper",), "Buurtteam", ("Overvecht", "Zuilen")),
    ("karim", "Karim", ("koploper",), "Buurtteam", ("Overvecht",)),
    ("joost", "Joost", ("reviewer",), "Portaal", ()),
    ("anke", "Anke", ("reviewer",), "UWV", ()),
    ("bram", "Bram", ("reviewer",), "Stadsgeldbeheer", ()),
    ("els", "Els", ("lead",), "Gemeente", ()),
    ("mira", "Mira", ("manager",), "Gemeente", ()),
    ("ad", "Ad", ("admin",), "Gemeente", ()),
)
SETTINGS: dict[str, Any] = {
    "routes": [{"name": "bijzondere bijstand", "who": "W&I", "days": 20}, {"name": "Leergeld", "who": "Leergeld"}]
}


@cache
def filled_database() -> tuple[Path, list[str]]:
    """A database with the programme and its people, and the keys it was filled with; a copy is quicker."""
    file, keys = Path(tempfile.mkdtemp(prefix="doorbraakbot-stage-")) / "filled.db", [new_key()]
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    store = Store(f"sqlite:///{file}", text_keys=keys, client_keys=keys, synchronous="OFF")
    store.run(fill)
    store.close()
    return file, keys


def fill(uow: Any) -> None:
    """Put the programme and its people into an empty database."""
    administer.add_programme(uow, UTRECHT, "Utrecht", ["Overvecht", "Zuilen", "Ondiep"], Policy(), START)
    administer.set_settings(uow, UTRECHT, SETTINGS)
    administer.set_budget(uow, UTRECHT, 2026, 1_000_000, START)
    for key, name, roles, organisation, districts in PEOPLE:
        entry = administer.PersonEntry(
            id=PersonId(key),
            key=key,
            name=name,
            roles=roles,
            organisation=organisation,
            districts=districts,
            accepted_on=START.date(),
            linked_at=START,
        )
        administer.set_person(uow, UTRECHT, entry, START)
        notes.agree(uow, entry.id, note_digest(note_text(SETTINGS)), START)
