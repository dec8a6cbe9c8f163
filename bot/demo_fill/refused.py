"""What goes wrong when the example data and the rules disagree."""

from __future__ import annotations


class DemoRefused(Exception):
    """A step of the example data was refused, or would happen in the future: the data is wrong, not the person."""

    def __init__(self, request: str, step: str, code: str) -> None:
        super().__init__(f"demo request {request}: {step} was refused with {code}")
        self.request = request
        self.step = step
        self.code = code
