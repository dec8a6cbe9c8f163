"""Mail over real servers on the loopback: TLS that is checked, typed errors, one quiet mail a day, nothing personal."""

from __future__ import annotations

import email
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.deliver import Delivery
from bot.mail.deliver import MailDelivery, book_with
from bot.mail.server import MailServer, mail_server
from doorbraak.ids import PersonId
from handlers.mail import letters
from handlers.mail.messenger import MailMessenger
from handlers.messenger import Notice, Post, TryLater, Undeliverable
from storage import administer
from tests.bot.mail_servers import PASSWORD, USER, open_server, smtps_server, starttls_server, trusting
from tests.web.doors import Letterbox, give_mail, mail_of
from tests.web.stage import ADDRESS, START, Stage, a_stage

LETTER = letters.waiting(ADDRESS)
TO = "noor@voorbeeld.example"
SIGNED_IN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"


def _client(scheme: str, port: int, folder: Path | None, user: str = "") -> MailServer:
    server = mail_server(f"{scheme}://{user}127.0.0.1:{port}", "bot@voorbeeld.example", ADDRESS)
    return replace(server, tls=trusting(folder)) if folder else server


def test_a_letter_goes_over_starttls_after_signing_in(tmp_path: Path) -> None:
    """As SMTP_URL says, with user and password as they stand in an address; the words arrive whole."""
    with starttls_server(tmp_path) as (kept, port):
        _client("smtp", port, tmp_path, SIGNED_IN).send(LETTER, TO, START)

    assert (kept.tls, kept.signed_in, kept.letters[0].rcpt_tos) == ([True], [True], [TO])
    read = email.message_from_bytes(kept.letters[0].original_content, policy=default)
    assert (read["To"], read["From"], read["Subject"]) == (TO, "bot@voorbeeld.example", "Er wacht iets op je")
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Message-ID"].endswith("@voorbeeld.example>")
    assert read.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_letter_goes_over_smtps(tmp_path: Path) -> None:
    """TLS from the first byte."""
    with smtps_server(tmp_path) as (kept, port):
        _client("smtps", port, tmp_path).send(LETTER, TO, START)
        _client("smtps", port, tmp_path).check()
    assert len(kept.letters) == 1


def test_on_this_machine_a_server_needs_no_tls_and_elsewhere_it_does(tmp_path: Path) -> None:
    """A local relay is fine in the clear; a server that stops offering STARTTLS gets nothing, not even the password."""
    with open_server() as (kept, port):
        here = _client("smtp", port, None)
        here.send(LETTER, TO, START)
        with pytest.raises(TryLater, match="STARTTLS"):
            replace(here, is_here=False).send(LETTER, TO, START)
    assert len(kept.letters) == 1
    assert not mail_server("smtp://mail.example:587", "", ADDRESS).is_here


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_of_a_stranger_gets_nothing(tmp_path: Path, scheme: str) -> None:
    """Without trust no letter and no password goes over."""
    serving = starttls_server if scheme == "smtp" else smtps_server
    with serving(tmp_path) as (kept, port), pytest.raises(TryLater, match="certificate"):
        _client(scheme, port, None, SIGNED_IN).send(LETTER, TO, START)
    assert kept.letters == []


def test_a_wrong_password_and_a_server_that_is_away_are_tried_later(tmp_path: Path) -> None:
    """What an admin must mend costs no letter; the reason names no user and no password."""
    with starttls_server(tmp_path) as (_, port), pytest.raises(TryLater) as refused:
        _client("smtp", port, tmp_path, "somebody:secret@").send(LETTER, TO, START)
    with pytest.raises(TryLater) as away:
        _client("smtp", port, tmp_path).send(LETTER, TO, START)
    assert "535" in refused.value.why
    assert "cannot be reached" in away.value.why
    assert "secret" not in repr([refused.value, away.value, refused.value.__cause__])


