"""Product files to products; what a file may not say is refused with file, key and what to write."""

import hashlib
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeVar

from carbench.domain.errors import ProductBroken
from carbench.domain.measure import shown
from carbench.domain.product import Product
from carbench.store.product_agrees import agrees
from carbench.store.product_cases import cases_hold
from carbench.store.product_first_format import brought_up, of_first_format
from carbench.store.product_formulas import formulas_agree
from carbench.store.product_keys import Keys
from carbench.store.product_limits import limits_agree
from carbench.store.product_parts import (
    read_case,
    read_deadlines,
    read_dose,
    read_hold_time,
    read_label_set,
    read_lot,
    read_shelf_life,
    read_step,
)
from carbench.store.product_tests import TestReader, read_units

T = TypeVar("T")


def load_product(content: bytes, file: str) -> Product:
    """Read one product file and run its worked cases. Raises: ProductBroken."""
    keys = Keys(_table(content, file), file)
    product = _product(keys, hashlib.sha256(content).hexdigest(), some=keys.some)
    keys.done()
    for fits in (agrees, limits_agree, formulas_agree, cases_hold):
        fits(product, keys)
    return product


def load_kept_product(content: bytes, file: str) -> Product:
    """Read a product file a batch is pinned to, in whatever format it was kept. Raises: ProductBroken."""
    table = _table(content, file)
    if not of_first_format(table):
        return load_product(content, file)
    keys = Keys(brought_up(table), file)
    return _product(keys, hashlib.sha256(content).hexdigest(), some=keys.each)


def _table(content: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as broken:
        raise ProductBroken(file=file, key=shown(str(broken), longest=80), wanted="TOML, UTF-8") from broken


class Several(Protocol):
    """How a list of tables is taken: `Keys.some`, or `Keys.each` where it may be empty."""

    def __call__(self, key: str, read: Callable[[Keys], T]) -> tuple[T, ...]:
        """Take the list."""


def _product(keys: Keys, sha256: str, *, some: Several) -> Product:
    tests = TestReader(read_units(keys))
    return Product(
        id=keys.name("id"),
        revision=keys.text("revision"),
        sha256=sha256,
        example=keys.flag("example"),
        title=keys.words("title"),
        description=keys.words("description"),
        storage=keys.words("storage"),
        transport=keys.words("transport"),
        conditions=keys.words("conditions"),
        statement=keys.words("statement"),
        final_statement=keys.words("final_statement"),
        non_conforming_statement=keys.words("non_conforming_statement"),
        steps=keys.some("steps", read_step),
        tests=keys.some("tests", tests.read),
        shelf_life=keys.inner("shelf_life", read_shelf_life),
        dose=keys.inner("dose", read_dose),
        deadlines=keys.inner("deadlines", read_deadlines),
        hold_times=keys.each("hold_times", read_hold_time),
        lots=keys.each("lots", read_lot),
        labels=some("labels", read_label_set),
        paper_record=keys.flag("paper_record"),
        exceptional_supply=keys.flag("exceptional_supply"),
        cases=some("cases", read_case),
        source=keys.text("source"),
    )


def load_products(folder: Path) -> dict[str, tuple[Product, bytes]]:
    """Read every product file of a folder, by id, with its bytes. Raises: ProductBroken."""
    found: dict[str, tuple[Product, bytes]] = {}
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        product = load_product(content, path.name)
        if product.id in found:
            raise ProductBroken(file=path.name, key="id", wanted=f'≠ "{product.id}"')
        found[product.id] = (product, content)
    return found
