"""Judges a reading while it is typed and records it when asked."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from carbench.domain.act_errors import LooksLikeASlip
from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError, NotYours
from carbench.domain.judgement import Judgement
from carbench.domain.judging import judge
from carbench.domain.people import may
from carbench.domain.results import Result
from carbench.domain.specification import SecondCheck, Test, TestKind, Verdict
from carbench.operations.check_results import checkable
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.record_result import entering_role, record_result
from carbench.operations.typed_result import Beside, read_result
from carbench.ui.desk import Desk
from carbench.ui.models.act import ActModel

BETWEEN = ";"
"""Stands between replicates that are typed into one field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields of one line."""

    text: str
    """A number, several with ";" between them, the id of an outcome, or a text."""

    unit: str = ""
    criteria: tuple[tuple[str, str], ...] = ()
    inoculated_at: str = ""

    def beside(self, test: Test) -> Beside:
        """Give what stands beside the value; a criterion left empty is one that was not recorded."""
        replicates = tuple(part.strip() for part in self.text.split(BETWEEN)) if test.replicates else ()
        return Beside(
            unit=self.unit,
            replicates=replicates,
            criteria={name: text for name, text in self.criteria if text.strip()},
            inoculated_at=self.inoculated_at.strip(),
        )


class ResultEntryModel(ActModel):
    """One test line of one batch, for the person signed in."""

    judged = Signal(object)  # Judgement
    unreadable = Signal(object)  # a BenchError
    doubted = Signal(object)  # LooksLikeASlip: a second person confirms it

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.batch: Batch | None = None
        self.test: Test | None = None

    def bind(self, batch: Batch, test: Test) -> None:
        """Speak of another line from now on."""
        self.batch, self.test = batch, test

    @property
    def result(self) -> Result | None:
        """Give the newest result."""
        return self.batch.result(self.test) if self.batch and self.test else None

    @property
    def made(self) -> bool:
        """Say whether this line is made from others and never typed."""
        return self.test is not None and self.test.kind in (TestKind.COMPUTED, TestKind.ANY_OF)

    @property
    def follows(self) -> bool:
        """Say whether another result is no correction: the next reading of a test that runs, or an approved repeat."""
        result = self.result
        return result is not None and (result.repeat is not None or result.judgement.verdict is Verdict.PENDING)

    @property
    def judgement(self) -> Judgement:
        """Give how the line stands; an interim reading as a certificate signed now would see it."""
        if self.batch is None or self.test is None:
            return Judgement(verdict=Verdict.PENDING)
        line = self.batch.line(self.test)
        if self.test.interim is None or line.judgement.verdict is not Verdict.PENDING:
            return line.judgement
        return self.batch.lines_at(self.desk.bench.now())[self.test.id].provisional

    @property
    def to_check(self) -> bool:
        """Say whether this person may be the second pair of eyes for what is recorded."""
        return self._may_check(self.result)

    @property
    def part_to_check(self) -> bool:
        """Say whether this person may have to read a value unseen that this line would show."""
        if self.batch is None or self.test is None:
            return False
        blind = (part for part in self.batch.parts(self.test) if part.second_check is SecondCheck.BLIND)
        return any(self._may_check(self.batch.result(part)) for part in blind)

    def _may_check(self, result: Result | None) -> bool:
        person = self.desk.bench.person
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

    def typed(self, typed: Typed) -> None:
        """Judge what is typed so far."""
        if self.batch is None or self.test is None:
            return
        try:
            value = read_result(self.desk.bench, self.test, typed=typed.text, beside=typed.beside(self.test))
        except BenchError as error:
            self.unreadable.emit(error)
            return
        self.judged.emit(judge(self.test, value, facts=self.batch.facts))

    def record(self, typed: Typed, told: Circumstances, *, second: Proven | None = None) -> bool:
        """Record what is typed; true when it stands."""
        if self.batch is None or self.test is None:
            return False
        batch_id, test = self.batch.batch_id, self.test
        return self.attempt(
            lambda: record_result(
                self.desk.bench,
                batch_id=batch_id,
                test_id=test.id,
                typed=typed.text,
                told=told,
                beside=typed.beside(test),
                second=second,
            )
        )

    def refuse(self, refusal: BenchError) -> None:
        """Ask for a second person where a reading looks like a slip; anything else is said."""
        if isinstance(refusal, LooksLikeASlip):
            self.doubted.emit(refusal)
        else:
            super().refuse(refusal)
