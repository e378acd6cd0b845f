"""A section as rows: its heading, paragraphs, named values and tables."""

from dataclasses import replace

from carbench.documents.furniture import face_pen
from carbench.documents.paging import held
from carbench.documents.paper import Paper
from carbench.documents.row import Cell, Hold, Line, Row
from carbench.documents.tables import table_rows
from carbench.documents.typeset import Pen
from carbench.domain import sheet as domain
from carbench.domain.sheet import Face, Pair, Pairs, Section, Table


def section_rows(section: Section, paper: Paper) -> list[Row]:
    """Lay out a section; one without a table is kept whole."""
    rows = [_heading(section.heading, paper)]
    for part in section.parts:
        match part:
            case domain.Line():
                rows.append(_line(part, paper))
            case Pairs():
                rows += _pairs(part, paper)
            case Table():
                rows[-1] = replace(rows[-1], hold=Hold.HEADING)
                rows += table_rows(part, paper)
    tables = any(isinstance(part, Table) for part in section.parts)
    return rows if tables else held(rows, Hold.SECTION)


def _heading(text: str, paper: Paper) -> Row:
    style, page = paper.heading, paper.page
    setting = Pen(face=Face.PLAIN, size_pt=style.size_pt, ink=paper.ink.text, strong=style.strong).set(text, page.inner)
    line = Line(
        x=page.side,
        length=page.inner,
        thickness_pt=style.rule_pt,
        ink=paper.ink.rule,
        after=style.below,
    )
    cells = (Cell(x=page.side, setting=setting),)
    return Row(cells=cells, leading_pt=style.leading_pt, before=style.above, line=line, hold=Hold.HEADING)


def _line(line: domain.Line, paper: Paper) -> Row:
    style = paper.line
    setting = face_pen(line.face, style, paper).set(line.text, paper.page.inner)
    return Row(
        cells=(Cell(x=paper.page.side, setting=setting),),
        leading_pt=style.leading_pt,
        above=style.above,
        below=style.below,
    )


def _pairs(pairs: Pairs, paper: Paper) -> list[Row]:
    """Set two pairs side by side where both are short, a longer one over the whole width."""
    style, page = paper.pair, paper.page
    half = (page.inner - style.columns) / 2
    rows: list[Row] = []
    waiting: tuple[Cell, ...] = ()
    for pair in pairs.pairs:
        cells = _pair(pair, page.side, half, paper)
        if any(len(cell.setting.lines) > 1 for cell in cells[1:]):
            rows += [_pair_row(waiting, paper)] if waiting else []
            rows.append(_pair_row(_pair(pair, page.side, page.inner, paper), paper))
            waiting = ()
        elif waiting:
            shifted = tuple(replace(cell, x=cell.x + half + style.columns) for cell in cells)
            rows.append(_pair_row((*waiting, *shifted), paper))
            waiting = ()
        else:
            waiting = cells
    return [*rows, _pair_row(waiting, paper)] if waiting else rows


def _pair(pair: Pair, x: float, within: float, paper: Paper) -> tuple[Cell, ...]:
    style = paper.pair
    name = Pen(face=Face.PLAIN, size_pt=style.name_pt, ink=paper.ink.quiet).set(pair.name, style.name)
    beside = style.name + style.gap
    value = face_pen(pair.face, style, paper).set(pair.value, within - beside)
    return Cell(x=x, setting=name), Cell(x=x + beside, setting=value)


def _pair_row(cells: tuple[Cell, ...], paper: Paper) -> Row:
    return Row(cells=cells, leading_pt=paper.pair.leading_pt, below=paper.pair.below)
