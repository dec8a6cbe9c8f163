"""What a form carries in `private_metadata`: its button, where that was pressed, and the draft. No text of anybody."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from handlers.slack.parse import From


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """Identifiers only. `route_no` 0: none; `asked` notes that the check step asked something once."""

    verb: str = ""
    number: str = ""
    revision: int = 0
    route_no: int = 0
    programme: str = ""
    at_team: str = ""
    channel: str = ""
    draft: str = ""
    asked: bool = False

    def to_text(self) -> str:
        """Write it, without what is empty."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, separators=(",", ":"))

    def place(self, by: From) -> From:
        """Give who sent a form as if from the channel where its button was: that decides the programme."""
        at_team, channel = self.at_team or by.at_team, self.channel
        return replace(by, at_team=at_team, channel=channel, programme=self.programme or by.programme)


def meta_of(text: str) -> Meta:
    """Read it; what is not ours is passed over. It carries no authority: who may is looked up."""
    try:
        read: object = json.loads(text)
    except ValueError:
        return Meta()
    if not isinstance(read, dict):
        return Meta()
    empty = asdict(Meta())
    facts = cast(dict[str, Any], read)
    return Meta(**{name: facts[name] for name, value in empty.items() if type(facts.get(name)) is type(value)})
