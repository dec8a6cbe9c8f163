"""Words that a writer called no name, as keyed digests per programme. The words themselves are kept nowhere.

A word is looked for by every key in use, and one known by an older key is kept by the newest as well as soon as it is
seen again: changing keys loses nothing while the older one is still among the settings. `by_lost_keys` counts the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from doorbraak.privacy_choices import same_words
from storage import tables as t
from storage.moments import to_text
from storage.secrets import WordDigests
from storage.statements import Statement

_ADD = Statement(lambda insert: insert(t.known_words).on_conflict_do_nothing())


def remember(connection: Connection, digests: WordDigests, programme: str, words: Iterable[str], at: datetime) -> None:
    """Keep words by the newest key; one that is known already stays as it is."""
    for word in sorted({same_words(word) for word in words}):
        row = {"programme_id": programme, "digest": digests.all_of(programme, word)[0]}
        _ADD.run(connection, row | {"key_id": digests.key_ids[0], "at": to_text(at)})


class KnownWords:
    """What a programme remembers, read once: ask it about a word; `older` gathers what only an older key knew."""

    def __init__(self, connection: Connection, digests: WordDigests, programme: str) -> None:
        known = select(t.known_words.c.digest).where(t.known_words.c.programme_id == programme)
        self._known = frozenset(connection.execute(known).scalars())
        self._digests = digests
        self._programme = programme
        self.older: set[str] = set()

    def __contains__(self, word: str) -> bool:
        if not self._known:
            return False
        same = same_words(word)
        newest, *older = self._digests.all_of(self._programme, same)
        if newest in self._known:
            return True
        is_known = any(digest in self._known for digest in older)
        if is_known:
            self.older.add(same)
        return is_known

    @property
    def is_known(self) -> Callable[[str], bool]:
        """Give the same as a question."""
        return self.__contains__


def by_lost_keys(connection: Connection, digests: WordDigests, programme: str) -> int:
    """Count the words that no key in use knows any more: people are asked about them again."""
    k = t.known_words.c
    query: Any = select(func.count()).where(k.programme_id == programme, k.key_id.not_in(digests.key_ids))
    return int(connection.execute(query).scalar_one())
