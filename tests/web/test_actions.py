"""The forms behind the buttons: each done once, each refused once, nothing typed lost."""

from __future__ import annotations

import pytest

from tests.web.stage import Stage, Visitor


def _at(stage: Stage, key: str, number: str, form: str = "") -> Visitor:
    visitor = stage.visitor(key)
    visitor.open(f"/aanvragen/{number}{'/' + form if form else ''}")
    return visitor


def _granted(stage: Stage) -> str:
    number = stage.visitor("noor").ask()
    for key in ("joost", "anke", "bram"):
        _at(stage, key, number).press("Akkoord")
    return number


def _with_lead(stage: Stage) -> str:
    number = stage.visitor("noor").ask()
    for key in ("joost", "anke"):
        _at(stage, key, number).press("Akkoord")
    _at(stage, "bram", number, "bezwaar").press("Bezwaar", {"reason": "Dit kan anders."})
    return number


def test_agreeing_with_less(stage: Stage) -> None:
    """A lower maximum should be kept and said back."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "joost", number, "akkoord-maar-minder")
    assert "Het laagste bedrag kan het eindbedrag worden." in visitor.page.text
    assert "Je bent akkoord met hoogstens € 100,00." in visitor.press("Akkoord", {"amount": "100"}).text


@pytest.mark.parametrize(
    ("amount", "says"), [("125,51", "tot € 125,50"), ("1.5", "We begrijpen 1.5 niet"), ("0", "0,01")]
)
def test_a_wrong_maximum_stays_in_the_form(stage: Stage, amount: str, says: str) -> None:
    """A maximum above what was asked, or no amount at all, should be said at the field."""
    number = stage.visitor("noor").ask()
    page = _at(stage, "joost", number, "akkoord-maar-minder").press("Akkoord", {"amount": amount})
    assert page.status == 422
    assert says in page.problems
    assert page.control("amount")["value"] == amount


def test_objecting_needs_a_reason(stage: Stage) -> None:
    """Bezwaar without a reason should be refused at the field, with one it should count."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "joost", number, "bezwaar")
    assert "nog leeg" in visitor.press("Bezwaar", {"reason": "   "}).problems
    assert visitor.page.control("reason")["aria-invalid"] == "true"
    assert "Dit kan anders." in visitor.press("Bezwaar", {"reason": "Dit kan anders."}).text


def test_a_route_with_a_quick_pick_and_its_answer(stage: Stage) -> None:
    """A known route should fill the form; the poster answers it, and only once."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "joost", number, "reguliere-route")
    picked = visitor.open(visitor.page.links["bijzondere bijstand"]).form_with("Doorgeven").values
    assert (picked["route"], picked["who"], picked["expected_days"]) == ("bijzondere bijstand", "W&I", "20")
    assert "Je route staat erbij." in visitor.press("Doorgeven").text
    poster = _at(stage, "noor", number, "antwoord-op-route?route_no=1")
    assert "Kies een van de vier antwoorden." in poster.press("Antwoorden").problems
    assert "nog leeg" in poster.press("Antwoorden", {"verdict": "too_late", "reason": ""}).problems
    form = poster.page.form_with("Antwoorden")
    said = poster.press("Antwoorden", {"verdict": "too_late", "reason": "De stage begint maandag."})
    assert "De stage begint maandag." in said.text
    again = poster.send(form, {"verdict": "partly", "reason": "Toch deels.", "once": "another"})
    assert "heeft al een antwoord: te laat" in again.problems


def test_a_route_in_time_ends_the_request(stage: Stage) -> None:
    """A route that is in time should solve the request without money."""
    number = stage.visitor("noor").ask()
    _at(stage, "joost", number, "reguliere-route").press("Doorgeven", {"route": "Leergeld", "who": "Leergeld"})
    page = _at(stage, "noor", number, "antwoord-op-route").press("Antwoorden", {"verdict": "in_time"})
    assert "Opgelost" in page.text
    assert "Is het opgelost?" in page.buttons


def test_days_that_are_no_number_are_refused(stage: Stage) -> None:
    """Words where a number of days belongs should be said, and stay."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "joost", number, "reguliere-route")
    page = visitor.press("Doorgeven", {"route": "Leergeld", "who": "Leergeld", "expected_days": "drie weken"})
    assert "als getal" in page.problems
    assert page.control("expected_days")["value"] == "drie weken"


