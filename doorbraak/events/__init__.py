"""What happened, in the past tense: the lines of the log. Everything stored follows from these, in order.

An event carries identifiers, cents and codes; a typed text goes along as a `Text` and is bound by its digest only.
"""

from __future__ import annotations

from doorbraak.events.aftermath import (
    Corrected,
    FollowedUp,
    HandedOver,
    Imported,
    Noticed,
    Paid,
    Remarked,
    RemarkRetracted,
    Settled,
    TextsPurged,
    standing_remarks,
)
from doorbraak.events.ballot import (
    Approved,
    Declined,
    Expired,
    Granted,
    Objected,
    Recused,
    ReviewClosed,
    Revised,
    RouteAnswered,
    RouteProposed,
    SolvedByRoute,
    Submitted,
    WentToLead,
    Withdrawn,
)
from doorbraak.events.base import (
    Event,
    RequestEvent,
    Text,
)
from doorbraak.events.clients import (
    ClientCorrected,
    ClientErased,
    ClientsDetached,
    ClientsJoined,
)
from doorbraak.events.programme import (
    Audited,
    BudgetSet,
    PersonSet,
    PolicySet,
    ProgrammeSet,
)

__all__ = [
    "Approved",
    "Audited",
    "BudgetSet",
    "ClientCorrected",
    "ClientErased",
    "ClientsDetached",
    "ClientsJoined",
    "Corrected",
    "Declined",
    "EVENTS",
    "Event",
    "Expired",
    "FollowedUp",
    "Granted",
    "HandedOver",
    "Imported",
    "Noticed",
    "Objected",
    "Paid",
    "PersonSet",
    "PolicySet",
    "ProgrammeSet",
    "Recused",
    "RemarkRetracted",
    "Remarked",
    "RequestEvent",
    "ReviewClosed",
    "Revised",
    "RouteAnswered",
    "RouteProposed",
    "Settled",
    "SolvedByRoute",
    "Submitted",
    "Text",
    "TextsPurged",
    "WentToLead",
    "Withdrawn",
    "standing_remarks",
]

EVENTS: dict[str, type[Event]] = {
    event.kind: event
    for event in (
        Submitted,
        Revised,
        Approved,
        Objected,
        RouteProposed,
        RouteAnswered,
        Recused,
        WentToLead,
        Granted,
        Declined,
        SolvedByRoute,
        Withdrawn,
        Expired,
        ReviewClosed,
        Paid,
        Settled,
        Corrected,
        FollowedUp,
        Remarked,
        HandedOver,
        Noticed,
        TextsPurged,
        RemarkRetracted,
        ClientCorrected,
        Imported,
        ProgrammeSet,
        PolicySet,
        BudgetSet,
        PersonSet,
        ClientsJoined,
        ClientsDetached,
        ClientErased,
        Audited,
    )
}
