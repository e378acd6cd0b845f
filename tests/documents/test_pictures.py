import gc

import pytest
import sheets

from carbench.documents.pictures import pages
from carbench.documents.sheet_pdf import draw


@pytest.mark.parametrize("width_px", [1, 595, 601, 700, 1240])
def test_each_page_becomes_a_picture_of_the_width_asked(width_px: int) -> None:
    for picture in pages(draw(sheets.certificate()), width_px):
        assert picture.width == width_px
        assert picture.height == pytest.approx(width_px * 297 / 210, abs=1)
        assert len(picture.rgb) == 3 * picture.width * picture.height


def test_the_paper_is_white_and_the_solid_banner_black() -> None:
    first, second = pages(draw(sheets.certificate()), 600)
    assert first.rgb[:3] == b"\xff\xff\xff"
    assert b"\x00" * 60 in first.rgb
    assert b"\x00" * 60 in second.rgb


def test_nothing_stays_open() -> None:
    pdf = draw(sheets.short())
    for _ in range(20):
        pages(pdf, 100)
    gc.collect()
