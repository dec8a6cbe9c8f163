"""The page of one request: its parts, its buttons by role, and staying up to date."""

from __future__ import annotations

from tests.web.stage import Stage

PARTS = {"De vraag", "Gesprek", "Reguliere routes", "Stemmen", "Waarom staat het zo", "Geld", "Geschiedenis"}
VOTES = {"Akkoord", "Akkoord, maar minder", "Reguliere route", "Bezwaar", "Ik doe niet mee"}


def test_the_page_has_all_its_parts(stage: Stage) -> None:
    """Everybody of the programme who may see a request should find the same parts."""
    number = stage.visitor("noor").ask()
    for key in ("noor", "joost", "els", "mira", "ad"):
        page = stage.visitor(key).open(f"/aanvragen/{number}")
        assert set(page.headings) >= PARTS
        assert page.title == f"{number} · Fiets"
        assert page.h1 == f"{number} · Fiets"


def test_everybody_gets_the_buttons_of_their_place(stage: Stage) -> None:
    """A reviewer votes, the poster changes and takes back, nobody else does either."""
    number = stage.visitor("noor").ask()
    seen = {key: stage.visitor(key).open(f"/aanvragen/{number}").buttons for key in ("noor", "joost", "els", "mira")}
    assert seen["joost"] >= VOTES
    assert not seen["noor"] & VOTES
    assert {"Aanpassen", "Intrekken"} <= seen["noor"]
    assert not seen["mira"] & (VOTES | {"Aanpassen", "Toekennen"})
    assert "Overdragen" in seen["els"]
    assert "Toekennen" not in seen["els"]


def test_agreeing_is_one_press(stage: Stage) -> None:
    """Akkoord should count at once, with a private receipt, and show who still has to answer."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}")
    page = visitor.press("Akkoord")
    assert "Je bent akkoord." in page.text
    assert "Akkoord: 1 van 3" in page.text
    assert "Anke (UWV)" in page.text


def test_a_vote_sent_twice_counts_once_and_gets_the_same_receipt(stage: Stage) -> None:
    """The same form sent again should change nothing and say the same."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    form = visitor.open(f"/aanvragen/{number}").form_with("Akkoord")
    first, second = visitor.send(form), visitor.send(form)
    assert "Je bent akkoord." in first.text
    assert "Je bent akkoord." in second.text
    assert second.text.count("Joost: akkoord") == 1


def test_a_receipt_is_said_once(stage: Stage) -> None:
    """Looking again should not repeat the receipt."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}")
    visitor.press("Akkoord")
    assert 'role="status"><p>Je bent akkoord' not in visitor.open(f"/aanvragen/{number}").html


def test_two_buttons_of_one_page_are_two_actions(stage: Stage) -> None:
    """A remark and then a vote from the same page should both count."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    page = visitor.open(f"/aanvragen/{number}")
    remark, vote = page.form_with("Vraag of opmerking"), page.form_with("Akkoord")
    visitor.send(remark, {"text": "Kan de school helpen?"})
    assert "Akkoord: 1 van 3" in visitor.send(vote).text
    assert "Kan de school helpen?" in visitor.page.text


def test_the_third_agreement_grants(stage: Stage) -> None:
    """With three from two organisations the amount should be granted, and the vote buttons should go."""
    number = stage.visitor("noor").ask()
    for key in ("joost", "anke", "bram"):
        visitor = stage.visitor(key)
        visitor.open(f"/aanvragen/{number}")
        visitor.press("Akkoord")
    assert "Met jouw akkoord is € 125,50 toegekend." in visitor.page.text
    assert not visitor.page.buttons & VOTES
    poster = stage.visitor("noor").open(f"/aanvragen/{number}")
    assert {"Betaald", "Bon invullen", "Zeg tegen de klant", "Kopieer voor dossier"} <= poster.buttons
    assert "Spreek met je regisseur af wie betaalt." in poster.text


