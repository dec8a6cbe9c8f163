"""Look for secrets in every file of the project: keys, tokens, passwords that somebody put in by mistake.

The looking is done by detect-secrets. What everybody may know (the example keys, made-up keys of tests) stands in
KNOWN by digest, so that a secret is never written down a second time. Exit status 1 when something is found.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detect_secrets.core import scan
from detect_secrets.settings import transient_settings

from bot.doctor import EXAMPLE_KEYS

ROOT = Path(__file__).parent.parent
PLUGINS = (
    "AWSKeyDetector",
    "AzureStorageKeyDetector",
    "BasicAuthDetector",
    "DiscordBotTokenDetector",
    "GitHubTokenDetector",
    "JwtTokenDetector",
    "KeywordDetector",
    "MailchimpDetector",
    "NpmDetector",
    "PrivateKeyDetector",
    "SendGridDetector",
    "SlackDetector",
    "StripeDetector",
    "SquareOAuthDetector",
    "TwilioKeyDetector",
)
_ENTROPY = [{"name": "Base64HighEntropyString", "limit": 4.5}, {"name": "HexHighEntropyString", "limit": 3.0}]
LEFT_OUT = ("requirements/", "tests/web/vendor/", "docs/pictures/", "tools/known_secrets.txt")
"""Hashes of libraries, a library, pictures, digests."""
WORDS = ("bot/data/privacy/opentaal/", "bot/data/privacy/deduce/", "bot/data/privacy/faker/")
"""Half a million words and names, one a line: in these only what OURS says is looked for. The rest took minutes."""
OURS = (
    ("key of this bot", re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}=(?!=)")),
    ("token of Telegram", re.compile(r"(?<!\d)\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])")),
)
"""What detect-secrets does not know, or finds between quotes only."""
KNOWN = frozenset(
    line.split()[0] for line in (Path(__file__).parent / "known_secrets.txt").read_text(encoding="utf-8").splitlines()
)
"""What was looked at and is no secret: the first 16 characters of its SHA-256, and why."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something that looks like a secret: where, of which kind, and its digest; never the thing itself."""

    file: str
    line: int
    kind: str
    digest: str


def digest_of(secret: str) -> str:
    """Give the digest by which something is known."""
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


def project_files() -> list[Path]:
    """Give every file that belongs to the project: what git knows, and what it would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - git from the PATH
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and not name.startswith(LEFT_OUT)]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def scan_files(files: Iterable[Path], root: Path = ROOT) -> list[Found]:
    """Give what looks like a secret in these files and is not known."""
    settings = {"plugins_used": [*({"name": name} for name in PLUGINS), *_ENTROPY]}
    known = KNOWN | {digest_of(key) for key in EXAMPLE_KEYS}
    found: set[Found] = set()
    with transient_settings(settings):
        for file in files:
            name = str(file.relative_to(root))
            for secret in () if name.startswith(WORDS) else scan.scan_file(str(file)):
                found.add(Found(name, secret.line_number, secret.type, digest_of(secret.secret_value or "")))
            found |= set(_ours(file, name))
    return sorted(one for one in found if one.digest not in known)


def _ours(file: Path, name: str) -> Iterator[Found]:
    """Look for what only this project has, anywhere in a line."""
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        for kind, pattern in OURS:
            yield from (Found(name, number, kind, digest_of(match)) for match in pattern.findall(line))


def main() -> int:
    """Scan the project and say what was found, without saying it."""
    files = project_files()
    found = scan_files(files)
    for one in found:
        print(f"{one.file}:{one.line}: {one.kind} (digest {one.digest})")
    print(f"{len(files)} files, {len(found)} secrets.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
