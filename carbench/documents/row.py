"""Texts side by side: the one thing a page is stacked from.

A heading, a paragraph, named values and the row of a table are all rows; they
differ in their cells and in the space and the line around them.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Self

from carbench.documents.fonts import ascent, descent
from carbench.documents.marks import Filled, Mark, Rectangle, Rule, Run
from carbench.documents.typeset import Setting


class Hold(IntEnum):
    """How strongly a row is held to the next one; a weaker hold is given up first."""

    NONE = 0
    CLOSING = 1
    """Statement, signature and record."""

    SECTION = 2
    """A section without a table."""

    HEADING = 3
    """A heading or the titles of a table with what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text and its left edge."""

    x: float
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line below a row, with the space between it and the texts and after it."""

    x: float
    length: float
    thickness_pt: float
    ink: str
    after: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells on one base line."""

    cells: tuple[Cell, ...]
    leading_pt: float
    before: float = 0
    """White space that is dropped where the row begins a page."""

    above: float = 0
    below: float = 0
    line: Line | None = None
    shade: str = ""
    """Ink behind the cells, over the length of the line."""

    hold: Hold = Hold.NONE
    titles: "Row | None" = None
    """Stands above this row wherever it begins a page."""

    @property
    def lines(self) -> int:
        """Count the lines of the longest cell."""
        return max((len(cell.setting.lines) for cell in self.cells), default=0)

    @property
    def height(self) -> float:
        """Give what the row takes on a page."""
        return (
            self.before + self.above + self.lines * self.leading_pt + self.below + (self.line.after if self.line else 0)
        )

    def split(self, room: float) -> tuple[Self, Self]:
        """Part a row that is taller than a page: what fills the room, and the rest."""
        fit = int((room - self.before - self.above) // self.leading_pt)
        return (
            replace(self, cells=self._part(0, fit), below=0, line=None, hold=Hold.NONE),
            replace(self, cells=self._part(fit, self.lines)),
        )

    def _part(self, first: int, last: int) -> tuple[Cell, ...]:
        return tuple(
            replace(cell, setting=replace(cell.setting, lines=cell.setting.lines[first:last])) for cell in self.cells
        )

    def marks(self, top: float) -> list[Mark]:
        """Give what is drawn when the row begins at a height of the page."""
        found: list[Mark] = []
        top += self.before
        end = top + self.above + self.lines * self.leading_pt + self.below
        if self.line and self.shade:
            behind = Rectangle(x=self.line.x, y=top, width=self.line.length, height=end - top)
            found.append(Filled(rectangles=(behind,), ink=self.shade))
        base = top + self.above + self._drop()
        for cell in self.cells:
            found += runs(cell.setting, cell.x, base, self.leading_pt)
        if self.line:
            line = self.line
            found.append(Rule(x=line.x, y=end, length=line.length, thickness_pt=line.thickness_pt, ink=line.ink))
        return found

    def _drop(self) -> float:
        """Give the way from the top of the first line to the base line all cells share."""
        return max((drop(cell.setting, self.leading_pt) for cell in self.cells if cell.setting.lines), default=0)


def drop(setting: Setting, leading_pt: float) -> float:
    """Give the way from the top of a line to its base line, the letters centred in the line."""
    up, down = ascent(setting.font) * setting.size_pt, descent(setting.font) * setting.size_pt
    return (leading_pt - up - down) / 2 + up


def runs(setting: Setting, x: float, base: float, leading_pt: float) -> list[Run]:
    """Give the lines of a text from its first base line."""
    return [
        Run(
            text=line,
            x=x,
            y=base + number * leading_pt,
            font=setting.font,
            size_pt=setting.size_pt,
            ink=setting.ink,
        )
        for number, line in enumerate(setting.lines)
    ]
