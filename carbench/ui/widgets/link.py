"""A line that says something and goes where it is mended; pooled, because lists of them are rebound often."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QWidget

from carbench.ui.desk import Desk
from carbench.ui.forms import load_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link says and does."""

    text: str
    go: Callable[[], None]


class Link(QWidget):
    """One button of a list."""

    go: QPushButton
    text: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "link")
        self._target: Target | None = None
        self._desk = desk
        self.text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.go.clicked.connect(self._follow)
        desk.dress(self)

    def bind(self, target: Target) -> None:
        """Say and do something else from now on."""
        self._target = target
        self.text.setText(target.text)
        self.go.setAccessibleName(target.text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text: a button does not wrap by itself."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.go.layout()
        room = layout.heightForWidth(self.width()) if layout is not None else 0
        self.go.setMinimumHeight(max(self._desk.theme.target_px, room))

    def _follow(self) -> None:
        if self._target is not None:
            self._target.go()


class Links:
    """A list of links in a place of a form."""

    def __init__(self, place: QWidget, desk: Desk) -> None:
        self._place = place
        self._desk = desk
        self._links: list[Link] = []

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show exactly these."""
        layout = self._place.layout()
        assert isinstance(layout, QLayout)  # noqa: S101 - every place of a form has one
        while len(self._links) < len(targets):
            link = Link(self._desk)
            self._links.append(link)
            layout.addWidget(link)
        for place, link in enumerate(self._links):
            link.setVisible(place < len(targets))
            if place < len(targets):
                link.bind(targets[place])
