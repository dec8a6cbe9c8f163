"""Money: whole euro cents in, whole euro cents out, in the Dutch way of writing.

What lives here: reading an amount somebody typed, and writing one. What deliberately does not: limits such as a cap
or "at least 1 cent" (the rules of a request refuse those), and sentences for users.
"""

import re
from typing import Final, Literal, TypeAlias

Cents: TypeAlias = int

NO_BREAK_SPACE: Final = "\u00a0"
NARROW_NO_BREAK_SPACE: Final = "\u202f"

# Longer input cannot be an amount somebody meant, and int() refuses absurd lengths with an error of its own.
_MOST_CHARACTERS: Final = 40
_AMOUNT: Final = re.compile(r"(?:€ ?)?(?P<euros>[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+)(?:,(?P<decimals>[0-9]{1,2}))?")
_TOO_MANY_DECIMALS: Final = re.compile(r"(?:€ ?)?(?:[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+),[0-9]{3,}")


class AmountNotUnderstood(ValueError):
    """Tell that a text is no amount in the Dutch form; carries facts, no sentence.

    `shown` is what was typed, stripped, to be quoted back. `reason` is `empty` (nothing was typed), `decimals`
    (a fine amount but for more than two digits after the comma) or `form` (anything else).
    """

    def __init__(self, shown: str, reason: Literal["form", "decimals", "empty"]) -> None:
        super().__init__(f"not an amount in the Dutch form ({reason}): {shown!r}")
        self.shown = shown
        self.reason: Literal["form", "decimals", "empty"] = reason


def parse_euros(text: str) -> Cents:
    """Read an amount in euros, such as `1.250,50`, `12,5` or `€ 300`, as cents.

    A no-break space counts as a space; spaces around the amount do not matter. Strict on purpose: `1250.50` or
    `12,345` could mean two things, so they are refused rather than guessed. Zero is read as 0: who calls decides
    whether that is enough. Refuses with `AmountNotUnderstood`.
    """
    shown = text.replace(NO_BREAK_SPACE, " ").replace(NARROW_NO_BREAK_SPACE, " ").strip()
    if not shown:
        raise AmountNotUnderstood(shown, "empty")
    match = _AMOUNT.fullmatch(shown) if len(shown) <= _MOST_CHARACTERS else None
    if match is None:
        raise AmountNotUnderstood(shown, "decimals" if _TOO_MANY_DECIMALS.fullmatch(shown) else "form")
    euros = int(match["euros"].replace(".", ""))
    return euros * 100 + int((match["decimals"] or "").ljust(2, "0"))


def format_euros(cents: Cents) -> str:
    """Write cents as people read them: `€ 1.250,50`, `€ -5,00`, with a no-break space after the euro sign."""
    euros, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"€{NO_BREAK_SPACE}{sign}{euros:,}".replace(",", ".") + f",{rest:02d}"
