"""A line that says what was refused, or nothing."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QScrollArea

from carbench.domain.errors import BenchError
from carbench.ui.desk import Desk


class Message:
    """Shows a refusal in a label and hides it when it no longer holds."""

    def __init__(self, label: QLabel, desk: Desk) -> None:
        self._label = label
        self._desk = desk
        self._error: BenchError | None = None
        self.clear()
        desk.relay.language_changed.connect(self._retell)

    def refuse(self, error: BenchError) -> None:
        """Say why, in the person's language."""
        self._error = error
        self._retell()
        # The page is laid out anew first; then a refusal below the edge is brought into view.
        QTimer.singleShot(0, self._label, self._bring_into_view)

    def _bring_into_view(self) -> None:
        above = self._label.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self._label)
            above = above.parentWidget()

    def clear(self) -> None:
        """Say nothing."""
        self._error = None
        self._label.clear()
        self._label.hide()

    def _retell(self) -> None:
        if self._error is not None:
            self._label.setText(self._desk.texts.say(self._error))
            self._label.show()
