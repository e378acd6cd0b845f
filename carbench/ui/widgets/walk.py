"""Enter walks down the fields of a page; from the last one it presses the button."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QPushButton


def walk_with_enter(fields: Sequence[QLineEdit], button: QPushButton, *, typing: Callable[[], None]) -> None:
    """Join fields and button; `typing` is told of every key, so that an old refusal can go."""
    for one, next_one in pairwise(fields):
        one.returnPressed.connect(next_one.setFocus)
    fields[-1].returnPressed.connect(button.click)
    for field in fields:
        field.textEdited.connect(lambda _: typing())
