"""Where pdfium finds the words of a PDF, in points from the lower left corner."""

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "Word") -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > 0.1 and high > 0.1


def words_of(pdf: bytes) -> list[list[Word]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_words(page) for page in document]


def _words(page: pypdfium2.PdfPage) -> list[Word]:
    text = page.get_textpage()
    found: list[Word] = []
    signs: list[tuple[str, tuple[float, ...]]] = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if sign.strip():
            signs.append((sign, text.get_charbox(index)))
        elif signs:
            found.append(_word(signs))
            signs = []
    text.close()
    page.close()
    return [*found, _word(signs)] if signs else found


def _word(signs: list[tuple[str, tuple[float, ...]]]) -> Word:
    lefts, bottoms, rights, tops = zip(*(box for _, box in signs), strict=True)
    return Word("".join(sign for sign, _ in signs), min(lefts), min(bottoms), max(rights), max(tops))
