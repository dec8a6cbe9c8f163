"""One store of compiled SQL for all engines of a test process. Each test opens databases of its own, and a restart
another engine: without this each of them would compile every statement again, which is a fifth of all the time."""

from typing import Any

from sqlalchemy import Connection, Engine, event

Key = tuple[Any, ...]


class _ByKindOfDatabase(dict[Key, Any]):
    """What SQLAlchemy keeps by the dialect of one engine, kept by kind of database and driver."""

    def get(self, key: Key, default: Any = None) -> Any:
        return super().get(_of_kind(key), default)

    def __setitem__(self, key: Key, compiled: Any) -> None:
        super().__setitem__(_of_kind(key), compiled)


def _of_kind(key: Key) -> Key:
    return (type(key[0]), *key[1:])


_COMPILED = _ByKindOfDatabase()


def share_compiled_statements() -> None:
    """Let every engine of this process find what another one compiled."""
    if not event.contains(Engine, "engine_connect", _share):
        event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)
