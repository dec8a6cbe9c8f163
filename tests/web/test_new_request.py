"""A new request: the form, its draft, the check step with its own address, and sending it once."""

from __future__ import annotations

import asyncio

import httpx

from tests.web.stage import FILLED, Stage


def test_a_request_is_said_back_before_it_is_sent(stage: Stage) -> None:
    """The check step should say amount, theme, district, the end of the number and what is left afterwards."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", FILLED)
    assert page.path.startswith("/nieuwe-aanvraag/controle/")
    for words in ("€ 125,50", "Fiets", "Overvecht", "eindigt op 01", "€ 374,50", "woensdag 11 maart 10:00"):
        assert words in page.text
    assert "BOKS-1001" not in page.html


def test_after_sending_the_number_stands_in_the_heading(stage: Stage) -> None:
    """Sending should lead to the request, which waits for reviewers by its number."""
    number = stage.visitor("noor").fill_in()
    assert number == "VE-2026-0001"
    reviewer = stage.visitor("joost")
    assert number in reviewer.open("/wat-wacht-op-mij").text
    assert reviewer.open(f"/aanvragen/{number}").title == f"{number} · Fiets"


def test_going_back_to_a_refused_request_and_pressing_again_asks_again(stage: Stage) -> None:
    """What was above the cap fits once the other request of this client is withdrawn: no first answer is repeated."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    form = visitor.press("Verder", FILLED).form_with("Versturen")
    other = visitor.ask(amount="420")
    assert "VE-2026-0002" not in visitor.send(form).title
    visitor.open(f"/aanvragen/{other}/intrekken")
    visitor.press("Intrekken")
    assert visitor.send(form).h1 == "VE-2026-0002 · Fiets"


def test_two_submits_of_one_form_are_one_request(stage: Stage) -> None:
    """Pressing Versturen twice should lead to the same request both times."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    form = visitor.press("Verder", FILLED).form_with("Versturen")
    first, second = visitor.send(form), visitor.send(form)
    assert first.h1 == second.h1 == "VE-2026-0001 · Fiets"
    visitor.open("/mijn-aanvragen")
    assert "VE-2026-0002" not in visitor.page.text


def test_going_back_loses_nothing_but_the_file_number(stage: Stage) -> None:
    """Terug should show the form as it was; of the number only that it is there."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    visitor.press("Verder", FILLED | {"tried": "Leergeld gebeld."})
    page = visitor.open(visitor.page.links["Terug"])
    values = page.form_with("Verder").values
    assert (values["question"], values["amount"], values["tried"]) == (FILLED["question"], "125,50", "Leergeld gebeld.")
    assert values["client"] == ""
    assert "eindigt op 01" in page.text
    assert visitor.press("Verder").title == "Klopt dit?"


def test_a_draft_survives_until_the_next_visit(stage: Stage) -> None:
    """Somebody who signs in again should find the form as it was."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    visitor.press("Verder", FILLED)
    later = stage.visitor("noor")
    assert later.open("/nieuwe-aanvraag").form_with("Verder").values["question"] == FILLED["question"]
    assert "bewaard om 10:00" in later.page.text


WRONG_AMOUNTS = (
    ("1250.50", "We begrijpen 1250.50 niet. Schrijf euro's en centen zo: 125,50."),
    ("12,345", "hoogstens twee cijfers na de komma"),
    ("1e3", "We begrijpen 1e3 niet"),
    ("-5", "We begrijpen -5 niet"),
    ("125,", "125,50"),
    ("", "125,50"),
    ("0", "minstens € 0,01"),
    ("500,01", "dit jaar nog € 500,00 over"),
    ("9" * 10_000, "125,50"),
)


def test_a_wrong_amount_is_refused_with_the_right_form(stage: Stage) -> None:
    """A wrong amount should be said at its field and above the form, and everything typed should stay."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    for amount, says in WRONG_AMOUNTS:
        page = visitor.press("Verder", FILLED | {"amount": amount})
        assert page.status == 422, amount
        assert says in page.problems
        assert page.control("amount")["aria-invalid"] == "true"
        assert page.control("amount")["value"] == amount
        assert page.form_with("Verder").values["question"] == FILLED["question"]
        assert page.links[next(text for text in page.links if says in text.replace("\u00a0", " "))] == "#amount"


