"""One stage per test, over the real store in a fresh folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.stage import Stage, a_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Give the programme Utrecht with its people and nothing asked yet."""
    with a_stage(tmp_path) as ready:
        yield ready


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Stage]:
    """Give the same, marked as a demo."""
    with a_stage(tmp_path, demo=True) as ready:
        yield ready


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Any]:
    """Give an identity provider that knows Noor, with a stage that uses it as `provider.stage`."""
    from tests.web.rounds import a_provider  # its keys are drawn only where it is asked for

    with a_provider(tmp_path) as ready:
        yield ready


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Open Chromium once for all tests that need it; without it they fail and say what to install."""
    from tests.web.browser import chromium  # playwright is loaded only where a browser is asked for

    with chromium() as ready:
        yield ready
