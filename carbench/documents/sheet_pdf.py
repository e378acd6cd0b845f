"""A sheet as the bytes of a PDF: the same sheet gives the same bytes, always."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from carbench.documents.fonts import FONTS, SANS, register
from carbench.documents.layout import lay_out
from carbench.documents.marks import Filled, Framed, Mark, Rectangle, Rule, Run
from carbench.documents.paper import paper
from carbench.domain.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    """Draw a sheet on A4 pages. Raises: GlyphMissing."""
    for font in FONTS:
        register(font)
    measures = paper()
    layout = lay_out(sheet, measures)
    paged = BytesIO()
    canvas = _canvas(sheet, paged, (measures.page.width, measures.page.height))
    for page in layout.pages:
        for mark in page:
            _put(canvas, mark, measures.page.height)
        canvas.showPage()
    for page in canvas._doc.Pages.pages:  # noqa: SLF001 - no other way to leave out the empty /Trans PDF/A refuses
        page.Trans = None
    canvas.save()
    return paged.getvalue()


def _canvas(sheet: Sheet, paged: BytesIO, size: tuple[float, float]) -> Canvas:
    """Open a canvas; without an embedded first font reportlab names Helvetica, which is not embedded."""
    canvas = Canvas(
        paged,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        lang=sheet.language,
        initialFontName=SANS,
    )
    canvas.setTitle(f"{sheet.title} {sheet.number}")
    canvas.setAuthor(sheet.issuer)
    canvas.setCreator("carbench")
    return canvas


def _put(canvas: Canvas, mark: Mark, height: float) -> None:
    """Draw one mark; a PDF counts from the lower edge of the page."""
    match mark:
        case Run():
            canvas.setFont(mark.font, mark.size_pt)
            canvas.setFillColor(HexColor(mark.ink))
            canvas.drawString(mark.x, height - mark.y, mark.text)
        case Rule():
            canvas.setLineWidth(mark.thickness_pt)
            canvas.setStrokeColor(HexColor(mark.ink))
            canvas.line(mark.x, height - mark.y, mark.x + mark.length, height - mark.y)
        case Filled():
            canvas.setFillColor(HexColor(mark.ink))
            canvas.drawPath(_path(canvas, mark.rectangles, height), stroke=0, fill=1)
        case Framed():
            canvas.setLineWidth(mark.frame_pt)
            canvas.setStrokeColor(HexColor(mark.ink))
            canvas.drawPath(_path(canvas, (mark.rectangle,), height), stroke=1, fill=0)


def _path(canvas: Canvas, rectangles: tuple[Rectangle, ...], height: float) -> object:
    path = canvas.beginPath()
    for place in rectangles:
        path.rect(place.x, height - place.y - place.height, place.width, place.height)
    return path
