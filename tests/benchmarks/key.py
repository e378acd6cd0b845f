"""A key on a results page of 25 tests until the verdict is painted, against a bare field and a bare label.

The keys are chosen so that every one changes the verdict: out of limit, within it, and no
number at all, which also lays the page out anew because the line says what is wrong. Time
stops when the field and the verdict have both been painted after the key, the paint done.
"""

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from time import perf_counter_ns

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from carbench.app import Running, open_window
from carbench.domain.product import Product
from carbench.domain.specification import BoundKind, Test
from carbench.operations.bench import Bench
from carbench.operations.demonstration import SetClock
from carbench.operations.open_batch import open_batch
from carbench.paths import RESOURCES
from carbench.store.products import load_product
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.results import ResultsPage
from tests.benchmarks.figures import Figure, times
from tests.benchmarks.records import START, Record, set_up, signed_in
from tests.people import NOW, ORDER

TESTS = 25
ROUNDS = 8
KEYS = (Qt.Key.Key_9, Qt.Key.Key_5, Qt.Key.Key_Backspace, Qt.Key.Key_X, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
MS_AT_MOST = 16.0
FRAMES_AT_MOST = 1000

ANOTHER_TEST = """
[[tests]]
id = "number_{number}"
kind = "number"
method = "Example method {number}"
needed_for = ["final"]
group = "cells"
severity = "exceptional"
laboratory = "own"
tell_minutes = 60
enters = ["qc_analyst", "operator"]
second_check = "blind"
due_hours = {number}
source = "example value"
title = {{ en = "Example test {number}", fr = "Essai {number}", de = "Beispiel {number}" }}
unit = "percent_cells"
possible = {{ low = "0", high = "100" }}
consequence = {{ en = "None.", fr = "Aucune.", de = "Keine." }}
[[tests.bounds]]
kind = "at_least"
value = "70"
rounding = "decimals"
source = "example value"
"""


class Paints(QObject):
    """Knows which of the widgets it watches have been painted since it was asked to forget."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__()
        self._watched = watched
        self._painted: set[QObject] = set()
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._painted.add(watched)
        return False

    def forget(self) -> None:
        self._painted.clear()

    def await_all(self) -> None:
        for _ in range(FRAMES_AT_MOST):
            if len(self._painted) == len(self._watched):
                return
            QCoreApplication.processEvents()
        missing = ", ".join(widget.objectName() for widget in self._watched if widget not in self._painted)
        raise RuntimeError(f"not painted: {missing}")


def measure(_: Record, folder: Path) -> list[Figure]:
    bench = _bench(folder)
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    running = open_window(bench, settings=settings, watch=False)
    try:
        page = _results(running)
        typed, floor = _typed(running, page)
    finally:
        running.close()
    name = f"key on {TESTS} tests"
    return [
        Figure(name=f"{name}, p50", measured=times(typed), floor=times(floor)),
        Figure(name=f"{name}, p99", measured=times(typed), floor=times(floor), percentile=99, ms_at_most=MS_AT_MOST),
    ]


def _bench(folder: Path) -> Bench:
    bench = set_up(folder / "key", SetClock(at=START))
    bench.products = {"demo": _product(folder / "demo.toml")}
    signed_in(bench, "anselm")
    open_batch(bench, order=ORDER, told=NOW)
    return bench


def _product(path: Path) -> tuple[Product, bytes]:
    """Give the demonstration's product with as many tests as are wanted."""
    content = (RESOURCES / "products" / "demo.toml").read_text(encoding="utf-8")
    there = len(tomllib.loads(content, parse_float=Decimal)["tests"])
    added = "".join(ANOTHER_TEST.format(number=number) for number in range(there + 1, TESTS + 1))
    path.write_text(content + added, encoding="utf-8")
    return load_product(path.read_bytes(), path.name), path.read_bytes()


def _results(running: Running) -> ResultsPage:
    """Bring the results up as they are once the window has been open for a while: record checked, all loaded."""
    QCoreApplication.processEvents()
    running.window.open_batch(ORDER.batch_id)
    batch = running.window.page("batch")
    assert isinstance(batch, BatchPage)
    batch.show_step("results")
    page = batch.panel("results")
    assert isinstance(page, ResultsPage)
    assert len(page.lines) == TESTS
    for _ in range(FRAMES_AT_MOST // 10):
        QCoreApplication.processEvents()
    return page


def _typed(running: Running, page: ResultsPage) -> tuple[list[float], list[float]]:
    """Type into every line with a lower limit, and as often into the bare field, line by line in turn."""
    bare, field, label = _bare()
    beside = Paints(field, label)
    rows = [row for row in page.lines if row.model.test and _at_least(row.model.test)]
    watches = [Paints(row.reading, row.verdict) for row in rows]
    typed: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        for row, paints in zip(rows, watches, strict=True):
            _bring_up(running.window, row, row.reading)
            typed += [_key(row.reading, key, paints, row.verdict.text) for key in KEYS]
            _bring_up(bare, field, field)
            floor += [_key(field, key, beside, label.text) for key in KEYS]
    bare.close()
    return typed, floor


def _at_least(test: Test) -> bool:
    """Say whether 9 is out of a test's limit and 95 within it."""
    return [bound.kind for bound in test.bounds] == [BoundKind.AT_LEAST]


def _bring_up(window: QWidget, line: QWidget, field: QLineEdit) -> None:
    """Scroll a line into sight and put the cursor into its field, as Tab does."""
    window.activateWindow()
    field.setFocus()
    parent = line.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(line)
        parent = parent.parentWidget()
    for _ in range(10):
        QCoreApplication.processEvents()


def _key(field: QLineEdit, key: Qt.Key, paints: Paints, verdict: Callable[[], str]) -> float:
    before = verdict()
    paints.forget()
    began = perf_counter_ns()
    QTest.keyClick(field, key)
    paints.await_all()
    took = (perf_counter_ns() - began) / 1e6
    assert verdict() != before
    return took


def _bare() -> tuple[QWidget, QLineEdit, QLabel]:
    window, field, label = QWidget(), QLineEdit(), QLabel()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(label)
    field.textChanged.connect(label.setText)
    window.show()
    return window, field, label
