"""The tables and keys of a product file; every key is asked for once, and none may be left over.

Limits are texts in the file ("70", "0.5"), never numbers: the places the source
prints are part of the limit, and no float can enter.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from carbench.domain.errors import BenchError, ProductBroken
from carbench.domain.formula import Formula, FormulaBroken, parse
from carbench.domain.measure import read_text
from carbench.domain.specification import Wording

LANGUAGES = ("en", "fr", "de")
PLAIN_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
DIGITS_AT_MOST = 64
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
NAME = re.compile(r"[a-z][a-z0-9-]*")
LARGEST = 100_000
"""Hours or minutes: eleven years, longer than any hold or follow-up of a product; beyond it is a slip of the hand."""

EnumT = TypeVar("EnumT", bound=Enum)
T = TypeVar("T")
AbsentT = TypeVar("AbsentT")


def names_of(kind: type[Enum]) -> str:
    """Say what may be written for a member of an enumeration."""
    return " | ".join(f'"{member.value}"' for member in kind)


class Keys:
    """One table of a product file."""

    def __init__(self, table: dict[str, Any], file: str, path: str = "") -> None:
        self._left = dict(table)
        self._asked: set[str] = set()
        self._file = file
        self._path = path

    def refused(self, key: str, wanted: str) -> ProductBroken:
        """Give the refusal that names this file and key."""
        return ProductBroken(file=self._file, key=f"{self._path}{key}", wanted=wanted)

    def _take(self, key: str, kind: type[T], wanted: str) -> T:
        self._asked.add(key)
        value = self._left.pop(key, None)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refused(key, wanted)
        return value

    def has(self, key: str) -> bool:
        """Say whether an optional key is there."""
        self._asked.add(key)
        return key in self._left

    def optional(self, key: str, take: Callable[[str], T], absent: AbsentT) -> T | AbsentT:
        """Take a key that may be left out."""
        return take(key) if self.has(key) else absent

    def text(self, key: str) -> str:
        """Take a text that is not empty, on one line, with nothing invisible in it."""
        return self._visible(key, self._take(key, str, '"text"'))

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of different texts."""
        return self._different(key, tuple(self._visible(key, text) for text in self._listed(key, str, '["text"]')))

    def _visible(self, key: str, text: str) -> str:
        if text and text.isprintable() and text == text.strip() and unicodedata.is_normalized("NFC", text):
            return text
        try:
            plain = read_text(text, field=key)
        except BenchError as hidden:
            raise self.refused(key, '"text"') from hidden
        if plain != text:
            raise self.refused(key, f'"{plain}"')
        return text

    def identifier(self, key: str) -> str:
        """Take a name that formulas and records can use."""
        return self._matching(key, self._take(key, str, '"a_b_1"'), IDENTIFIER)

    def identifiers(self, key: str) -> tuple[str, ...]:
        """Take a list of different names."""
        names = self._listed(key, str, '["a_b_1"]')
        return self._different(key, tuple(self._matching(key, name, IDENTIFIER) for name in names))

    def name(self, key: str) -> str:
        """Take the name of a product."""
        return self._matching(key, self._take(key, str, '"a-b-1"'), NAME)

    def _matching(self, key: str, text: str, pattern: re.Pattern[str]) -> str:
        if pattern.fullmatch(text) is None:
            raise self.refused(key, '"a-b-1"' if pattern is NAME else '"a_b_1"')
        return text

    def flag(self, key: str) -> bool:
        """Take true or false."""
        return self._take(key, bool, "true | false")

    def whole(self, key: str) -> int:
        """Take a whole number, zero or more, small enough to be a time."""
        return self._between(key, 0)

    def count(self, key: str) -> int:
        """Take a whole number, one or more."""
        return self._between(key, 1)

    def _between(self, key: str, least: int) -> int:
        number = self._take(key, int, f"{least} … {LARGEST}")
        if not least <= number <= LARGEST:
            raise self.refused(key, f"{least} … {LARGEST}")
        return number

    def decimal(self, key: str) -> tuple[Decimal, str]:
        """Take an exact number written as text, and that text."""
        text = self._take(key, str, '"0.5"')
        if PLAIN_DECIMAL.fullmatch(text) is None or len(text) > DIGITS_AT_MOST:
            raise self.refused(key, '"0.5"')
        return Decimal(text), text

    def positive(self, key: str) -> Decimal:
        """Take an exact number above zero."""
        value, _ = self.decimal(key)
        if value <= 0:
            raise self.refused(key, "> 0")
        return value

    def formula(self, key: str) -> Formula:
        """Take a formula."""
        text = self.text(key)
        try:
            return parse(text)
        except FormulaBroken as broken:
            wanted = f"{text[: broken.position]} ▸ {broken.expected}"
            raise self.refused(key, wanted) from broken

    def words(self, key: str) -> Wording:
        """Take a text in every language."""
        return self.inner(key, Keys.wording)

    def wording(self) -> Wording:
        """Read this table as a text in every language."""
        return {language: self.text(language) for language in LANGUAGES}

    def member(self, key: str, kind: type[EnumT]) -> EnumT:
        """Take the name of one member."""
        return self._member(key, self._take(key, str, names_of(kind)), kind)

    def members(self, key: str, kind: type[EnumT]) -> tuple[EnumT, ...]:
        """Take a list of different names."""
        names = self._listed(key, str, f"[{names_of(kind)}]")
        return self._different(key, tuple(self._member(key, name, kind) for name in names))

    def _member(self, key: str, name: str, kind: type[EnumT]) -> EnumT:
        for member in kind:
            if member.value == name:
                return member
        raise self.refused(key, names_of(kind))

    def _listed(self, key: str, kind: type[T], wanted: str) -> list[T]:
        found: list[object] = self._take(key, list, wanted)
        if not all(isinstance(one, kind) for one in found):
            raise self.refused(key, wanted)
        return [one for one in found if isinstance(one, kind)]

    def _different(self, key: str, found: tuple[T, ...]) -> tuple[T, ...]:
        for place, one in enumerate(found):
            if one in found[:place]:
                raise self.refused(key, f"1 × {one.value if isinstance(one, Enum) else one}")
        return found

    def inner(self, key: str, read: Callable[["Keys"], T]) -> T:
        """Take a table, read to its last key."""
        keys = Keys(self._take(key, dict, f"[{self._path}{key}]"), self._file, f"{self._path}{key}.")
        found = read(keys)
        keys.done()
        return found

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Take a table of texts whose keys the file chooses; it may not be empty."""
        table = self._take(key, dict, f"[{self._path}{key}]")
        if not table:
            raise self.refused(key, "… = …")
        keys = Keys(table, self._file, f"{self._path}{key}.")
        return tuple((name, keys.text(name)) for name in table)

    def each(self, key: str, read: Callable[["Keys"], T]) -> tuple[T, ...]:
        """Take a list of tables, each read to its last key; one with an id is named by it in refusals."""
        found = []
        for place, table in enumerate(self._listed(key, dict, f"[[{self._path}{key}]]")):
            called = table.get("id")
            named = isinstance(called, str) and IDENTIFIER.fullmatch(called)
            keys = Keys(table, self._file, f"{self._path}{key}{f'.{called}' if named else f'[{place}]'}.")
            found.append(read(keys))
            keys.done()
        return tuple(found)

    def some(self, key: str, read: Callable[["Keys"], T]) -> tuple[T, ...]:
        """Take a list of tables that may not be empty."""
        found = self.each(key, read)
        if not found:
            raise self.refused(key, f"[[{self._path}{key}]]")
        return found

    def left(self) -> tuple[str, ...]:
        """Give the keys nobody asked for yet; there may not be none."""
        if not self._left:
            raise self.refused("…", "…")
        return tuple(self._left)

    def done(self) -> None:
        """Refuse what nobody asked for; the refusal says what could have been meant."""
        for key in self._left:
            raise self.refused(key, " | ".join(get_close_matches(key, self._asked)) or "–")
