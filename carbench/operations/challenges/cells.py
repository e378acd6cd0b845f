"""How the cells of a row are read: words, whole numbers, exact numbers, ranges, times."""

import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from carbench.domain.bounds import decimal_of
from carbench.domain.challenge_errors import (
    ColumnEmpty,
    NotAboveZero,
    NotARange,
    NotAWholeNumber,
    NotOneOf,
)
from carbench.domain.errors import WrongSeparator
from carbench.domain.measure import BLANKS, DIGITS_AT_MOST, Range, Reading, Unit, read, read_text, shown
from carbench.domain.moment import Moment, read_moment
from carbench.operations.challenges.asked import Row

EnumT = TypeVar("EnumT", bound=Enum)

PRINTED = r"-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?"
"""A number as a limit or a range is printed: no zeros before it, none of the signs a reading may have."""

RANGE = re.compile(rf"({PRINTED}) +to +({PRINTED})", re.IGNORECASE)
WHOLE = re.compile(r"[0-9]{1,6}")
MOST = 100_000
"""Hours or minutes, as in a product file."""

SEPARATORS = (".", ",")
FIGURES = 40
"""Significant figures of an answer that is made by arithmetic and has no end."""


def cell(row: Row, column: str) -> str:
    """Give what stands in a cell, blanks at the ends removed."""
    return row.get(column, "").strip(BLANKS)


def filled(row: Row, column: str) -> str:
    """Give what stands in a cell that may not be empty. Raises: ColumnEmpty."""
    text = cell(row, column)
    if not text:
        raise ColumnEmpty(column=column)
    return text


def separator_of(row: Row) -> str:
    """Give the decimal separator of every number of a row; a point unless the row says comma. Raises: NotOneOf."""
    text = cell(row, "separator") or "."
    if text not in SEPARATORS:
        raise NotOneOf(column="separator", text=shown(text), words=" ".join(SEPARATORS))
    return text


def word(row: Row, column: str, *, kind: type[EnumT]) -> EnumT | None:
    """Give the member a cell names, None where it is empty. Raises: NotOneOf."""
    text = cell(row, column)
    return member(text, kind, column=column) if text else None


def member(text: str, kind: type[EnumT], *, column: str) -> EnumT:
    """Give the member a text names, in capitals or not. Raises: NotOneOf."""
    wanted = text.lower()
    for one in kind:
        if one.value == wanted:
            return one
    raise NotOneOf(column=column, text=shown(text), words=", ".join(str(one.value) for one in kind))


def whole(row: Row, column: str) -> int:
    """Read a whole number, zero or more. Raises: ColumnEmpty, NotAWholeNumber."""
    text = filled(row, column)
    if WHOLE.fullmatch(text) is None or int(text) > MOST:
        raise NotAWholeNumber(column=column, text=shown(text), most=MOST)
    return int(text)


def above_zero(row: Row, column: str, *, separator: str) -> Reading:
    """Read an exact number above zero. Raises: ColumnEmpty, NotAboveZero, and what `measure.read` raises."""
    reading = read(filled(row, column), unit=NO_UNIT, separator=separator, exact=True)
    if reading.value <= 0:
        raise NotAboveZero(column=column, text=reading.text)
    return reading


def printed(text: str, separator: str) -> Decimal:
    """Read a number as a limit prints it, of the form PRINTED. Raises: WrongSeparator, NotARange where too long."""
    other = next(sign for sign in SEPARATORS if sign != separator)
    if other in text:
        raise WrongSeparator(text=shown(text), separator=separator)
    if len(text) > DIGITS_AT_MOST:
        raise NotARange(text=shown(text))
    return Decimal(text.replace(separator, "."))


def possible_of(row: Row, column: str, *, separator: str) -> Range | None:
    """Read what a test can give at all, "0 to 100"; None where nothing is said. Raises: NotARange, WrongSeparator."""
    text = cell(row, column)
    return read_range(text, separator) if text else None


@lru_cache(maxsize=1024)
def read_range(text: str, separator: str) -> Range:
    """Read two different ends, the lower one first. Raises: NotARange, WrongSeparator."""
    typed = RANGE.fullmatch(text.replace("\u00a0", " "))
    if typed is None:
        raise NotARange(text=shown(text))
    low, high = (printed(end, separator) for end in typed.groups())
    if low >= high:
        raise NotARange(text=shown(text))
    return Range(low=low, high=high)


def name_of(text: str, *, column: str) -> str:
    """Read a name that is only ever compared with others; it may be empty. Raises: NotPlainText."""
    return read_text(text, field=column, optional=True)


def unit_of(row: Row, *, name: str, denominator: str) -> Unit:
    """Give a unit by the cells that name it; names are compared, nothing is converted. Raises: NotPlainText."""
    names = (name_of(row.get(column, ""), column=column) for column in (name, denominator))
    return Unit(name=next(names), denominator=next(names))


def moment_of(row: Row, column: str, *, zone: str) -> Moment | None:
    """Read a local time, None where the cell is empty. Raises: NotATime, TimeTwice, TimeNever, ZoneUnknown."""
    text = cell(row, column)
    return read_moment(text, zone) if text else None


def in_full(value: Fraction) -> str:
    """Write an exact number in plain notation, at most forty significant figures, zeros at the end cut."""
    text = f"{decimal_of(value, FIGURES):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exactly(value: Fraction) -> str:
    """Write a number with nothing left out: as a decimal where it has an end, else as 10/3."""
    text = in_full(value)
    return text if Fraction(Decimal(text)) == value else f"{value.numerator}/{value.denominator}"


NO_UNIT = Unit(name="")
"""Of a number whose unit the column says."""
