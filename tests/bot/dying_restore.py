"""A process that restores a backup and is killed at a statement: file, database, and what the statement holds."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests.bot.backups import put_back


def main(file: str, url: str, fatal: str) -> None:
    """Restore, and die before the first statement that begins so."""

    def look(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.strip().startswith(fatal):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", look)
    put_back(Path(file), url, datetime(2026, 3, 3, tzinfo=UTC))


if __name__ == "__main__":
    main(*sys.argv[1:])
