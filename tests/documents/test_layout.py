from dataclasses import replace
from itertools import combinations

import pytest
import sheets
from places import words_of

from carbench.documents.layout import lay_out
from carbench.documents.paper import paper
from carbench.documents.readback import require_readable
from carbench.documents.sheet_pdf import draw
from carbench.documents.tables import slots
from carbench.domain.sheet import Column, Face, Line, Pair, Pairs, Section, Sheet, Table

HARD = sheets.certificate("de", rows=12, pending=6, name=sheets.LONG_NAME)
HEAVY = replace(
    sheets.certificate(),
    number="CARB-" + "7" * 40,
    title="Certificate " * 12,
    issuer=sheets.LONG_NAME * 3,
    foot=sheets.HASH * 4,
    banners=("PROVISIONAL " * 9, *(["EXAMPLE SPECIFICATION, NOT FOR USE"] * 3)),
)
SHEETS = [
    sheets.short(),
    *map(sheets.certificate, sheets.LANGUAGES),
    HARD,
    HEAVY,
    sheets.certificate(rows=60, pending=20),
]
NAMED = pytest.mark.parametrize("sheet", SHEETS, ids=["short", *sheets.LANGUAGES, "hard", "heavy", "long"])


def with_parts(*parts: Line | Pairs | Table) -> Sheet:
    return replace(sheets.short(), sections=(Section(heading="Parts", parts=parts),))


def table(*texts: str, rows: int = 1, shares: tuple[int, ...] = (1, 2, 4)) -> Table:
    columns = tuple(Column(title=text[:1], share=share) for text, share in zip(texts, shares, strict=True))
    return Table(columns=columns, rows=(tuple(Line(text=text) for text in texts),) * rows)


@NAMED
def test_no_word_leaves_the_margins(sheet: Sheet) -> None:
    page = paper().page
    for words in words_of(draw(sheet)):
        assert min(word.left for word in words) >= page.side - 0.5
        assert max(word.right for word in words) <= page.right + 0.5
        assert min(word.bottom for word in words) >= page.bottom
        assert max(word.top for word in words) <= page.height - page.top


@NAMED
def test_no_word_stands_on_another_and_none_is_lost(sheet: Sheet) -> None:
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    for words in words_of(pdf):
        assert [(a.text, b.text) for a, b in combinations(words, 2) if a.covers(b)] == []


def test_the_words_of_a_table_stay_in_their_column() -> None:
    texts = ("aaaa " * 20, "bb " * 60 + "b" * 90, "c" * 200)
    wide = table(*texts)
    columns = dict(zip("abc", slots(wide.columns, paper()), strict=True))
    words = [
        word for page in words_of(draw(with_parts(wide))) for word in page if set(word.text) in ({"a"}, {"b"}, {"c"})
    ]
    assert len(words) > 30
    for word in words:
        column = columns[word.text[0]]
        assert word.left >= column.x - 0.5
        assert word.right <= column.x + column.width + 0.5


@pytest.mark.parametrize("face", Face)
def test_a_hash_and_a_long_name_lose_no_character_in_the_narrowest_cell(face: Face) -> None:
    long = sheets.LONG_NAME.replace(" ", "")
    narrow = Table(
        columns=(Column(title="1", share=1), Column(title="2", share=1), Column(title="3", share=18)),
        rows=((Line(text=sheets.HASH, face=face), Line(text=long, face=face), Line(text="")),),
    )
    named = Pairs(pairs=(Pair(name=long, value=sheets.HASH * 3, face=face), Pair(name="a", value=long, face=face)))
    sheet = with_parts(narrow, named, Line(text=sheets.HASH * 5, face=face))
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    for words in words_of(pdf):
        assert max(word.right for word in words) <= paper().page.right + 0.5
        assert [(a.text, b.text) for a, b in combinations(words, 2) if a.covers(b)] == []


def test_titles_are_repeated_on_each_page_a_table_goes_on() -> None:
    pages = words_of(draw(with_parts(table("alpha", "beta", "gamma", rows=200))))
    assert len(pages) > 2
    assert all([word.text for word in words].count("a") == 1 for words in pages)


def test_a_row_taller_than_a_page_is_carried_over_and_read_back_whole() -> None:
    tall = " ".join(f"word{number}" for number in range(1200))
    sheet = with_parts(table("short", tall, "beside"))
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    assert len(words_of(pdf)) > 1


def test_a_heading_never_ends_a_page() -> None:
    for rows in range(1, 26):
        sheet = sheets.certificate(rows=rows, pending=2)
        headings = {section.heading.split()[0] for section in sheet.sections}
        for page in words_of(draw(sheet)):
            body = [word for word in page if word.bottom > paper().page.bottom + 20]
            lowest = min(word.bottom for word in body)
            assert not {word.text for word in body if word.bottom < lowest + 4} & headings


def test_statement_and_signature_stand_on_one_page_above_the_blank_band() -> None:
    for rows in range(1, 40, 3):
        sheet = sheets.certificate(rows=rows)
        layout, pages = lay_out(sheet, paper()), words_of(draw(sheet))
        texts = [word.text for word in pages[-1]]
        assert {"Statement", "Signature", "Record"} <= set(texts)
        upper, lower = (paper().page.height - y for y in (layout.band.y, layout.band.y + layout.band.height))
        assert not [word for word in pages[-1] if word.bottom < upper - 0.5 and word.top > lower + 0.5]
        assert layout.band.height == paper().band.height


def test_a_head_that_fills_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        draw(replace(sheets.short(), issuer="issuer " * 3000))
