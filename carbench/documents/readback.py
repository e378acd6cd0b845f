"""What a reader of the PDF reads, compared with what the sheet says.

Two things are asked. Each text stands on the paper in one piece. And the paper
holds the characters of the sheet, none more and none fewer: without this "5 %"
would be found in "95 %".
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2

from carbench.documents.fonts import SOFT_HYPHEN
from carbench.documents.paper import paper
from carbench.domain.record_errors import ReadBackDiffers
from carbench.domain.sheet import Sheet, Table

WHITE = re.compile(r"\s+")
AS_READ = str.maketrans({"\ufffe": "-", "\x02": "-", "ﬁ": "fi", "ﬂ": "fl", SOFT_HYPHEN: ""})
"""pdfium writes a sign of its own for a hyphen at the end of a line, and parts ligatures."""


def require_readable(pdf: bytes, sheet: Sheet) -> None:
    """Require that the PDF says what the sheet says. Raises: ReadBackDiffers."""
    pages = [_bare(page) for page in pages_of(pdf)]
    for text in _unread(pages, sheet):
        raise ReadBackDiffers(text=text)
    _require_same_characters(pages, sheet)


def _unread(pages: list[str], sheet: Sheet) -> Iterator[str]:
    """Give the texts that cannot be read, or not on each page where they stand on each page."""
    yield from (text for text in sheet.texts() if not _read(_bare(text), pages))
    for number, page in enumerate(pages, start=1):
        yield from (text for text in _on_each_page(sheet, number, len(pages)) if _bare(text) not in page)


def pages_of(pdf: bytes) -> list[str]:
    """Read the text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page_text(page) for page in document]


def _page_text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _bare(text: str) -> str:
    """Take out what wrapping adds or leaves out: white space, soft hyphens, the sign for a line's hyphen."""
    return WHITE.sub("", text).translate(AS_READ)


def _read(text: str, pages: list[str]) -> bool:
    """Tell whether a text stands on one page, or, if it is long, on pages that follow each other."""
    if len(text) < paper().readback.carried_characters:
        return any(text in page for page in pages)
    for page in pages:
        text = text[_longest_beginning(text, page) :]
    return not text


def _longest_beginning(text: str, page: str) -> int:
    """Count the characters of the longest beginning of a text that stands on a page."""
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if text[:middle] in page else (least, middle - 1)
    return least


def _on_each_page(sheet: Sheet, number: int, count: int) -> list[str]:
    return [sheet.issuer, sheet.number, *sheet.banners, sheet.foot, sheet.page.format(n=number, m=count)]


def _require_same_characters(pages: list[str], sheet: Sheet) -> None:
    surplus = Counter("".join(pages))
    surplus.subtract("".join(_expected(sheet, len(pages))))
    for titles in _titles(sheet):
        repeats = min(surplus[sign] // count for sign, count in titles.items())
        for _ in range(min(repeats, len(pages) - 1)):
            surplus.subtract(titles)
    differing = "".join(sorted(sign for sign, count in surplus.items() if count))
    if differing:
        raise ReadBackDiffers(text=differing)


def _expected(sheet: Sheet, count: int) -> list[str]:
    """Give all that is put on the pages, but for the titles a table repeats."""
    body = replace(sheet, title="", subtitle="", number="", banners=(), issuer="", foot="").texts()
    texts = [sheet.title, sheet.subtitle, sheet.number, *body]
    for number in range(1, count + 1):
        texts += _on_each_page(sheet, number, count)
    return [_bare(text) for text in texts]


def _titles(sheet: Sheet) -> list[Counter[str]]:
    """Give the titles of each table that has any, those with most characters first."""
    parts = (part for section in sheet.sections for part in section.parts)
    titles = (_bare("".join(column.title for column in part.columns)) for part in parts if isinstance(part, Table))
    return [Counter(text) for text in sorted(titles, key=len, reverse=True) if text]
