"""Settings from the environment, as one frozen value: every name of the contract, read once, all problems at once.

A file `.env` in the working directory counts as environment; the environment itself wins. Nothing is read elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import setting_values as v


class BadSettings(Exception):
    """The settings cannot be used; `problems` names every fault, and never quotes a secret."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says. Keys newest first; an empty text or tuple is a setting that was left out."""

    database_url: str
    public_url: str
    secret_key: tuple[str, ...] = ()
    client_code_key: tuple[str, ...] = ()
    text_key: tuple[str, ...] = ()
    slack_bot_token: str = ""
    slack_signing_secret: str = ""
    slack_app_token: str = ""
    slack_api_url: str = "https://slack.com/api/"
    telegram_enabled: bool = False
    telegram_bot_token: str = ""
    telegram_api_url: str = "https://api.telegram.org/bot"
    telegram_file_url: str = "https://api.telegram.org/file/bot"
    telegram_webhook_secret: str = ""
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_scopes: str = "openid email profile"
    oidc_groups_claim: str = "groups"
    oidc_roles: tuple[tuple[str, str], ...] = ()
    oidc_name: str = "je organisatie"
    smtp_url: str = ""
    smtp_from: str = ""
    theme_css_url: str = ""
    trusted_proxies: tuple[str, ...] = ()
    metrics_token: str = ""
    security_contact: str = ""
    log_level: str = "INFO"
    host: str = "127.0.0.1"
    port: int = 8321
    demo: bool = False
    backup_folder: Path = Path("var/backups")


DEFAULT_DATABASE = "sqlite:///var/doorbraakbot.db"
DEFAULT_BACKUPS = "var/backups"
KEYS = ("SECRET_KEY", "CLIENT_CODE_KEY", "TEXT_KEY")
"""The settings that hold keys."""

OIDC = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
"""What sign-in by OIDC cannot do without."""

READERS: dict[str, v.Reader] = {
    "DATABASE_URL": v.text,
    "PUBLIC_URL": v.public_url,
    "SECRET_KEY": v.keys,
    "CLIENT_CODE_KEY": v.keys,
    "TEXT_KEY": v.keys,
    "SLACK_BOT_TOKEN": v.matching(r"xox[a-z]-\S+", "a token that begins with xoxb-"),
    "SLACK_SIGNING_SECRET": v.text,
    "SLACK_APP_TOKEN": v.matching(r"xapp-\S+", "a token that begins with xapp-"),
    "SLACK_API_URL": v.with_slash,
    "TELEGRAM_ENABLED": v.truth,
    "TELEGRAM_BOT_TOKEN": v.matching(r"\d+:[A-Za-z0-9_-]+", "a token such as 123456:ABC-def"),
    "TELEGRAM_API_URL": v.safe_address,
    "TELEGRAM_FILE_URL": v.safe_address,
    "TELEGRAM_WEBHOOK_SECRET": v.matching(r"[A-Za-z0-9_-]{1,256}", "1 to 256 letters, digits, _ or -"),
    "OIDC_ISSUER": v.issuer,
    "OIDC_CLIENT_ID": v.text,
    "OIDC_CLIENT_SECRET": v.text,
    "OIDC_SCOPES": v.scopes,
    "OIDC_GROUPS_CLAIM": v.text,
    "OIDC_ROLES": v.group_roles,
    "OIDC_NAME": v.text,
    "SMTP_URL": v.mail_server,
    "SMTP_FROM": v.mail_address,
    "THEME_CSS_URL": v.style_sheet,
    "TRUSTED_PROXIES": v.networks,
    "METRICS_TOKEN": v.text,
    "SECURITY_CONTACT": v.contact,
    "LOG_LEVEL": v.one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    "HOST": v.text,
    "PORT": v.port,
    "DEMO": v.truth,
    "BACKUP_FOLDER": v.text,
}
"""How the text of each setting is read."""

SECRETS = (
    *KEYS,
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "OIDC_CLIENT_SECRET",
    "SMTP_URL",
    "METRICS_TOKEN",
)
"""What may also come from a file, named by the same setting with `_FILE` behind it."""


def load_settings(*, needs: Sequence[str] = ()) -> Settings:
    """Read the settings of this process and its working directory. Raises BadSettings. `needs` may not be empty."""
    folder = Path.cwd()
    return read_settings(with_dotenv(os.environ, folder / ".env"), folder, needs=needs)


