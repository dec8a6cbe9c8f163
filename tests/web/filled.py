"""A stage with something of everything on it, for tests that look at pages."""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.stage import Stage


@dataclass(frozen=True)
class Numbers:
    """The requests of the filled stage, by what they show."""

    talked_about: str
    with_lead: str
    urgent: str
    settled: str
    granted: str


def fill(stage: Stage) -> Numbers:
    """Put requests in every state, with votes, routes, remarks and money."""
    noor = stage.visitor("noor")
    numbers = Numbers(
        talked_about=noor.ask(needed_by="2026-03-12", tried="Leergeld geeft geen fietsen meer.", pay_to="Fietsenmaker"),
        with_lead=noor.ask(client="BOKS-2002", theme="wonen", amount="420", question="Een gezin slaapt op de grond."),
        urgent=noor.ask(client="BOKS-3003", theme="leges", urgent="1", urgent_reason="Morgen is de afspraak."),
        settled=noor.ask(client="BOKS-4004", theme="studiekosten", amount="215"),
        granted=noor.ask(client="BOKS-5005", theme="vervoer", amount="60,40"),
    )
    for key in ("joost", "anke", "bram"):
        _agree(stage, key, numbers.settled, numbers.granted)
    noor.open(f"/aanvragen/{numbers.settled}/bon-invullen")
    noor.press("Bon invullen", {"amount": "199,95"})
    _talk(stage, numbers.talked_about)
    _object(stage, numbers.with_lead)
    return numbers


def _agree(stage: Stage, key: str, *numbers: str) -> None:
    visitor = stage.visitor(key)
    for number in numbers:
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")


def _talk(stage: Stage, number: str) -> None:
    bram, noor, anke = stage.visitor("bram"), stage.visitor("noor"), stage.visitor("anke")
    bram.open(f"/aanvragen/{number}/reguliere-route?keuze=1")
    bram.press("Doorgeven")
    noor.open(f"/aanvragen/{number}/antwoord-op-route")
    noor.press("Antwoorden", {"verdict": "too_late", "reason": "De stage begint maandag."})
    _agree(stage, "joost", number)
    anke.open(f"/aanvragen/{number}/akkoord-maar-minder")
    anke.press("Akkoord", {"amount": "100"})
    anke.press("Vraag of opmerking", {"text": "Heeft de school ook een fiets te leen?"})


def _object(stage: Stage, number: str) -> None:
    anke, bram = stage.visitor("anke"), stage.visitor("bram")
    _agree(stage, "joost", number)
    anke.open(f"/aanvragen/{number}/bezwaar")
    anke.press("Bezwaar", {"reason": "Dit kan via de bijzondere bijstand, als het met spoed gaat."})
    bram.open(f"/aanvragen/{number}")
    bram.press("Akkoord")
    bram.open(f"/aanvragen/{number}/reguliere-route")
    bram.press("Doorgeven", {"route": "Inrichtingskrediet", "who": "W&I", "expected_days": "30"})
