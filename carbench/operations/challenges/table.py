"""A file of challenges: a line of column names, then one line a question.

UTF-8 with or without a byte order mark; cells apart by commas or semicolons, whichever the line of names is written
with; quoted where a cell holds one. The whole file is looked at before the first question is put: of a file that is
wrong anywhere nothing is asked.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from carbench.domain.challenge_errors import (
    CellsDiffer,
    ChallengeEmpty,
    ChallengeFileBroken,
    ColumnMissing,
    ColumnTwice,
    ColumnUnknown,
)
from carbench.domain.measure import BLANKS, shown
from carbench.operations.challenges.asked import Kind

DELIMITERS = (",", ";")
EXPECTED = "expected"
FREE = ("note", "source", "id")
"""How the names of columns begin that are the unit's own and ask nothing."""


class TableRow(NamedTuple):
    """One line of a file."""

    line: int
    """Its number in the file, from 1; of a row on several lines the first."""

    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file as it stands, its columns known and its rows complete."""

    names: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes, kind: Kind) -> Table:
    """Read a file of one kind of challenge.

    Raises: ChallengeFileBroken, ChallengeEmpty, ColumnUnknown, ColumnTwice, ColumnMissing, CellsDiffer.
    """
    rows = _rows(_text(content))
    head = next(rows, None)
    if head is None:
        raise ChallengeEmpty
    names = tuple(name.strip(BLANKS) for name in head.cells)
    _columns_fit(names, kind)
    return Table(names=names, rows=tuple(_whole(row, len(names)) for row in rows))


def _text(content: bytes) -> str:
    """Decode a file; a zero character belongs in no table. Raises: ChallengeFileBroken."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise ChallengeFileBroken(line=content.count(b"\n", 0, broken.start) + 1) from broken
    if "\0" in text:
        raise ChallengeFileBroken(line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _rows(text: str) -> Iterator[TableRow]:
    """Give every line that is not empty. Raises: ChallengeFileBroken."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    before = 0
    while (cells := _next(reader, before)) is not None:
        if cells:
            yield TableRow(before + 1, cells)
        before = reader.line_num


def _next(reader: Iterator[list[str]], before: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as broken:
        raise ChallengeFileBroken(line=before + 1) from broken


def _delimiter(text: str) -> str:
    """Give the sign the names are apart by: the one that gives more of them."""
    head = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    return max(DELIMITERS, key=head.count)


def _columns_fit(names: Sequence[str], kind: Kind) -> None:
    known = [column.name for column in kind.columns]
    known += [EXPECTED, *(f"{EXPECTED}_{answer}" for answer in kind.answers)]
    for place, name in enumerate(names):
        if name not in known and not name.startswith(FREE):
            listed = ", ".join((*known, *(f"{free}…" for free in FREE)))
            raise ColumnUnknown(text=shown(name), columns=listed)
        if name in names[:place] or (name == f"{EXPECTED}_{kind.answers[0]}" and EXPECTED in names):
            raise ColumnTwice(text=shown(name))
    missing = next((column.name for column in kind.columns if column.needed and column.name not in names), None)
    if missing is not None:
        raise ColumnMissing(column=missing)


def _whole(row: TableRow, wanted: int) -> TableRow:
    if len(row.cells) != wanted:
        raise CellsDiffer(line=row.line, found=len(row.cells), wanted=wanted)
    return row
