"""Forms that Slack would not show, or would show with what stood there before."""

from __future__ import annotations

import pytest

from handlers.desk import ChatAccount
from storage import administer
from tests.slack.bot_stage import CHANNEL, PLACE, BotStage, account_of
from tests.slack.teller import SlackTeller
from tests.web.stage import FILLED, SETTINGS, UTRECHT


@pytest.mark.parametrize(
    "values",
    [
        {"question": "x" * 1600},
        {"question": "x" * 5000},
        {"question": "😀" * 1400},
        {"amount": "9" * 4000},
        {"needed_by": "morgen"},
        {"needed_by": "2026-13-99"},
        {"theme": "onzin", "district": "Atlantis"},
    ],
)
def test_a_request_begun_on_the_web_goes_on_in_slack_whatever_stands_in_it(
    stage: BotStage, values: dict[str, str]
) -> None:
    """Slack refuses a form with a text too long for its field or a day that is none: then nobody would see anything."""
    viewer = stage.loop.run(stage.desk.viewer_of(ChatAccount("slack", account_of("noor"), PLACE)))
    assert viewer
    stage.loop.run(stage.desk.save_draft(viewer, "request", values, client_number=FILLED["client"]))
    noor = stage.person("noor")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    assert "Nieuwe aanvraag" in noor.modal
    noor.submits(**{name: FILLED[name] for name in ("theme", "amount", "question", "if_nothing", "district")})
    assert "Klopt dit?" in noor.modal
    assert ("Je schreef: " in noor.modal) == ("needed_by" in values)


def test_what_cannot_be_shown_is_said_with_a_reference(stage: BotStage) -> None:
    """Slack refuses a form of ours: whoever waits for it hears so, and the log has the same reference."""
    noor = stage.person("noor")
    stage.stand.faults.refuse("invalid_arguments", "views.open")
    noor.types("/voorkomerger", CHANNEL)
    stage.settle_down()
    assert "Er ging iets mis bij ons. Probeer het opnieuw." in noor.told()
    stage.stand.record.violations.clear()


def test_a_known_route_is_filled_in_with_one_press(stage: BotStage, tell: SlackTeller) -> None:
    """As a form on top: Slack keeps the fields of a form that is there as they are."""
    known = {"name": "Leergeld Utrecht", "who": "Stichting Leergeld", "days": 20}
    stage.store.run(lambda uow: administer.set_settings(uow, UTRECHT, {**SETTINGS, "routes": [known]}))
    number = tell.asks("noor")
    stage.deliver()
    joost = stage.person("joost")
    joost.presses("Reguliere route", stage.card(number))
    stage.settle_down()
    joost.fills(route="Iets anders")
    joost.presses_in_modal("Leergeld Utrecht")
    stage.settle_down()
    assert "Iets anders" not in joost.modal
    joost.submits()
    stage.settle_down()
    stage.deliver()
    assert joost.view is None
    assert "Leergeld Utrecht, via Stichting Leergeld" in stage.card(number).text
