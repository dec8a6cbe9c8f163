"""An identity provider that lies, breaks, or answers another browser than the one that asked: nobody is in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from handlers.web.sign_in_organisation import trouble_codes
from tests.web.own_provider import CLIENT, OwnProvider
from tests.web.rounds import at_provider, round_trip, to_provider

LIES: dict[str, Any] = {
    "a foreign issuer": {"token": lambda c: {**c, "iss": "https://evil.example"}},
    "for somebody else": {"token": lambda c: {**c, "aud": "another-client"}},
    "for two, and not asked by us": {"token": lambda c: {**c, "aud": [CLIENT, "other"], "azp": "other"}},
    "expired": {"token": lambda c: {**c, "exp": c["exp"] - 3600}},
    "from the future": {"token": lambda c: {**c, "iat": c["iat"] + 3600, "nbf": c["iat"] + 3600}},
    "another nonce": {"token": lambda c: {**c, "nonce": "another"}},
    "no nonce": {"token": lambda c: {k: v for k, v in c.items() if k != "nonce"}},
    "no end": {"token": lambda c: {k: v for k, v in c.items() if k != "exp"}},
    "no subject": {"token": lambda c: {k: v for k, v in c.items() if k != "sub"}},
    "a subject that is no text": {"token": lambda c: {**c, "sub": 7}},
    "signed by a stranger": {"signed_by": "stranger"},
    "signed by nobody": {"signed_by": "none"},
    "signed with the public key as secret": {"signed_by": "secret"},
    "no token": {"token": lambda c: {}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_does_not_fit_signs_nobody_in(provider: OwnProvider, lie: dict[str, Any]) -> None:
    """Each check of OpenID Connect Core 3.1.3.7, by a provider that fails just that one."""
    for name, value in lie.items():
        setattr(provider, name, value)
    visitor = provider.stage.visitor()
    page = round_trip(visitor)
    assert (page.status, page.title) == (403, "Inloggen lukte niet")
    assert visitor.open("/aanvragen").path == "/"


def test_a_curve_is_as_good_and_a_clock_may_differ_a_minute(provider: OwnProvider) -> None:
    """ES256 is taken, and a token that ended a minute ago by our clock."""
    provider.signed_by, provider.token = "es256", lambda c: {**c, "iat": c["iat"] + 60, "exp": c["iat"] - 60}
    assert round_trip(provider.stage.visitor()).title == "Wat wacht op mij"


def test_what_comes_back_must_belong_to_this_browser(provider: OwnProvider) -> None:
    """Another state, the answer in another browser, the same answer twice, an old one, a foreign iss: none works."""
    stage = provider.stage
    assert round_trip(stage.visitor(), state="another").status == 403
    assert round_trip(stage.visitor(), iss="https://evil.example").status == 403
    assert round_trip(stage.visitor(), code="").status == 403

    victim, attacker = stage.visitor(), stage.visitor()
    back = at_provider(to_provider(attacker))
    assert victim.open(back).status == 403
    assert attacker.open(back).title == "Wat wacht op mij"
    assert attacker.open(back).status == 403
    late = stage.visitor()
    back = at_provider(to_provider(late))
    stage.clock.go_on(minutes=11)
    assert late.open(back).status == 403


def test_a_code_that_was_replayed_into_ones_own_session_is_refused(provider: OwnProvider) -> None:
    """A stolen code needs the verifier of the browser that asked."""
    owner, thief = provider.stage.visitor(), provider.stage.visitor()
    code = dict(parse_qsl(urlsplit(at_provider(to_provider(owner))).query))["code"]
    assert round_trip(thief, code=code).status == 403


def test_cancelling_is_no_error_of_anybody(provider: OwnProvider) -> None:
    """Who presses cancel there reads what happened; any other answer is not believed."""
    provider.refuses = "access_denied"
    assert "afgebroken" in round_trip(provider.stage.visitor()).text
    provider.refuses = "server_error<script>"
    page = round_trip(provider.stage.visitor())
    assert "klopt niet" in page.text
    assert "script>" not in page.text


FAULTS: dict[str, Any] = {
    "it is broken": ({"broken": True}, 503),
    "it sends us on": ({"redirects": True}, 403),
    "it never stops talking": ({"padding": 400_000}, 403),
    "it is somebody else": ({"about": lambda a: {**a, "issuer": "https://evil.example"}}, 403),
    "no keys": ({"about": lambda a: {k: v for k, v in a.items() if k != "jwks_uri"}}, 403),
    "tokens over plain http elsewhere": ({"about": lambda a: {**a, "token_endpoint": "http://10.0.0.1/t"}}, 403),
    "a file": ({"about": lambda a: {**a, "jwks_uri": "file:///etc/passwd"}}, 403),
    "a script": ({"about": lambda a: {**a, "authorization_endpoint": "javascript:alert(1)"}}, 403),
}


@pytest.mark.parametrize(("fault", "status"), FAULTS.values(), ids=FAULTS)
def test_a_provider_that_is_away_or_odd_is_said_in_our_words(
    provider: OwnProvider, fault: dict[str, Any], status: int
) -> None:
    """Nothing is asked of an address that it may not name, and a code still signs in."""
    for name, value in fault.items():
        setattr(provider, name, value)
    visitor = provider.stage.visitor()
    visitor.open("/")
    page = visitor.press("Inloggen via Stad Voorbeeld")
    assert (page.status, page.title) == (status, "Inloggen lukte niet")
    assert visitor.sign_in("noor").title == "Wat wacht op mij"


def test_every_trouble_has_its_words(provider: OwnProvider) -> None:
    """What the code can raise is what the pages can say."""
    root = Path(__file__).parent.parent.parent
    raised = {
        code
        for file in (root / "bot" / "oidc").glob("*.py")
        for code in re.findall(r'NotSignedIn\("(\w+)"', file.read_text())
        + re.findall(r'else "(\w+)"\)', file.read_text())
    }
    assert raised <= set(trouble_codes())
    assert {"away", "refused", "not_ours", "no_groups", "not_again"} <= raised
