"""Tables of a case to the types operations take; a wrong or missing key is refused with what to write."""

import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from carbench.domain.case_errors import CaseBroken
from carbench.domain.measure import shown

T = TypeVar("T")
LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in which case something stands."""

    file: Path
    key: str = ""

    def at(self, key: str | int) -> "Place":
        """Go into a table by its key, or into a list by its number from 1."""
        if isinstance(key, int):
            return Place(file=self.file, key=f"{self.key}[{key}]")
        return Place(file=self.file, key=f"{self.key}.{key}".lstrip("."))

    def refused(self, wanted: str) -> CaseBroken:
        """Give the refusal of what stands here."""
        return CaseBroken(file=self.file.name, key=self.key, wanted=wanted)

    def beside(self, name: str) -> bytes:
        """Read a file named relative to the case. Raises: CaseBroken."""
        try:
            return (self.file.parent / name).read_bytes()
        except (OSError, ValueError) as missing:
            raise self.refused('"…/file"') from missing


def shaped(kind: type[T], table: object, *, place: Place) -> T:
    """Make a dataclass from a table whose keys are its fields. Raises: CaseBroken."""
    if not isinstance(table, Mapping):
        raise place.refused("{ … }")
    whole: Any = kind
    known, hints = parts(whole), hints_of(whole)
    nothing_else(table, known, place=place)
    given = {name: shape(hints[name], table[name], place=place.at(name)) for name in table}
    for name, part in known.items():
        if name not in given and required(part):
            raise place.at(name).refused(wanted(hints[name]))
    return kind(**given)


@cache
def parts(kind: Any) -> dict[str, Field[Any]]:  # noqa: ANN401 - a dataclass
    """Give the fields of a dataclass by name."""
    return {part.name: part for part in fields(kind)}


@cache
def hints_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a class or a function
    """Give the types of a dataclass's fields or of an operation's parameters."""
    return get_type_hints(kind)


def required(part: Field[Any]) -> bool:
    """Say whether a field has no default."""
    return part.default is MISSING and part.default_factory is MISSING


def nothing_else(table: Mapping[str, object], known: Collection[str], *, place: Place) -> None:
    """Refuse a key nobody knows, naming what could have been meant. Raises: CaseBroken."""
    for key in table:
        if key not in known:
            near = get_close_matches(key, known) or sorted(known)
            raise place.at(shown(key)).refused(" | ".join(near))


def shape(hint: Any, given: object, *, place: Place) -> Any:  # noqa: ANN401 - of the type that is asked for
    """Make what a type asks for from what is written. Raises: CaseBroken."""
    kind = _bare(hint)
    origin = get_origin(kind) or kind
    if origin in MANY:
        return _many(kind, given, place)
    if origin in (str, bool):
        return _exactly(origin, given, place)
    if origin is bytes:
        return place.beside(_exactly(str, given, place))
    return _made(origin, given, place)


MANY = (tuple, frozenset, Mapping)
"""Types that hold several of another."""


def _many(kind: Any, given: object, place: Place) -> Any:  # noqa: ANN401 - of the type that is asked for
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        table = _exactly(dict, given, place)
        return {key: shape(inner[1], value, place=place.at(key)) for key, value in table.items()}
    listed = enumerate(_exactly(list, given, place), start=1)
    return origin(shape(inner[0], one, place=place.at(number)) for number, one in listed)


def _made(kind: Any, given: object, place: Place) -> Any:  # noqa: ANN401 - of the type that is asked for
    """Make a member of an enumeration or a dataclass; anything else stays as it is."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, _exactly(str, given, place), place)
    if isinstance(kind, type) and is_dataclass(kind) and not isinstance(given, kind):
        return shaped(kind, given, place=place)
    return given


def _bare(hint: Any) -> Any:  # noqa: ANN401 - a type
    """Take None out of a choice of types."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(one for one in get_args(hint) if one is not types.NoneType)
    return hint


def _exactly(kind: type[T], given: object, place: Place) -> T:
    if not isinstance(given, kind) or (isinstance(given, bool) and kind is not bool):
        raise place.refused(wanted(kind))
    return given


def _member(kind: type[Enum], name: str, place: Place) -> Enum:
    for member in kind:
        if member.value == name:
            return member
    raise place.refused(" | ".join(f'"{member.value}"' for member in kind))


WANTED = {str: '"…"', bool: "true | false", bytes: '"…/file"', tuple: '["…"]', frozenset: '["…"]', list: '["…"]'}


def wanted(hint: Any) -> str:  # noqa: ANN401 - a type
    """Say what may be written for a type."""
    kind = _bare(hint)
    origin = get_origin(kind) or kind
    if isinstance(origin, type) and issubclass(origin, Enum):
        return " | ".join(f'"{member.value}"' for member in origin)
    return WANTED.get(origin, "{ … }")
