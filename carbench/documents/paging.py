"""Rows onto pages: what belongs together stays together, and nothing is cut.

Rows are tried in the largest groups first. A group that fits nowhere is parted
at its weakest holds; a single row is parted only when it is taller than a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from carbench.documents.row import Hold, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row and the height of the page it begins at."""

    top: float
    row: Row


@dataclass(kw_only=True)
class Pages:
    """Fills pages from the top."""

    first_top: float
    """Where the body of the first page begins, below title and code."""

    top: float
    bottom: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    at: float = 0

    def __post_init__(self) -> None:
        self.at = self.first_top

    def place(self, rows: Sequence[Row], hold: Hold = Hold.CLOSING) -> None:
        """Place rows, keeping together what is held at least as strongly."""
        for group in groups(rows, hold):
            if _height(group) <= self._room:
                self._put(group)
            elif self.pages[-1] and self._fits_a_page(group):
                self._turn(group[0])
                self._put(group)
            elif hold is Hold.HEADING:
                self._part(group)
            else:
                self.place(group, Hold(hold + 1))

    @property
    def _room(self) -> float:
        return self.bottom - self.at

    def _fits_a_page(self, group: Sequence[Row]) -> bool:
        return _height([*self._repeated(group[0]), *group]) <= self.bottom - self.top

    def _repeated(self, following: Row) -> list[Row]:
        """Give the titles a page begins with before a row; titles that would fill the page are not repeated."""
        titles = following.titles
        return [titles] if titles and titles.height <= (self.bottom - self.top) / 2 else []

    def _put(self, group: Sequence[Row]) -> None:
        for row in group:
            put = row if self.pages[-1] else replace(row, before=0)
            self.pages[-1].append(Placed(top=self.at, row=put))
            self.at += put.height

    def _turn(self, following: Row) -> None:
        self.pages.append([])
        self.at = self.top
        self._put(self._repeated(following))

    def _part(self, group: Sequence[Row]) -> None:
        """Place a group that is taller than a page: its heading with the first lines of the row that is too tall."""
        if self.pages[-1]:
            self._turn(group[0])
        for row in group:
            self._part_row(row)

    def _part_row(self, row: Row) -> None:
        while row.height > self._room and (row.lines > 1 or self._fits_a_page([row])):
            if not self._fits_a_page([row]) and self._room >= row.before + row.above + row.leading_pt:
                begun, row = row.split(self._room)
                self._put([begun])
            self._turn(row)
        self._put([row])


def groups(rows: Sequence[Row], hold: Hold) -> Iterator[list[Row]]:
    """Give the runs of rows held to each other at least this strongly."""
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if row.hold < hold:
            yield group
            group = []
    if group:
        yield group


def held(rows: Sequence[Row], hold: Hold) -> list[Row]:
    """Hold each row to the next, the last one excepted; a stronger hold stays."""
    return [replace(row, hold=max(row.hold, hold)) for row in rows[:-1]] + list(rows[-1:])


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)
