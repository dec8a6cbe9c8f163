"""Where groups of the organisation give roles: no device keeps them after they were taken away, and an admin stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from doorbraak.ids import PersonId
from storage import administer
from tests.web.doors import audited, news_of
from tests.web.forms import Page
from tests.web.own_provider import OwnProvider
from tests.web.rounds import GROUPS, a_provider, client_of, roles, round_trip, with_groups
from tests.web.stage import Stage, Visitor

ADMINS = (*GROUPS, ("groep-beheer", "admin"))


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[OwnProvider]:
    """Give a provider that behaves, for somebody with the verified address of Noor."""
    with a_provider(tmp_path) as ready:
        yield ready


def _with_device(stage: Stage, key: str = "noor") -> str:
    """Sign in with a code, remember the device, and come back after the session; says what is on the page."""
    visitor = stage.visitor()
    visitor.open("/")
    visitor.press("Inloggen", {"code": stage.code(key), "remember": "1"})
    assert visitor.page.title == "Wat wacht op mij"
    stage.clock.go_on(hours=9)
    return visitor.open("/wat-wacht-op-mij").h1


def test_a_remembered_device_signs_nobody_in_whose_roles_come_from_groups(provider: OwnProvider) -> None:
    """It was remembered before the account was tied: from then on only that sign-in tells which roles are left."""
    stage = with_groups(provider)
    visitor = stage.visitor()
    visitor.open("/")
    visitor.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    provider.claims["groups"] = ["groep-koplopers"]
    round_trip(stage.visitor())
    stage.clock.go_on(hours=9)
    assert visitor.open("/wat-wacht-op-mij").h1 == "Inloggen"


@pytest.mark.parametrize("door", ["code", "link"])
def test_a_code_and_a_link_sign_nobody_in_whose_roles_come_from_groups(provider: OwnProvider, door: str) -> None:
    """The page says how to come in, the log who tried; without the account a code works again."""
    stage = with_groups(provider)
    provider.claims["groups"] = ["groep-koplopers"]
    round_trip(stage.visitor())
    visitor = stage.visitor()
    page = _come_in(stage, visitor, door)
    assert (page.status, page.h1) == (403, "Inloggen")
    assert "Jij logt in met je account van" in page.problems
    assert visitor.open("/aanvragen").h1 == "Inloggen"
    assert '"result":"account_needed"' in audited(stage, "signed_in")[-1]
    admin = stage.visitor("ad")
    admin.open("/beheer/mensen/noor")
    admin.press("Apparaten en accounts wegnemen")
    assert _come_in(stage, visitor, door).h1 in ("Wat wacht op mij", "Aanvragen")


def _come_in(stage: Stage, visitor: Visitor, door: str) -> Page:
    if door == "code":
        visitor.open("/")
        return visitor.press("Inloggen", {"code": stage.code("noor")})
    visitor.open(stage.loop.run(stage.desk.sign_in_link(PersonId("noor"))))
    return visitor.press("Inloggen")


def test_without_groups_that_give_roles_a_device_is_as_good_as_ever(provider: OwnProvider) -> None:
    """An account that only says who somebody is takes nothing away; neither do groups from who has no account."""
    stage = provider.stage
    round_trip(stage.visitor())
    assert _with_device(stage) == "Wat wacht op mij"
    assert _with_device(with_groups(provider), "joost") == "Wat wacht op mij"


@pytest.mark.parametrize("others", [0, 1])
def test_groups_do_not_take_the_last_admin_away(provider: OwnProvider, others: int) -> None:
    """A programme without an admin could not be mended by anybody; with another one the groups decide."""
    provider.stage.provider = client_of(provider, roles=ADMINS)
    provider.stage.restart()
    stage = provider.stage
    _set_roles(stage, "ad", *(["admin"] if others else []))
    _set_roles(stage, "noor", "admin", "koploper")
    provider.claims["groups"] = ["groep-koplopers"]
    round_trip(stage.visitor())
    assert roles(stage, "noor") == (["koploper"] if others else ["admin", "koploper"])
    assert len(audited(stage, "last_admin_kept")) == 1 - others
    assert stage.differences() == ()


def test_the_manager_hears_at_once_that_the_account_made_a_lead(provider: OwnProvider) -> None:
    """Nobody here gave the role, so nobody here told: once, and not at every sign-in with the same groups."""
    stage = with_groups(provider)
    provider.claims["groups"] = ["groep-koplopers", "groep-regie"]
    for _ in range(2):
        round_trip(stage.visitor())
    assert news_of(stage, "mira").count("Het account van jullie organisatie maakte Noor regisseur.") == 1
    assert stage.differences() == ()


def _set_roles(stage: Stage, key: str, *wanted: str) -> None:
    by = PersonId("mira")
    stage.store.run(lambda uow: administer.set_roles(uow, PersonId(key), wanted, stage.clock(), by))
