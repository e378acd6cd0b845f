"""Canonical bytes of an entry and the hash that seals it.

The canonical form is RFC 8785; the leaf is SHA-256 over a zero byte and those bytes,
as in RFC 6962, so that a Merkle root over the leaves can follow without touching an
entry. No number in an entry is a float; integers that could pass 2**53 (the
monotonic clock after 104 days) are strings, because RFC 8785 numbers are doubles.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any

import rfc8785

ALGORITHM = "SHA-256"
FIRST = "0" * 64
"""What the first entry names as its predecessor."""


def canonical(value: object) -> bytes:
    """Give the one byte string of a JSON value. Raises: TypeError for a float."""
    _refuse_floats(value)
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # its own JSON type is private


def _refuse_floats(value: object) -> None:
    match value:
        case float():
            raise TypeError("a float would not be what was typed")
        case dict():
            for inner in value.values():
                _refuse_floats(inner)
        case list() | tuple():
            for inner in value:
                _refuse_floats(inner)
        case _:
            return


def leaf(sealed: bytes) -> str:
    """Give the leaf hash of canonical bytes, hexadecimal."""
    return hashlib.sha256(b"\x00" + sealed).hexdigest()


def digest(content: bytes) -> str:
    """Give the plain SHA-256 of kept content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def opened(sealed: bytes) -> dict[str, Any]:
    """Read sealed bytes; a key named twice, NaN and floats are refused. Raises: ValueError."""
    value = READER.decode(sealed.decode("utf-8"))
    if not isinstance(value, dict):
        raise TypeError("an entry is an object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is named twice")
    return found


def _refused(text: str) -> Decimal:
    raise ValueError(f"not a number of the record: {text}")


READER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refused, parse_float=_refused)
