"""Signing in with the account of one's organisation: who is who, roles from groups, which programme."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from sqlalchemy import select, update

from bot.oidc.provider import OidcProvider, ProviderSettings
from doorbraak.ids import PersonId, ProgrammeId
from doorbraak.policy import Policy
from storage import administer
from storage import tables as t
from tests.web.doors import audited, give_mail, mail_of
from tests.web.own_provider import OwnProvider
from tests.web.rounds import GROUPS, at_provider, identities, roles, round_trip, to_provider, with_groups
from tests.web.stage import START, Stage, a_stage


def test_the_first_time_a_verified_address_finds_the_person_and_later_the_account_does(provider: OwnProvider) -> None:
    """Tied at the first sign-in; after that the mail address no longer counts for anything."""
    stage = provider.stage
    assert round_trip(stage.visitor()).title == "Wat wacht op mij"
    assert identities(stage) == [(f"utrecht {provider.issuer} subject-1", "noor")]
    provider.claims = {"email": mail_of("els"), "email_verified": True}

    visitor = stage.visitor()
    round_trip(visitor)
    assert "Noor, koploper" in visitor.page.text
    assert '"how":"oidc"' in audited(stage, "signed_in")[-1]
    assert stage.differences() == ()


def test_an_account_that_is_tied_is_a_line_and_one_that_is_turned_away_is_counted(provider: OwnProvider) -> None:
    """Tied once is one line, without the account; a stranger belongs to nobody's log."""
    for _ in range(2):
        round_trip(provider.stage.visitor())
    (line,) = [json.loads(body) for body in audited(provider.stage, "account_linked")]
    assert (line["by"], line["target"], line["facts"]) == ("noor", "noor", {"platform": "oidc"})
    assert "subject-1" not in str(line)
    provider.claims = {"email": "stranger@voorbeeld.example", "email_verified": True, "sub": "subject-9"}
    round_trip(provider.stage.visitor())
    query = select(t.knocks.c.what, t.knocks.c.times)
    assert provider.stage.store.answer(lambda connection: connection.execute(query).all()) == [("oidc_nobody", 1)]


def test_one_comes_where_one_wanted_to_go(provider: OwnProvider) -> None:
    """The page that asked for sign-in is remembered all the way round."""
    visitor = provider.stage.visitor()
    visitor.open("/aanvragen?status=open")
    page = visitor.press("Inloggen via Stad Voorbeeld")
    back = urlsplit(at_provider(unescape(re.findall(r'content="0;url=([^"]+)"', page.html)[0])))
    assert visitor.open(f"{back.path}?{back.query}").path == "/aanvragen?status=open"


def test_what_is_asked_of_the_provider(provider: OwnProvider) -> None:
    """A code, PKCE with S256, and state and nonce that nobody can guess and that are never used twice."""
    asked = [dict(parse_qsl(urlsplit(to_provider(provider.stage.visitor())).query)) for _ in range(2)]
    assert {one["response_type"] for one in asked} == {"code"}
    assert {one["redirect_uri"] for one in asked} == {"http://127.0.0.1:8321/inloggen/terug"}
    for name in ("state", "nonce", "code_challenge"):
        assert len({one[name] for one in asked}) == 2
        assert all(len(one[name]) >= 43 for one in asked)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "noor@voorbeeld.example"},
        {"email": "noor@voorbeeld.example", "email_verified": False},
        {"email": "noor@voorbeeld.example", "email_verified": "no"},
        {"email": ["noor@voorbeeld.example"], "email_verified": True},
        {"email": "stranger@voorbeeld.example", "email_verified": True},
        {"email": "", "email_verified": True},
        {"preferred_username": "noor@voorbeeld.example", "email_verified": True},
    ],
)
def test_nobody_is_found_by_an_address_that_was_not_verified_and_nobody_is_made(
    provider: OwnProvider, claims: dict[str, Any]
) -> None:
    """Whoever can write an address into a profile is not that person."""
    provider.claims = claims
    page = round_trip(provider.stage.visitor())
    assert (page.status, page.title) == (403, "Inloggen lukte niet")
    assert "hier sta je nog niet in een programma" in page.text
    assert identities(provider.stage) == []


def test_the_domain_owner_of_entra_counts_as_verified(provider: OwnProvider) -> None:
    """Entra ID has no email_verified; xms_edov says that the owner of the domain vouches."""
    provider.claims = {"email": mail_of("noor"), "xms_edov": True}
    assert round_trip(provider.stage.visitor()).title == "Wat wacht op mij"


