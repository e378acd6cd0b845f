"""The lines of a product file: what a test of each kind says, and nothing of another kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from carbench.domain.measure import Unit
from carbench.domain.people import Role
from carbench.domain.specification import (
    Bound,
    Certificate,
    Comply,
    Criterion,
    Group,
    Interim,
    Laboratory,
    Replicates,
    SampleRule,
    SecondCheck,
    Severity,
    Test,
    TestKind,
    Wording,
)
from carbench.store.product_bounds import ReadBounds, exact_bound, read_outcome, read_range, typed_bound
from carbench.store.product_keys import Keys


class NamedUnit(NamedTuple):
    """A unit and how a person reads it."""

    unit: Unit
    title: Wording


def read_units(keys: Keys) -> dict[str, NamedUnit]:
    """Read the units a file knows, by the name its tests use for them."""
    found: dict[str, NamedUnit] = {}
    for unit_id, unit in keys.some("units", _named_unit):
        if unit_id in found or any(unit.unit == other.unit for other in found.values()):
            raise keys.refused(f"units.{unit_id}", "1 ×")
        found[unit_id] = unit
    return found


def _named_unit(keys: Keys) -> tuple[str, NamedUnit]:
    unit_id = keys.identifier("id")
    unit = Unit(name=keys.text("name"), denominator=keys.optional("denominator", keys.text, ""))
    return unit_id, NamedUnit(unit, keys.words("title"))


@dataclass(frozen=True, slots=True)
class TestReader:
    """Reads the tests of a file that knows these units."""

    __test__ = False  # pytest would collect a class of this name

    units: Mapping[str, NamedUnit]

    def read(self, keys: Keys) -> Test:
        """Read one test."""
        kind = keys.member("kind", TestKind)
        return Test(kind=kind, **_said_of_all(keys), **self._said_of(kind, keys), **_said_of_some(keys))

    def _said_of(self, kind: TestKind, keys: Keys) -> dict[str, Any]:
        match kind:
            case TestKind.NUMBER:
                return _typed(keys) | self._number(keys) | self._checked(keys) | self._limits(keys, typed_bound)
            case TestKind.OUTCOMES:
                interim = keys.inner("interim", _interim) if keys.has("interim") else None
                outcomes = {"outcomes": keys.some("outcomes", read_outcome), "interim": interim}
                return WORDS | _typed(keys) | self._checked(keys) | outcomes
            case TestKind.DECLARED:
                number = self._number(keys) if keys.has("unit") else WORDS
                return {"bounds": ()} | _typed(keys) | number | self._checked(keys)
            case TestKind.COMPUTED:
                unit = self._unit(keys) | {"formula": keys.formula("formula"), "possible": None, "outcomes": ()}
                return MADE | unit | self._limits(keys, exact_bound)
            case TestKind.ANY_OF:
                return MADE | WORDS | {"any_of": keys.identifiers("any_of")}

    def _unit(self, keys: Keys) -> dict[str, Any]:
        named = self._listed(keys, "unit", keys.text("unit"))
        return {"unit": named.unit, "unit_title": named.title}

    def _listed(self, keys: Keys, key: str, unit_id: str) -> NamedUnit:
        if unit_id not in self.units:
            raise keys.refused(key, " | ".join(f'"{known}"' for known in self.units))
        return self.units[unit_id]

    def _number(self, keys: Keys) -> dict[str, Any]:
        others = keys.optional("units", keys.texts, ())
        return self._unit(keys) | {
            "possible": keys.inner("possible", read_range) if keys.has("possible") else None,
            "plausible": keys.inner("plausible", read_range) if keys.has("plausible") else None,
            "units": tuple(self._listed(keys, "units", unit_id).unit for unit_id in others),
            "replicates": keys.inner("replicates", _replicates) if keys.has("replicates") else None,
            "counts": keys.optional("counts", keys.text, ""),
            "outcomes": (),
        }

    def _checked(self, keys: Keys) -> dict[str, Any]:
        return {"criteria": keys.some("criteria", self._criterion) if keys.has("criteria") else ()}

    def _criterion(self, keys: Keys) -> Criterion:
        number = keys.has("unit")
        return Criterion(
            id=keys.identifier("id"),
            title=keys.words("title"),
            unit=self._unit(keys)["unit"] if number else None,
            bounds=_flat(keys.some("bounds", typed_bound)) if number else (),
            outcomes=() if number else keys.some("outcomes", read_outcome),
            source=keys.text("source"),
        )

    @staticmethod
    def _limits(keys: Keys, read: ReadBounds) -> dict[str, Any]:
        action = _flat(keys.some("action", read)) if keys.has("action") else ()
        return {"bounds": _flat(keys.some("bounds", read)), "action": action}


WORDS: dict[str, Any] = {"unit": None, "unit_title": {}, "possible": None, "bounds": (), "outcomes": ()}
"""Of a line that gives no number."""

MADE: dict[str, Any] = {"enters": frozenset[Role](), "second_check": SecondCheck.SIGHTED}
"""Of a line that is made from others and never typed."""


def _said_of_all(keys: Keys) -> dict[str, Any]:
    return {
        "id": keys.identifier("id"),
        "title": keys.words("title"),
        "method": keys.text("method"),
        "needed_for": frozenset(keys.members("needed_for", Certificate)),
        "due_hours": keys.whole("due_hours"),
        "consequence": keys.words("consequence"),
        "group": keys.member("group", Group),
        "severity": keys.member("severity", Severity),
        "source": keys.text("source"),
    }


def _said_of_some(keys: Keys) -> dict[str, Any]:
    return {
        "tell_minutes": keys.optional("tell_minutes", keys.count, None),
        "bars_provisional": keys.optional("bars_provisional", keys.flag, absent=False),
    }


def _typed(keys: Keys) -> dict[str, Any]:
    return {
        "enters": frozenset(keys.members("enters", Role)),
        "second_check": keys.member("second_check", SecondCheck),
        "laboratory": keys.member("laboratory", Laboratory),
        "sample": keys.inner("sample", _sample) if keys.has("sample") else None,
    }


def _sample(keys: Keys) -> SampleRule:
    return SampleRule(
        id=keys.identifier("id"),
        day=keys.optional("day", keys.whole, None),
        max_age_minutes=keys.optional("max_age_minutes", keys.count, None),
    )


def _replicates(keys: Keys) -> Replicates:
    keys.text("source")  # printed nowhere; the approved file says it
    count = keys.count("count")
    if count == 1:
        raise keys.refused("count", "≥ 2")
    return Replicates(
        count=count,
        comply=keys.member("comply", Comply),
        max_cv=keys.optional("max_cv", keys.positive, None),
    )


def _interim(keys: Keys) -> Interim:
    rule = Interim(
        least_hours=keys.count("least_hours"),
        oldest_hours=keys.count("oldest_hours"),
        whole_hours=keys.count("whole_hours"),
    )
    keys.text("source")  # printed nowhere; the approved file says it
    if rule.least_hours >= rule.whole_hours:
        raise keys.refused("whole_hours", f"> {rule.least_hours}")
    return rule


def _flat(bounds: tuple[tuple[Bound, ...], ...]) -> tuple[Bound, ...]:
    return tuple(bound for pair in bounds for bound in pair)
