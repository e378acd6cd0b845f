"""Acts to plain JSON values and back, exactly.

Decimals become strings, moments three fields, enumerations their value. There are
no floats. Loading refuses unknown fields, so that nothing sealed is overlooked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from carbench.domain.acts import ACTS, Act

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ForbiddenExtraKeysError)
"""What reading an entry raises that holds no act of this version."""

PLAIN_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""Decimal itself would also take NaN, an exponent, underscores and the digits of other scripts."""
STAMPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def stamp(instant: datetime) -> str:
    """Write a UTC instant to the second."""
    # strftime writes the year 206 with three digits, and nothing could read it back.
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def unstamp(text: str) -> datetime:
    """Read what `stamp` wrote and nothing else. Raises: ValueError."""
    if STAMPED.fullmatch(text) is None:  # fromisoformat reads other ways of writing too
        raise ValueError(f"not a time of the record: {text}")
    return datetime.fromisoformat(text)  # strptime is ten times slower, and every act that is read has two or more


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(Decimal, lambda value: f"{value:f}")
    converter.register_structure_hook(Decimal, lambda text, _: _exact(_text(text)))
    converter.register_unstructure_hook(datetime, stamp)
    converter.register_structure_hook(datetime, lambda text, _: unstamp(_text(text)))
    converter.register_structure_hook(str, lambda text, _: _text(text))
    converter.register_structure_hook(int, lambda number, _: _whole(number))
    converter.register_structure_hook(bool, lambda flag, _: _flag(flag))
    converter.register_structure_hook_factory(is_dataclass, lambda kind: _structure(kind, converter))
    converter.register_unstructure_hook_factory(is_dataclass, lambda kind: make_dict_unstructure_fn(kind, converter))
    return converter


def _structure(kind: type, converter: Converter) -> Callable[[Mapping[str, Any], Any], Any]:
    return make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=False)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is due, not {type(value).__name__}")
    return value


def _exact(text: str) -> Decimal:
    if PLAIN_DECIMAL.fullmatch(text) is None:
        raise ValueError(f"not a number of the record: {text}")
    return Decimal(text)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"a whole number is due, not {type(value).__name__}")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"true or false is due, not {type(value).__name__}")
    return value


CONVERTER = _converter()


def to_body(act: Act) -> dict[str, Any]:
    """Give the JSON values of an act."""
    body: dict[str, Any] = CONVERTER.unstructure(act)
    return body


def from_body(kind: str, body: Mapping[str, Any]) -> Act:
    """Give the act of a kind from its JSON values. Raises: KeyError, TypeError, ValueError or a cattrs error."""
    act: Act = CONVERTER.structure(body, ACTS[kind])
    return act


def plain(value: object) -> Any:  # noqa: ANN401, PLR0911 - JSON values of any shape; one return a shape
    """Give the JSON values of anything made of frozen dataclasses, for hashing."""
    match value:
        case Decimal():
            return f"{value:f}"
        case datetime():
            return stamp(value)
        case Enum():
            return value.value
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [plain(inner) for inner in value]
        case frozenset():
            return sorted(plain(inner) for inner in value)
        case _ if is_dataclass(value):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
