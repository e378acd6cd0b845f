"""The four embedded fonts, and which of them can print a text.

The fonts a PDF reader brings itself print "■" for "Ł" without an error, so every
face is embedded and every character is looked up before it is set.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from carbench.domain.record_errors import GlyphMissing
from carbench.domain.sheet import Face
from carbench.paths import RESOURCES

SANS = "IBMPlexSans-Regular"
SANS_STRONG = "IBMPlexSans-SemiBold"
MONO = "IBMPlexMono-Regular"
MONO_STRONG = "IBMPlexMono-SemiBold"
FONTS = (SANS, SANS_STRONG, MONO, MONO_STRONG)

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACES = "\u00a0\u2007\u202f"
"""Printed as they stand; every other white space may become the end of a line."""

LOST = "\ufffd"
"""The fonts can print it, but it stands for a character somebody lost before."""

FACES = {
    (Face.PLAIN, False): (SANS,),
    (Face.PLAIN, True): (SANS_STRONG,),
    (Face.STRONG, False): (SANS_STRONG,),
    (Face.STRONG, True): (SANS_STRONG,),
    (Face.EXACT, False): (MONO, SANS),
    (Face.EXACT, True): (MONO_STRONG, SANS_STRONG),
}
"""The fonts that may set a face, best first: Plex Mono has no Greek, so an exact text falls back to Sans as a whole."""


class Font(Protocol):
    """What is used of reportlab's font."""

    face: "Metrics"


class Metrics(Protocol):
    """Sizes in thousandths of the type size."""

    charToGlyph: dict[int, int]  # noqa: N815 - reportlab's name
    charWidths: dict[int, float]  # noqa: N815 - reportlab's name
    ascent: float
    descent: float


def path_of(font: str) -> Path:
    """Find the file of a font."""
    return RESOURCES / "fonts" / f"{font}.ttf"


@cache
def register(font: str) -> Font:
    """Load a font and make it known to reportlab under its name, once in a process."""
    loaded: Font = TTFont(font, str(path_of(font)))
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def fingerprints() -> tuple[str, ...]:
    """Give name and SHA-256 of each font file, for the manifest of a document."""
    return tuple(f"{font} {hashlib.sha256(path_of(font).read_bytes()).hexdigest()}" for font in FONTS)


def require_glyphs(texts: Iterable[str], face: Face = Face.PLAIN) -> None:
    """Refuse texts that cannot be printed in a face.

    Without a face a text must stand in Sans, which every face falls back to.
    Raises: GlyphMissing.
    """
    for text in texts:
        font_for(text, face)


def font_for(text: str, face: Face, *, strong: bool = False) -> str:
    """Choose the font that sets a text. Raises: GlyphMissing."""
    fonts = FACES[face, strong]
    missing = ""
    for font in fonts:
        missing = first_missing(text, font)
        if not missing:
            return font
    raise GlyphMissing(character=missing, text=text)


def first_missing(text: str, font: str) -> str:
    """Give the first character a font cannot print, or nothing."""
    known = printable(font)
    return next((sign for sign in text if sign not in known and not ends_line(sign) and sign != SOFT_HYPHEN), "")


@cache
def printable(font: str) -> frozenset[str]:
    """Give what a font prints visibly; invisible signs could turn a name around and are never printed."""
    signs = map(chr, register(font).face.charToGlyph)
    return frozenset(sign for sign in signs if (sign.isprintable() and sign != LOST) or sign in NO_BREAK_SPACES)


def ends_line(sign: str) -> bool:
    """Tell whether a white space may become the end of a line."""
    return sign.isspace() and sign not in NO_BREAK_SPACES


def width(text: str, font: str, size_pt: float) -> float:
    """Measure a text in points."""
    widths = register(font).face.charWidths
    return size_pt * sum(widths[ord(sign)] for sign in text) / 1000


def ascent(font: str) -> float:
    """Give the height above the base line, in parts of the type size."""
    return register(font).face.ascent / 1000


def descent(font: str) -> float:
    """Give the depth below the base line, in parts of the type size."""
    return -register(font).face.descent / 1000
