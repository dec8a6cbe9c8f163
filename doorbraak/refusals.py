"""Every way in which the rules say no: a code of docs/rules.md and facts. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | None


class Refusal(StrEnum):
    """The refusal codes of docs/rules.md section 3."""

    UNKNOWN_PERSON = "unknown_person"
    NOT_A_KOPLOPER = "not_a_koploper"
    UNKNOWN_DISTRICT = "unknown_district"
    CLIENT_INVALID = "client_invalid"
    AMOUNT_INVALID = "amount_invalid"
    REASON_REQUIRED = "reason_required"
    TEXT_TOO_LONG = "text_too_long"
    PRIVATE_DETAILS = "private_details"
    ABOVE_CAP = "above_cap"
    NOT_A_REVIEWER = "not_a_reviewer"
    UNKNOWN_REQUEST = "unknown_request"
    OWN_REQUEST = "own_request"
    OWN_ORGANISATION = "own_organisation"
    RECUSED = "recused"
    ALREADY_DECIDED = "already_decided"
    STALE_REVISION = "stale_revision"
    NOT_THE_POSTER = "not_the_poster"
    UNKNOWN_ROUTE = "unknown_route"
    NOT_THE_LEAD = "not_the_lead"
    NOT_WITH_LEAD = "not_with_lead"
    ABOVE_BUDGET = "above_budget"
    NOT_URGENT = "not_urgent"
    ABOVE_URGENT_MAX = "above_urgent_max"
    NOT_GRANTED = "not_granted"
    ALREADY_PAID = "already_paid"
    ALREADY_SETTLED = "already_settled"
    ABOVE_GRANTED = "above_granted"
    NOT_IN_PROGRAMME = "not_in_programme"


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """A command that the rules refuse: which code, and the facts a sentence needs (cents, numbers, field names)."""

    code: Refusal
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
