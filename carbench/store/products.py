"""Product files to products; what a file may not say is refused with file, key and what to write.

Limits are texts in the file ("70", "0.5"), never numbers: the places the source
prints are part of the limit, and no float can enter.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from carbench.domain.errors import ProductBroken
from carbench.domain.measure import Range, Unit
from carbench.domain.people import Role
from carbench.domain.product import DoseRule, InfusionRule, Product, ShelfLife, Step, StepId
from carbench.domain.specification import (
    Bound,
    BoundKind,
    Certificate,
    Effect,
    Outcome,
    Rounding,
    SecondCheck,
    Test,
    Wording,
)

LANGUAGES = ("en", "fr", "de")
PLAIN_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LARGEST = 100_000
"""Hours or minutes: eleven years, longer than any hold or follow-up of a product; beyond it is a slip of the hand."""

STRICT = {BoundKind.MORE_THAN, BoundKind.BELOW}

EnumT = TypeVar("EnumT", bound=Enum)
T = TypeVar("T")


class Keys:
    """One table of a product file; every key is asked for once, and none may be left over."""

    def __init__(self, table: dict[str, Any], file: str, path: str = "") -> None:
        self._left = dict(table)
        self._file = file
        self._path = path

    def refused(self, key: str, wanted: str) -> ProductBroken:
        """Give the refusal that names this file and key."""
        return ProductBroken(file=self._file, key=f"{self._path}{key}", wanted=wanted)

    def _take(self, key: str, kind: type[T], wanted: str) -> T:
        value = self._left.pop(key, None)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refused(key, wanted)
        return value

    def has(self, key: str) -> bool:
        """Say whether an optional key is there."""
        return key in self._left

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
        text = self._take(key, str, '"text"')
        if not text.strip():
            raise self.refused(key, '"text"')
        return text

    def flag(self, key: str) -> bool:
        """Take true or false."""
        return self._take(key, bool, "true | false")

    def whole(self, key: str) -> int:
        """Take a whole number, zero or more, small enough to be a time."""
        number = self._take(key, int, f"0 … {LARGEST}")
        if not 0 <= number <= LARGEST:
            raise self.refused(key, f"0 … {LARGEST}")
        return number

    def decimal(self, key: str) -> tuple[Decimal, str]:
        """Take an exact number written as text, and that text."""
        text = self._take(key, str, '"0.5"')
        if PLAIN_DECIMAL.fullmatch(text) is None:
            raise self.refused(key, '"0.5"')
        return Decimal(text), text

    def words(self, key: str) -> Wording:
        """Take a text in every language."""
        table = self.inner(key)
        wording = {language: table.text(language) for language in LANGUAGES}
        table.done()
        return wording

    def member(self, key: str, kind: type[EnumT]) -> EnumT:
        """Take the name of one member."""
        return self._member(key, self._take(key, str, self._names(kind)), kind)

    def members(self, key: str, kind: type[EnumT]) -> frozenset[EnumT]:
        """Take a list of names."""
        names = self._take(key, list, f"[{self._names(kind)}]")
        return frozenset(self._member(key, name, kind) for name in names)

    def _member(self, key: str, name: object, kind: type[EnumT]) -> EnumT:
        for member in kind:
            if member.value == name:
                return member
        raise self.refused(key, self._names(kind))

    @staticmethod
    def _names(kind: type[Enum]) -> str:
        return " | ".join(f'"{member.value}"' for member in kind)

    def inner(self, key: str) -> "Keys":
        """Take a table."""
        return Keys(self._take(key, dict, f"[{self._path}{key}]"), self._file, f"{self._path}{key}.")

    def each(self, key: str, read: Callable[["Keys"], T]) -> tuple[T, ...]:
        """Take a list of tables, each read to its last key."""
        found = []
        for place, table in enumerate(self._take(key, list, f"[[{self._path}{key}]]")):
            if not isinstance(table, dict):
                raise self.refused(key, f"[[{self._path}{key}]]")
            keys = Keys(table, self._file, f"{self._path}{key}[{place}].")
            found.append(read(keys))
            keys.done()
        return tuple(found)

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._left:
            raise self.refused(key, "–")


def load_product(content: bytes, file: str) -> Product:
    """Read one product file. Raises: ProductBroken."""
    try:
        table = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise ProductBroken(file=file, key=str(broken), wanted="TOML, UTF-8") from broken
    keys = Keys(table, file)
    product = _product(keys, hashlib.sha256(content).hexdigest())
    keys.done()
    _agrees(product, keys)
    return product


def _product(keys: Keys, sha256: str) -> Product:
    return Product(
        id=keys.text("id"),
        revision=keys.text("revision"),
        sha256=sha256,
        example=keys.flag("example"),
        title=keys.words("title"),
        description=keys.words("description"),
        storage=keys.words("storage"),
        transport=keys.words("transport"),
        conditions=keys.words("conditions"),
        statement=keys.words("statement"),
        steps=keys.each("steps", _step),
        tests=keys.each("tests", _test),
        shelf_life=_shelf_life(keys.inner("shelf_life")),
        dose=_dose(keys.inner("dose")),
        source=keys.text("source"),
    )


def _step(keys: Keys) -> Step:
    return Step(
        id=keys.member("id", StepId),
        title=keys.words("title"),
        instruction=keys.words("instruction"),
        signed_by=keys.members("signed_by", Role),
    )


def _shelf_life(keys: Keys) -> ShelfLife:
    life = ShelfLife(
        hours=keys.whole("hours"),
        transport_minutes=keys.whole("transport_minutes"),
        infusion_minutes=keys.whole("infusion_minutes"),
        infusion=keys.member("infusion", InfusionRule),
        source=keys.text("source"),
    )
    keys.done()
    return life


def _dose(keys: Keys) -> DoseRule:
    rule = DoseRule(fraction_test=keys.text("fraction_test"), source=keys.text("source"))
    keys.done()
    return rule


def _test(keys: Keys) -> Test:
    number = keys.has("unit")
    return Test(
        id=keys.text("id"),
        title=keys.words("title"),
        method=keys.text("method"),
        unit=_unit(keys.inner("unit")) if number else None,
        unit_title=keys.words("unit_title") if number else {},
        bounds=keys.each("bounds", _bound) if number else (),
        possible=_range(keys.inner("possible")) if number else None,
        outcomes=() if number else keys.each("outcomes", _outcome),
        needed_for=keys.members("needed_for", Certificate),
        enters=keys.members("enters", Role),
        second_check=keys.member("second_check", SecondCheck),
        due_hours=keys.whole("due_hours"),
        consequence=keys.words("consequence"),
        source=keys.text("source"),
    )


def _unit(keys: Keys) -> Unit:
    unit = Unit(name=keys.text("name"), denominator=keys.text("denominator") if keys.has("denominator") else "")
    keys.done()
    return unit


def _range(keys: Keys) -> Range:
    found = Range(low=keys.decimal("low")[0], high=keys.decimal("high")[0])
    keys.done()
    if found.low >= found.high:
        raise keys.refused("high", f"> {found.low}")
    return found


def _bound(keys: Keys) -> Bound:
    kind = keys.member("kind", BoundKind)
    value, text = keys.decimal("value")
    rounding = None if kind in STRICT else keys.member("rounding", Rounding)
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    return Bound(
        kind=kind,
        value=value,
        places=len(text.partition(".")[2]),
        figures=max(len(digits), 1),
        rounding=rounding,
        source=keys.text("source"),
    )


def _outcome(keys: Keys) -> Outcome:
    return Outcome(id=keys.text("id"), effect=keys.member("effect", Effect), title=keys.words("title"))


def _agrees(product: Product, keys: Keys) -> None:
    """Refuse a file whose parts do not fit each other."""
    ids = [test.id for test in product.tests]
    named = {"tests": ids, "steps": [step.id.value for step in product.steps]}
    named |= {f"tests.{test.id}.outcomes": [outcome.id for outcome in test.outcomes] for test in product.tests}
    for key, names in named.items():
        if len(set(names)) != len(names):
            raise keys.refused(key, "id ≠ id")
    _dose_agrees(product, keys)
    _steps_agree(product, keys)
    for test in product.tests:
        if not test.outcomes and not test.bounds:
            raise keys.refused(f"tests.{test.id}.bounds", "[[tests.bounds]]")
    if not product.needed_for(Certificate.PROVISIONAL):
        raise keys.refused("tests.needed_for", '["provisional"]')


DOSE_UNIT = Unit(name="%", denominator="viable cells")
"""What the dose formula of this version multiplies with; CAR+ of CD3+ cells would overstate the dose."""


def _dose_agrees(product: Product, keys: Keys) -> None:
    """Refuse a dose made from anything but a fraction of all viable cells that P needs."""
    fitting = [t.id for t in product.needed_for(Certificate.PROVISIONAL) if t.unit == DOSE_UNIT]
    if product.dose.fraction_test not in fitting:
        wanted = " | ".join(f'"{test_id}"' for test_id in fitting) or f"[[tests]] unit = {DOSE_UNIT}"
        raise keys.refused("dose.fraction_test", wanted)


GUIDED = (StepId.ORDER, StepId.RECEIPT, StepId.CULTURE, StepId.FILL, StepId.RESULTS)
SIGNED = (StepId.CULTURE, StepId.FILL)
"""Steps that are signed by a signature of their own; the others carry that of their two people."""


def _steps_agree(product: Product, keys: Keys) -> None:
    """Refuse a checklist this version cannot guide, or a signature it would never ask for."""
    if {step.id for step in product.steps} != set(GUIDED):
        raise keys.refused("steps", " ".join(step.value for step in GUIDED))
    for step in product.steps:
        if step.signed_by and step.id not in SIGNED:
            raise keys.refused(f"steps.{step.id.value}.signed_by", "[]")


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