def test_the_version_is_304_until_something_happens(stage: Stage) -> None:
    """An open page should hear of a change by the version, and only then."""
    number = stage.visitor("noor").ask()
    watcher, voter = stage.visitor("noor"), stage.visitor("joost")
    tag = watcher.open(f"/aanvragen/{number}/versie").headers["etag"]
    assert watcher.open(f"/aanvragen/{number}/versie", headers={"if-none-match": tag}).status == 304
    voter.open(f"/aanvragen/{number}")
    voter.press("Akkoord")
    fresh = watcher.open(f"/aanvragen/{number}/versie", headers={"if-none-match": tag})
    assert (fresh.status, fresh.headers["etag"] != tag) == (200, True)
    parts = watcher.open(f"/aanvragen/{number}/delen")
    assert "Akkoord: 1 van 3" in parts.text
    assert "<html" not in parts.html


def test_only_the_lead_sees_who_stepped_back(stage: Stage) -> None:
    """Who does not take part should be named to the lead and to nobody else."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("joost")
    visitor.open(f"/aanvragen/{number}")
    assert "Je doet niet mee. Collega's zien dit niet." in visitor.press("Ik doe niet mee").text
    assert not visitor.page.buttons & VOTES
    assert "Doet niet mee" in stage.visitor("els").open(f"/aanvragen/{number}").headings or (
        "Alleen jij ziet dit, als regisseur." in stage.visitor("els").open(f"/aanvragen/{number}").text
    )
    visitor.open(f"/aanvragen/{number}")
    assert "Je doet niet mee." in visitor.page.text
    for key in ("noor", "anke", "mira"):
        seen = stage.visitor(key).open(f"/aanvragen/{number}").text
        assert "doet niet mee" not in seen.lower()
        assert seen.count("Joost") == 1  # as before: among those who did not vote


def test_texts_to_copy_stand_on_pages_of_their_own(stage: Stage) -> None:
    """What to tell the client speaks with u; what goes in the file names nobody."""
    number = stage.visitor("noor").ask()
    visitor = stage.visitor("noor")
    told = visitor.open(f"/aanvragen/{number}/zeg-tegen-de-klant")
    assert told.title == "Zeg tegen de klant"
    assert "Wij zoeken uit of wij dit kunnen betalen. U hoort" in told.text
    copied = visitor.open(f"/aanvragen/{number}/kopieer-voor-dossier")
    assert f"Voorkom Erger {number}, 9 maart 2026." in copied.text


def test_an_unknown_request_is_not_found(stage: Stage) -> None:
    """Any other address should be a page that says so, in Dutch."""
    visitor = stage.visitor("noor")
    for number in ("VE-2026-0099", "nergens", "VE-2026-0001%00", "a" * 3000, "%2e%2e", "VE-2026-٠٠٠١"):
        page = visitor.open(f"/aanvragen/{number}")
        assert page.status == 404, number
        assert page.h1 == "Deze pagina is er niet"


def test_looking_stores_nothing(stage: Stage) -> None:
    """Going through every page by GET should leave the log as it was."""
    visitor = stage.visitor("noor")
    number = visitor.ask()
    before = _lines(stage)
    for address in ("/", "/wat-wacht-op-mij", "/nieuwe-aanvraag", "/mijn-aanvragen", "/aanvragen", "/mijn-gegevens"):
        visitor.open(address)
    for part in ("", "/versie", "/delen", "/aanpassen", "/intrekken", "/zeg-tegen-de-klant", "/kopieer-voor-dossier"):
        visitor.open(f"/aanvragen/{number}{part}")
    assert _lines(stage) == before


def _lines(stage: Stage) -> list[int]:
    """Count the rows of all tables."""
    from sqlalchemy import text

    from storage import tables

    names = list(tables.metadata.tables)
    return [
        stage.store.answer(lambda c, name=name: c.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())
        for name in names
    ]
