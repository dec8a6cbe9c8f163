"""The statements of a vote, and of every other command about a request, each compiled once."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from storage import tables as t
from storage.statements import Statement
from storage.tables.delivery import IS_POSTED, KEEP, RETRACT


def _b(name: str) -> BindParameter[Any]:
    return bindparam(name)


FIND_PERSON = Statement(
    select(t.people.c.programme_id, t.programmes.c.people_version)
    .join(t.programmes, t.programmes.c.id == t.people.c.programme_id)
    .where(t.people.c.id == _b("person"))
)
READ_PROGRAMME = Statement(select(t.programmes).where(t.programmes.c.id == _b("programme")))
READ_PEOPLE = Statement(select(t.people).where(t.people.c.programme_id == _b("programme")))
COUNT_PLACES = Statement(select(func.count()).select_from(t.places).where(t.places.c.programme_id == _b("programme")))

_BY_NUMBER = select(t.requests).where(t.requests.c.programme_id == _b("programme"), t.requests.c.number == _b("number"))
READ_REQUEST = Statement(_BY_NUMBER)
LOCK_REQUEST = Statement(_BY_NUMBER.with_for_update())
LOCK_OPEN_OF_CLIENT = Statement(
    select(t.requests)
    .where(t.requests.c.client_id == _b("client"), t.requests.c.status == "open")
    .order_by(t.requests.c.id)
    .with_for_update()
)
USE_OF_CLIENT = Statement(
    select(
        t.requests.c.id,
        t.requests.c.status,
        t.requests.c.asked_cents,
        t.requests.c.granted_cents,
        t.requests.c.settled_cents,
        t.requests.c.submitted_on,
        t.requests.c.ballot,
    ).where(t.requests.c.client_id == _b("client"))
)
INSERT_REQUEST = Statement(insert(t.requests))


@cache
def update_request(columns: frozenset[str]) -> Statement:
    """Give the update of just these columns: SQLite writes every index anew of which a column is named."""
    values: dict[str, BindParameter[Any]] = {name: bindparam(name) for name in sorted(columns)}
    return Statement(update(t.requests).where(t.requests.c.id == _b("b_id")).values(values))


FIND_CLIENT = Statement(
    select(t.clients.c.client_id).where(t.clients.c.programme_id == _b("programme"), t.clients.c.code == _b("code"))
)
LOCK_CLIENT = Statement(
    select(t.clients.c.client_id)
    .where(t.clients.c.client_id == _b("client"))
    .order_by(t.clients.c.code)
    .with_for_update()
)
ADD_CLIENT = Statement(lambda insert: insert(t.clients).on_conflict_do_nothing())
MOVE_CLIENT = Statement(
    update(t.clients)
    .where(t.clients.c.programme_id == _b("programme"), t.clients.c.client_id == _b("b_client"))
    .values(client_id=bindparam("client_id"))
)
DROP_CLIENT = Statement(
    delete(t.clients).where(t.clients.c.programme_id == _b("programme"), t.clients.c.client_id == _b("client"))
)
REQUESTS_OF_CLIENT = Statement(
    select(t.requests).where(t.requests.c.client_id == _b("client")).order_by(t.requests.c.id).with_for_update()
)
MOVE_REQUESTS = Statement(
    update(t.requests).where(t.requests.c.client_id == _b("b_client")).values(client_id=bindparam("client_id"))
)

NEXT_NUMBER = Statement(
    lambda insert: (
        insert(t.counters)
        .values(programme_id=_b("programme_id"), year=_b("year"), last=1)
        .on_conflict_do_update(index_elements=["programme_id", "year"], set_={"last": t.counters.c.last + 1})
        .returning(t.counters.c.last)
    )
)

LOCK_FUND = Statement(
    select(t.funds.c.budget_cents, t.funds.c.reserved_cents, t.funds.c.spent_cents)
    .where(t.funds.c.programme_id == _b("programme"), t.funds.c.year == _b("year"))
    .with_for_update()
)
MOVE_FUND = Statement(
    lambda insert: (
        insert(t.funds)
        .values(
            programme_id=_b("programme_id"),
            year=_b("year"),
            reserved_cents=_b("reserved_cents"),
            spent_cents=_b("spent_cents"),
        )
        .on_conflict_do_update(
            index_elements=["programme_id", "year"],
            set_={
                "reserved_cents": t.funds.c.reserved_cents + _b("reserved_cents"),
                "spent_cents": t.funds.c.spent_cents + _b("spent_cents"),
            },
        )
    )
)
ADD_LEDGER = Statement(insert(t.ledger))

ADD_TEXTS = Statement(insert(t.texts))
DROP_TEXTS = Statement(delete(t.texts).where(t.texts.c.request_id == _b("request")))
DROP_TEXT = Statement(delete(t.texts).where(t.texts.c.id == _b("text")))
_OF_REQUEST = (t.messages.c.programme_id == _b("programme"), t.messages.c.number == _b("number"))
RETRACT_POSTED = Statement(
    update(t.messages).where(*_OF_REQUEST, IS_POSTED, t.messages.c.retract == KEEP).values(retract=RETRACT)
)
# what is being sent at this moment may have been worded before; it is taken back as soon as it is known where it is
RETRACT_CLAIMED = Statement(
    update(t.messages)
    .where(*_OF_REQUEST, t.messages.c.delivered_at.is_(None), t.messages.c.claimed_until.is_not(None))
    .values(retract=RETRACT)
)
READ_TEXT = Statement(select(t.texts.c.id, t.texts.c.ciphertext).where(t.texts.c.id == _b("text")))
READ_TEXTS_OF = Statement(
    select(t.texts.c.id, t.texts.c.salt, t.texts.c.ciphertext).where(t.texts.c.request_id == _b("request"))
)

READ_PLACES = Statement(select(t.places).where(t.places.c.programme_id == _b("programme")))
ADD_CARDS = Statement(lambda insert: insert(t.cards).on_conflict_do_nothing())
WANT_CARDS = Statement(
    update(t.cards)
    .where(t.cards.c.request_id == _b("request"))
    .values(wanted=bindparam("wanted"))
    .returning(t.cards.c.place_id)
)
ADD_MESSAGES = Statement(lambda insert: insert(t.messages).on_conflict_do_nothing(index_elements=["once"]))

LOCK_HEAD = Statement(
    select(t.heads.c.seq, t.heads.c.hash).where(t.heads.c.programme_id == _b("programme")).with_for_update()
)
MOVE_HEAD = Statement(
    lambda insert: (
        insert(t.heads)
        .values(programme_id=_b("programme_id"), seq=_b("seq"), hash=_b("hash"))
        .on_conflict_do_update(index_elements=["programme_id"], set_={"seq": _b("seq"), "hash": _b("hash")})
    )
)
ADD_LOG = Statement(insert(t.log))

ADD_INTAKE = Statement(lambda insert: insert(t.intake).on_conflict_do_nothing().returning(t.intake.c.key))
READ_INTAKE = Statement(select(t.intake.c.outcome).where(t.intake.c.key == _b("key")))
