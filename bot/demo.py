"""The demo: example data, keys of its own, on this machine's loopback address only."""

from __future__ import annotations

import ipaddress
import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot import clocks
from bot.demo_fill import demo_filled_on, fill_demo
from bot.run import run
from bot.settings import KEYS, Settings, read_settings, with_dotenv
from doorbraak.working_time import local_date
from storage.migrate import is_empty, migrate
from storage.secrets import new_key
from storage.store import Store

Say = Callable[[str], None]


def serve_demo(folder: Path, host: str, port: int, *, fresh: bool = False) -> int:
    """Fill the demo in a folder and serve it in the foreground. Gives the exit status."""
    if not is_loopback(host):
        print(f"the demo is served on this machine only; {host} is no loopback address", file=sys.stderr)
        return 2
    fresh = fresh or not (folder / ".env").exists()  # a database without its keys is of no use
    settings = demo_settings(folder, host, port)
    prepare(settings, folder, fresh=fresh, say=lambda line: print(line, flush=True))
    return run(settings, [], lambda: print(_welcome(settings, folder), flush=True))


def is_loopback(host: str) -> bool:
    """Claim that only this machine reaches the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def demo_settings(folder: Path, host: str, port: int) -> Settings:
    """Give the settings of the demo: nothing of the environment, keys of its own, made once.

    They stand in `.env` in its folder, so that every other command, started there, works on the demo too.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / ".env"
    known = with_dotenv({}, file)
    shown = f"[{host}]" if ":" in host else host
    values = {name: known.get(name) or new_key() for name in KEYS} | {
        "DATABASE_URL": "sqlite:///demo.db",
        "PUBLIC_URL": f"http://{shown}:{port}",
        "HOST": host,
        "PORT": str(port),
        "DEMO": "true",
        "LOG_LEVEL": "WARNING",
    }
    file.touch(mode=0o600)
    lines = ["# The settings of this demo, with keys of its own.", *(f"{name}={it}" for name, it in values.items())]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return read_settings(values, folder)


def prepare(settings: Settings, folder: Path, *, fresh: bool, say: Say) -> None:
    """Fill the database of the demo when it is empty, or when its dates are of another day."""
    store = _open(settings)
    try:
        today = local_date(clocks.now())
        filled = None if is_empty(store.engine) else store.answer(demo_filled_on)
        if filled == today and not fresh:
            say("De voorbeeldgegevens van vandaag staan er nog.")
            return
    finally:
        store.close()
    for suffix in ("", "-wal", "-shm"):
        (folder.absolute() / f"demo.db{suffix}").unlink(missing_ok=True)
    say("Voorbeeldgegevens worden gevuld: het jaar 2021, en aanvragen van dit jaar.")
    store = _open(replace(settings))
    try:
        migrate(store.engine)
        fill_demo(store, clocks.now())
    finally:
        store.close()


def _open(settings: Settings) -> Store:
    return Store(settings.database_url, text_keys=list(settings.text_key), client_keys=list(settings.client_code_key))


def _command() -> str:
    """Give how this command was called, so that what is printed can be typed, also without it on the PATH."""
    called = Path(sys.argv[0])
    return str(called.absolute()) if called.name == "doorbraakbot" else "doorbraakbot"


def _welcome(settings: Settings, folder: Path) -> str:
    return "\n".join(
        [
            "",
            f"  Doorbraakbot (voorbeeld) staat klaar: {settings.public_url}",
            "",
            "  Probeer dit eerst:",
            "  1. Kies Noor, koploper, en doe een Nieuwe aanvraag. Dossiernummer: BOKS-1001.",
            "  2. Log uit en kies een meelezer. De aanvraag staat bij Wat wacht op mij. Druk op Akkoord.",
            "  3. Nog twee meelezers akkoord: het bedrag is toegekend.",
            "  4. Kies de programmamanager en open Uitgaven.",
            "",
            "  Hetzelfde in een terminal, als Joost (Noor is k1, Marijke m1):",
            f"  cd {shlex.quote(str(folder.absolute()))} && {shlex.quote(_command())} console --as r1",
            "",
            f"  Stoppen: Ctrl+C (proces {os.getpid()}). Opnieuw beginnen: {shlex.quote(_command())} demo --fresh",
            "",
        ]
    )
