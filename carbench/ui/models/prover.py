"""Checks a password off the window's thread and turns it into proof, or into a refusal."""

from PySide6.QtCore import QObject, Signal

from carbench.domain.errors import BenchError
from carbench.operations import passwords
from carbench.ui.desk import Desk


class Prover(QObject):
    """Asks who somebody is, by name and password."""

    proved = Signal(object)  # Proven
    refused = Signal(object)  # a BenchError
    busy = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking = False
        self._wanted = True

    def forget(self) -> None:
        """Give no answer any more: whoever asked has gone. A wrong password is still recorded."""
        self._wanted = False

    def ask(self, name: str, password: str) -> None:
        """Check a password; while one is checked another request is not taken."""
        if self._asking:
            return
        try:
            verifier = passwords.verifier_of(self._desk.bench, name)
        except BenchError as refusal:
            self.refused.emit(refusal)
            return
        self._set_busy(busy=True)
        self._desk.work.run(
            lambda: passwords.matches(verifier, password),
            then=lambda matched: self._answer(name, matched=matched),
        )

    def _answer(self, name: str, *, matched: bool) -> None:
        self._set_busy(busy=False)
        try:
            proof = passwords.proven(self._desk.bench, name, matched=matched)
        except BenchError as refusal:
            if self._wanted:
                self.refused.emit(refusal)
            return
        if self._wanted:
            self.proved.emit(proof)

    def _set_busy(self, *, busy: bool) -> None:
        self._asking = busy
        if self._wanted:
            self.busy.emit(busy)
