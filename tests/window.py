"""A real window on a real bench, driven as a person does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from carbench.app import Running, open_window
from carbench.operations.bench import Bench
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.results import ResultsPage
from carbench.ui.widgets.result_row import ResultRow


@pytest.fixture
def running(bench: Bench, tmp_path: Path, qtbot: QtBot) -> Iterator[Running]:
    """The window on the bench, its record checked; nobody is signed in."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("theme", "light")
    opened = open_window(bench, settings=settings, watch=False)
    qtbot.waitUntil(lambda: not bench.store.shut)
    yield opened
    opened.close()
    opened.window.deleteLater()


@pytest.fixture
def hands(running: Running) -> Hands:
    """Hands at the window: they type, click, change person and sign."""
    return Hands(running.window, running.desk)


@pytest.fixture
def speak(running: Running) -> Callable[[str], None]:
    """Changes the language of the window while it runs."""
    return running.window.speak


def bring_up(hands: Hands, batch_id: str, step: str) -> Any:
    """Open a batch at a step and give the panel."""
    hands.window.open_batch(batch_id)
    page = hands.window.page("batch")
    assert isinstance(page, BatchPage)
    page.show_step(step)
    hands.settle()
    return page.panel(step)


def typed_lines(page: ResultsPage) -> list[ResultRow]:
    """Give the lines of a results page that are typed, in the order of the specification."""
    return [row for row in page.lines if not row.model.made]


def line_of(page: ResultsPage, test_id: str) -> ResultRow:
    """Give the line of a test."""
    return next(row for row in page.lines if row.model.test and row.model.test.id == test_id)
