"""A fake Slack to test against: a real server on the loopback, with people who use it. See README.md."""

from tests.slack.stand.errors import NotOnTheScreen
from tests.slack.stand.looking import Seen
from tests.slack.stand.person import Person
from tests.slack.stand.serving import Served
from tests.slack.stand.stand import Stand

__all__ = ["NotOnTheScreen", "Person", "Seen", "Served", "Stand"]