def test_an_address_of_somebody_with_another_account_is_not_taken_over(provider: OwnProvider) -> None:
    """Who is tied to one account is reached by that one only."""
    round_trip(provider.stage.visitor())
    provider.claims = {**provider.claims, "sub": "subject-2"}
    assert round_trip(provider.stage.visitor()).status == 403


def test_an_address_that_two_people_of_a_programme_share_says_nothing(provider: OwnProvider) -> None:
    """A shared mailbox does not make one colleague the other; the admin ties the account."""
    give_mail(provider.stage, "karim", address=mail_of("noor"))
    assert round_trip(provider.stage.visitor()).status == 403


def test_somebody_who_left_does_not_come_in(provider: OwnProvider) -> None:
    """Neither by the tied account nor by address."""
    round_trip(provider.stage.visitor())
    provider.stage.leave("noor")
    assert round_trip(provider.stage.visitor()).status == 403


def test_groups_give_and_take_the_roles_they_stand_for(provider: OwnProvider) -> None:
    """The organisation says who is what; a role without a group stays as the admin set it; the log says who did it."""
    stage = with_groups(provider)
    change = update(t.people).where(t.people.c.id == "noor").values(roles='["koploper","manager"]')
    stage.store.run(lambda uow: uow.connection.execute(change))
    provider.claims["groups"] = ["groep-regie", "iets anders"]
    round_trip(stage.visitor())
    assert roles(stage, "noor") == ["lead", "manager"]
    query = select(t.log.c.body).where(t.log.c.kind == "person_set").order_by(t.log.c.seq.desc()).limit(1)
    logged = json.loads(stage.store.answer(lambda connection: connection.execute(query).scalar_one()))
    assert (logged["by"], logged["roles"], logged["person"]) == ("oidc", ["lead", "manager"], "noor")


def test_a_lead_by_group_still_has_to_accept_the_note(provider: OwnProvider) -> None:
    """A group makes nobody a reviewer or lead who has not promised to keep quiet."""
    stage = with_groups(provider)
    change = update(t.people).where(t.people.c.id == "noor").values(accepted_on=None)
    stage.store.run(lambda uow: uow.connection.execute(change))
    provider.claims["groups"] = ["groep-regie"]
    visitor = stage.visitor()
    round_trip(visitor)
    assert visitor.open("/uitgaven").h1 == "Geheimhouding"


def test_without_any_role_left_nobody_comes_in(provider: OwnProvider) -> None:
    """Out of the group is out, at the next sign-in with the account, and the roles are gone for every door."""
    stage = with_groups(provider)
    provider.claims["groups"] = ["iets anders"]
    page = round_trip(stage.visitor())
    assert (page.status, roles(stage, "noor")) == (403, [])
    assert "geven je hier geen rol" in page.text


def test_groups_that_were_not_sent_change_nothing(provider: OwnProvider) -> None:
    """A fault in the settings there does not empty the programme here."""
    stage = with_groups(provider)
    page = round_trip(stage.visitor())
    assert (page.status, roles(stage, "noor")) == (403, ["koploper"])
    assert "stuurde je groepen niet mee" in page.text


def test_groups_may_stand_deep_and_come_by_userinfo(provider: OwnProvider) -> None:
    """Keycloak puts roles in realm_access.roles; some providers tell only when asked."""
    stage = with_groups(provider, groups_claim="realm_access.roles")
    provider.user_info = {"realm_access": {"roles": ["groep-koplopers"]}}
    assert round_trip(stage.visitor()).title == "Wat wacht op mij"
    provider.user_info["sub"] = "subject-2"
    assert round_trip(stage.visitor()).status == 403


def test_somebody_in_two_programmes_chooses(provider: OwnProvider) -> None:
    """One account, two people: each programme by its name, and only those two can be chosen."""
    stage = provider.stage
    stage.store.run(_second_programme)
    visitor = stage.visitor()
    page = round_trip(visitor)
    assert page.title == "In welk programma?"
    form = page.form_with("Woerden")
    assert visitor.send(form, {"person": "els"}).status == 403
    visitor.open("/")
    round_trip(visitor)
    visitor.press("Woerden")
    assert "Woerden" in visitor.open("/mijn-gegevens").text
    assert [owner for _, owner in identities(stage)] == ["noor-woerden"]
    assert round_trip(stage.visitor()).form_with("Utrecht")


