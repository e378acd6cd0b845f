"""What stands on a paper, before anything is drawn: sections, tables, lines of text.

Composed by the domain from facts, drawn by `documents`. A sheet holds finished
sentences in one language; it knows nothing of millimetres or fonts.
"""

from dataclasses import dataclass
from enum import Enum


class Face(Enum):
    """How a text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EXACT = "exact"
    """An identifier or a hash: a face that tells 0 from O and 1 from l."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph."""

    text: str
    face: Face = Face.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A named value."""

    name: str
    value: str
    face: Face = Face.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Named values, laid out in columns where there is room."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table and its share of the width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of texts under titles; the titles are repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


Part = Line | Pairs | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole paper."""

    title: str
    subtitle: str
    number: str
    """Printed in clear and as a Data Matrix on the first page."""

    banners: tuple[str, ...]
    """Stand on each page: PROVISIONAL, DEMONSTRATION, EXAMPLE SPECIFICATION."""

    issuer: str
    """Site and establishment, on each page."""

    sections: tuple[Section, ...]
    foot: str
    """On each page, beside the page number."""

    page: str
    """"Page {n} of {m}" in the language of the sheet."""

    language: str

    def texts(self) -> tuple[str, ...]:
        """Give every text that must be readable on the paper."""
        found = [self.title, self.subtitle, self.number, *self.banners, self.issuer, self.foot]
        for section in self.sections:
            found.append(section.heading)
            for part in section.parts:
                found += _texts(part)
        return tuple(text for text in found if text)


def _texts(part: Part) -> list[str]:
    match part:
        case Line():
            return [part.text]
        case Pairs():
            return [text for pair in part.pairs for text in (pair.name, pair.value)]
        case Table():
            return [column.title for column in part.columns] + [cell.text for row in part.rows for cell in row]
