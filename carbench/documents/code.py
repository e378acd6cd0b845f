"""The number as a Data Matrix.

reportlab's own Data Matrix does not read back; modules from zxing-cpp, drawn as
one path, do.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import zxingcpp

from carbench.documents.marks import Rectangle


def data_matrix(text: str, place: Rectangle) -> tuple[Rectangle, ...]:
    """Give the dark modules of a square code that fills a place; its quiet zone lies outside.

    Source: ISO/IEC 16022, ECC 200.
    """
    rows = modules(text)
    side = place.width / len(rows)
    return tuple(
        Rectangle(
            x=place.x + first * side,
            y=place.y + number * side,
            width=count * side,
            height=side,
        )
        for number, row in enumerate(rows)
        for first, count in _dark(row)
    )


def modules(text: str) -> list[list[bool]]:
    """Give the rows of a square code, True where it is dark."""
    barcode: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    rows: Any = memoryview(barcode.to_image(scale=1, add_quiet_zones=False)).tolist()
    return [[value == 0 for value in row] for row in rows]


def _dark(row: list[bool]) -> Iterator[tuple[int, int]]:
    """Give first module and length of each dark stretch."""
    first = 0
    for dark, stretch in groupby(row):
        count = len(list(stretch))
        if dark:
            yield first, count
        first += count
