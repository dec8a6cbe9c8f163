"""The methods of the Web API that the bot uses: name to what it does and which scope it needs. One file per family."""

from __future__ import annotations

from tests.slack.stand.methods import chat, conversations, files, people, views
from tests.slack.stand.methods.method import Method

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}
