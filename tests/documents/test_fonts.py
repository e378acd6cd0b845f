import hashlib

import pytest
import sheets

from carbench.documents import fonts
from carbench.documents.readback import require_readable
from carbench.documents.sheet_pdf import draw
from carbench.domain.record_errors import GlyphMissing
from carbench.domain.sheet import Face, Line, Section, Sheet


def of_lines(*lines: Line) -> Sheet:
    return Sheet(
        title="Signs",
        subtitle="",
        number="S-1",
        banners=(),
        issuer="",
        sections=(Section(heading="Signs", parts=lines),),
        foot="",
        page="{n} / {m}",
        language="en",
    )


def test_a_character_no_font_has_is_named_with_its_text() -> None:
    with pytest.raises(GlyphMissing) as refused:
        fonts.require_glyphs(["Łukasz", "Dr 漢 and 字"])
    assert refused.value.character == "漢"
    assert refused.value.text == "Dr 漢 and 字"


def test_a_sheet_with_such_a_character_is_not_drawn() -> None:
    with pytest.raises(GlyphMissing) as refused:
        draw(sheets.certificate(name="漢 Meier"))
    assert refused.value.character == "漢"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u200d", "\ufeff", "\x00", "\x07", "\ue000", "\ufffd", "א", "ع"])
def test_invisible_and_foreign_signs_are_refused(sign: str) -> None:
    with pytest.raises(GlyphMissing) as refused:
        fonts.require_glyphs([f"Anna{sign}Maria"])
    assert refused.value.character == sign


def test_an_exact_text_in_greek_is_set_in_sans_as_a_whole() -> None:
    assert fonts.font_for("B-0042", Face.EXACT) == fonts.MONO
    assert fonts.font_for("B-0042-α", Face.EXACT) == fonts.SANS


def test_what_only_the_exact_face_has_is_refused_in_a_plain_text() -> None:
    fonts.require_glyphs(["─"], Face.EXACT)
    with pytest.raises(GlyphMissing):
        fonts.require_glyphs(["─"])


def test_strong_prints_what_plain_prints() -> None:
    assert fonts.printable(fonts.SANS) == fonts.printable(fonts.SANS_STRONG)
    assert fonts.printable(fonts.MONO) == fonts.printable(fonts.MONO_STRONG)


def test_line_ends_and_soft_hyphens_need_no_glyph() -> None:
    fonts.require_glyphs(["one\ntwo\tthree\u2028four soft\u00adhyphen"])


@pytest.mark.parametrize("face", Face)
def test_every_printable_sign_of_a_face_is_read_back(face: Face) -> None:
    signs = sorted(fonts.printable(fonts.FACES[face, False][0]))
    drawn = of_lines(*(Line(text=f"a{sign}b", face=face) for sign in signs))
    require_readable(draw(drawn), drawn)


def test_each_font_file_is_fingerprinted() -> None:
    for printed, font in zip(fonts.fingerprints(), fonts.FONTS, strict=True):
        assert printed == f"{font} {hashlib.sha256(fonts.path_of(font).read_bytes()).hexdigest()}"
