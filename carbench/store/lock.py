"""One writing process a store.

The lock is a file of its own: opening and closing the database file by hand would
drop SQLite's own lock (house.md, trap 6). Who holds it stands beside it, because a
locked file cannot be read on every system.
"""

import json
import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from carbench.domain.record_errors import StoreBusy


class StoreLock:
    """Holds a store for writing until released."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "carbench.lock")
        self._holder = folder / "carbench.holder"

    def take(self) -> None:
        """Hold the store at once or not at all. Raises: StoreBusy naming who holds it."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as held:
            raise StoreBusy(**self._named()) from held
        about = json.dumps({"holder": platform.node() or "?", "pid": os.getpid()})
        with suppress(OSError):  # the lock is what counts; on a full disk its holder stays unnamed
            self._holder.write_text(about, encoding="utf-8")

    def release(self) -> None:
        """Let the store go."""
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def _named(self) -> dict[str, Any]:
        try:
            found = json.loads(self._holder.read_text(encoding="utf-8"))
            return {"holder": str(found["holder"]), "pid": int(found["pid"])}
        except (OSError, ValueError, KeyError, TypeError):
            # The other start is between taking the lock and writing its name.
            return {"holder": "?", "pid": 0}
