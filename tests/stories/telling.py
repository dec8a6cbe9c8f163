"""Who tells a story: the same deeds over each channel. A deed gives what the person was told right after it."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Protocol

from doorbraak.ids import PersonId
from handlers.console import converse
from tests.web.stage import FILLED, Stage, Visitor


class Teller(Protocol):
    """The deeds of a story, by the key of whoever does them. Amounts and words are typed as people type them."""

    def asks(self, who: str, **changes: str) -> str:
        """Put a request; gives its number."""
        ...

    def tries_to_ask(self, who: str, **changes: str) -> str:
        """Fill in a request that is refused; gives what was said."""
        ...

    def approves(self, who: str, number: str, at_most: str = "") -> str: ...

    def objects(self, who: str, number: str, reason: str) -> str: ...

    def names_route(self, who: str, number: str, route: str, via: str, days: str = "") -> str: ...

    def answers_route(self, who: str, number: str, route_no: int, verdict: str, reason: str = "") -> str: ...

    def steps_back(self, who: str, number: str) -> str: ...

    def changes_amount(self, who: str, number: str, amount: str) -> str: ...

    def withdraws(self, who: str, number: str) -> str: ...

    def grants(self, who: str, number: str, amount: str, reason: str) -> str: ...

    def grants_urgently(self, who: str, number: str, amount: str, reason: str) -> str: ...

    def declines(self, who: str, number: str, reason: str) -> str: ...

    def pays(self, who: str, number: str) -> str: ...

    def settles(self, who: str, number: str, amount: str) -> str: ...

    def corrects(self, who: str, number: str, amount: str, reason: str) -> str: ...

    def says(self, who: str, number: str, text: str) -> str: ...

    def says_and_answers(self, who: str, number: str, text: str, answer: str) -> str:
        """Say something in the talk, be asked about it, press this button."""

    def asks_and_answers(self, who: str, answer: str, **changes: str) -> str:
        """Put a request and answer what is asked about its question; gives its number."""

    def tells_whether_solved(self, who: str, number: str, answer: str) -> str: ...

    def hands_over(self, who: str, number: str, to: str) -> str: ...

    def sees(self, who: str, number: str) -> str:
        """Give everything that somebody sees of a request."""
        ...

    def waits(self, who: str) -> str:
        """Give everything under Wat wacht op mij, with the news."""
        ...

    def sees_spend(self, who: str) -> str:
        """Give everything under Uitgaven."""
        ...


_SESSION = timedelta(minutes=29)
"""After so long without a page somebody signs in again."""


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


class ConsoleTeller:
    """A terminal: each deed is a conversation of its own."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def _say(self, who: str, *lines: str) -> str:
        out = io.StringIO()
        self.stage.loop.run(converse(self.stage.desk, PersonId(who), lines, out))
        greeting, _, answer = out.getvalue().partition("Typ help voor wat er kan.")
        return _plain(answer if answer else greeting)

    def _form(self, who: str, changes: dict[str, str], answer: str = "") -> str:
        filled = FILLED | changes
        fields = ("client", "district", "theme", "amount", "question", "if_nothing", "tried")
        answers = [filled[name] or "overslaan" for name in fields]
        answers[2] = filled["theme"]
        answers[5:5] = [answer] if answer else []  # right after the question
        extra = [f"spoed {filled['urgent_reason']}"] if filled.get("urgent") else []
        return self._say(who, "aanvraag", *answers, *extra, "versturen")

    def asks(self, who: str, **changes: str) -> str:
        answer = self._form(who, changes)
        assert "is verstuurd" in answer, answer
        return answer.split("Je aanvraag ")[1].split(" ")[0]

    def tries_to_ask(self, who: str, **changes: str) -> str:
        return self._form(who, changes)

    def approves(self, who: str, number: str, at_most: str = "") -> str:
        return self._say(who, f"akkoord {number} hoogstens {at_most}" if at_most else f"akkoord {number}")

    def objects(self, who: str, number: str, reason: str) -> str:
        return self._say(who, f"bezwaar {number} {reason}")

    def names_route(self, who: str, number: str, route: str, via: str, days: str = "") -> str:
        return self._say(who, f"route {number} {route}; {via}; {days}")

    def answers_route(self, who: str, number: str, route_no: int, verdict: str, reason: str = "") -> str:
        return self._say(who, f"antwoord {number} {route_no} {verdict.lower()}: {reason}")

    def steps_back(self, who: str, number: str) -> str:
        return self._say(who, f"ik doe niet mee {number}")

    def changes_amount(self, who: str, number: str, amount: str) -> str:
        return self._say(who, f"aanpassen {number} bedrag {amount}")

    def withdraws(self, who: str, number: str) -> str:
        return self._say(who, f"intrekken {number}", "ja")

    def grants(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._say(who, f"toekennen {number} {amount} {reason}")

    def grants_urgently(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._say(who, f"spoed {number} {amount} {reason}")

    def declines(self, who: str, number: str, reason: str) -> str:
        return self._say(who, f"afwijzen {number} {reason}")

    def pays(self, who: str, number: str) -> str:
        return self._say(who, f"betaald {number}")

    def settles(self, who: str, number: str, amount: str) -> str:
        return self._say(who, f"bon {number} {amount}")

    def corrects(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._say(who, f"corrigeer {number} {amount} {reason}")

    def says(self, who: str, number: str, text: str) -> str:
        return self._say(who, f"zeg {number} {text}")

    def says_and_answers(self, who: str, number: str, text: str, answer: str) -> str:
        return self._say(who, f"zeg {number} {text}", answer)

    def asks_and_answers(self, who: str, answer: str, **changes: str) -> str:
        return self._form(who, changes, answer).split("Je aanvraag ")[1].split(" ")[0]

    def tells_whether_solved(self, who: str, number: str, answer: str) -> str:
        return self._say(who, f"opgelost {number} {answer.lower()}")

    def hands_over(self, who: str, number: str, to: str) -> str:
        return self._say(who, f"overdragen {number} {to}")

    def sees(self, who: str, number: str) -> str:
        return self._say(who, f"bekijk {number}")

    def waits(self, who: str) -> str:
        return self._say(who, "wacht")

    def sees_spend(self, who: str) -> str:
        return self._say(who, "uitgaven per thema")


class WebTeller:
    """A browser without script. Everybody keeps one, and signs in again when the session is over."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._visitors: dict[str, Visitor] = {}
        self._seen_at: dict[str, datetime] = {}

    def _visitor(self, who: str) -> Visitor:
        now, seen_at = self.stage.clock(), self._seen_at.get(who)
        if seen_at is None or now - seen_at > _SESSION:
            self._visitors[who] = self.stage.visitor(who)
        self._seen_at[who] = now
        return self._visitors[who]

    def _press(self, by: str, number: str, word: str, slug: str = "", /, **values: str) -> str:
        visitor = self._visitor(by)
        visitor.open(f"/aanvragen/{number}/{slug}" if slug else f"/aanvragen/{number}")
        if word not in visitor.page.buttons:
            return _plain(visitor.page.text)
        visitor.press(word, values)
        return _plain(visitor.page.text)

    def _form(self, who: str, changes: dict[str, str]) -> Visitor:
        visitor = self._visitor(who)
        visitor.open("/nieuwe-aanvraag")
        visitor.press("Verder", FILLED | changes)
        if visitor.page.title == "Klopt dit?":
            visitor.press("Versturen")
        return visitor

    def asks(self, who: str, **changes: str) -> str:
        visitor = self._form(who, changes)
        assert visitor.page.h1.startswith("VE-"), visitor.page.text
        return visitor.page.h1.split(" · ")[0]

    def tries_to_ask(self, who: str, **changes: str) -> str:
        return _plain(self._form(who, changes).page.text)

    def approves(self, who: str, number: str, at_most: str = "") -> str:
        if at_most:
            return self._press(who, number, "Akkoord", "akkoord-maar-minder", amount=at_most)
        return self._press(who, number, "Akkoord")

    def objects(self, who: str, number: str, reason: str) -> str:
        return self._press(who, number, "Bezwaar", "bezwaar", reason=reason)

    def names_route(self, who: str, number: str, route: str, via: str, days: str = "") -> str:
        return self._press(who, number, "Doorgeven", "reguliere-route", route=route, who=via, expected_days=days)

    def answers_route(self, who: str, number: str, route_no: int, verdict: str, reason: str = "") -> str:
        codes = {"Op tijd": "in_time", "Te laat": "too_late", "Deels": "partly", "Past niet": "does_not_fit"}
        values = {"verdict": codes[verdict], "reason": reason, "route_no": str(route_no)}
        return self._press(who, number, "Antwoorden", "antwoord-op-route", **values)

    def steps_back(self, who: str, number: str) -> str:
        return self._press(who, number, "Ik doe niet mee")

    def changes_amount(self, who: str, number: str, amount: str) -> str:
        return self._press(who, number, "Aanpassen", "aanpassen", amount=amount)

    def withdraws(self, who: str, number: str) -> str:
        return self._press(who, number, "Intrekken", "intrekken")

    def grants(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._press(who, number, "Toekennen", "toekennen", amount=amount, reason=reason)

    def grants_urgently(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._press(who, number, "Toekennen", "toekennen-met-spoed", amount=amount, reason=reason)

    def declines(self, who: str, number: str, reason: str) -> str:
        return self._press(who, number, "Afwijzen", "afwijzen", reason=reason)

    def pays(self, who: str, number: str) -> str:
        return self._press(who, number, "Betaald")

    def settles(self, who: str, number: str, amount: str) -> str:
        return self._press(who, number, "Bon invullen", "bon-invullen", amount=amount)

    def corrects(self, who: str, number: str, amount: str, reason: str) -> str:
        return self._press(who, number, "Corrigeren", "corrigeren", amount=amount, reason=reason)

    def says(self, who: str, number: str, text: str) -> str:
        return self._press(who, number, "Vraag of opmerking", "opmerking", text=text)

    def says_and_answers(self, who: str, number: str, text: str, answer: str) -> str:
        self._press(who, number, "Vraag of opmerking", "opmerking", text=text)
        return _plain(self._answered(who, answer).page.text)

    def asks_and_answers(self, who: str, answer: str, **changes: str) -> str:
        self._form(who, changes)
        visitor = self._answered(who, answer)
        visitor.press("Versturen")
        return visitor.page.h1.split(" · ")[0]

    def _answered(self, who: str, answer: str) -> Visitor:
        """Press a button of the only question there is."""
        visitor = self._visitor(who)
        form = visitor.page.form_about("")
        visitor.send(form, form.button_values(answer))
        return visitor

    def tells_whether_solved(self, who: str, number: str, answer: str) -> str:
        codes = {"Ja": "yes", "Een deel": "partly", "Nee": "no"}
        return self._press(who, number, "Antwoorden", "is-het-opgelost", answer=codes[answer])

    def hands_over(self, who: str, number: str, to: str) -> str:
        return self._press(who, number, "Overdragen", "overdragen", to=to)

    def sees(self, who: str, number: str) -> str:
        visitor = self._visitor(who)
        visitor.open(f"/aanvragen/{number}")
        return _plain(visitor.page.text)

    def waits(self, who: str) -> str:
        visitor = self._visitor(who)
        visitor.open("/wat-wacht-op-mij")
        return _plain(visitor.page.text)

    def sees_spend(self, who: str) -> str:
        visitor = self._visitor(who)
        visitor.open("/uitgaven")
        return _plain(visitor.page.text)