def _second_programme(uow: Any) -> None:
    now = START
    administer.add_programme(uow, ProgrammeId("woerden"), "Woerden", ["Centrum"], Policy(), now)
    entry = administer.PersonEntry(
        id=PersonId("noor-woerden"),
        key="noor",
        name="Noor",
        roles=("koploper",),
        organisation="Buurtteam",
        email=mail_of("noor"),
        linked_at=now,
    )
    administer.set_person(uow, ProgrammeId("woerden"), entry, now)


def test_signing_in_once_more_asks_for_a_password_there(provider: OwnProvider) -> None:
    """An open session at the organisation is no proof that the person is still at the keyboard."""
    stage = provider.stage
    provider.claims = {
        "email": mail_of("els"),
        "email_verified": True,
        "auth_time": int(stage.clock().timestamp()) - 7200,
    }
    visitor = stage.visitor()
    round_trip(visitor)
    visitor.open("/uitgaven")
    assert visitor.press("Download Excel").title == "Log nog een keer in"
    page = visitor.press("Inloggen via Stad Voorbeeld")
    address = unescape(re.findall(r'content="0;url=([^"]+)"', page.html)[0])
    assert dict(parse_qsl(urlsplit(address).query))["prompt"] == "login"
    assert "vroeg niet opnieuw om je wachtwoord" in visitor.open(at_provider(address)).text

    provider.claims["auth_time"] = int(stage.clock().timestamp())
    visitor.open("/opnieuw-inloggen")
    page = visitor.press("Inloggen via Stad Voorbeeld")
    visitor.open(at_provider(unescape(re.findall(r'content="0;url=([^"]+)"', page.html)[0])))
    assert visitor.press("Download Excel").html.startswith("PK")


def test_a_provider_that_does_not_say_when_proves_nothing(provider: OwnProvider) -> None:
    """It may pass over `prompt`: without a time nobody has given a password again."""
    stage = provider.stage
    provider.claims = {"email": mail_of("els"), "email_verified": True}
    visitor = stage.visitor()
    round_trip(visitor)
    visitor.open("/uitgaven")
    visitor.press("Download Excel")
    page = visitor.press("Inloggen via Stad Voorbeeld")
    address = unescape(re.findall(r'content="0;url=([^"]+)"', page.html)[0])
    assert dict(parse_qsl(urlsplit(address).query))["max_age"] == "0"
    page = visitor.open(at_provider(address))
    assert page.status == 403
    assert "zei niet wanneer je daar je wachtwoord gaf" in page.text
    assert not visitor.open("/uitgaven.xlsx").html.startswith("PK")


def test_without_a_provider_there_is_no_such_door(stage: Stage) -> None:
    """Its addresses are not there, and the page does not offer it."""
    visitor = stage.visitor()
    page = visitor.open("/")
    assert "account van het werk" not in page.text
    form = page.form_with("Inloggen")
    for form.action in ("/inloggen/organisatie", "/inloggen/kies"):
        assert visitor.send(form).status == 404
    assert visitor.open("/inloggen/terug?code=x&state=y").status == 404


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_provider_that_is_not_ours_signs_in(tmp_path: Path) -> None:
    """The whole round with oidc-provider-mock: discovery, consent, code, token, keys. A code replayed is refused."""
    user = User(sub="u-1", claims={"email": mail_of("noor"), "email_verified": True, "groups": ["groep-koplopers"]})
    with run_server_in_thread(require_nonce=True, user_claims=[user]) as server:
        issuer = f"http://localhost:{server.server_port}"
        told = ProviderSettings(issuer=issuer, client_id="c", client_secret="s", name="Stad Voorbeeld", roles=GROUPS)
        with a_stage(tmp_path, OidcProvider(told)) as stage:
            stage.clock.at = datetime.now(UTC)
            give_mail(stage, "noor")
            visitor = stage.visitor()
            consent = httpx.post(to_provider(visitor), data={"sub": "u-1"})
            back = consent.headers["location"]
            assert visitor.open(back).title == "Wat wacht op mij"
            assert identities(stage) == [(f"utrecht {issuer} u-1", "noor")]

            replayed = dict(parse_qsl(urlsplit(back).query))["code"]
            thief = stage.visitor()
            state = dict(parse_qsl(urlsplit(to_provider(thief)).query))["state"]
            assert thief.open(f"/inloggen/terug?{urlencode({'code': replayed, 'state': state})}").status == 403
