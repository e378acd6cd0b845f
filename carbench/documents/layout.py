"""Where everything on a sheet stands: sections as rows, rows on pages, head and foot around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from carbench.documents import furniture
from carbench.documents.marks import Mark, Rectangle
from carbench.documents.paging import Pages, held
from carbench.documents.paper import Paper
from carbench.documents.row import Hold, Row
from carbench.documents.sections import section_rows
from carbench.domain.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A sheet laid out."""

    pages: tuple[tuple[Mark, ...], ...]
    band: Rectangle
    """Left blank on the last page, for the head code and the signature of a later version."""


def lay_out(sheet: Sheet, paper: Paper) -> Layout:
    """Lay a sheet out. Raises: GlyphMissing."""
    head, foot = furniture.head(sheet, paper), furniture.foot(sheet, paper)
    gap = paper.page.gap
    opening = furniture.opening(sheet, paper, head.end + gap)
    pages = Pages(first_top=opening.end + gap, top=head.end + gap, bottom=foot.top - gap)
    if pages.bottom - pages.first_top < paper.band.height:
        raise ValueError("head and foot leave no room on the page")
    pages.place(list(_rows(sheet, paper)))
    around = [(*head.marks, *foot.marks(number, len(pages.pages))) for number in range(1, len(pages.pages) + 1)]
    around[0] = (*around[0], *opening.marks)
    last = pages.pages[-1][-1]
    return Layout(
        pages=tuple(
            (*frame, *(mark for placed in page for mark in placed.row.marks(placed.top)))
            for frame, page in zip(around, pages.pages, strict=True)
        ),
        band=Rectangle(x=paper.page.side, y=last.top, width=paper.page.inner, height=last.row.height),
    )


def _rows(sheet: Sheet, paper: Paper) -> Iterator[Row]:
    """Give all rows; the last sections and the blank band below them are held together."""
    sections = [section_rows(section, paper) for section in sheet.sections]
    closing = max(0, len(sections) - paper.closing.sections)
    for rows in sections[:closing]:
        yield from rows
    end = [row for rows in sections[closing:] for row in rows]
    yield from held([*end, Row(cells=(), leading_pt=0, above=paper.band.height)], Hold.CLOSING)
