"""What the check finds in typed texts, knowing whom and what a programme knows; and words that are no name.

Linked people, organisations and districts are never asked about, nor words that somebody called no name before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from bot.desk.counter import Counter
from doorbraak.asking import FieldFind
from doorbraak.ids import ProgrammeId
from doorbraak.overviews import Viewer
from doorbraak.privacy import Find, Lists, propose
from doorbraak.privacy_choices import same_words
from storage import known_words
from storage import tables as t
from storage.known_words import KnownWords

_PARTICLES = frozenset("al de den der el en het la le op te ten ter van von".split())


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and the words that only an older key knew."""

    finds: tuple[FieldFind, ...]
    older_words: frozenset[str] = frozenset()


class Finds(Counter):
    """Finds in typed texts, as the desk offers them."""

    async def finds(self, viewer: Viewer, texts: Mapping[str, str]) -> tuple[FieldFind, ...]:
        """Give everything that the check finds in these texts, by field; runs beside the event loop."""
        programme = viewer.programme_id
        looked = await self._ask(lambda connection: self.look_at(connection, programme, texts))
        await self._keep_by_newest_key(programme, looked.older_words)
        return looked.finds

    def look_at(self, connection: Connection, programme: ProgrammeId, texts: Mapping[str, str]) -> Looked:
        """Look through texts of somebody of this programme."""
        if not any(text.strip() for text in texts.values()):
            return Looked(())
        known = KnownWords(connection, self._store.codes.words, programme)
        lists = _with_programme(self._lists(), connection, programme, known)
        found = [
            FieldFind(
                field=name,
                kind=find.kind,
                words=find.text,
                start=find.start,
                end=find.end,
                level=find.level,
                proposal=propose(find, text),
            )
            for name, text in texts.items()
            for find in self._look(text, lists)
            if not _is_left_alone(find, lists)
        ]
        return Looked(tuple(found), frozenset(known.older))

    async def _keep_by_newest_key(self, programme: ProgrammeId, words: frozenset[str]) -> None:
        """Keep words by the newest key too, so that the older one can go some day without losing them."""
        if words:
            now, digests = self.now(), self._store.codes.words
            await self._change(lambda uow: known_words.remember(uow.connection, digests, programme, sorted(words), now))


def _with_programme(lists: Lists, connection: Connection, programme: ProgrammeId, known: KnownWords) -> Lists:
    """Add what a programme knows beforehand, in small letters."""
    people = connection.execute(
        select(t.people.c.name, t.people.c.organisation).where(
            t.people.c.programme_id == programme, t.people.c.left_at.is_(None)
        )
    ).all()
    row = connection.execute(select(t.programmes).where(t.programmes.c.id == programme)).mappings().one()
    others = [row["name"], *(organisation for _, organisation in people), *_named(row)]
    return replace(
        lists,
        people=frozenset(_names(name for name, _ in people)),
        not_people=frozenset(same_words(one) for one in others if one),
        is_known_word=known.is_known,
    )


def _named(row: Mapping[Any, Any]) -> list[str]:
    """Give the districts, and the routes with who arranges them: desks and organisations."""
    routes = json.loads(row["settings"]).get("routes") or ()
    named = [str(route.get(part) or "") for route in routes for part in ("name", "who")]
    return [*json.loads(row["districts"]), *named]


def _names(names: Iterable[str]) -> set[str]:
    """Give whole names and each of their parts; a "van" alone is nobody."""
    whole = {same_words(name) for name in names}
    parts = {part for name in whole for part in name.split() if part not in _PARTICLES and len(part) > 1}
    return whole | parts


def _is_left_alone(find: Find, lists: Lists) -> bool:
    """Claim that a name is one that nobody is asked about, all of it: "Noor" of the programme, or called no name."""
    if find.kind != "name" or find.level != "ask":
        return False
    words = same_words(find.text)
    parts = [part for part in words.split() if part not in _PARTICLES]
    of_people = bool(parts) and all(part in lists.people for part in parts)
    return of_people or words in lists.people | lists.not_people or lists.is_known_word(words)
