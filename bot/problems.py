"""Input that cannot be used: everything that is wrong with it, named at once. Exit status 2."""

from __future__ import annotations

from collections.abc import Sequence


class BadInput(Exception):
    """What somebody gave cannot be used; nothing was stored. Each problem says where and how to mend it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)
