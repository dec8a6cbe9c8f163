"""The demo: example data, keys of its own, on this machine's loopback address only."""

from __future__ import annotations

import ipaddress
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot import clocks
from bot.demo_fill import demo_filled_on, fill_demo
from bot.run import run
from bot.settings import Settings
from doorbraak.working_time import local_date
from storage.migrate import is_empty, migrate
from storage.secrets import new_key
from storage.store import Store

Say = Callable[[str], None]
_KEYS = ("secret_key", "client_code_key", "text_key")


def serve_demo(folder: Path, host: str, port: int, *, fresh: bool = False) -> int:
    """Fill the demo in a folder and serve it in the foreground. Gives the exit status."""
    if not is_loopback(host):
        print(f"the demo is served on this machine only; {host} is no loopback address", file=sys.stderr)
        return 2
    settings = demo_settings(folder, host, port)
    prepare(settings, folder, fresh=fresh, say=lambda line: print(line, flush=True))
    print(_welcome(settings), flush=True)
    return run(settings, [])


def is_loopback(host: str) -> bool:
    """Claim that only this machine reaches the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def demo_settings(folder: Path, host: str, port: int) -> Settings:
    """Give the settings of the demo: nothing of the environment, keys of its own, made once."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "keys.json"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(json.dumps({name: new_key() for name in _KEYS}), encoding="utf-8")
    keys = json.loads(file.read_text(encoding="utf-8"))
    shown = f"[{host}]" if ":" in host else host
    return Settings(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        public_url=f"http://{shown}:{port}",
        secret_key=(keys["secret_key"],),
        client_code_key=(keys["client_code_key"],),
        text_key=(keys["text_key"],),
        host=host,
        port=port,
        demo=True,
        log_level="WARNING",
    )


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


def _welcome(settings: Settings) -> str:
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
            f"  Stoppen: Ctrl+C (proces {os.getpid()}). Opnieuw beginnen: doorbraakbot demo --fresh",
            "",
        ]
    )
