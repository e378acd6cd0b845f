"""Judges a reading while it is typed and records it when asked."""

from PySide6.QtCore import QObject, Signal

from carbench.domain.batch import Batch, Result
from carbench.domain.errors import BenchError, NotYours
from carbench.domain.people import may
from carbench.domain.specification import Test, judge
from carbench.operations.check_results import checkable
from carbench.operations.circumstances import Circumstances
from carbench.operations.record_result import entering_role, read_result, record_result
from carbench.ui.desk import Desk
from carbench.ui.models.act import ActModel


class ResultEntryModel(ActModel):
    """One test line of one batch, for the person signed in."""

    judged = Signal(object)  # Judgement
    unreadable = Signal(object)  # a BenchError

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.batch: Batch | None = None
        self.test: Test | None = None

    def bind(self, batch: Batch, test: Test) -> None:
        """Speak of another line from now on."""
        self.batch, self.test = batch, test

    @property
    def result(self) -> Result | None:
        """Give the result that stands."""
        return self.batch.result(self.test) if self.batch and self.test else None

    @property
    def to_check(self) -> bool:
        """Say whether this person may be the second pair of eyes for what is recorded."""
        person, result = self.desk.bench.person, self.result
        return bool(person and result and may(person, "check_result") and checkable(result, person.name))

    @property
    def may_enter(self) -> bool:
        """Say whether this person may enter this test."""
        if self.test is None or self.desk.bench.person is None:
            return False
        try:
            entering_role(self.desk.bench, self.test)
        except NotYours:
            return False
        return True

    def typed(self, text: str) -> None:
        """Judge what is typed so far."""
        if self.test is None:
            return
        try:
            value = read_result(self.desk.bench, self.test, typed=text)
        except BenchError as error:
            self.unreadable.emit(error)
            return
        self.judged.emit(judge(self.test, value))

    def record(self, text: str, told: Circumstances) -> bool:
        """Record what is typed; true when it stands."""
        if self.batch is None or self.test is None:
            return False
        batch_id, test_id = self.batch.batch_id, self.test.id
        return self.attempt(
            lambda: record_result(self.desk.bench, batch_id=batch_id, test_id=test_id, typed=text, told=told)
        )
