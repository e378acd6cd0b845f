"""One place for surprises: what nobody expected is written down without patient data, recorded, said, and locked.

An exception in a Qt slot is otherwise printed and forgotten (house.md, trap 14). The
incident file holds the class and the places of an error, never its text or a value:
both could name a patient.
"""

import json
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

from carbench import __version__
from carbench.domain.errors import BenchError
from carbench.operations.bench import Bench
from carbench.operations.raise_incident import raise_incident

LOG = logging.getLogger("carbench")
LOG_BYTES, LOG_FILES = 500_000, 5
"""A rotating log of at most 3 MB; a workstation is not to fill its disk with words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is known of a failure."""

    id: str
    error: str
    place: str
    recorded: bool
    """Whether the trail took the incident."""

    last_entry: int
    """The newest entry: everything up to it stands."""


def start_log(folder: Path) -> None:
    """Log into a rotating file; lines name kinds and numbers, never what was typed."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "carbench.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def stop_log() -> None:
    """Let the log file go."""
    for handler in list(LOG.handlers):
        LOG.removeHandler(handler)
        handler.close()


def places(trace: TracebackType | None) -> list[str]:
    """Give file, line and function of each frame; no source line, no value."""
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]


class Surprises:
    """Takes what nothing else took."""

    def __init__(self, bench: Bench, folder: Path, told: Callable[[Incident], None]) -> None:
        self._bench = bench
        self._folder = folder
        self._told = told
        self._busy = False
        self._found: tuple[Any, Any] | None = None

    def watch(self) -> None:
        """Take exceptions of the program, of its threads and of Qt's slots from now on."""
        self._found = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def unwatch(self) -> None:
        """Give the hooks back as they were found."""
        if self._found is not None:
            sys.excepthook, threading.excepthook = self._found
            self._found = None

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write, record and tell one failure; a failure while doing so is only logged."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        if self._busy:
            LOG.error("a further failure while an incident was taken: %s", kind.__name__)
            return
        self._busy = True
        try:
            self._told(self._taken(kind, trace))
        except Exception as failed:  # noqa: BLE001 - raised from here, Python would print both with their texts
            LOG.error("an incident could not be told: %s", type(failed).__name__)  # noqa: TRY400 - no values
        finally:
            self._busy = False

    def note(self, category: str, place: str) -> None:
        """Log a message of Qt by kind and place."""
        LOG.warning("qt %s at %s", category, place)

    def _taken(self, kind: type[BaseException], trace: TracebackType | None) -> Incident:
        incident_id, frames = uuid4().hex[:12], places(trace)
        place = frames[-1] if frames else "?"
        self._write(incident_id, kind, frames)
        LOG.error("incident %s: %s at %s", incident_id, kind.__name__, place)
        recorded = self._record(incident_id, kind.__name__, place)
        try:
            last = self._bench.store.head.seq
        except Exception:  # noqa: BLE001 - the store itself may be what failed
            last = 0
        return Incident(id=incident_id, error=kind.__name__, place=place, recorded=recorded, last_entry=last)

    def _write(self, incident_id: str, kind: type[BaseException], frames: list[str]) -> None:
        about = {
            "incident": incident_id,
            "at": self._bench.clock.now().isoformat(timespec="seconds"),
            "demonstration": self._bench.setup is not None and self._bench.setup.demonstration,
            "error": kind.__name__,
            "places": frames,
            "program": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"incident-{incident_id}.json"
            path.write_text(json.dumps(about, indent=1), encoding="utf-8")
        except OSError:
            LOG.error("the incident file could not be written")  # noqa: TRY400 - no values

    def _record(self, incident_id: str, error: str, place: str) -> bool:
        if self._bench.setup is None:
            return False  # the first entry is the set-up of the workstation and nothing else
        try:
            raise_incident(self._bench, incident_id=incident_id, error=error, place=place)
        except BenchError:
            return False
        except Exception as failed:  # noqa: BLE001 - nothing may come out of here
            LOG.error("the incident could not be recorded: %s", type(failed).__name__)  # noqa: TRY400 - no values
            return False
        return True
