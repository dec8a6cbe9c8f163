"""The words of every channel, in one place to import from. What is said lives in handlers/words, one file a subject.

Dutch, plain (B1): je to colleagues, u in what may reach a resident. Pure: no clock, no store.
"""

from __future__ import annotations

from doorbraak.money import format_euros
from handlers.words.accountability import (
    LETTER_NOTHING,
    LETTER_TITLE,
    alone_sum,
    by_whom,
    decided_alone,
    letter,
    person_change,
    person_heading,
    setting_change,
)
from handlers.words.alarms import too_many_looks, warning
from handlers.words.amounts import amount_problem
from handlers.words.asking import ADJUST, ASK_LEAD, ASK_TITLE, mark, privacy_choice, put_in_place
from handlers.words.card import card, closing, head, notification, route_line, title, vote_words
from handlers.words.codes import (
    answer,
    lead_why,
    money_state,
    review_state,
    role,
    route_name,
    route_text,
    state,
    status_word,
    theme,
    theme_short,
    verdict,
    verdict_short,
    vote_out,
)
from handlers.words.dates import DAY_IS_OVER, clock, day, day_clock, full_day, month, soon, weekday, weekday_moment
from handlers.words.explanation import explanation
from handlers.words.history import history_kinds, history_line
from handlers.words.labels import BUTTONS, FIELDS, HINTS, button, field, fresh_number
from handlers.words.lists import counted, listed
from handlers.words.messages import DEFAULT_PAYMENT_NOTE, message, message_kinds
from handlers.words.note import (
    DEFAULT_NOTE,
    NOTE_ACCEPT,
    NOTE_ASKS,
    NOTE_CHANGED,
    NOTE_CHANGED_NOW,
    NOTE_CONFIRM,
    NOTE_ENTERED,
    NOTE_REFUSING,
    NOTE_THANKS,
    NOTE_TITLE,
    note_digest,
    note_state,
    note_text,
    note_why,
)
from handlers.words.outside import RESIDENT_TEXTS, copy_for_file, tell_client
from handlers.words.people import (
    MANAGER_DOES_NOT_VOTE,
    NEEDS_NOTE,
    about_people,
    member_fault,
    member_left,
    member_saved,
    roles_of,
)
from handlers.words.private import draft_not_saved, private_details, private_kind
from handlers.words.private_details import found
from handlers.words.receipts import receipt
from handlers.words.refusals import Said, refusal
from handlers.words.thread import thread_answers, thread_kinds, thread_message
from handlers.words.waiting import waiting, waiting_kinds

__all__ = [
    "ADJUST",
    "ASK_LEAD",
    "ASK_TITLE",
    "BUTTONS",
    "DAY_IS_OVER",
    "DEFAULT_NOTE",
    "DEFAULT_PAYMENT_NOTE",
    "FIELDS",
    "HINTS",
    "LETTER_NOTHING",
    "LETTER_TITLE",
    "MANAGER_DOES_NOT_VOTE",
    "NEEDS_NOTE",
    "NOTE_ACCEPT",
    "NOTE_ASKS",
    "NOTE_CHANGED",
    "NOTE_CHANGED_NOW",
    "NOTE_CONFIRM",
    "NOTE_ENTERED",
    "NOTE_REFUSING",
    "NOTE_THANKS",
    "NOTE_TITLE",
    "RESIDENT_TEXTS",
    "Said",
    "about_people",
    "alone_sum",
    "amount_problem",
    "answer",
    "button",
    "by_whom",
    "card",
    "clock",
    "closing",
    "copy_for_file",
    "counted",
    "day",
    "decided_alone",
    "day_clock",
    "draft_not_saved",
    "explanation",
    "field",
    "format_euros",
    "found",
    "fresh_number",
    "full_day",
    "head",
    "history_kinds",
    "history_line",
    "lead_why",
    "letter",
    "listed",
    "mark",
    "member_fault",
    "member_left",
    "member_saved",
    "message",
    "message_kinds",
    "money_state",
    "month",
    "note_digest",
    "note_state",
    "note_text",
    "note_why",
    "notification",
    "privacy_choice",
    "person_change",
    "person_heading",
    "private_details",
    "private_kind",
    "put_in_place",
    "receipt",
    "refusal",
    "review_state",
    "role",
    "roles_of",
    "route_line",
    "route_name",
    "route_text",
    "setting_change",
    "soon",
    "state",
    "status_word",
    "tell_client",
    "theme",
    "theme_short",
    "thread_answers",
    "thread_kinds",
    "thread_message",
    "title",
    "too_many_looks",
    "verdict",
    "verdict_short",
    "vote_out",
    "vote_words",
    "waiting",
    "warning",
    "waiting_kinds",
    "weekday",
    "weekday_moment",
]
