"""The scan for secrets: it finds what is planted, wherever that is, and never says it aloud."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

import pytest

from tools.secret_scan import KNOWN, digest_of, project_files, scan_files

KEY = base64.urlsafe_b64encode(os.urandom(32)).decode()
LETTERS = "".join(chr(65 + number) for number in range(12))
OF_SLACK = "xox" + "b-" + "".join(str(number % 10) for number in range(12)) + f"-{LETTERS}{LETTERS.lower()}"
PLANTED = {
    "settings.py": f'KEY = "{KEY}"',
    ".env": f"TEXT_KEY={KEY}",
    "notes.md": f"Use {KEY} for now.",
    "programme.yaml": f"note: {KEY}",
    "slack.py": f'token = "{OF_SLACK}"',
    "telegram.env": "TELEGRAM_BOT_TOKEN=" + "1234567890" + ":" + "AAH" + "x9Z-" * 8,
    "key.pem": "-----BEGIN " + f"RSA PRIVATE KEY-----\n{KEY}{KEY}\n-----END RSA PRIVATE KEY-----",
    "url.txt": "postgresql://bot:" + KEY[:12].replace("-", "x").replace("_", "x") + "@db/bot",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_found_and_not_repeated(name: str, tmp_path: Path) -> None:
    """In code, settings, notes; of this bot, of a platform, of a server."""
    (tmp_path / name).write_text(PLANTED[name] + "\n")
    found = scan_files([tmp_path / name], tmp_path)

    assert found
    assert {one.file for one in found} == {name}
    assert KEY not in str(found)
    assert OF_SLACK not in str(found)


def test_what_is_known_stands_there_by_digest_and_with_its_reason() -> None:
    """A secret is not written down a second time to say that it is none."""
    lines = (Path(__file__).parent.parent / "tools" / "known_secrets.txt").read_text().splitlines()

    assert [line for line in lines if not re.fullmatch(r"[0-9a-f]{16}  \S.{5,}", line)] == []


def test_the_example_keys_are_known_and_nothing_else_looks_like_one() -> None:
    """`.env.example` has three keys that everybody knows; a fourth one would be found."""
    example = Path(__file__).parent.parent / ".env.example"

    assert scan_files([example]) == []
    assert example in project_files()
    assert digest_of(KEY) not in KNOWN
