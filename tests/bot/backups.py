"""Backups for tests: made of a world, put back into a database, with settings that hold the keys of these tests."""

import io
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from bot.restoring import Progress, Restored, examine_backup, removals_beside, restore
from bot.settings import Settings
from storage import migrate as migrations
from storage.backup.save import save
from storage.backup.sealed import Sealer, read_lines
from storage.codec import canonical
from storage.engine import make_engine
from storage.store import Store
from tests.worlds import CLIENT_KEY, TEXT_KEY, World


def settings_for(url: str, folder: Path, *, text_keys: tuple[str, ...] = (TEXT_KEY,)) -> Settings:
    """Give the settings of a process that works on a database."""
    return Settings(
        database_url=url,
        public_url="http://127.0.0.1:8321",
        text_key=text_keys,
        client_code_key=(CLIENT_KEY,),
        backup_folder=folder,
    )


@contextmanager
def unseen(_title: str) -> Generator[Progress]:
    """Show no progress."""
    yield lambda _done, _total: None


def back_up(world: World, file: Path, key: str = TEXT_KEY) -> Path:
    """Write a backup of everything."""
    with file.open("wb") as out:
        world.store.answer(lambda connection: save(connection, out, key, world.now, lambda _done, _total: None))
    return file


def put_back(file: Path, url: str, now: datetime, text_keys: tuple[str, ...] = (TEXT_KEY,)) -> Restored:
    """Restore a backup as the command does; the list of what was erased lies beside the file. Raises BadInput."""
    settings = settings_for(url, file.parent, text_keys=text_keys)
    examine_backup(file, settings, unseen)
    return restore(file, settings, removals_beside([file.parent]), now, unseen)


def content_of(file: Path, key: str = TEXT_KEY) -> str:
    """Give everything that a backup holds, decrypted."""
    return "\n".join(str(line) for line in read_lines(io.BytesIO(file.read_bytes()), [key]))


def address_of(store: Store) -> str:
    """Give the address of a store's database, and close it: nobody may have it open while a backup is put back."""
    url = store.engine.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    store.close()
    return url


def as_of_0001(lines: list[Any], folder: Path) -> list[Any]:
    """Give lines as a release with the first tables wrote them: without what came later."""
    engine = make_engine(f"sqlite:///{folder}/first.db")
    migrations.migrate(engine, "0001")
    tables = inspect(engine).get_table_names()
    known = {name: [column["name"] for column in inspect(engine).get_columns(name)] for name in tables}
    engine.dispose()
    manifest = lines[0]["manifest"]
    rows = {name: count for name, count in manifest["rows"].items() if name in known}
    older: list[Any] = [{"manifest": manifest | {"schema": "0001", "rows": rows}}]
    places: list[int] = []
    for line in lines[1:]:
        if isinstance(line, dict):
            columns = known.get(line["table"], [])
            places = [at for at, name in enumerate(line["columns"]) if name in columns]
            older += [line | {"columns": [line["columns"][at] for at in places]}] if columns else []
        elif places:
            older.append([line[at] for at in places])
    return older


def lines_of(file: Path) -> list[Any]:
    """Give the lines of a backup but for the last, which only closes it."""
    return list(read_lines(io.BytesIO(file.read_bytes()), [TEXT_KEY]))[:-1]


def seal(lines: list[Any], file: Path) -> None:
    """Write lines as a backup that is in order."""
    content = sha256()
    with file.open("wb") as out:
        sealer = Sealer(out, TEXT_KEY, {"made_at": "2026-03-02T08:00:00.000000Z"})
        for line in lines:
            content.update(canonical(line).encode())
            sealer.line(line)
        sealer.line({"end": content.hexdigest()})
        sealer.close()
