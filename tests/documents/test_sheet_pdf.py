import os
import re
import subprocess
import sys
import warnings
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import sheets
from PIL import Image

from carbench.documents.readback import pages_of, require_readable
from carbench.documents.sheet_pdf import draw
from carbench.domain.sheet import Sheet

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # pylibdmtx asks distutils for a version while it is imported
    from pylibdmtx.pylibdmtx import decode


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    first = draw(sheets.certificate())
    draw(sheets.short())
    assert draw(sheets.certificate()) == first


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys, sheets; from carbench.documents.sheet_pdf import draw;"
        "open(sys.argv[1], 'wb').write(draw(sheets.certificate()))"
    )
    written = tmp_path / "other.pdf"
    here = Path(__file__).parent
    path = {"PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])}
    subprocess.run([sys.executable, "-c", script, str(written)], check=True, env=os.environ | path)
    assert written.read_bytes() == draw(sheets.certificate())


@pytest.mark.parametrize(
    "sheet",
    [sheets.short(), *map(sheets.certificate, sheets.LANGUAGES), sheets.certificate(rows=60, pending=20)],
    ids=["short", *sheets.LANGUAGES, "long"],
)
def test_every_text_is_read_back_by_another_library_too(sheet: Sheet) -> None:
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    read = bare("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages))
    assert [text for text in sheet.texts() if bare(text) not in read] == []


@pytest.mark.parametrize("name", [*sheets.NAMES, "Γιώργος Œdipe Đặng ß ŽŠČ Ъъ"])
def test_names_of_europe_are_read_back(name: str) -> None:
    read = "\f".join(pages_of(draw(sheets.certificate(name=name))))
    assert bare(name) in bare(read)


@pytest.mark.parametrize("language", sheets.LANGUAGES)
def test_a_normal_certificate_takes_two_pages(language: str) -> None:
    assert len(pypdf.PdfReader(BytesIO(draw(sheets.certificate(language)))).pages) == 2


def test_the_number_is_decoded_from_the_printed_page(tmp_path: Path) -> None:
    sheet = sheets.certificate()
    (tmp_path / "sheet.pdf").write_bytes(draw(sheet))
    command = ["pdftoppm", "-r", "150", "-l", "1", "-gray", "-png", "sheet.pdf", "sheet"]
    subprocess.run(command, cwd=tmp_path, check=True)
    (picture,) = tmp_path.glob("*.png")
    with Image.open(picture) as page:
        found = decode(page, max_count=1, timeout=20_000)
    assert [code.data.decode() for code in found] == [sheet.number]


def test_every_page_of_a_long_sheet_says_its_number_of_how_many() -> None:
    sheet = sheets.certificate(rows=60, pending=20)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(draw(sheet))).pages]
    assert len(pages) > 4
    for number, page in enumerate(pages, start=1):
        assert re.findall(r"Page (\d+) of (\d+)", page) == [(str(number), str(len(pages)))]


@pytest.mark.parametrize("sheet", [sheets.certificate(), sheets.certificate(rows=60, pending=20)])
def test_banners_number_and_issuer_stand_on_each_page(sheet: Sheet) -> None:
    for page in pypdf.PdfReader(BytesIO(draw(sheet))).pages:
        read = bare(page.extract_text())
        assert all(bare(text) in read for text in (*sheet.banners, sheet.number, sheet.issuer, sheet.foot))


def test_every_font_is_embedded_and_no_page_asks_for_a_transition() -> None:
    reader = pypdf.PdfReader(BytesIO(draw(sheets.certificate())))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert not any("/Trans" in page for page in reader.pages)


def test_title_author_and_language_stand_in_the_file() -> None:
    sheet = sheets.certificate("fr")
    reader = pypdf.PdfReader(BytesIO(draw(sheet)))
    assert reader.metadata.title == f"{sheet.title} {sheet.number}"
    assert reader.metadata.author == sheet.issuer
    assert reader.trailer["/Root"]["/Lang"] == "fr"
