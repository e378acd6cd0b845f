"""The rules alone: verdicts, reasons, product files; each beside what must be done in any case.

- judge: a thousand readings judged against two rounded bounds. Floor: the same readings compared with two decimals.
- may_certify: every reason against a batch of 300 acts, from the acts alone, nothing worked out before. Floor: the
  acts sorted by kind once.
- products: 50 product files read, with their worked cases. Floor: the same files parsed as TOML.
- rehearse: a written case of 300 acts, from the file to the report, with what every case needs read first. Floor: as
  many rows written to a store in memory, one transaction each.

Judged is the time, as issue B asks it; what the floor says of the machine is told beside it.
"""

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from time import perf_counter_ns

from carbench.domain.judging import judge
from carbench.domain.measure import Range
from carbench.domain.people import Person, Role
from carbench.domain.release import Question, may_certify
from carbench.domain.specification import BoundKind
from carbench.operations.rehearsal.case import read_case
from carbench.operations.rehearsal.rehearse import rehearse
from carbench.operations.rehearsal.setting import load_shelf
from carbench.paths import RESOURCES
from carbench.store.engine import connect
from carbench.store.products import load_products
from tests.benchmarks.figures import Figure, Times, times
from tests.benchmarks.records import Record
from tests.domain.days import Day, at
from tests.domain.lines import bound, line, typed

TURNS = 20
READINGS, ACTS, PRODUCTS = 1000, 300, 50
JUDGE_MS = READINGS * 1000 / 50_000
"""At 50,000 verdicts a second."""

MAY_CERTIFY_MS, PRODUCTS_MS, REHEARSE_MS = 5, 1000, 1000
QP = Person(name="quentin", full_name="Quentin", roles=frozenset({Role.QP}), language="en")


def measure(_record: Record, folder: Path) -> list[Figure]:
    return [_judge(), _may_certify(), _products(folder), _rehearse(folder)]


def _timed(work: Callable[[], object]) -> Times:
    found = []
    for _ in range(TURNS):
        began = perf_counter_ns()
        work()
        found.append((perf_counter_ns() - began) / 1e6)
    return times(found)


def _judge() -> Figure:
    low, high = Decimal(70), Decimal(95)
    test = line(
        bound(BoundKind.AT_LEAST, "70"),
        bound(BoundKind.AT_MOST, "95"),
        possible=Range(low=Decimal(0), high=Decimal(100)),
    )
    readings = [typed(f"{60 + place % 40}.{place % 10}") for place in range(READINGS)]
    return Figure(
        name=f"{READINGS:,} verdicts",
        measured=_timed(lambda: [judge(test, reading) for reading in readings]),
        floor=_timed(lambda: [low <= reading.value <= high for reading in readings]),
        ms_at_most=JUDGE_MS,
    )


def _may_certify() -> Figure:
    day = _day()
    asked = at(10 * ACTS)

    def ask() -> object:
        return may_certify(Question(batch=day.batch, person=QP, at=asked, demonstration=True, trail_holds=True))

    return Figure(
        name=f"may_certify, {len(day.recorded)} acts",
        measured=_timed(ask),
        floor=_timed(lambda: sorted(day.recorded, key=lambda recorded: type(recorded.act).__name__)),
        ms_at_most=MAY_CERTIFY_MS,
    )


def _day() -> Day:
    """Make a batch of many counts, with its results recorded and checked."""
    day = Day()
    day.received()
    while len(day.recorded) < ACTS - 7:
        day.counted(happened=float(len(day.recorded)))
    day.filled()
    for test_id, reading in (("viability", "94.5"), ("car_positive", "38.4"), ("endotoxin", "<0.5")):
        day.checked(day.resulted(test_id, reading))
    return day


def _products(folder: Path) -> Figure:
    many = folder / "products"
    many.mkdir()
    shipped = (RESOURCES / "products" / "demo.toml").read_text(encoding="utf-8")
    for place in range(PRODUCTS):
        text = re.sub(r'^id = "demo"$', f'id = "demo-{place}"', shipped, count=1, flags=re.MULTILINE)
        (many / f"demo-{place}.toml").write_text(text, encoding="utf-8")
    return Figure(
        name=f"{PRODUCTS} products with worked cases",
        measured=_timed(lambda: load_products(many)),
        floor=_timed(lambda: [tomllib.loads(path.read_text(encoding="utf-8")) for path in many.glob("*.toml")]),
        ms_at_most=PRODUCTS_MS,
    )


COUNT = """
[[acts]]
act = "take_count"
at = "+5 min"
concentration = "1.02"
volume = "100"
"""
LONG_CASE = (
    """
title = "A long culture"
[nominal]
until = "received"
"""
    + COUNT * (ACTS - 38)
    + """
[[acts]]
act = "nominal"
until = "final"
[expect]
final = "CONFORMING"
"""
)
"""Many counts, then everything a certificate needs."""


def _rehearse(folder: Path) -> Figure:
    path = folder / "long.toml"
    path.write_text(LONG_CASE, encoding="utf-8")
    shelf = load_shelf()
    played = rehearse(read_case(path), shelf)
    if played.mismatches:
        raise RuntimeError(f"the case does not go as it expects: {played.mismatches}")
    acts = len(played.acts)
    return Figure(
        name=f"a case of {acts} acts",
        measured=_timed(lambda: rehearse(read_case(path), shelf)),
        floor=_timed(lambda: _rows(acts)),
        ms_at_most=REHEARSE_MS,
    )


def _rows(count: int) -> None:
    connection = connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE entries (seq INTEGER PRIMARY KEY, sealed TEXT NOT NULL) STRICT")
    for _ in range(count):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entries (sealed) VALUES (?)", ["x" * 1000])
        connection.execute("COMMIT")
    connection.close()
