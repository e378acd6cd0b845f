"""A text in a given width: lines that lose nothing.

Lines end at white space. A word wider than the line ends at one of its own
hyphens or slashes if it can, else at the edge; nothing is added to show it, so
what is read back is what was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from carbench.documents.fonts import NO_BREAK_SPACES, SOFT_HYPHEN, font_for, width
from carbench.domain.sheet import Face

WHITE = re.compile(rf"[^\S{NO_BREAK_SPACES}]+")
PARTS = re.compile(r"[^-–/·_]*[-–/·_]*")
"""A long word up to and with the signs a reader expects it to be parted at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A text as it will stand: its lines, and what they are set in."""

    lines: tuple[str, ...]
    font: str
    size_pt: float
    ink: str

    @property
    def width(self) -> float:
        """Give the width of the widest line."""
        return max((width(line, self.font, self.size_pt) for line in self.lines), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a text is to be set."""

    face: Face
    size_pt: float
    ink: str
    strong: bool = False
    exact_scale: float = 1

    def set(self, text: str, within: float) -> Setting:
        """Set a text in a width. Raises: GlyphMissing."""
        font = font_for(text, self.face, strong=self.strong)
        size = self.size_pt * (self.exact_scale if self.face is Face.EXACT else 1)
        return Setting(lines=tuple(wrapped(text, font, size, within)), font=font, size_pt=size, ink=self.ink)


def wrapped(text: str, font: str, size_pt: float, within: float) -> Iterator[str]:
    """Give the lines of a text; a line end in the text is kept."""
    for paragraph in text.replace(SOFT_HYPHEN, "").splitlines():
        yield from _filled(WHITE.split(paragraph.strip()), font, size_pt, within)


def _filled(words: list[str], font: str, size_pt: float, within: float) -> Iterator[str]:
    space = width(" ", font, size_pt)
    line, taken = "", 0.0
    for piece, joined in _pieces(words, font, size_pt, within):
        wide = width(piece, font, size_pt)
        gap = 0.0 if joined else space
        if line and taken + gap + wide > within:
            yield line
            line, taken = piece, wide
        else:
            line, taken = (line + ("" if joined else " ") + piece, taken + gap + wide) if line else (piece, wide)
    if line:
        yield line


def _pieces(words: list[str], font: str, size_pt: float, within: float) -> Iterator[tuple[str, bool]]:
    """Give what fits a line each, and whether it joins the piece before without a space."""
    for word in words:
        if width(word, font, size_pt) <= within:
            yield word, False
        else:
            cut = (piece for part in PARTS.findall(word) for piece in _cut(part, font, size_pt, within))
            yield from ((piece, number > 0) for number, piece in enumerate(cut))


def _cut(part: str, font: str, size_pt: float, within: float) -> Iterator[str]:
    """Cut what is wider than a line at its edge; at least one character a piece, so that it ends."""
    piece, taken = "", 0.0
    for sign in part:
        wide = width(sign, font, size_pt)
        if piece and taken + wide > within:
            yield piece
            piece, taken = "", 0.0
        piece, taken = piece + sign, taken + wide
    if piece:
        yield piece
