"""What is typed for a result to what is judged: one value, and what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbench.domain.act_errors import NotOnTheList
from carbench.domain.acts import Report, ReportStatus
from carbench.domain.errors import NotAnOutcome, NothingTyped
from carbench.domain.judgement import CriterionValue, Value
from carbench.domain.measure import BLANKS, Reading, Unit, read, shown
from carbench.domain.moment import Moment, read_moment
from carbench.domain.specification import Criterion, Outcome, Test, TestKind
from carbench.operations.bench import Bench
from carbench.operations.typed import one_of, whole, words
from carbench.store.seal import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedReport:
    """An outside report, as typed."""

    laboratory: str
    number: str
    version: str = "1"
    status: str = "final"
    """preliminary, final or amended."""

    authorised_by: str
    reported_at: str
    received_at: str
    attachment: bytes = b""
    """The document itself; kept in the store under its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is typed beside the value of a result."""

    unit: str = ""
    """One of the units the product lists, as "copies / cell"; empty means the test's own."""

    replicates: tuple[str, ...] = ()
    """In the place of one value."""

    criteria: Mapping[str, str] = field(default_factory=dict)
    """What was read of each validity criterion, by its id."""

    inoculated_at: str = ""
    sample_id: str = ""
    report: TypedReport | None = None


NOTHING_BESIDE = Beside()


def read_result(bench: Bench, test: Test, *, typed: str, beside: Beside = NOTHING_BESIDE) -> Value:
    """Read what was typed for a test: numbers, the id of an outcome, or a text that is declared.

    Raises: NothingTyped, NotAnOutcome, NotOnTheList, NotAComputedLine, and what `read` and `read_text` refuse.
    """
    criteria = tuple(_criterion(bench, test, name, text) for name, text in beside.criteria.items())
    inoculated = _moment(bench, beside.inoculated_at)
    if test.kind in (TestKind.COMPUTED, TestKind.ANY_OF):
        raise NotOnTheList(text=shown(test.id), among="–")
    if test.unit is not None:
        unit = chosen_unit(test, beside.unit)
        readings = tuple(_number(bench, test, text, unit) for text in beside.replicates)
        reading = None if readings else _number(bench, test, typed, unit)
        return Value(reading=reading, replicates=readings, criteria=criteria, inoculated_at=inoculated)
    if test.outcomes:
        outcome = _outcome(test.outcomes, typed)
        return Value(outcome=outcome, criteria=criteria, inoculated_at=inoculated)
    return Value(declared=words(typed, field="declared"), criteria=criteria, inoculated_at=inoculated)


def chosen_unit(test: Test, name: str) -> Unit:
    """Find a unit of the product's list by its name. Raises: NotOnTheList."""
    listed = [unit for unit in (test.unit, *test.units) if unit is not None]
    for unit in listed:
        if not name or str(unit) == name.strip(BLANKS):
            return unit
    raise NotOnTheList(text=shown(name), among="; ".join(str(unit) for unit in listed))


def _number(bench: Bench, test: Test, text: str, unit: Unit) -> Reading:
    possible = test.possible if unit == test.unit else None
    return read(text, unit=unit, separator=bench.separator, possible=possible)


def _outcome(outcomes: tuple[Outcome, ...], typed: str) -> str:
    if not typed:
        raise NothingTyped
    if all(outcome.id != typed for outcome in outcomes):
        raise NotAnOutcome(text=shown(typed))
    return typed


def _criterion(bench: Bench, test: Test, name: str, text: str) -> CriterionValue:
    rule = _rule(test, name)
    if rule.unit is None:
        return CriterionValue(id=rule.id, outcome=_outcome(rule.outcomes, text))
    return CriterionValue(id=rule.id, reading=read(text, unit=rule.unit, separator=bench.separator))


def _rule(test: Test, name: str) -> Criterion:
    for criterion in test.criteria:
        if criterion.id == name:
            return criterion
    raise NotOnTheList(text=shown(name), among=" ".join(criterion.id for criterion in test.criteria) or "–")


def _moment(bench: Bench, text: str) -> Moment | None:
    return read_moment(text, bench.site.zone) if text else None


def read_report(bench: Bench, report: TypedReport | None) -> Report | None:
    """Read an outside report. Raises: NotOnTheList, NotACount, NotATime, FieldEmpty."""
    if report is None:
        return None
    return Report(
        laboratory=words(report.laboratory, field="laboratory"),
        number=words(report.number, field="report_number"),
        version=whole(report.version),
        status=one_of(ReportStatus, report.status),
        authorised_by=words(report.authorised_by, field="authorised_by"),
        reported_at=read_moment(report.reported_at, bench.site.zone),
        received_at=read_moment(report.received_at, bench.site.zone),
        attachment_sha256=digest(report.attachment) if report.attachment else "",
    )
