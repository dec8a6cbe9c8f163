"""Links by mail and accounts from the command line, and what `config check` and `doctor` say about both servers."""

from __future__ import annotations

import re

import pytest

from tests.bot.mail_servers import open_server
from tests.cli.command_line import CommandLine
from tests.web.own_provider import OwnProvider, serving

PERSON = ("--name", "Pim", "--role", "koploper", "--organisation", "UWV")


@pytest.mark.usefixtures("with_example")
def test_a_link_is_mailed_to_somebody_who_never_signed_in(command: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """The first way in for who cannot be telephoned; what the command prints holds no link and no address."""
    command.fine("people", "add", "pim", *PERSON, "--email", "pim@voorbeeld.example")
    command.fine("people", "add", "tim", *PERSON)
    assert "SMTP_URL is not set" in command.refused("people", "mail-link", "pim")[0]
    with open_server() as (kept, port):
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
        monkeypatch.setenv("SMTP_FROM", "bot@voorbeeld.example")
        assert command.fine("people", "mail-link", "pim") == "Mailed pim a link. It works 10 minutes, once.\n"
        assert "no mail address" in command.refused("people", "mail-link", "tim")[0]
        kept.rcpt = "550 pim@voorbeeld.example unknown"
        problem = command.refused("people", "mail-link", "pim")[0]
    assert "refused with 550" in problem
    assert "@" not in problem
    assert [letter.rcpt_tos for letter in kept.letters] == [["pim@voorbeeld.example"]]
    assert re.search(rb"/inloggen/link\?sleutel=[\w=\r\n-]{43,}", kept.letters[0].original_content)


@pytest.mark.usefixtures("with_example")
def test_an_account_is_tied_to_one_person(command: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """For a provider that verifies no mail address; unlinking frees it."""
    command.fine("people", "add", "pim", *PERSON)
    assert "OIDC_ISSUER is not set" in command.refused("people", "link", "pim", "--oidc", "sub-1")[0]
    for name, value in (("ISSUER", "https://idp.example"), ("CLIENT_ID", "c"), ("CLIENT_SECRET", "s")):
        monkeypatch.setenv(f"OIDC_{name}", value)
    assert "Linked pim" in command.fine("people", "link", "pim", "--oidc", "sub-1")
    assert "linked to it already" in command.fine("people", "link", "pim", "--oidc", "sub-1")
    assert "belongs to somebody else" in command.refused("people", "link", "noor", "--oidc", "sub-1")[0]
    assert command.refused("people", "link", "noor", "--oidc", "sub-2", "--telegram", "7")
    command.fine("people", "unlink", "pim")
    assert "Linked noor" in command.fine("people", "link", "noor", "--oidc", "sub-1")


def test_config_check_says_what_cannot_work(command: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """Allowed, but not what anybody means."""
    for name, value in (("ISSUER", "https://idp.example"), ("CLIENT_ID", "c"), ("CLIENT_SECRET", "s"), ("SCOPES", "x")):
        monkeypatch.setenv(f"OIDC_{name}", value)
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example")
    found = command("config", "check")
    assert found.exit_code == 1
    assert "OIDC_SCOPES lacks email" in found.stdout
    assert "SMTP_FROM is not set: mail would come from doorbraakbot@127.0.0.1" in found.stdout


@pytest.mark.usefixtures("with_example")
def test_doctor_asks_the_provider_and_the_mail_server(command: CommandLine, monkeypatch: pytest.MonkeyPatch):
    """Whether they answer, before anybody needs them; when they do not, what is wrong."""
    with serving(OwnProvider(lambda: None)) as provider, open_server() as (_, port):
        for name, value in (("ISSUER", provider.issuer), ("CLIENT_ID", "c"), ("CLIENT_SECRET", "s")):
            monkeypatch.setenv(f"OIDC_{name}", value)
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
        fine = command("doctor").stdout
        provider.about = lambda found: {**found, "issuer": "https://another.example"}
        odd = command("doctor").stdout
    away = command("doctor").stdout
    assert f"ok       the identity provider {provider.issuer} answers; it must allow http://127.0.0.1:8321/inl" in fine
    assert "ok       the mail server 127.0.0.1 takes us" in fine
    assert "problem  the identity provider" in odd
    assert "gives no discovery document that fits" in odd
    assert "does not answer" in away
    assert "problem  mail cannot go out: the mail server cannot be reached" in away
