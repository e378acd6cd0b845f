"""Every limit names the document it is from."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.house.tree import files, name_of

SOURCED = (
    *("tests", "bounds", "action", "criteria", "replicates", "interim"),
    *("shelf_life", "dose", "target", "hold_times", "lots", "labels", "deadlines"),
)
"""Tables of a product that set something a reading or a clock is held against."""

COMMENT = re.compile(r"(^|\s)#\s*\S", re.MULTILINE)


def defects(tree: Path) -> list[str]:
    found = []
    for path in files(tree, ("resources/products",), "*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        found += [f"{name_of(tree, path)}: {place} names no source" for place in _unsourced(table)]
    settings = [*sorted((tree / "resources").glob("*.toml")), *files(tree, ("resources/styles",), "*.toml")]
    settings += files(tree, ("resources/labels",), "*.toml")
    return found + [f"{name_of(tree, path)}: numbers that nobody explains" for path in settings if _unexplained(path)]


def _unsourced(product: dict[str, object]) -> Iterator[str]:
    if not _source(product):
        yield "the product"
    for name, table in _tables(product):
        asked = name.rpartition(".")[2].partition("[")[0] in SOURCED or {"kind", "value"} <= table.keys()
        if asked and not _source(table):
            yield name


def _source(table: dict[str, object]) -> str:
    return str(table.get("source", "")).strip()


def _tables(table: dict[str, object], stem: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Give every table inside a table with its name: tests[0], tests[0].bounds[1]."""
    for name, inner in (pair for key, value in table.items() for pair in _spread(f"{stem}{key}", value)):
        if isinstance(inner, dict):
            yield name, inner
            yield from _tables(inner, f"{name}.")


def _spread(name: str, value: object) -> list[tuple[str, object]]:
    return [(f"{name}[{k}]", one) for k, one in enumerate(value)] if isinstance(value, list) else [(name, value)]


def _unexplained(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text, parse_float=Decimal)
    tables = [table, *(inner for _, inner in _tables(table))]
    if not any(_has_number(value) for inner in tables for value in inner.values()):
        return False
    return COMMENT.search(text) is None and not any(map(_source, tables))


def _has_number(value: object) -> bool:
    many = value if isinstance(value, list) else [value]
    return any(isinstance(one, int | Decimal) and not isinstance(one, bool) for one in many)