def read_settings(environment: Mapping[str, str], folder: Path, *, needs: Sequence[str] = ()) -> Settings:
    """Read settings; relative paths count from `folder`. Raises BadSettings with every problem."""
    problems: list[str] = []
    found: dict[str, Any] = {}
    readers = READERS | {"DATABASE_URL": v.database_url(folder), "BACKUP_FOLDER": v.folder(folder)}
    for name, reader in readers.items():
        raw = _raw(name, environment, folder, problems)
        if not raw:
            continue
        try:
            found[name] = reader(raw)
        except ValueError as wrong:
            problems.append(f"{name} {wrong}")
    seen = [
        name for name in readers if environment.get(name, "").strip() or environment.get(f"{name}_FILE", "").strip()
    ]
    problems += _missing(found, seen, needs)
    if problems:
        raise BadSettings(problems)
    found.setdefault("DATABASE_URL", readers["DATABASE_URL"](DEFAULT_DATABASE))
    found.setdefault("PUBLIC_URL", _own_address(found))
    found.setdefault("BACKUP_FOLDER", readers["BACKUP_FOLDER"](DEFAULT_BACKUPS))
    return Settings(**{name.lower(): value for name, value in found.items()})


def _raw(name: str, environment: Mapping[str, str], folder: Path, problems: list[str]) -> str:
    """Give the text of a setting, from the environment or from the file that `…_FILE` names."""
    value = environment.get(name, "").strip()
    file = environment.get(f"{name}_FILE", "").strip() if name in SECRETS else ""
    if value and file:
        problems.append(f"{name} and {name}_FILE are both set; keep one of them")
    if value or not file:
        return value
    try:
        content = (folder / file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as failure:
        problems.append(f"{name}_FILE names {file}, which cannot be read ({type(failure).__name__})")
        return ""
    if not content:
        problems.append(f"{name}_FILE names {file}, which is empty")
    return content


def _missing(found: Mapping[str, Any], seen: Sequence[str], needs: Sequence[str]) -> list[str]:
    problems: list[str] = []
    for name in needs:
        if name not in seen:
            how = "; `doorbraakbot config new-key` makes one" if name in KEYS else ""
            problems.append(f"{name} is not set{how}")
    if found.get("TELEGRAM_ENABLED") and "TELEGRAM_BOT_TOKEN" not in seen:
        problems.append("TELEGRAM_BOT_TOKEN is not set, and TELEGRAM_ENABLED is true")
    absent = [name for name in OIDC if name not in seen]
    if absent and (len(absent) < len(OIDC) or "OIDC_ROLES" in seen):
        problems.append(f"{', '.join(absent)} not set; sign-in by OIDC needs all of {', '.join(OIDC)}")
    if "SLACK_BOT_TOKEN" in seen and not {"SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"} & set(seen):
        problems.append("SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN for Socket Mode) is not set, and SLACK_BOT_TOKEN is")
    return problems


def _own_address(found: Mapping[str, Any]) -> str:
    """Give the address of this machine, for who did not set PUBLIC_URL."""
    return f"http://127.0.0.1:{found.get('PORT', 8321)}"


def with_dotenv(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """Add the lines KEY=VALUE of a file, when there is one, behind the environment. Raises BadSettings."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return dict(environment)
    except (OSError, UnicodeDecodeError) as failure:
        raise BadSettings([f"{file} cannot be read ({type(failure).__name__})"]) from failure
    found: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        stripped = line.strip().removeprefix("export ")
        if not stripped or stripped.startswith("#"):
            continue
        name, equals, value = stripped.partition("=")
        if not equals or not name.strip().isidentifier():
            problems.append(f"{file} line {number}: write KEY=VALUE")
        found[name.strip()] = _unquoted(value)
    if problems:
        raise BadSettings(problems)
    return {**found, **environment}


def _unquoted(value: str) -> str:
    """Take quotes off; without quotes a comment behind a space goes."""
    value = value.strip()
    if len(value) > 1 and value[0] in "\"'" and (end := value.find(value[0], 1)) > 0:
        return value[1:end]
    return value.partition(" #")[0].strip()
