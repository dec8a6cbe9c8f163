"""Read models: what pages, chat answers and exports show, as plain data. Filled by the store, shown by the handlers.

Money in cents, moments aware (Europe/Amsterdam is applied where they are shown), codes instead of Dutch words.
Whoever builds one of these has already left out what its reader may not see.
"""

from __future__ import annotations

from doorbraak.overviews.accountability import (
    Account,
    Alone,
    PersonChange,
    SettingChange,
)
from doorbraak.overviews.forms import (
    ANSWERS,
    CheckStep,
    Draft,
)
from doorbraak.overviews.lists import (
    NewsItem,
    RequestFilter,
    RequestLine,
    RequestList,
    WaitingItem,
)
from doorbraak.overviews.page import (
    HistoryLine,
    MayDo,
    RequestPage,
    RouteLine,
    TalkLine,
    VoteLine,
)
from doorbraak.overviews.people import (
    Device,
    PersonLine,
    Viewer,
)
from doorbraak.overviews.spend import (
    FundLine,
    Spend,
    SpendExtra,
    SpendFilter,
    SpendRow,
)
from doorbraak.overviews.team import (
    Changed,
    TeamMember,
)
from doorbraak.overviews.threads import (
    ThreadLine,
    ThreadList,
)

__all__ = [
    "ANSWERS",
    "Account",
    "Alone",
    "Changed",
    "CheckStep",
    "Device",
    "Draft",
    "FundLine",
    "HistoryLine",
    "MayDo",
    "NewsItem",
    "PersonChange",
    "PersonLine",
    "RequestFilter",
    "RequestLine",
    "RequestList",
    "RequestPage",
    "RouteLine",
    "SettingChange",
    "Spend",
    "SpendExtra",
    "SpendFilter",
    "SpendRow",
    "TalkLine",
    "TeamMember",
    "ThreadLine",
    "ThreadList",
    "Viewer",
    "VoteLine",
    "WaitingItem",
]
