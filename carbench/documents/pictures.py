"""The pages of a PDF as pictures, to be shown beside the reasons before anything is signed."""

import math
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page, three bytes a pixel: red, green, blue; rows without gaps."""

    width: int
    height: int
    rgb: bytes


def pages(pdf: bytes, width_px: int) -> tuple[Picture, ...]:
    """Give each page as a picture of this width."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_picture(page, width_px) for page in document)


def _picture(page: pypdfium2.PdfPage, width_px: int) -> Picture:
    scale = math.nextafter(width_px / page.get_width(), 0)  # pdfium rounds up: 700.0000001 pixels would be 701
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return _packed(bitmap)
    finally:
        bitmap.close()
        page.close()


def _packed(bitmap: pypdfium2.PdfBitmap) -> Picture:
    """Copy the pixels; pdfium pads each row of its own to a multiple of four bytes."""
    buffer, row = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
    rows = (buffer[first : first + row] for first in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return Picture(width=bitmap.width, height=bitmap.height, rgb=b"".join(rows))
