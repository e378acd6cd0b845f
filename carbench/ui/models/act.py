"""Ask one operation for one thing, and say what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from carbench.domain.errors import BenchError
from carbench.operations.bench import Changes
from carbench.ui.desk import Desk


class ActModel(QObject):
    """Calls an operation; whoever shows it listens."""

    refused = Signal(object)  # a BenchError, shown through texts
    recorded = Signal(object)  # Changes

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def attempt(self, operation: Callable[[], Changes]) -> bool:
        """Call an operation; true when something was recorded."""
        try:
            changes = operation()
        except BenchError as refusal:
            self.refuse(refusal)
            return False
        self.recorded.emit(changes)
        self.desk.relay.changed.emit(changes)
        return True

    def refuse(self, refusal: BenchError) -> None:
        """Say what the operation refused."""
        self.refused.emit(refusal)
