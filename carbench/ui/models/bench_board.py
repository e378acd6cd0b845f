"""What is on the Bench, and what is the signed-in person's to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from carbench.domain.acts import LabelKind
from carbench.domain.batch import Batch
from carbench.domain.label_counts import accounted_for
from carbench.domain.moment import Moment
from carbench.domain.people import Person, Role, may
from carbench.domain.product import Product, StepId
from carbench.domain.result_lines import verified
from carbench.domain.specification import Certificate, Test
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.check_results import checkable
from carbench.operations.looking import BenchLine
from carbench.texts import Texts
from carbench.ui.desk import Desk

TASKS_LOOKED_AT = 20
"""Batches looked into for tasks, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the signed-in person can do now."""

    text: str
    batch_id: str
    step: StepId


def remaining(texts: Texts, now: Moment, until: Moment | None) -> str:
    """Say how long is left, minutes cut, or how long ago it ended."""
    if until is None:
        return texts.say("clock.not_started")
    minutes = now.minutes_until(until)
    if until.utc <= now.utc:
        return texts.say("clock.over")
    hours, rest = divmod(minutes, 60)
    return texts.say("clock.left", hours=hours, minutes=f"{rest:02d}")


def table_rows(desk: Desk, lines: tuple[BenchLine, ...]) -> list[tuple[str, ...]]:
    """Give the rows of the batch table."""
    texts, now = desk.texts, desk.bench.now()
    return [
        (
            line.row.batch_id,
            f"{line.row.patient_id}  {line.row.patient_name}",
            texts.wording(line.product.title),
            texts.say(line.row.stage),
            remaining(texts, now, line.leave_by),
            _missing(texts, line),
        )
        for line in lines
    ]


def _missing(texts: Texts, line: BenchLine) -> str:
    needed = len(_typed(line.product, Certificate.PROVISIONAL))
    if line.row.stage is Stage.PROVISIONAL:
        all_of_final = len(_typed(line.product, Certificate.FINAL))
        pending = texts.say("bench.pending", count=max(0, all_of_final - line.row.results))
        return f"{texts.say('bench.certified', number=line.row.certificate or '')} · {pending}"
    return texts.say("bench.results", checked=line.row.checked, recorded=line.row.results, needed=needed)


def _typed(product: Product, certificate: Certificate) -> list[Test]:
    """Give the tests a certificate needs that somebody types; parts of an "or" count as one."""
    return [test for test in product.needed_for(certificate) if test.formula is None]


def titles(texts: Texts) -> list[str]:
    """Give the titles of the batch table."""
    return [texts.say(f"bench.column.{name}") for name in ("batch", "patient", "product", "stage", "clock", "missing")]


def tasks(desk: Desk, lines: tuple[BenchLine, ...]) -> list[Task]:
    """Give what is the signed-in person's to do, what is most urgent first."""
    person = desk.bench.person
    if person is None:
        return []
    open_lines = [line for line in lines if line.row.stage is not Stage.PROVISIONAL]
    urgent = sorted(open_lines, key=lambda line: (line.leave_by is None, line.leave_by.utc if line.leave_by else 0))
    found: list[Task] = []
    for line in urgent[:TASKS_LOOKED_AT]:
        batch = looking.batch(desk.bench, line.row.batch_id)
        found += [
            Task(
                text=desk.texts.say(key, batch=batch.batch_id, **fields, left=_left(desk, line)),
                batch_id=batch.batch_id,
                step=step,
            )
            for key, step, fields in _for(person, batch)
        ]
    return found


def _left(desk: Desk, line: BenchLine) -> str:
    return remaining(desk.texts, desk.bench.now(), line.leave_by) if line.leave_by else ""


def _for(person: Person, batch: Batch) -> Iterator[tuple[str, StepId, dict[str, object]]]:
    """Give text key, step and fields of each task at a batch."""
    if batch.unconfirmed(person.name):
        yield "task.confirm", StepId.ORDER, {}  # the button stands in the banner of every step
    results = [batch.result(test) for test in batch.product.tests]
    waiting = [r for r in results if r and checkable(r, person.name)]
    if waiting and may(person, "check_result"):
        yield "task.check", StepId.RESULTS, {"count": len(waiting)}
    if batch.stage is Stage.FILLED:
        yield from _after_filling(person, batch)
    uncounted = batch.stage is Stage.FILLED and not accounted_for(batch, LabelKind.IDENTITY)
    if uncounted and may(person, "reconcile_labels"):
        yield "task.labels", StepId.LABELS, {}
    if Role.OPERATOR in person.roles:
        yield from _for_operator(batch)


def _after_filling(person: Person, batch: Batch) -> Iterator[tuple[str, StepId, dict[str, object]]]:
    missing = [t for t in batch.product.needed_for(Certificate.PROVISIONAL) if batch.result(t) is None]
    mine = [test for test in missing if test.enters & person.roles]
    if mine:
        yield "task.results", StepId.RESULTS, {"count": len(mine)}
    needed = batch.product.needed_for(Certificate.PROVISIONAL)
    if Role.QP in person.roles and all(verified(batch, test) for test in needed):
        yield "task.certify", StepId.CERTIFICATE, {}


def _for_operator(batch: Batch) -> Iterator[tuple[str, StepId, dict[str, object]]]:
    match batch.stage:
        case Stage.ORDERED:
            yield "task.receive", StepId.RECEIPT, {}
        case Stage.RECEIVED | Stage.IN_CULTURE:
            yield "task.count", StepId.CULTURE, {}
        case _:
            return
