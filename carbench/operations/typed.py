"""Typed text to what an act holds: words that can be printed, names of a list, whole numbers."""

import re
from enum import Enum
from typing import TypeVar

from carbench.domain.act_errors import NotACount, NotOnTheList
from carbench.domain.measure import BLANKS, read_text, shown
from carbench.operations.printable import printable

EnumT = TypeVar("EnumT", bound=Enum)
COUNT = re.compile(r"[0-9]{1,6}")


def words(text: str, *, field: str, optional: bool = False) -> str:
    """Read one line of free text. Raises: FieldEmpty, NotPlainText, GlyphMissing."""
    return printable(read_text(text, field=field, optional=optional))


def one_of(kind: type[EnumT], text: str) -> EnumT:
    """Read the name of one of several. Raises: NotOnTheList."""
    for member in kind:
        if member.value == text.strip(BLANKS):
            return member
    raise NotOnTheList(text=shown(text), among=" ".join(str(member.value) for member in kind))


def whole(text: str) -> int:
    """Read a whole number, zero or more. Raises: NotACount."""
    bare = text.strip(BLANKS)
    if COUNT.fullmatch(bare) is None:
        raise NotACount(text=shown(bare))
    return int(bare)