def test_all_that_is_wrong_is_said_at_once(stage: Stage) -> None:
    """An empty form should name every field that is needed, in the order of the form."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", {"urgent": "1"})
    told = [href for href in page.links.values() if href.startswith("#")]
    assert told == [
        "#inhoud",
        "#client",
        "#district",
        "#theme",
        "#amount",
        "#question",
        "#if_nothing",
        "#urgent_reason",
    ]


def test_private_details_of_all_fields_are_shown_on_one_screen(stage: Stage) -> None:
    """Every private detail should be named with its words, stay in the form, and not be kept."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", FILLED | {"question": "Bel 06 12 34 56 78.", "tried": "Mail naar fa@example.org."})
    assert "telefoonnummer in je tekst: 06 12 34 56 78" in page.problems
    assert "fa@example.org" in page.problems
    assert page.form_with("Verder").values["question"] == "Bel 06 12 34 56 78."
    assert visitor.open("/nieuwe-aanvraag").form_with("Verder").values["question"] == ""


STRANGE = ("<script>alert(1)</script>", "أحتاج إلى مساعدة", "Een fiets 🚲 graag", "\u202eomgekeerd", "{{ 7 * 7 }}")


def test_strange_texts_are_kept_and_shown_as_typed(stage: Stage) -> None:
    """Markup, emoji and right-to-left text should come out exactly as they went in, and never run."""
    visitor = stage.visitor("noor")
    for count, text in enumerate(STRANGE):
        number = visitor.ask(question=text, client=f"BOKS-{4000 + count}")
        assert visitor.open(f"/aanvragen/{number}").status == 200
        assert "<script>alert" not in visitor.page.html
        assert text in visitor.page.text


def test_an_unreadable_character_is_taken_out_and_said(stage: Stage) -> None:
    """A null byte cannot be kept: the rest should stay, and the person should hear of it."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", FILLED | {"question": "Een fiets\x00 graag"})
    assert page.status == 422
    assert "een teken in dat we niet kunnen bewaren" in page.problems
    assert page.form_with("Verder").values["question"] == "Een fiets graag"


def test_a_text_that_is_too_long_is_refused_whole(stage: Stage) -> None:
    """Ten thousand characters should be refused with the limit, and not one should be lost."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    assert "Hoogstens 1.500 tekens." in visitor.page.text
    page = visitor.press("Verder", FILLED | {"question": "a" * 10_000})
    assert "te lang: 10000 tekens; er passen er 1500" in page.problems
    assert page.form_with("Verder").values["question"] == "a" * 10_000


def test_line_ends_count_as_one_character(stage: Stage) -> None:
    """Browsers send line ends as two characters; a text of exactly the limit should pass all the same."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    text = "\r\n".join(["a" * 99] * 15)
    assert visitor.press("Verder", FILLED | {"question": text}).title == "Klopt dit?"


def test_without_a_file_somebody_gets_a_code(stage: Stage) -> None:
    """Geen dossier should show a code to write down and keep it with the form."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Geen dossier", FILLED | {"client": ""})
    assert "Schrijf deze code op bij de klant: ZD-" in page.text
    assert page.form_with("Verder").values["question"] == FILLED["question"]
    assert visitor.press("Verder").title == "Klopt dit?"


def test_what_is_no_file_number_is_refused(stage: Stage) -> None:
    """Too short, one repeated character, or a citizen service number should be refused with an example."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    for number in ("12", "aaaa", "111222333"):
        page = visitor.press("Verder", FILLED | {"client": number})
        assert "Dit lijkt geen dossiernummer. Voorbeeld: BOKS-1001." in page.problems
        assert page.control("client")["value"] == ""


def test_more_than_ten_numbers_an_hour_have_to_wait(stage: Stage) -> None:
    """Looking at client after client without sending should stop, without losing the draft."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    for number in range(11):
        page = visitor.press("Verder", FILLED | {"client": f"BOKS-{2000 + number}"})
        visitor.open("/nieuwe-aanvraag")
    assert page.status == 429
    assert visitor.page.form_with("Verder").values["question"] == FILLED["question"]


