"""A table as rows: the width in proportion to the shares, titles that come again on each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from carbench.documents.furniture import face_pen
from carbench.documents.paper import Paper
from carbench.documents.row import Cell, Hold, Line, Row
from carbench.documents.typeset import Pen, Setting
from carbench.domain import sheet as domain
from carbench.domain.sheet import Column, Face, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where the texts of a column stand."""

    x: float
    width: float


def table_rows(table: Table, paper: Paper) -> list[Row]:
    """Lay out titles and rows; the first row stays with the titles."""
    columns = slots(table.columns, paper)
    titles = _titles(table.columns, columns, paper)
    rows = [replace(_row(row, columns, paper), titles=titles) for row in table.rows]
    return [titles, *rows[:-1], *(_last(row, paper) for row in rows[-1:])]


def slots(columns: Sequence[Column], paper: Paper) -> list[Slot]:
    """Part the width by the shares of the columns."""
    page, pad = paper.page, paper.cell.pad
    shares = [column.share for column in columns]
    edges = [page.side + page.inner * taken / sum(shares) for taken in accumulate([0, *shares])]
    return [Slot(x=left + pad, width=right - left - 2 * pad) for left, right in pairwise(edges)]


def _titles(columns: Sequence[Column], where: list[Slot], paper: Paper) -> Row:
    style = paper.cell
    pen = Pen(face=Face.PLAIN, size_pt=style.title_pt, ink=paper.ink.quiet, strong=True)
    settings = [pen.set(column.title, slot.width) for column, slot in zip(columns, where, strict=True)]
    row = _stacked(settings, where, _below(style.close_pt, paper.ink.rule, paper), paper)
    return replace(row, shade=paper.ink.shade, hold=Hold.HEADING)


def _row(cells: Sequence[domain.Line], where: list[Slot], paper: Paper) -> Row:
    settings = [
        face_pen(cell.face, paper.cell, paper).set(cell.text, slot.width)
        for cell, slot in zip(cells, where, strict=True)
    ]
    return _stacked(settings, where, _below(paper.cell.hairline_pt, paper.ink.hairline, paper), paper)


def _last(row: Row, paper: Paper) -> Row:
    """Close the table and leave room below it."""
    line = replace(_below(paper.cell.close_pt, paper.ink.hairline, paper), after=paper.cell.after)
    return replace(row, line=line)


def _below(thickness_pt: float, ink: str, paper: Paper) -> Line:
    return Line(x=paper.page.side, length=paper.page.inner, thickness_pt=thickness_pt, ink=ink)


def _stacked(settings: list[Setting], where: list[Slot], line: Line, paper: Paper) -> Row:
    style = paper.cell
    cells = tuple(Cell(x=slot.x, setting=setting) for setting, slot in zip(settings, where, strict=True))
    return Row(cells=cells, leading_pt=style.leading_pt, above=style.above, below=style.below, line=line)
