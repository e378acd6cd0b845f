"""Every page of the real window, in every language, at 100 % and 200 %: nothing cut, nothing unnamed, nothing small."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from carbench.app import Running
from carbench.texts import LANGUAGES
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import STEPS, BatchPage
from tests.people import ORDER, Played

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)


def pages(running: Running) -> Iterator[str]:
    """Bring up page after page, with a batch that has something in every step."""
    window = running.window
    for name in ("bench", "order", "trail"):
        window.show_page(name)
        yield name
    window.open_batch(ORDER.batch_id)
    page = window.page("batch")
    assert isinstance(page, BatchPage)
    for step, _ in STEPS:
        page.show_step(step)
        yield step


def shown(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """Give the visible widgets that the program placed; what Qt puts inside a control is Qt's."""
    found = window.findChildren(kind)
    return [w for w in found if w.isVisible() and not w.objectName().startswith("qt_") and not inside(w)]


def inside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QAbstractItemView) or type(parent).__name__ == "QComboBoxPrivateContainer"


def named(control: QWidget) -> bool:
    if control.accessibleName():
        return True
    return isinstance(control, QAbstractButton) and bool(control.text())


def cut(label: QLabel) -> bool:
    """Say whether a label has less room than its text needs."""
    if not label.text():
        return False
    need = QSize(0, label.heightForWidth(label.width())) if label.wordWrap() else label.sizeHint()
    return label.width() + 1 < need.width() or label.height() + 1 < need.height()


def button_cut(button: QAbstractButton) -> bool:
    room = button.width()
    lines = button.text().split("\n")
    return any(button.fontMetrics().horizontalAdvance(line.strip()) > room for line in lines)


@pytest.fixture
def everything(played: Played, hands: Hands) -> Hands:
    """A batch with all its steps, and the QP at the window."""
    played.checked()
    played.bench.person = None
    hands.sign_in("quentin")
    return hands


def test_every_control_has_a_name_for_those_who_do_not_see_it(running: Running, everything: Hands) -> None:
    for page in pages(running):
        everything.settle()
        for kind in CONTROLS:
            nameless = [w.objectName() or type(w).__name__ for w in shown(running.window, kind) if not named(w)]
            assert not nameless, page


@pytest.mark.parametrize("scale", [100, 200])
def test_everything_that_is_touched_is_large_enough_for_a_glove(
    running: Running, everything: Hands, scale: int
) -> None:
    enlarge(running, scale)
    for page in pages(running):
        everything.settle()
        touched = [w for kind in (QPushButton, QLineEdit, QComboBox) for w in shown(running.window, kind)]
        small = [(w.objectName(), w.height()) for w in touched if w.height() < 48 * scale // 100]
        assert touched
        assert not small, page


def test_a_button_made_small_on_purpose_is_found(running: Running, everything: Hands) -> None:
    running.window.to_bench.setMinimumHeight(0)
    running.window.to_bench.setMaximumHeight(20)
    everything.settle()
    assert any(w.height() < 48 for w in shown(running.window, QPushButton))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [100, 200])
def test_no_word_is_cut_in_any_language(
    running: Running, everything: Hands, speak: Callable[[str], None], language: str, scale: int
) -> None:
    running.window.resize(1360 * scale // 100, 860 * scale // 100)
    enlarge(running, scale)
    speak(language)
    for page in pages(running):
        everything.settle()
        labels = [w.text() for w in shown(running.window, QLabel) if isinstance(w, QLabel) and cut(w)]
        assert not labels, page
        buttons = [w.text() for w in shown(running.window, QPushButton) if isinstance(w, QPushButton) and button_cut(w)]
        assert not buttons, page


def test_a_label_squeezed_on_purpose_is_found(running: Running, everything: Hands) -> None:
    running.window.place.setMaximumWidth(10)
    everything.settle()
    assert cut(running.window.place)


def test_what_does_not_fit_scrolls(running: Running, everything: Hands) -> None:
    running.window.resize(900, 500)
    for page in pages(running):
        everything.settle()
        for area in shown(running.window, QScrollArea):
            assert isinstance(area, QScrollArea)
            inner = area.widget()
            hint = inner.minimumSizeHint()
            assert inner.width() >= hint.width(), page
            assert inner.height() >= hint.height(), page
    assert running.window.findChildren(QAbstractScrollArea)


def enlarge(running: Running, scale: int) -> None:
    """Choose a text size as a person does."""
    box = running.window.text_size
    box.setCurrentIndex(box.findData(scale))
    box.activated.emit(box.currentIndex())
