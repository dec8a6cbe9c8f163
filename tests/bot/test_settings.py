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
