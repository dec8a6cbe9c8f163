"""Sessions: what ends them, on every process; what their cookies say; which devices stay signed in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from doorbraak.ids import PersonId
from handlers.web.sessions import LONGEST_SECONDS
from storage import administer, deliveries, keyed, sessions
from storage import tables as t
from tests.web.stage import UTRECHT, Stage, Visitor, a_stage


def _copy_of(visitor: Visitor, stage: Stage) -> Visitor:
    thief = stage.visitor()
    thief.http.cookies.update(visitor.http.cookies)
    return thief


def test_signing_out_holds_on_every_process(stage: Stage) -> None:
    """A copy of the cookie opens nothing on another process, also not after a restart."""
    visitor, other = stage.visitor(), stage.another_process()
    visitor.sign_in("noor")
    thief = _copy_of(visitor, other)
    assert thief.open("/aanvragen").title == "Aanvragen"

    visitor.press("Uitloggen")
    assert thief.open("/aanvragen").path == "/"
    stage.restart()
    assert _copy_of(thief, stage).open("/aanvragen").path == "/"
    other.store.close()


def test_ended_sessions_are_remembered_as_long_as_they_could_last(stage: Stage) -> None:
    """What would be over by itself is forgotten after eight hours, and not before."""
    visitor = stage.visitor()
    visitor.sign_in("noor")
    visitor.press("Uitloggen")
    count = select(func.count()).select_from(t.ended_sessions)

    counted = []
    for hours in (7, 2):
        stage.clock.go_on(hours=hours)
        stage.store.run(lambda uow: deliveries.sweep(uow.connection, stage.clock()))
        counted.append(stage.store.answer(lambda connection: connection.execute(count).scalar()))
    assert counted == [1, 0]
    assert timedelta(seconds=LONGEST_SECONDS) == sessions.LONGEST


def test_overal_uitloggen_ends_every_session_and_device_of_that_person_only(stage: Stage) -> None:
    """Phone, desk and remembered device are out at the next click; a colleague stays in; signing in again works."""
    desk, phone, colleague = stage.visitor("noor"), stage.visitor(), stage.visitor("karim")
    phone.open("/")
    phone.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    other = stage.another_process()
    elsewhere = _copy_of(desk, other)
    desk.open("/mijn-gegevens")
    assert "overal uitgelogd" in desk.press("Overal uitloggen").text

    assert [one.open("/aanvragen").path for one in (desk, phone, elsewhere)] == ["/", "/", "/"]
    assert colleague.open("/aanvragen").title == "Aanvragen"
    assert stage.visitor().sign_in("noor").title == "Wat wacht op mij"
    assert stage.visitor().http.cookies.get("device") is None
    other.store.close()


def test_unlinking_ends_sessions_for_good(stage: Stage) -> None:
    """An old session does not come to life again when the same person is linked anew."""
    visitor = stage.visitor("noor")
    known = stage.store.answer(lambda connection: keyed.find_key(connection, UTRECHT, "noor"))
    assert known is not None
    stage.store.run(lambda uow: keyed.unlink(uow, UTRECHT, known, stage.clock()))
    assert visitor.open("/aanvragen").path == "/"

    again = stage.visitor()
    again.sign_in("noor")
    assert again.page.title == "Wat wacht op mij"
    assert visitor.open("/aanvragen").path == "/"


def test_leaving_staff_and_changed_roles_count_at_the_next_click(stage: Stage) -> None:
    """Nothing about who may do what lives in the cookie."""
    mira, noor = stage.visitor("mira"), stage.visitor("noor")
    assert mira.open("/uitgaven").title == "Uitgaven"
    change = ("mira", ["reviewer"], stage.clock(), PersonId("ad"))
    stage.store.run(lambda uow: administer.set_roles(uow, PersonId(change[0]), *change[1:]))
    stage.leave("noor")

    assert mira.open("/uitgaven").status == 403
    assert noor.open("/aanvragen").path == "/"


def test_signing_in_begins_a_session_with_another_token(stage: Stage) -> None:
    """Whoever planted a cookie before the sign-in has nothing after it."""
    visitor = stage.visitor()
    visitor.open("/")
    planted, token = _copy_of(visitor, stage), visitor.page.form_with("Inloggen").values["csrf_token"]
    visitor.press("Inloggen", {"code": stage.code("noor")})

    assert visitor.page.form_with("Uitloggen").values["csrf_token"] != token
    assert planted.open("/aanvragen").path == "/"


@pytest.mark.parametrize(
    ("address", "name", "flags"),
    [
        ("https://voorkomerger.example", "__Host-session", {"httponly", "secure", "samesite=lax", "path=/"}),
        ("http://127.0.0.1:8321", "session", {"httponly", "samesite=lax", "path=/"}),
    ],
)
def test_cookies_cannot_be_read_by_script_or_sent_elsewhere(
    tmp_path: Path, address: str, name: str, flags: set[str]
) -> None:
    """Over https the name itself binds a cookie to this host; on this machine Secure would lose it."""
    with a_stage(tmp_path, public_url=address) as stage:
        header = stage.visitor().open("/").headers["set-cookie"]

    said = [part.strip().lower() for part in header.split(";")]
    assert header.startswith(f"{name}=")
    assert set(said[1:]) == flags


def test_a_new_secret_key_keeps_sessions_and_an_unknown_one_ends_them(tmp_path: Path) -> None:
    """The key is rotated by putting a new one before the old; without the old everybody signs in again."""
    with a_stage(tmp_path, secret_keys=("old",)) as stage:
        visitor = stage.visitor("noor")
        stage.settings = type(stage.settings)(public_url=stage.settings.public_url, secret_keys=("new", "old"))
        stage.restart()
        assert visitor.open("/aanvragen").title == "Aanvragen"
        stage.settings = type(stage.settings)(public_url=stage.settings.public_url, secret_keys=("newer",))
        stage.restart()
        assert visitor.open("/aanvragen").path == "/"


def test_a_get_stores_nothing(stage: Stage) -> None:
    """Looking around changes no row, signed in or not, and a link or an ended session neither."""
    noor, stranger = stage.visitor("noor"), stage.visitor()
    before = _rows(stage)
    for address in ("/", "/wat-wacht-op-mij", "/mijn-gegevens", "/aanvragen", "/opnieuw-inloggen/verder"):
        noor.open(address)
        stranger.open(address)
    stranger.open("/inloggen/link?sleutel=nergens")

    assert _rows(stage) == before


def _rows(stage: Stage) -> dict[str, int]:
    tables = t.metadata.tables.values()
    return stage.store.answer(
        lambda connection: {
            one.name: connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables
        }
    )


def test_mijn_gegevens_shows_devices_and_lets_go_of_one(stage: Stage) -> None:
    """Since when, last used, which is this one; the other is let go of and signs in no more."""
    laptop, phone = stage.visitor(), stage.visitor()
    for one in (laptop, phone):
        one.open("/")
        one.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    stage.clock.go_on(days=3)
    phone.open("/aanvragen")
    page = phone.open("/mijn-gegevens")
    assert "Dit apparaat onthouden op 9 maart, laatst gebruikt op 12 maart" in " ".join(page.text.split())
    assert "Een ander apparaat onthouden op 9 maart, laatst gebruikt op 9 maart" in " ".join(page.text.split())
    assert "Ingelogd vandaag om 10:00, vanzelf, omdat dit apparaat onthouden is." in page.text

    mine = stage.loop.run(stage.desk.devices(PersonId("noor"), ""))[0]
    unused = next(one.id for one in mine if one.used_on == one.since)
    phone.send(next(form for form in page.forms if form.values.get("device") == unused))
    assert "Dat apparaat blijft niet meer ingelogd." in phone.page.text
    stage.clock.go_on(hours=10)
    assert (laptop.open("/aanvragen").path, phone.open("/aanvragen").title) == ("/", "Aanvragen")


def test_nobody_lets_go_of_a_device_of_somebody_else(stage: Stage) -> None:
    """The identifier of a device works for its owner only, and only whole."""
    noor = stage.visitor()
    noor.open("/")
    noor.press("Inloggen", {"code": stage.code("noor"), "remember": "1"})
    device = stage.loop.run(stage.desk.devices(PersonId("noor"), ""))[0][0].id

    assert not stage.loop.run(stage.desk.forget_known_device(PersonId("karim"), device))
    assert not stage.loop.run(stage.desk.forget_known_device(PersonId("noor"), device[:3]))
    assert stage.loop.run(stage.desk.forget_known_device(PersonId("noor"), device))
