"""Telling a story in Slack: everybody at a screen of their own. A deed gives what the person was told after it."""

from __future__ import annotations

from typing import Any

from tests.slack.bot_stage import CHANNEL, BotStage
from tests.slack.stand import Person, Seen
from tests.web.stage import FILLED


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


class SlackTeller:
    """The deeds of a story over Slack, by the key of whoever does them."""

    def __init__(self, stage: BotStage) -> None:
        self.stage = stage

    # --- at a screen --------------------------------------------------------------------------------------------------

    def _person(self, who: str) -> Person:
        self.stage.deliver()
        person = self.stage.person(who)
        person.told()
        return person

    def _told(self, person: Person) -> str:
        self.stage.settle_down()
        return _plain("\n".join([person.told(), person.modal, *person.errors.values()]))

    def _opened(self, person: Person) -> bool:
        self.stage.settle_down()
        return person.view is not None

    def _press(self, by: str, on: Seen, word: str, /, **values: Any) -> str:
        """Press a button, fill in the form that opens, and send it."""
        person = self._person(by)
        person.presses(word, on)
        if values and self._opened(person):
            person.submits(**values)
        told = self._told(person)
        if person.view is not None:
            person.closes(everything=True)
        return told

    def _card(self, number: str, who: str) -> Seen:
        self.stage.deliver()
        return self.stage.card(number, who)

    def _dm(self, who: str, number: str, word: str) -> Seen:
        """Give the newest direct message about a request that has this button."""
        self.stage.deliver()
        messages = [one for one in self.stage.person(who).dms() if number in one.text and word in one.buttons]
        return messages[-1]

    def _shown(self, who: str, number: str) -> Seen:
        """Ask for a request, and give what came."""
        person = self._person(who)
        person.types(f"/doorbraak {number}", CHANNEL)
        return person.whispers(CHANNEL)[-1]

    # --- deeds --------------------------------------------------------------------------------------------------------

    def _form(self, who: str, changes: dict[str, str]) -> Person:
        filled = FILLED | changes
        person = self._person(who)
        person.types("/voorkomerger", CHANNEL)
        assert self._opened(person), person.told()
        names = ["client", "theme", "amount", "question", "if_nothing", "tried"]
        there = {block.get("block_id") for block in person.view.content["blocks"]} if person.view else set()
        fields = [*names, "district"] if "district" in there else names
        person.submits(**{name: filled[name] for name in fields if filled[name]})
        if person.view is not None and person.view.content["callback_id"] == "request_check":
            later = {name: filled[name] for name in ("urgent_reason", "pay_to", "needed_by") if filled[name]}
            person.submits(**later, **({"urgent": ["urgent"]} if filled.get("urgent") else {}))
        return person

    def asks(self, who: str, **changes: str) -> str:
        told = self._told(self._form(who, changes))
        assert "is verstuurd" in told, told
        return told.split("Je aanvraag ")[1].split(" ")[0]

    def asks_in_english(self, who: str, **changes: str) -> str:
        """Ask, as somebody who chose English."""
        told = self._told(self._form(who, changes))
        assert "was sent" in told, told
        return told.split("Your request ")[1].split(" ")[0]

    def tries_to_ask(self, who: str, **changes: str) -> str:
        person = self._form(who, changes)
        told = self._told(person)
        person.closes(everything=True)
        return told

    def approves(self, who: str, number: str, at_most: str = "") -> str:
        card = self._card(number, who)
        if at_most:
            return self._press(who, card, "Akkoord, maar minder", amount=at_most)
        return self._press(who, card, "Akkoord") if "Akkoord" in card.buttons else card.text

    def objects(self, who: str, number: str, reason: str) -> str:
        return self._press(who, self._card(number, who), "Bezwaar", reason=reason)

    def names_route(self, who: str, number: str, route: str, via: str, days: str = "") -> str:
        values = {"route": route, "who": via} | ({"expected_days": days} if days else {})
        return self._press(who, self._card(number, who), "Reguliere route", **values)

    def answers_route(self, who: str, number: str, route_no: int, verdict: str, reason: str = "") -> str:
        words = {"Op tijd": "in_time"}
        values = {"verdict": words.get(verdict, verdict)} | ({"reason": reason} if reason else {})
        return self._press(who, self._dm(who, number, "Antwoord op route"), "Antwoord op route", **values)

    def steps_back(self, who: str, number: str) -> str:
        return self._press(who, self._card(number, who), "Ik doe niet mee")

    def changes_amount(self, who: str, number: str, amount: str) -> str:
        return self._press(who, self._card(number, who), "Aanpassen", amount=amount)

    def withdraws(self, who: str, number: str) -> str:
        return self._press(who, self._card(number, who), "Intrekken")

    def grants(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._press(who, self._dm(who, number, "Toekennen"), "Toekennen", amount=amount, reason=reason)

    def grants_urgently(self, who: str, number: str, amount: str, reason: str) -> str:
        return self.grants(who, number, amount, reason)

    def declines(self, who: str, number: str, reason: str) -> str:
        return self._press(who, self._dm(who, number, "Afwijzen"), "Afwijzen", reason=reason)

    def pays(self, who: str, number: str) -> str:
        return self._press(who, self._dm(who, number, "Betaald"), "Betaald")

    def settles(self, who: str, number: str, amount: str) -> str:
        return self._press(who, self._dm(who, number, "Bon invullen"), "Bon invullen", amount=amount)

    def corrects(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._press(who, self._shown(who, number), "Corrigeren", amount=amount, reason=reason)

    def says(self, who: str, number: str, text: str) -> str:
        return self._press(who, self._shown(who, number), "Vraag of opmerking", text=text)

    def says_and_answers(self, who: str, number: str, text: str, answer: str) -> str:
        person = self._person(who)
        person.presses("Vraag of opmerking", self._shown(who, number))
        assert self._opened(person)
        person.submits(text=text)
        person.presses_in_modal(answer)
        self.stage.settle_down()
        person.submits()
        return self._told(person)

    def asks_and_answers(self, who: str, answer: str, **changes: str) -> str:
        person = self._form(who, changes)
        person.presses_in_modal(answer)
        self.stage.settle_down()
        person.submits()
        person.submits()
        return self._told(person).split("Je aanvraag ")[1].split(" ")[0]

    def tells_whether_solved(self, who: str, number: str, answer: str) -> str:
        return self._press(who, self._dm(who, number, "Is het opgelost?"), "Is het opgelost?", answer=answer)

    def hands_over(self, who: str, number: str, to: str) -> str:
        return self._press(who, self._shown(who, number), "Overdragen", to=to)

    # --- looking ------------------------------------------------------------------------------------------------------

    def sees(self, who: str, number: str) -> str:
        return _plain(self._shown(who, number).text)

    def waits(self, who: str) -> str:
        person = self._person(who)
        person.types("/doorbraak wacht", CHANNEL)
        news = "\n".join(one.text for one in person.dms() if not one.message.seen_by)
        return _plain(f"{person.whispers(CHANNEL)[-1].text}\nNieuws\n{news}")

    def sees_spend(self, who: str) -> str:
        person = self._person(who)
        person.types("/doorbraak uitgaven per thema dit jaar", CHANNEL)
        self.stage.settle_down()
        whispers = person.whispers(CHANNEL)
        return _plain(next(one.text for one in reversed(whispers) if "in de browser" in one.text))
