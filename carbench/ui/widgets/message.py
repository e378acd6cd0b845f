"""A line that says what was refused, or nothing."""

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QLabel, QScrollArea

from carbench.domain.errors import BenchError
from carbench.ui.desk import Desk


class Message(QObject):
    """Shows a refusal in a label and hides it when it no longer holds."""

    def __init__(self, label: QLabel, desk: Desk) -> None:
        super().__init__(label)  # lives and dies with its label; a label that is gone is told nothing
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
                self._scroll_down(above)
            above = above.parentWidget()

    def _scroll_down(self, area: QScrollArea) -> None:
        """Scroll up or down, never sideways: the field it speaks of stays where it was."""
        inner = area.widget()
        if inner is not None and inner.isAncestorOf(self._label):
            foot = self._label.mapTo(inner, QPoint(0, self._label.height())).y()
            area.ensureVisible(area.horizontalScrollBar().value(), foot, 0, self._label.height())

    def clear(self) -> None:
        """Say nothing."""
        self._error = None
        self._label.clear()
        self._label.hide()

    def _retell(self) -> None:
        if self._error is not None:
            self._label.setText(self._desk.texts.say(self._error))
            self._label.show()
