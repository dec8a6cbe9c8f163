"""structlog without rich: it would load that for colours on a terminal, which we never write, and a fifth of the time
to start would go there. Import structlog from here.
"""

from __future__ import annotations

import sys
from typing import cast

_modules = cast(dict[str, object], sys.modules)
_hides_rich = "rich" not in sys.modules
if _hides_rich:
    _modules["rich"] = None

import structlog  # noqa: E402 - only once rich is hidden

if _hides_rich:
    del sys.modules["rich"]

__all__ = ["structlog"]