def test_changing_warns_about_votes_and_makes_them_lapse(stage: Stage) -> None:
    """The form should warn; a vote on the old version should then be told to look again."""
    number = stage.visitor("noor").ask()
    _at(stage, "joost", number).press("Akkoord")
    late = _at(stage, "anke", number)
    visitor = _at(stage, "noor", number, "aanpassen")
    assert "Let op: er is 1 stem." in visitor.page.text
    values = visitor.page.form_with("Aanpassen").values
    assert (values["amount"], values["theme"], values["client"]) == ("125,50", "fiets", "")
    assert "Dit is nu versie 2." in visitor.press("Aanpassen", {"amount": "100"}).text
    page = late.press("Akkoord")
    assert page.status == 409
    assert "Noor heeft de aanvraag aangepast. Je stem telt nog niet." in page.problems
    assert "Akkoord: 0 van 3" in page.text


def test_withdrawing_asks_once_more(stage: Stage) -> None:
    """Intrekken should ask first, then end the request."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "noor", number, "intrekken")
    assert "Weet je het zeker?" in visitor.page.text
    assert "Ingetrokken" in visitor.press("Intrekken").text


def test_the_lead_grants_with_a_reason_within_the_limits(stage: Stage) -> None:
    """The form should show what is left, refuse too much, and grant."""
    number = _with_lead(stage)
    assert {"Toekennen", "Afwijzen"} <= _at(stage, "els", number).page.buttons
    visitor = _at(stage, "els", number, "toekennen")
    assert "Nog in het potje" in visitor.page.text
    assert "tot € 125,50" in visitor.press("Toekennen", {"amount": "126", "reason": "Nodig."}).problems
    assert "Toegekend € 125,50" in visitor.press("Toekennen", {"amount": "125,50", "reason": "Nodig."}).text


def test_the_lead_declines_with_a_reason(stage: Stage) -> None:
    """Declining without a reason should be refused; with one the request ends."""
    visitor = _at(stage, "els", _with_lead(stage), "afwijzen")
    assert "nog leeg" in visitor.press("Afwijzen").problems
    assert "Afgewezen" in visitor.press("Afwijzen", {"reason": "Er is een andere weg."}).text


def test_of_two_leads_pressing_at_once_the_second_hears_how_it_ended(stage: Stage) -> None:
    """What was decided in the meantime should be said on the request itself."""
    number = _with_lead(stage)
    first, second = _at(stage, "els", number, "afwijzen"), _at(stage, "els", number, "toekennen")
    first.press("Afwijzen", {"reason": "Er is een andere weg."})
    page = second.press("Toekennen", {"amount": "100", "reason": "Nodig."})
    assert page.status == 409
    assert f"{number} is al klaar: afgewezen." in page.problems


def test_the_urgent_form_says_how_much_at_most(stage: Stage) -> None:
    """Where more was asked than urgency allows, the form should name that limit and what happens with the rest."""
    number = stage.visitor("noor").ask(amount="400", urgent="1", urgent_reason="Morgen afgesloten.")

    form = stage.visitor("els").open(f"/aanvragen/{number}/toekennen-met-spoed")

    assert "Bij spoed hoogstens € 250,00. De koploper kan de rest opnieuw aanvragen." in form.text
    assert "gevraagde bedrag" not in form.text


def test_an_urgent_request_can_be_granted_at_once(stage: Stage) -> None:
    """The lead should find Toekennen on an urgent request, and the group looks afterwards."""
    number = stage.visitor("noor").ask(urgent="1", urgent_reason="Morgen afgesloten.")
    visitor = _at(stage, "els", number)
    assert visitor.page.links["Toekennen"].endswith("/toekennen-met-spoed")
    visitor.open(visitor.page.links["Toekennen"])
    page = visitor.press("Toekennen", {"amount": "100", "reason": "Het kan niet wachten."})
    assert "De groep kijkt achteraf mee" in page.text
    assert "Akkoord" in _at(stage, "joost", number).page.buttons


def test_paying_settling_and_correcting(stage: Stage) -> None:
    """The poster pays and fills in the receipt; the lead can mend it, never above what was granted."""
    number = _granted(stage)
    poster = _at(stage, "noor", number)
    poster.press("Betaald")
    poster.open(f"/aanvragen/{number}/bon-invullen")
    assert "Je kunt hoogstens € 125,50 invullen." in poster.press("Bon invullen", {"amount": "126"}).problems
    assert "Uitgegeven" in poster.press("Bon invullen", {"amount": "119,95"}).text
    assert "€ 119,95" in poster.page.text
    lead = _at(stage, "els", number, "corrigeren")
    assert "€ 118,00" in lead.press("Corrigeren", {"amount": "118", "reason": "Bon verkeerd gelezen."}).text


def test_saying_whether_it_is_solved(stage: Stage) -> None:
    """The poster can answer, and answer again."""
    number = _granted(stage)
    visitor = _at(stage, "noor", number, "is-het-opgelost")
    assert "Kies Ja, Een deel of Nee." in visitor.press("Antwoorden").problems
    assert "Een deel" in visitor.press("Antwoorden", {"answer": "partly", "text": "Nog een slot nodig."}).text
    visitor.open(f"/aanvragen/{number}/is-het-opgelost")
    assert visitor.page.form_with("Antwoorden").values["answer"] == "partly"


def test_handing_over_to_another_koploper(stage: Stage) -> None:
    """The lead should choose from koplopers other than the poster."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "els", number, "overdragen")
    assert "Kies aan wie" in visitor.press("Overdragen").problems
    visitor.press("Overdragen", {"to": "karim"})
    assert "Karim (Buurtteam)" in visitor.page.text
    assert "Intrekken" in _at(stage, "karim", number).page.buttons


