"""A line that says what was refused, or nothing."""

from PySide6.QtWidgets import QLabel

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

    def clear(self) -> None:
        """Say nothing."""
        self._error = None
        self._label.clear()
        self._label.hide()

    def _retell(self) -> None:
        if self._error is not None:
            self._label.setText(self._desk.texts.say(self._error))
            self._label.show()
