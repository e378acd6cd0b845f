"""A start of carbench, as a process of its own: its real command, watched from its first paint until all is loaded.

A key is posted to the field under the cursor while the window paints for the first time;
it has arrived when the field has changed and the names below it are filtered. A timer that
wants to run every 5 ms then finds out how long the window hears nothing.
"""

import json
import sys
from collections.abc import Iterator
from time import monotonic_ns

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from carbench import app, cli, lazy
from carbench.operations.bench import Bench
from carbench.store.verify import Verification

LOAD_EACH = lazy.load_each


class Watch(QObject):
    """Notes when what happens."""

    def __init__(self, running: app.Running, bench: Bench) -> None:
        super().__init__()
        self._running = running
        self._bench = bench
        self._told: dict[str, int] = {}
        self._deaf_ns, self._heard = 0, 0
        self._beating = QTimer(self)
        self._beating.timeout.connect(self._beat)
        self._show_seal = running.window.show_seal
        running.window.show_seal = self._checked  # type: ignore[method-assign]  # told when the check ends
        lazy.load_each = self.loading
        field = QApplication.focusWidget() or running.window.page("sign_in").findChild(QLineEdit, "filter")
        field.installEventFilter(self)
        field.textChanged.connect(self._arrived)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and "painted" not in self._told:
            self._told["painted"] = monotonic_ns()
            pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
            QCoreApplication.postEvent(watched, pressed)
        return False

    def _arrived(self, _: str) -> None:
        self._told["usable"] = self._heard = monotonic_ns()
        self._beating.start(5)

    def _beat(self) -> None:
        now = monotonic_ns()
        self._deaf_ns, self._heard = max(self._deaf_ns, now - self._heard), now
        if "loaded" in self._told:
            self._end()

    def _checked(self, seal: Verification) -> None:
        self._show_seal(seal)
        if not seal.holds or self._bench.store.shut:
            raise RuntimeError("the record does not hold")
        self._told["writing"] = monotonic_ns()

    def loading(self) -> Iterator[str]:
        """Load what the next clicks need, and note when that is done."""
        yield from LOAD_EACH()
        self._told["loaded"] = monotonic_ns()

    def _end(self) -> None:
        sys.stdout.write(json.dumps(self._told | {"deaf_ns": self._deaf_ns}) + "\n")
        sys.stdout.flush()
        QApplication.quit()


def watched(bench: Bench) -> int:
    """Do what `app.run` does, and watch."""
    running = app.open_window(bench)
    watch = Watch(running, bench)
    try:
        return int(running.application.exec())
    finally:
        watch.deleteLater()
        running.close()


app.run = watched
sys.exit(cli.main(["--store", sys.argv[1], "--language", "en"]))
