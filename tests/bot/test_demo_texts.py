"""The words of the example data: plain, short, and telling nobody who it is."""

import re

from bot.demo_fill.read import read_programme, read_requests
from doorbraak.commands import TEXT_LIMITS
from doorbraak.privacy import check
from doorbraak.themes import THEMES

REQUESTS = read_requests()
TEXTS = [
    (request.id, facts[name])
    for request in REQUESTS
    for facts in (request.facts, *(step.facts for step in request.story))
    for name in TEXT_LIMITS
    if name in facts
]
MOST_WORDS = 15


def test_no_text_of_the_demo_tells_who_it_is():
    """The demo shows how to write; the privacy check finds nothing in it, also nothing to ask about."""
    assert [(request, text) for request, text in TEXTS if check(text)] == []


def test_sentences_of_the_demo_are_short():
    """Plain Dutch: at most fifteen words a sentence."""
    sentences = [(request, one) for request, text in TEXTS for one in re.split(r"(?<=[.?!:])\s+", text)]
    assert [(request, one) for request, one in sentences if len(one.split()) > MOST_WORDS] == []


def test_a_text_of_the_demo_names_nobody_of_the_programme():
    """Names stand beside a text, never in it."""
    names = {person["name"] for person in read_programme()["people"]}
    assert [(request, text) for request, text in TEXTS if names & set(re.findall(r"\w+", text))] == []


def test_the_demo_covers_every_theme():
    """Each theme of the list can be found back in a filled demo."""
    assert {request.facts["theme"] for request in REQUESTS} == set(THEMES)


def test_every_request_of_the_demo_has_an_id_of_its_own():
    """A refused step names the request by its id."""
    assert len({request.id for request in REQUESTS}) == len(REQUESTS)
