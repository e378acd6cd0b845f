"""Text that will stand on paper must have a sign for every character before it becomes a fact.

An order or a reason cannot be changed afterwards: what the fonts cannot print would bar
the certificate for good (records.md section 8).
"""

from carbench.documents.fonts import require_glyphs


def printable(text: str) -> str:
    """Give the text back if the documents can print it. Raises: GlyphMissing."""
    require_glyphs([text])
    return text
