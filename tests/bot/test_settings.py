"""Settings: one frozen value from the environment, with every problem at once."""

import re
from pathlib import Path

import pytest

from bot.settings import KEYS, READERS, SECRETS, BadSettings, read_settings, with_dotenv
from storage.secrets import new_key

EXAMPLE = Path(__file__).parent.parent.parent / ".env.example"


def problems_of(folder: Path, needs: tuple[str, ...] = (), **environment: str) -> list[str]:
    """Give the problems of an environment."""
    with pytest.raises(BadSettings) as caught:
        read_settings(environment, folder, needs=needs)
    return caught.value.problems


def test_without_any_setting_the_database_lies_below_the_working_directory(tmp_path: Path):
    """A fresh machine needs no settings for a first look."""
    settings = read_settings({}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/var/doorbraakbot.db"
    assert settings.public_url == "http://127.0.0.1:8321"
    assert not settings.telegram_enabled


def test_all_problems_are_named_at_once_and_no_secret_is_quoted(tmp_path: Path):
    """Whoever mends settings should not have to try again for every fault."""
    problems = problems_of(
        tmp_path, KEYS, PORT="x", TEXT_KEY="hunter2", DATABASE_URL="mysql://root:hunter2@x", TELEGRAM_ENABLED="true"
    )
    named = {problem.split()[0] for problem in problems}
    assert named == {"PORT", "TEXT_KEY", "DATABASE_URL", "SECRET_KEY", "CLIENT_CODE_KEY", "TELEGRAM_BOT_TOKEN"}
    assert "hunter2" not in " ".join(problems)


def test_keys_come_newest_first_and_may_come_from_a_file(tmp_path: Path):
    """A key that is rotated stays readable behind the new one."""
    new, old = new_key(), new_key()
    (tmp_path / "key").write_text(f"{new},{old}\n")
    assert read_settings({"TEXT_KEY_FILE": "key"}, tmp_path).text_key == (new, old)


def test_a_secret_given_twice_or_a_file_that_is_not_there_is_a_problem(tmp_path: Path):
    """Two places for one secret: nobody could tell which one counts."""
    assert "both set" in problems_of(tmp_path, TEXT_KEY=new_key(), TEXT_KEY_FILE="key")[0]
    assert "cannot be read" in problems_of(tmp_path, TEXT_KEY_FILE="nowhere")[0]


@pytest.mark.parametrize("address", ["http://example.org", "ftp://127.0.0.1", "example.org", "https://a:b:c"])
def test_a_public_address_is_https_or_this_machine(tmp_path: Path, address: str):
    """Sessions over plain http would be readable by anybody in between."""
    assert problems_of(tmp_path, PUBLIC_URL=address)


def test_a_file_with_settings_counts_and_the_environment_wins(tmp_path: Path):
    """`.env` is for a person at a desk, the environment for a server."""
    (tmp_path / ".env").write_text("\ufeff# a comment\nexport PORT='9000'  # why\nLOG_LEVEL=debug # loud\n\nHOST=::1\n")
    settings = read_settings(with_dotenv({"HOST": "127.0.0.2"}, tmp_path / ".env"), tmp_path)
    assert (settings.port, settings.log_level, settings.host) == (9000, "DEBUG", "127.0.0.2")


def test_a_line_that_is_no_setting_is_named_with_its_number(tmp_path: Path):
    """A typing mistake should not silently leave a setting out."""
    (tmp_path / ".env").write_text("PORT=1\nPORT 2\n")
    with pytest.raises(BadSettings, match="line 2"):
        with_dotenv({}, tmp_path / ".env")


def test_the_example_file_names_every_setting_and_can_be_used(tmp_path: Path):
    """What is not in `.env.example` nobody finds."""
    named = set(re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE))
    assert named == set(READERS)
    assert read_settings(with_dotenv({}, EXAMPLE), tmp_path, needs=KEYS).demo is False
    assert set(SECRETS) <= set(READERS)


NASTY_ADDRESSES = [
    "http://idp.example",
    "https://idp.example;script-src *",
    "https://user:word@idp.example",
    "https://idp.example/a b",
    'https://idp.example/"x',
    "https://idp.example\r\nX-Evil: 1",
    "https://idp_example.nl",
    "https://",
    "//idp.example",
    "file:///etc/passwd",
    "gopher://idp.example",
]


@pytest.mark.parametrize("name", ["OIDC_ISSUER", "SLACK_API_URL", "TELEGRAM_API_URL", "TELEGRAM_FILE_URL"])
@pytest.mark.parametrize("address", NASTY_ADDRESSES)
def test_servers_that_get_secrets_are_https_and_plainly_written(tmp_path: Path, name: str, address: str):
    """A token is sent nowhere in the clear, and an address is nothing but an address."""
    problems = problems_of(tmp_path, **{name: address})
    assert [problem for problem in problems if problem.startswith(name) and "must" in problem]


@pytest.mark.parametrize("address", NASTY_ADDRESSES[1:])
def test_a_style_sheet_cannot_add_a_rule_to_the_policy(tmp_path: Path, address: str):
    """Its host goes into a header."""
    assert problems_of(tmp_path, THEME_CSS_URL=address)


def test_what_sign_in_by_oidc_needs_and_may_have(tmp_path: Path):
    """Three settings or none; groups are pairs with a role there is; openid is always asked for."""
    needed = {"OIDC_ISSUER": "https://idp.example/realm/", "OIDC_CLIENT_ID": "c", "OIDC_CLIENT_SECRET": "s"}
    extra = {"OIDC_ROLES": "team a=koploper, cn=x=lead", "OIDC_SCOPES": "email  groups", "OIDC_NAME": "de stad"}
    settings = read_settings(needed | extra, tmp_path)
    assert settings.oidc_issuer == "https://idp.example/realm"
    assert settings.oidc_roles == (("team a", "koploper"), ("cn=x", "lead"))
    assert settings.oidc_scopes == "openid email groups"
    assert "OIDC_CLIENT_SECRET not set" in problems_of(tmp_path, **dict(list(needed.items())[:2]))[0]
    assert "OIDC_ISSUER" in problems_of(tmp_path, OIDC_ROLES="a=lead")[0]
    for wrong in ("a", "a=baas", "=lead", "a=lead,"):
        assert "OIDC_ROLES must be pairs" in problems_of(tmp_path, **needed, OIDC_ROLES=wrong)[0]
    assert "OIDC_SCOPES" in problems_of(tmp_path, **needed, OIDC_SCOPES='email "x')[0]
    assert "without ? and #" in problems_of(tmp_path, **needed | {"OIDC_ISSUER": "https://idp.example/?a"})[0]


@pytest.mark.parametrize(
    "address",
    [
        "mail.example:25",
        "http://mail.example",
        "smtp://",
        "smtp://u:p/w@mail.example",
        "smtp://a b",
        "smtps://m.example/?x",
    ],
)
def test_a_mail_server_is_an_address_and_its_password_is_not_quoted(tmp_path: Path, address: str):
    """What stands after the host is a fault; a slash in a password is written as %2F."""
    problem = problems_of(tmp_path, SMTP_URL=address)[0]
    assert problem.startswith("SMTP_URL must")
    assert "p/w" not in problem


def test_the_address_mail_comes_from_is_one(tmp_path: Path):
    """Nothing with a line end or a second address."""
    assert read_settings({"SMTP_FROM": "bot@city.example"}, tmp_path).smtp_from == "bot@city.example"
    for wrong in ("bot", "bot@city.example, a@b.nl", "Bot <bot@city.example>"):
        assert problems_of(tmp_path, SMTP_FROM=wrong)