def test_the_check_step_warns_when_it_is_needed_sooner(stage: Stage) -> None:
    """A date before the answer should offer Spoed."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", FILLED | {"needed_by": "2026-03-10"})
    assert "Dat is eerder. Wil je Spoed aanzetten?" in page.text


def test_a_changed_draft_has_to_be_looked_at_again(stage: Stage) -> None:
    """An old check step should not show what is left for what was changed since."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    checked = visitor.press("Verder", FILLED).path
    visitor.open("/nieuwe-aanvraag")
    stage.clock.go_on(minutes=1)
    form = visitor.page.form_with("Verder")
    form.action = "/nieuwe-aanvraag/concept"
    visitor.send(form, FILLED | {"amount": "200"})
    assert visitor.open(checked).path.startswith("/nieuwe-aanvraag?draft=")


def test_saving_while_typing_tells_when_and_what_was_not_kept(stage: Stage) -> None:
    """The autosave should answer with the time, the draft, and why a field was left out."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    form.action = "/nieuwe-aanvraag/concept"
    kept = visitor.send(form, FILLED | {"question": "Bel 06 12 34 56 78."}).html
    assert "bewaard om 10:00" in kept
    assert "Niet bewaard: er staat een telefoonnummer in." in kept


def test_somebody_elses_draft_is_not_there(stage: Stage) -> None:
    """The check step of another person should not be found."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    checked = visitor.press("Verder", FILLED).path
    assert stage.visitor("karim").open(checked).status == 404


def test_only_a_koploper_may_ask(stage: Stage) -> None:
    """Other roles should get 403 at the pages of a koploper."""
    for key in ("joost", "els", "mira", "ad"):
        visitor = stage.visitor(key)
        assert visitor.open("/nieuwe-aanvraag").status == 403
        assert visitor.open("/mijn-aanvragen").status == 403


def test_pressing_verder_twice_leaves_no_second_draft_behind(stage: Stage) -> None:
    """After sending one of two equal drafts the form should be empty again."""
    visitor = stage.visitor("noor")
    form = visitor.open("/nieuwe-aanvraag").form_with("Verder")
    visitor.send(form, FILLED)
    visitor.send(form, FILLED)
    visitor.press("Versturen")
    assert visitor.open("/nieuwe-aanvraag").form_with("Verder").values["question"] == ""


def test_a_date_that_has_been_is_refused_at_its_field(stage: Stage) -> None:
    """Yesterday cannot be met any more, and must not lead to the question whether it is urgent; today can."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    page = visitor.press("Verder", FILLED | {"needed_by": "2026-03-08"})
    assert page.status == 422
    assert "Deze datum is al geweest." in page.problems
    assert page.control("needed_by")["aria-invalid"] == "true"
    assert visitor.press("Verder", FILLED | {"needed_by": "2026-03-09"}).title == "Klopt dit?"


def test_two_windows_on_one_check_step_are_one_request(stage: Stage) -> None:
    """Sending from both windows at the same moment should give one request, though each has a key of its own."""
    visitor = stage.visitor("noor")
    visitor.open("/nieuwe-aanvraag")
    checked = visitor.press("Verder", FILLED).path
    forms = [visitor.open(checked).form_with("Versturen") for _ in range(2)]
    sent = [visitor.http.post(form.action, data=form.values) for form in forms]

    async def both() -> list[httpx.Response]:
        return await asyncio.gather(*sent)

    assert {answer.headers["location"] for answer in stage.loop.run(both())} == {"/aanvragen/VE-2026-0001"}
    assert forms[0].values["once"] != forms[1].values["once"]
    visitor.open("/mijn-aanvragen")
    assert "VE-2026-0002" not in visitor.page.text
