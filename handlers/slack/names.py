"""The names that Slack sends back: actions, forms, commands, shortcuts. A contract; docs and tests rely on them."""

from __future__ import annotations

VOTES = ("propose_route", "approve", "approve_less", "object", "recuse")
"""The buttons of the card for reviewers, in the order of the card."""
OWN = ("revise", "withdraw")
"""The buttons of the card for the koploper alone."""

FORM_OF: dict[str, str] = {
    "approve_less": "less_form",
    "propose_route": "route_form",
    "object": "object_form",
    "answer_route": "answer_form",
    "revise": "revise_form",
    "lead_grant": "lead_form",
    "lead_decline": "lead_form",
    "urgent_grant": "lead_form",
    "settle": "settle_form",
    "follow_up": "follow_up_form",
    "correct": "correct_form",
    "hand_over": "hand_over_form",
    "remark": "remark_form",
}
"""Which form a button opens; the other buttons act at once."""
ACTS = ("approve", "recuse", "withdraw", "pay")
"""The buttons that act at once."""

REQUEST_FORM = "request_form"
REQUEST_CHECK = "request_check"
OPEN_WEB = "open_web"
OPEN_LINK = "open_link"
"""The button that is a link itself: Slack tells of the press, and nothing has to be done."""
ALL_ROUTES = "all_routes"
TELL_CLIENT = "tell_client"
COPY_FOR_FILE = "copy_for_file"
NO_FILE = "no_file"
FIELD = "value"
"""The action of every field: of those that Slack tells of at once too."""
PICK_ROUTE = "pick_route"
NEW_REQUEST = "new_request"
MAKE_ROUTE = "make_route"
SHOW = "show_request"
THREAD_ANSWER = "thread_answer"
QUIET = "quiet_hours"
QUIET_FORM = "quiet_form"
LANGUAGE = "language"
AGREE = "agree_note"
OPEN_AGAIN = "open_again"
CHOOSE_PROGRAMME = "choose_programme"

COMMAND_NEW = "/voorkomerger"
COMMAND = "/doorbraak"


def value_of(number: str, revision: int, route_no: int = 0) -> str:
    """Write the value of a button: `<number>:<revision>`, for an answer to a route with its number behind it."""
    return f"{number}:{revision}:{route_no}" if route_no else f"{number}:{revision}"
