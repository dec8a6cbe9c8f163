"""Who may see and say something: nobody is a reviewer or a lead before accepting the confidentiality note (R3)."""

import pytest

from doorbraak.ids import PersonId
from doorbraak.overviews import RequestFilter
from doorbraak.refusals import Refusal
from storage import administer
from storage.overviews.reading import viewer
from storage.overviews.request_page import request_page
from storage.overviews.requests import requests
from tests.worlds import MONDAY, World


@pytest.mark.parametrize("role", ["reviewer", "lead"])
def test_who_did_not_accept_the_note_reads_nothing_and_says_nothing(world: World, role: str) -> None:
    """No list, no page, no remark, until the note is accepted; then all of it."""
    number = world.submit()
    new = PersonId("newcomer")
    world.people["newcomer"] = new

    def sees() -> list[bool]:
        known = world.store.answer(lambda connection: viewer(connection, new))
        assert known is not None
        page = world.store.answer(lambda connection: request_page(connection, known, number, MONDAY, world.store.safe))
        listed = world.store.answer(lambda connection: requests(connection, known, RequestFilter(), MONDAY))
        return [page is not None, bool(listed.lines), world.do("remark", "newcomer", number, text="Goed.").accepted]

    _join(world, new, role, accepted=False)
    assert sees() == [False, False, False]
    assert world.do("remark", "newcomer", number, text="Goed.").refusal is Refusal.NOT_IN_PROGRAMME
    _join(world, new, role, accepted=True)
    assert sees() == [True, True, True]


def _join(world: World, person: PersonId, role: str, *, accepted: bool) -> None:
    entry = administer.PersonEntry(
        id=person,
        key=person,
        name="Nieuw",
        roles=(role,),
        organisation="UWV",
        accepted_on=MONDAY.date() if accepted else None,
        linked_at=MONDAY,
    )
    world.store.run(lambda uow: administer.set_person(uow, world.programme, entry, MONDAY))
