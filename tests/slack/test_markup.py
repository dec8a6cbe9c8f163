"""What Slack makes of what people type is turned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.markup import MOST_MENTIONS, as_typed, mentioned
from handlers.slack.payload import unescaped

NAMES = {"U01": "Joost de Wit"}


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U01> kijk jij?", "@Joost de Wit kijk jij?"),
        ("<@U02|anke> kijk jij?", "@anke kijk jij?"),
        ("<@U02> kijk jij?", "@collega kijk jij?"),
        ("<!channel> en <!here>", "@channel en @here"),
        ("<!subteam^S01|@meelezers> en <!subteam^S02>", "@meelezers en @groep"),
        ("<!date^1392734382^{date}|18 februari>", "18 februari"),
        ("Zie <#C01|overvecht> of <#C02>", "Zie #overvecht of #kanaal"),
        ("Mail <mailto:balie@wijk.nl|balie@wijk.nl>", "Mail balie@wijk.nl"),
        ("Bel <tel:+31302861000|030 286 1000>", "Bel 030 286 1000"),
        ("Kijk op <http://leergeld.nl|leergeld.nl>.", "Kijk op leergeld.nl."),
        ("Kijk <https://leergeld.nl/a?b=1&amp;c=2|hier>", "Kijk hier (https://leergeld.nl/a?b=1&c=2)"),
        ("Bel <tel:0612345678|Fatima>", "Bel Fatima (tel:0612345678)"),
        ("3 &lt; 4 &amp;amp; a &gt; b", "3 < 4 &amp; a > b"),
        ("&lt;@U01&gt; is geen naam", "<@U01> is geen naam"),
        ("een < los teken > en <>", "een < los teken > en <>"),
    ],
)
def test_a_message_reads_as_it_was_typed(sent: str, typed: str) -> None:
    """Mentions, groups, channels and links; a link that says something else shows where it leads, so it is checked."""
    assert as_typed(sent, NAMES) == typed


def test_so_many_mentions_are_looked_up_and_each_once() -> None:
    """Who mentions everybody makes no hundred look-ups."""
    assert mentioned("<@U01> <@U02|a> <@U01> <#C1> <!here>") == ("U01", "U02")
    assert len(mentioned(" ".join(f"<@U{one:02d}>" for one in range(40)))) == MOST_MENTIONS


@given(st.text(alphabet="<>@#!|&;ltgamp U0:/.x\n", max_size=60))
def test_what_was_typed_without_help_of_slack_comes_back_whatever_it_is(text: str) -> None:
    """Signs are escaped by Slack, so nothing of them is taken for its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert as_typed(escaped, {}) == text == unescaped(escaped)
