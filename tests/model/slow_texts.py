"""What people type, in the slow model: reasons, file numbers and the two refusals of texts (docs/rules sections 3, 7).

Private is what stands in the list of private texts: the privacy check itself is tested elsewhere.
"""

from collections.abc import Iterator

from tests.model.slow_facts import Line, normalised
from tests.model.texts import PRIVATE_TEXTS

Checks = Iterator[tuple[str, bool]]  # refusal code, does it apply

LONGEST_TEXT = {
    "question": 1500,
    "if_nothing": 600,
    "tried": 600,
    "urgent_reason": 600,
    "reason": 600,
    "text": 600,
    "route": 150,
    "who": 150,
    "pay_to": 150,
}


def is_blank(text: str | None) -> bool:
    """A reason that is missing, empty or only spaces is no reason."""
    return text is None or text.strip() == ""


def is_invalid_client(client: str) -> bool:
    """Fewer than 4 characters left, one repeated character, or nine digits that pass the eleven-test."""
    code = normalised(client)
    return len(code) < 4 or len(set(code)) == 1 or passes_eleven_test(code)


def passes_eleven_test(code: str) -> bool:
    if len(code) != 9 or not (code.isascii() and code.isdigit()):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, code, strict=True)) % 11 == 0


def texts(line: Line) -> Checks:
    """These two come, in this order, directly before the first `above_…`, and last where there is none."""
    typed = {name: line[name] for name in LONGEST_TEXT if line.get(name) is not None}
    yield "text_too_long", any(len(text) > LONGEST_TEXT[name] for name, text in typed.items())
    yield "private_details", any(private in text for text in typed.values() for private in PRIVATE_TEXTS)