def test_a_remark_with_private_details_stays_in_its_field(stage: Stage) -> None:
    """A remark that must not be shared should come back with what is wrong, on the spot."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "joost", number)
    page = visitor.press("Vraag of opmerking", {"text": "Bel me op 06 12 34 56 78"})
    assert page.status == 422
    assert "telefoonnummer" in page.problems
    assert page.form_with("Vraag of opmerking").values["text"] == "Bel me op 06 12 34 56 78"


def test_a_form_that_is_no_longer_possible_leads_to_the_request(stage: Stage) -> None:
    """The address of a form that cannot be used should lead to the request and say so."""
    number = _granted(stage)
    page = stage.visitor("noor").open(f"/aanvragen/{number}/intrekken")
    assert page.title.startswith(number)
    assert "Dat kan nu niet (meer)." in page.text


def test_a_button_that_does_not_exist_is_not_found(stage: Stage) -> None:
    """Any other word behind a request should be a page that says so."""
    number = stage.visitor("noor").ask()
    assert _at(stage, "joost", number, "betoveren").page.status == 404


def test_what_the_rules_forbid_is_said_when_it_is_sent_by_hand(stage: Stage) -> None:
    """The poster who votes by hand should hear why not, and nothing should change."""
    number = stage.visitor("noor").ask()
    visitor = _at(stage, "noor", number)
    form = visitor.page.form_with("Vraag of opmerking")
    form.action = f"/aanvragen/{number}/akkoord"
    page = visitor.send(form)
    assert page.status == 409
    assert f"Alleen meelezers stemmen over {number}." in page.problems
    assert "Akkoord: 0 van 3" in page.text


def test_a_form_that_is_sent_again_with_something_else_is_not_taken_for_the_first(stage: Stage) -> None:
    """Going back gives the form with its old key: what was changed should count, the same again should count once."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    form = visitor.open(f"/aanvragen/{number}/akkoord-maar-minder").form_with("Akkoord")
    assert visitor.send(form, {"amount": "200"}).status == 422
    assert "Je bent akkoord met hoogstens € 100,00." in visitor.send(form, {"amount": "100"}).text
    talk = visitor.page.form_with("Vraag of opmerking")
    for text in ("Mag het ook tweedehands?", "Mag het ook tweedehands?", "En een slot?"):
        visitor.send(talk, {"text": text})
    assert visitor.page.html.count("Mag het ook tweedehands?") == 1
    assert "En een slot?" in visitor.page.text
