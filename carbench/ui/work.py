"""Long work off the window's thread; the one place of the program that uses threads.

The work gets no store, no widget and no bench: only values. What it gives back, or
what it raised, arrives on the window's thread.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal


class _Job(QObject):
    """Lives on the window's thread and takes there what the work gave."""

    done = Signal(object)
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, then: Callable[[Any], None]) -> None:
        super().__init__()
        self._then = then
        # Queued to this object's thread whatever thread emits.
        self.done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.failed.connect(self._raise, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, result: object) -> None:
        self.ended.emit(self)
        self._then(result)

    def _raise(self, failure: BaseException) -> None:
        self.ended.emit(self)
        raise failure


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], job: _Job) -> None:
        super().__init__()
        self._work = work
        self._job = job

    def run(self) -> None:
        try:
            result = self._work()
        except BaseException as failure:  # noqa: BLE001 - carried to the window's thread and raised there
            self._job.failed.emit(failure)
        else:
            self._job.done.emit(result)


class Work(QObject):
    """Runs one thing after another in a thread of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[_Job] = set()

    def run(self, work: Callable[[], Any], *, then: Callable[[Any], None]) -> None:
        """Do `work` elsewhere, then give its result to `then` here; what it raises is raised here."""
        job = _Job(then)
        job.ended.connect(self._jobs.discard)
        self._jobs.add(job)
        self._pool.start(_Task(work, job))

    def wait(self) -> None:
        """Wait until nothing runs, for closing; what is not delivered by then is dropped."""
        self._pool.waitForDone()
        for job in self._jobs:
            QCoreApplication.removePostedEvents(job)
        self._jobs.clear()
