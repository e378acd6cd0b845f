"""What is typed beside a reading: validity criteria, and when a culture was inoculated; pooled like the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLabel, QLayout, QLineEdit, QWidget

from carbench.ui.desk import Desk
from carbench.ui.forms import load_form


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBeside:
    """One thing that is asked beside a reading."""

    key: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    """Id and title of each outcome; none where it is typed."""


class BesideField(QWidget):
    """One field with its name: typed, or chosen from a list."""

    label: QLabel
    field: QLineEdit
    choice: QComboBox

    def __init__(self, desk: Desk, *, typing: Callable[[], None], pressed: Callable[[], None]) -> None:
        super().__init__()
        load_form(self, "beside_field")
        self.asked = AskedBeside(key="", title="")
        self.field.textEdited.connect(lambda _: typing())
        self.field.returnPressed.connect(pressed)
        self.choice.activated.connect(lambda _: typing())
        desk.dress(self)

    @property
    def text(self) -> str:
        """Give what is typed or the id of what is chosen."""
        return str(self.choice.currentData() or "") if self.asked.choices else self.field.text()

    def bind(self, asked: AskedBeside) -> None:
        """Ask for something else; what is chosen stays where it is still asked."""
        chosen = self.choice.currentData()
        self.asked = asked
        self.label.setText(asked.title)
        for widget in (self.field, self.choice):
            widget.setAccessibleName(asked.title)
        self.field.setVisible(not asked.choices)
        self.choice.setVisible(bool(asked.choices))
        self.choice.clear()
        for key, title in (("", ""), *asked.choices):
            self.choice.addItem(title, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))

    def fill(self, text: str) -> None:
        """Put a recorded value in."""
        with QSignalBlocker(self.field):
            self.field.setText(text)
        self.choice.setCurrentIndex(max(0, self.choice.findData(text)))

    def let_type(self, typing: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Let it be typed, or only be read."""
        self.field.setReadOnly(not typing)
        self.choice.setEnabled(typing)


class BesideFields:
    """The fields of one line."""

    def __init__(self, place: QWidget, desk: Desk, *, typing: Callable[[], None], pressed: Callable[[], None]) -> None:
        self._place = place
        self._desk = desk
        self._typing = typing
        self._pressed = pressed
        self._pool: list[BesideField] = []
        self._shown = 0

    @property
    def fields(self) -> tuple[BesideField, ...]:
        """Give the fields that are shown."""
        return tuple(self._pool[: self._shown])

    def ask(self, asked: Sequence[AskedBeside]) -> None:
        """Ask exactly for these."""
        layout = self._place.layout()
        assert isinstance(layout, QLayout)  # noqa: S101 - the form says so
        while len(self._pool) < len(asked):
            field = BesideField(self._desk, typing=self._typing, pressed=self._pressed)
            self._pool.append(field)
            layout.addWidget(field)
        self._shown = len(asked)
        for place, field in enumerate(self._pool):
            field.setVisible(place < self._shown)
        for field, each in zip(self.fields, asked, strict=True):
            field.bind(each)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put recorded values in; what is not recorded is empty."""
        for field in self.fields:
            field.fill(texts.get(field.asked.key, ""))

    def typed(self) -> dict[str, str]:
        """Give what is typed, by key."""
        return {field.asked.key: field.text for field in self.fields}

    def let_type(self, typing: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Let them be typed, or only be read."""
        for field in self.fields:
            field.let_type(typing)

    def show(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show them where something is asked or recorded."""
        self._place.setVisible(shown and bool(self._shown))
