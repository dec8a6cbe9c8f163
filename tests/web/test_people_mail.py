"""An admin who changes how somebody signs in: the owner hears of it, and the old way is closed."""

from __future__ import annotations

from doorbraak.ids import PersonId
from tests.web.doors import audited, news_of
from tests.web.stage import Stage


def test_somebody_whose_mail_address_was_changed_hears_of_it(stage: Stage) -> None:
    """Whoever has the mailbox can sign in; the first address and one's own change are told to nobody."""
    ad = stage.visitor("ad")
    for address in ("els@voorbeeld.example", "ad@voorbeeld.example"):
        ad.open("/beheer/mensen/els")
        ad.press("Bewaren", {"email": address})
    assert news_of(stage, "els").count("Ad veranderde jouw mailadres.") == 1
    assert "mailadres" not in news_of(stage, "mira")


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
    assert len(audited(stage, "mail_changed")) == 1
    ad.open("/beheer/mensen/ad")
    for address in ("ad@oud.example", "ad@nieuw.example"):
        assert ad.press("Bewaren", {"email": address}).status == 200
        ad.open("/beheer/mensen/ad")
    assert ad.page.status == 200
    assert len(audited(stage, "mail_changed")) == 2
    assert stage.differences() == ()


def test_who_takes_part_already_hears_of_a_code_in_that_name(stage: Stage) -> None:
    """An admin with a code could act as a lead; the lead reads it, who never signed in is not told."""
    ad = stage.visitor("ad")
    for key in ("els", "ad"):
        ad.open(f"/beheer/mensen/{key}")
        ad.press("Geef een code")

    assert "Ad maakte een inlogcode voor jou. Vroeg je daar niet om?" in news_of(stage, "els")
    assert "inlogcode voor jou" not in news_of(stage, "ad")
