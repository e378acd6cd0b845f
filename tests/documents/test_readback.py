from dataclasses import replace

import pytest
import sheets

from carbench.documents.readback import pages_of, require_readable
from carbench.documents.sheet_pdf import draw
from carbench.domain.record_errors import ReadBackDiffers
from carbench.domain.sheet import Line, Section, Sheet


def saying(*texts: str) -> Sheet:
    lines = tuple(Line(text=text) for text in texts)
    return replace(sheets.short(), sections=(Section(heading="Values", parts=lines),))


def test_the_paper_of_another_patient_is_refused() -> None:
    pdf = draw(sheets.certificate(name="Anna Meier"))
    require_readable(pdf, sheets.certificate(name="Anna Meier"))
    with pytest.raises(ReadBackDiffers) as refused:
        require_readable(pdf, sheets.certificate(name="Anna Maier"))
    assert refused.value.text == "Anna Maier"


def test_a_digit_too_many_on_the_paper_is_refused() -> None:
    with pytest.raises(ReadBackDiffers) as refused:
        require_readable(draw(saying("95 %")), saying("5 %"))
    assert refused.value.text == "9"


def test_a_line_too_many_on_the_paper_is_refused() -> None:
    with pytest.raises(ReadBackDiffers):
        require_readable(draw(saying("Meets", "Released")), saying("Meets"))


def test_a_minus_sign_that_is_lost_is_refused() -> None:
    with pytest.raises(ReadBackDiffers):
        require_readable(draw(saying("-5")), saying("5"))


@pytest.mark.parametrize("field", ["title", "subtitle", "number", "issuer", "foot", "page"])
def test_a_change_outside_the_sections_is_refused(field: str) -> None:
    sheet = sheets.certificate()
    with pytest.raises(ReadBackDiffers):
        require_readable(draw(sheet), replace(sheet, **{field: getattr(sheet, field) + " x"}))


def test_a_banner_that_is_missing_is_refused() -> None:
    sheet = sheets.certificate()
    with pytest.raises(ReadBackDiffers) as refused:
        require_readable(draw(replace(sheet, banners=sheet.banners[1:])), sheet)
    assert refused.value.text == "PROVISIONAL"


def test_hyphens_at_line_ends_and_soft_hyphens_are_no_difference() -> None:
    hyphened = saying("well-" * 200, "soft\u00adhyphen\u00ads", "no\u00a0break – dash")
    require_readable(draw(hyphened), hyphened)


def test_a_long_paragraph_over_two_pages_is_read_back() -> None:
    long = saying(" ".join(f"sentence {number}." for number in range(1500)))
    pdf = draw(long)
    assert len(pages_of(pdf)) > 1
    require_readable(pdf, long)
    with pytest.raises(ReadBackDiffers):
        require_readable(pdf, saying(" ".join(f"sentence {number}." for number in range(1501))))
