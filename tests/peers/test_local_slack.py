"""The harness around the counterpart works: the trial app over HTTP and a socket, told with the verbs of the stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.peers.conftest import CHANNELS, PEOPLE, Start
from tests.peers.local_slack import APP_TOKEN, SECRET, TOKEN, LocalSlack
from tests.peers.person import PeerPerson
from tests.slack.stand import NotOnTheScreen, Served
from tests.slack.trial_app import TrialApp


@pytest.fixture(params=["http", "socket"])
def told(request: pytest.FixtureRequest, start_peer: Start) -> Iterator[tuple[TrialApp, LocalSlack]]:
    """Give the trial app with the counterpart, once for each way between them."""
    trial = TrialApp("", SECRET, token=TOKEN)
    over_http = request.param == "http"
    with Served(trial.application if over_http else None) as served:
        peer = start_peer(f"{served.url}/slack/events" if over_http else "")
        trial.client.base_url, trial.run = peer.api_url, served.run
        closing = served.run(_plug(trial, peer)) if not over_http else None
        yield trial, peer
        if closing:
            served.run(closing.close_async())
        served.run(trial.close())


async def _plug(trial: TrialApp, peer: LocalSlack) -> Any:
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
    from slack_sdk.web.async_client import AsyncWebClient

    client = AsyncWebClient(token=APP_TOKEN, base_url=peer.api_url)
    handler = AsyncSocketModeHandler(trial.bolt, APP_TOKEN, web_client=client)
    await handler.connect_async()
    return handler


def test_a_form_a_card_a_tap_and_a_home_go_over_the_counterpart(told: tuple[TrialApp, LocalSlack]) -> None:
    """Command, modal with errors, card, button, private receipt, thread and home."""
    trial, peer = told
    noor, joost = (PeerPerson(peer, PEOPLE[name], CHANNELS) for name in ("noor", "joost"))

    noor.types("/voorkomerger", "meelezers")
    assert noor.modal.startswith("Aanvraag")
    noor.submits(amount="fout")
    assert "Dat is geen bedrag." in noor.modal
    noor.submits(amount="12,50", theme="Fiets")
    assert noor.modal == ""
    assert trial.heard[-1]["view"]["state"]["values"]["theme"]["value"]["selected_option"]["value"] == "fiets"

    trial.post_card(CHANNELS["meelezers"])
    card = joost.finds("akkoord: 0 van 3", "meelezers")
    joost.presses("Akkoord", card)
    joost.finds("akkoord: 1 van 3", "meelezers")
    assert "Je bent akkoord." in joost.hears("akkoord")
    joost.says("Ik kijk mee", "meelezers", under=card)
    assert trial.heard[-1]["event"]["thread_ts"] == card.ts

    trial.call("chat.postMessage", channel=noor.id, text="Er wacht iets op je")
    assert noor.finds_dm("wacht").text == "Er wacht iets op je"

    noor.opens_home()
    assert "Wat wacht op mij" in noor.home
    assert any(one["kind"] == "web_api" for one in peer.log())


def test_a_button_that_is_not_there_cannot_be_pressed(told: tuple[TrialApp, LocalSlack]) -> None:
    """The counterpart itself would send anything; its people press what they see."""
    trial, peer = told
    noor = PeerPerson(peer, PEOPLE["noor"], CHANNELS)
    trial.post_card(CHANNELS["meelezers"])

    with pytest.raises(NotOnTheScreen, match="Bezwaar"):
        noor.presses("Toekennen", noor.finds("Fiets", "meelezers"))