ANSWERS = [
    ("rcpt", "550 5.1.1 noor@voorbeeld.example unknown", Undeliverable),
    ("rcpt", "553 not allowed", Undeliverable),
    ("rcpt", "450 4.2.1 noor@voorbeeld.example busy", TryLater),
    ("rcpt", "421 going away", TryLater),
    ("data", "554 5.7.1 rejected for noor@voorbeeld.example", Undeliverable),
    ("data", "452 4.3.1 out of space", TryLater),
]


@pytest.mark.parametrize(("where", "answer", "kind"), ANSWERS)
def test_what_a_server_answers_is_typed_and_never_quoted(where: str, answer: str, kind: type[Exception]) -> None:
    """5xx never, 4xx later; its words can name somebody, so no error holds them."""
    with open_server() as (kept, port):
        setattr(kept, where, answer)
        with pytest.raises(kind) as caught:
            _client("smtp", port, None).send(LETTER, TO, START)
    assert "noor" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("address", ["noor@x.nl\r\nBcc: a@b.nl", "nöör@voorbeeld.example", "noor@x.nl\n"])
def test_an_address_that_mail_cannot_carry_reaches_no_server(address: str) -> None:
    """No header is smuggled in."""
    with open_server() as (kept, port), pytest.raises(Undeliverable):
        _client("smtp", port, None).send(LETTER, address, START)
    assert kept.letters == []


def test_the_sender_is_what_was_set_or_what_fits() -> None:
    """SMTP_FROM, else the user if that is an address, else one of our own host."""
    senders = [
        mail_server("smtps://u@mail.example", "a@b.example", "https://x.example").sender,
        mail_server("smtps://bot%40city.example:p@mail.example", "", "https://x.example").sender,
        mail_server("smtps://u:p@mail.example", "", "https://x.example").sender,
    ]
    assert senders == ["a@b.example", "bot@city.example", "doorbraakbot@x.example"]


# --- who only uses the web -------------------------------------------------------------------------------------------


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A programme whose reviewers have mail addresses and no chat; Monday 9 March 2026, ten o'clock."""
    with a_stage(tmp_path) as opened:
        give_mail(opened, "joost", "anke", "bram")
        yield opened


def _deliver(stage: Stage, box: Letterbox) -> None:
    booked = MailMessenger(book_with(stage.store, stage.clock))
    chat, mail = (
        Delivery(stage.store, {"mail": booked}, now=stage.clock),
        MailDelivery(stage.store, box, ADDRESS, now=stage.clock),
    )
    while stage.loop.run(chat.once()) | stage.loop.run(mail.once()):
        pass


def test_who_only_uses_the_web_is_told_by_mail_that_something_waits_and_nothing_more(stage: Stage) -> None:
    """Not what, not for whom, not which number: that stands in the inbox of the web."""
    number = stage.visitor("noor").ask()
    box = Letterbox()
    _deliver(stage, box)
    assert sorted(to for to, _ in box.letters) == [mail_of(key) for key in ("anke", "bram", "joost")]
    text = " ".join(letter.subject + letter.text for _, letter in box.letters)
    assert f"{ADDRESS}/wat-wacht-op-mij" in text
    for word in (number, "fiets", "Joost", "Noor", "125", "Overvecht"):
        assert word not in text.replace(f"{ADDRESS}", "")
    assert number in stage.visitor("joost").open("/wat-wacht-op-mij").text


def test_one_such_mail_a_working_day_in_working_hours(stage: Stage) -> None:
    """More news the same day waits for the next one, and no mail comes at night or in the weekend."""
    noor, box = stage.visitor("noor"), Letterbox()
    stage.clock.at = datetime(2026, 3, 13, 14, 0, tzinfo=UTC)  # a Friday
    sent = []
    for hours in (0, 1, 5, 20, 24):  # 15:00, 16:00, 21:00, Saturday 17:00, Sunday 17:00
        stage.clock.go_on(hours=hours)
        noor.bring_session("noor")
        noor.ask(client=f"BOKS-{1000 + hours + len(sent)}")
        _deliver(stage, box)
        sent.append(len(box.letters))
    assert sent == [3, 3, 3, 3, 3]
    stage.clock.at = datetime(2026, 3, 16, 7, 59, tzinfo=UTC)
    _deliver(stage, box)
    assert len(box.letters) == 3
    stage.clock.go_on(minutes=1)  # Monday 9:00
    _deliver(stage, box)
    assert len(box.letters) == 6


