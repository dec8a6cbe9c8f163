"""An admin who changes how somebody signs in: the owner hears of it, and the old way is closed."""

from __future__ import annotations

from doorbraak.ids import PersonId
from tests.web.doors import audited, news_of
from tests.web.stage import Stage


def test_somebody_whose_mail_address_was_changed_hears_of_it(stage: Stage) -> None:
    """Whoever has the mailbox can sign in: the first address counts too, and the manager hears of a lead's."""
    ad = stage.visitor("ad")
    for address in ("els@voorbeeld.example", "ad@voorbeeld.example"):
        ad.open("/beheer/mensen/els")
        ad.press("Bewaren", {"email": address})
    assert news_of(stage, "els").count("Ad vulde een mailadres voor je in.") == 1
    assert news_of(stage, "els").count("Ad veranderde jouw mailadres.") == 1
    assert news_of(stage, "mira").count("Ad vulde een ander mailadres in voor Els.") == 2
    ad.open("/beheer/mensen/noor")
    ad.press("Bewaren", {"email": "noor@voorbeeld.example"})
    assert "Noor" not in news_of(stage, "mira")
    assert "Ad vulde een mailadres voor je in." in news_of(stage, "noor")


def test_another_mail_address_ends_what_the_old_one_let_in(stage: Stage) -> None:
    """Whoever came in by the old mailbox is out, device and link too; who changes the own address stays."""
    els, ad = stage.visitor(), stage.visitor("ad")
    ad.open("/beheer/mensen/els")
    ad.press("Bewaren", {"email": "els@oud.example"})
    els.open("/")
    els.press("Inloggen", {"code": stage.code("els"), "remember": "1"})
    link = stage.loop.run(stage.desk.sign_in_link(PersonId("els")))
    ad.press("Bewaren", {"email": "els@nieuw.example"})

    assert els.open("/aanvragen").path == "/"
    els.open(link)
    assert els.press("Inloggen").status == 422
    assert len(audited(stage, "mail_changed")) == 2
    ad.open("/beheer/mensen/ad")
    for address in ("ad@oud.example", "ad@nieuw.example"):
        assert ad.press("Bewaren", {"email": address}).status == 200
        ad.open("/beheer/mensen/ad")
    assert ad.page.status == 200
    assert len(audited(stage, "mail_changed")) == 4
    assert stage.differences() == ()


def test_who_takes_part_already_hears_of_a_code_in_that_name(stage: Stage) -> None:
    """An admin with a code could act as a lead; the lead reads it, who never signed in is not told."""
    ad = stage.visitor("ad")
    for key in ("els", "ad"):
        ad.open(f"/beheer/mensen/{key}")
        ad.press("Geef een code")

    assert "Ad maakte een inlogcode voor jou. Vroeg je daar niet om?" in news_of(stage, "els")
    assert "inlogcode voor jou" not in news_of(stage, "ad")


def test_whoever_watches_hears_of_access_taken_and_given_back(stage: Stage) -> None:
    """An admin who takes a lead's access and makes a code acts as that lead: both are read, a first code is not."""
    stage.join("otto", ("admin",))
    ad = stage.visitor("ad")
    ad.open("/beheer/nieuw")
    ad.press("Toevoegen", {"name": "Fleur", "role-reviewer": "1", "organisation": "UWV"})
    ad.open("/beheer/mensen/els")
    ad.press("Apparaten en accounts wegnemen")
    ad.open("/beheer/mensen/els")
    ad.press("Geef een code")
    ad.open("/beheer/mensen/fleur")
    ad.press("Geef een code")
    for key in ("mira", "otto"):
        said = news_of(stage, key)
        assert said.count("Ad nam de toegang van Els weg.") == 1
        assert said.count("Ad maakte een inlogcode voor Els. De toegang van Els was eerder weggenomen.") == 1
        assert "Fleur" not in said
    assert "Els" not in news_of(stage, "ad")


def test_the_one_who_watches_stays_and_hears_of_a_role_that_is_taken(stage: Stage) -> None:
    """Without a manager nobody would read what an admin does; with another one the first hears that the role went."""
    ad = stage.visitor("ad")
    ad.open("/beheer/mensen/mira")
    taken = {"role-manager": "", "role-koploper": "1"}
    assert "enige programmamanager" in ad.send(ad.page.form_with("Bewaren"), taken).problems
    ad.open("/beheer/mensen/mira")
    assert "enige programmamanager" in ad.press("Apparaten en accounts wegnemen").problems
    ad.open("/beheer/mensen/mira/vertrek")
    assert "enige programmamanager" in ad.press("Mira gaat weg").problems

    stage.join("otto", ("manager",))
    ad.open("/beheer/mensen/mira")
    assert ad.send(ad.page.form_with("Bewaren"), taken).status == 200
    assert "Ad nam jouw rol weg: programmamanager. Je bent nu koploper." in news_of(stage, "mira")
    assert "Ad nam de rol van Mira weg: programmamanager." in news_of(stage, "otto")
    assert stage.differences() == ()


def test_a_manager_who_goes_is_missed_by_the_others(stage: Stage) -> None:
    """Whoever watches is told that one of them does not any more."""
    stage.join("otto", ("manager",))
    ad = stage.visitor("ad")
    ad.open("/beheer/mensen/mira/vertrek")
    ad.press("Mira gaat weg")
    assert "Ad liet weten dat Mira niet meer meedoet." in news_of(stage, "otto")