def test_no_mail_about_what_was_read_meanwhile(stage: Stage) -> None:
    """Who looked at the web in the morning gets no mail about it; later news that day still does."""
    stage.clock.at = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
    stage.visitor("noor").ask()
    box = Letterbox()
    _deliver(stage, box)
    stage.clock.at = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    joost = stage.visitor("joost")
    joost.open("/wat-wacht-op-mij")
    joost.press("Alles gelezen")
    _deliver(stage, box)
    assert mail_of("joost") not in [to for to, _ in box.letters]
    stage.clock.go_on(hours=1)
    noor = stage.visitor("noor")
    noor.ask(client="BOKS-2002")
    _deliver(stage, box)
    assert [to for to, _ in box.letters].count(mail_of("joost")) == 1


def test_who_has_chat_gets_no_mail(stage: Stage) -> None:
    """One way to hear of it is enough."""

    class Chat(MailMessenger):
        async def tell(self, person: PersonId, notice: Notice) -> None:
            """Take it."""

    stage.store.run(lambda uow: administer.link_identity(uow.connection, PersonId("joost"), "chat", "j"))
    stage.visitor("noor").ask()
    box = Letterbox()
    messengers = {
        "chat": Chat(book_with(stage.store, stage.clock)),
        "mail": MailMessenger(book_with(stage.store, stage.clock)),
    }
    stage.loop.run(Delivery(stage.store, messengers, now=stage.clock).once())
    stage.loop.run(MailDelivery(stage.store, box, ADDRESS, now=stage.clock).once())
    assert sorted(to for to, _ in box.letters) == [mail_of("anke"), mail_of("bram")]


def test_a_server_that_is_away_loses_nothing_and_one_that_refuses_holds_up_nobody(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Put off letters go out later, in the same day; who cannot get mail still has the web. No address in the log."""
    caplog.set_level(logging.INFO)
    stage.visitor("noor").ask()
    box = Letterbox(trouble=[TryLater("away", timedelta(minutes=5)), Undeliverable("refused with 550")])
    _deliver(stage, box)
    assert len(box.letters) == 1
    stage.clock.go_on(minutes=6)
    _deliver(stage, box)
    assert len(box.letters) == 2
    assert "refused with 550" in caplog.text
    assert "@" not in caplog.text


def test_a_link_that_could_not_go_for_long_is_not_sent_any_more(tmp_path: Path) -> None:
    """Half an hour later nobody waits for it; and each try makes a fresh link, so that its ten minutes are whole."""
    with a_stage(tmp_path, mail=True) as stage:
        give_mail(stage, "noor")
        stage.loop.run(stage.desk.ask_link_by_mail(mail_of("noor"), "", ("a", "b"), "c"))
        box = Letterbox(trouble=[TryLater("away", timedelta(minutes=5))])
        _deliver(stage, box)
        stage.clock.go_on(minutes=6)
        _deliver(stage, box)
        visitor = stage.visitor()
        stage.clock.go_on(minutes=9)
        visitor.open(box.link())
        assert visitor.press("Inloggen").title == "Wat wacht op mij"

        stage.loop.run(stage.desk.ask_link_by_mail(mail_of("noor"), "", ("a", "b"), "d"))
        stage.clock.go_on(minutes=31)
        _deliver(stage, box)
        assert len(box.letters) == 1


def test_mail_has_no_places(stage: Stage) -> None:
    """Nothing for many eyes ever goes by mail."""
    messenger, post = MailMessenger(book_with(stage.store, stage.clock)), Post(number="VE-2026-0001", text="x", key="k")
    for asked in (messenger.post("p", post), messenger.update("p", "1", post), messenger.retract("p", "1", "x")):
        with pytest.raises(Undeliverable):
            stage.loop.run(asked)
