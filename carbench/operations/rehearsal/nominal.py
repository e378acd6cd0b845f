"""The nominal day of a product: resources/rehearsal.toml and the product's first worked case.

Which results are typed before the provisional certificate, and which after it, follows from what the product says each
line is needed for.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from carbench.domain.measure import NUMBER
from carbench.domain.product import Event, Product
from carbench.domain.specification import Certificate, Test, TestKind
from carbench.domain.worked import HOURS, IN_UNIT
from carbench.operations.rehearsal.case import BagPart, Case
from carbench.paths import RESOURCES
from carbench.texts import SEPARATORS

WHOLE = re.compile(r"[0-9]{1,6}")
POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
"""The separator worked cases are written with."""

MADE = {TestKind.COMPUTED, TestKind.ANY_OF}
ABOUT = ("bag_id", "labels", "step", "test_id", "material")
"""Fields by which a case can speak of one nominal act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What resources/rehearsal.toml says."""

    who: Mapping[str, str]
    acts: Mapping[str, Mapping[str, Any]]
    nominal: tuple[Mapping[str, Any], ...]

    @property
    def phases(self) -> tuple[str, ...]:
        """Give how far a nominal day can be played, in order."""
        return tuple(dict.fromkeys(line["phase"] for line in self.nominal))


def load_defaults(path: Path = RESOURCES / "rehearsal.toml") -> Defaults:
    """Read what a case need not say."""
    told = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Defaults(who=told["who"], acts=told["acts"], nominal=tuple(told["nominal"]))


def in_language(value: object, case: Case, *, batch_id: str) -> object:
    """Give a default as the case would write it: numbers with its separator, the number of its batch."""
    if not isinstance(value, str):
        return value
    number = NUMBER.fullmatch(value) is not None
    return POINT.sub(SEPARATORS[case.language], value) if number else value.replace("{batch}", batch_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An act of the nominal day."""

    phase: str
    day: int
    clock: str
    act: str
    own: Mapping[str, Any]
    """Its fields beside what the act has by default."""

    @property
    def names(self) -> frozenset[str]:
        """Give what a case can call it by."""
        about = {f"{self.act} {self.own[name]}" for name in ABOUT if name in self.own}
        return frozenset({self.act, *about, *(f"{self.act} {test}" for test in self.own.get("typed_tests", ()))})


@dataclass(frozen=True, kw_only=True)
class NominalDay:
    """The nominal day of one case."""

    case: Case
    product: Product
    batch_id: str
    defaults: Defaults

    @cached_property
    def acts(self) -> tuple[Planned, ...]:
        """Give the acts in order. Raises: CaseBroken where the case speaks of an act there is not."""
        every = [planned for line in self.defaults.nominal for planned in self._planned(line)]
        names = {name for planned in every for name in planned.names}
        part, place = self.case.nominal, self.case.place.at("nominal")
        called = [*(("without", name) for name in part.without), *(("acts", name) for name in part.acts)]
        for key, name in called:
            if name not in names:
                near = get_close_matches(name, names) or sorted(names)
                raise place.at(key).at(name).refused(" | ".join(near))
        kept = (planned for planned in every if not planned.names & set(part.without))
        return tuple(self._changed(planned) for planned in kept)

    def _changed(self, planned: Planned) -> Planned:
        own = dict(planned.own)
        own.pop("typed_tests", None)
        for name in sorted(planned.names & self.case.nominal.acts.keys(), key=len):
            own |= self.case.nominal.acts[name]
        return Planned(phase=planned.phase, day=planned.day, clock=planned.clock, act=planned.act, own=own)

    def _planned(self, line: Mapping[str, Any]) -> Iterator[Planned]:
        if "where" in line and not self._has(line["where"], signed=line["act"] == "sign_step"):
            return
        day, clock = line["at"].split()
        for own in self._each(line):
            said = line.get("with", {}).items()
            fields = {**{key: in_language(value, self.case, batch_id=self.batch_id) for key, value in said}, **own}
            yield Planned(phase=line["phase"], day=int(day), clock=clock, act=line["act"], own=fields)

    def _has(self, name: str, *, signed: bool) -> bool:
        """Say whether the product has a step, and whether it is signed; a harvest that starts the clock is recorded."""
        step = next((step for step in self.product.steps if step.id.value == name), None)
        starts = self.product.shelf_life.starts is Event.HARVEST and name == Event.HARVEST.value
        return bool(step and step.signed_by) if signed else step is not None or starts

    def _each(self, line: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        match line.get("each", ""):
            case "lot":
                yield from ({"material": lot.id, "lot": f"LOT-{lot.id}"} for lot in self.product.lots)
            case "bag":
                yield from self._of_bags(line["act"])
            case "":
                yield self._once(line)
            case when:
                yield from self._of_results(line["act"], when)

    def _once(self, line: Mapping[str, Any]) -> dict[str, Any]:
        count = str(len(self.bags))
        match line["act"]:
            case "open_batch":
                given = {"patient.weight": "weight", "order.dose": "target_dose"}
                typed = {key: self.worked[name] for name, key in given.items() if name in self.worked}
                return {**typed, **self.case.order}
            case "measure_weight":
                weight = str(self.case.order.get("weight", "")) or self.worked.get("patient.weight", "")
                return {"weight": weight} if weight else {}
            case "print_labels":
                return {"count": count}
            case "reconcile_labels":
                return {"printed": count, "applied": count}
            case _:
                return {}

    # Bags

    @cached_property
    def bags(self) -> tuple[BagPart, ...]:
        """Give the bags, one by default, as full as in the worked case."""
        return tuple(
            BagPart(
                concentration=bag.concentration or self.worked.get("bag.concentration", "12"),
                volume=bag.volume or self.worked.get("bag.volume", "96"),
                portion=bag.portion,
            )
            for bag in self.case.nominal.bags or (BagPart(),)
        )

    def _of_bags(self, act: str) -> Iterator[dict[str, Any]]:
        for number, bag in enumerate(self.bags, start=1):
            named = {"bag_id": f"{self.batch_id}-{number}"}
            filled = {"concentration": bag.concentration, "volume": bag.volume, "portion": bag.portion}
            yield {**named, **(filled if act == "fill_bags" else {"given": bag.volume} if "infusion" in act else {})}

    # Results

    @cached_property
    def worked(self) -> Mapping[str, str]:
        """Give what the product's author typed in the first worked case, with the separator of the case's language."""
        typed = self.product.cases[0].typed if self.product.cases else ()
        return {name: POINT.sub(SEPARATORS[self.case.language], text) for name, text in typed}

    @cached_property
    def results(self) -> dict[str, str]:
        """Give what is typed for each line."""
        tests = {test.id for test in self.product.tests}
        worked = {name: text for name, text in self.worked.items() if name.partition(".")[0] in tests}
        part = self.case.nominal
        typed = {**({} if part.only_these_results else worked), **part.results}
        kept = {name: text for name, text in typed.items() if text}
        for name in part.results:
            self._require_known(name, kept)
        return kept

    def _require_known(self, name: str, typed: Mapping[str, str]) -> None:
        """Refuse a result of a line, a criterion or an hour there is not. Raises: CaseBroken."""
        known = {test.id for test in self.product.tests if test.kind not in MADE and test.id in typed}
        known |= {test.id for test in self.product.tests if test.kind not in MADE and name == test.id}
        parts = {f"{t.id}.{criterion.id}" for t in self.product.tests for criterion in t.criteria if t.id in known}
        hours = {f"{t.id}.{HOURS}" for t in self.product.tests if t.interim and t.id in known}
        place = self.case.place.at("nominal").at("results").at(name)
        if name not in known | parts | hours:
            every = {test.id for test in self.product.tests if test.kind not in MADE} | parts | hours
            raise place.refused(" | ".join(get_close_matches(name, every) or sorted(every)))
        if name in hours and typed.get(name) and WHOLE.fullmatch(typed[name]) is None:
            raise place.refused('"48"')

    def _of_results(self, act: str, when: str) -> Iterator[dict[str, Any]]:
        for test in self.product.tests:
            if test.kind in MADE or test.id not in self.results or self._when(test) != when:
                continue
            yield self._checked(test) if act == "check_result" else self._typed(test)

    def _when(self, test: Test) -> str:
        needed = set(test.needed_for)
        for whole in self.product.tests:
            needed |= whole.needed_for if test.id in whole.any_of else set()
        if Certificate.PROVISIONAL in needed:
            return "before"
        return "in_process" if Certificate.IN_PROCESS in needed else "after"

    def _typed(self, test: Test) -> dict[str, Any]:
        return result_fields(test, self.results, second=self.case.who.checker or self.defaults.who["checker"])

    def _checked(self, test: Test) -> dict[str, Any]:
        read = [_in_unit(part)[0] for part in self.results[test.id].split(";")]
        return {"typed": {test.id: "; ".join(read)}, "typed_tests": (test.id,)}


def result_fields(test: Test, results: Mapping[str, str], *, second: str = "") -> dict[str, Any]:
    """Give the fields of the act that records a result typed as in a worked case."""
    read = [_in_unit(part.strip()) for part in results[test.id].split(";")]
    criteria = {rule.id: results[f"{test.id}.{rule.id}"] for rule in test.criteria if f"{test.id}.{rule.id}" in results}
    own: dict[str, Any] = {"test_id": test.id, "second": second}
    if len(read) > 1 or test.replicates is not None:
        own["replicates"] = [text for text, _ in read]
    else:
        own["typed"] = read[0][0] if test.unit else results[test.id]
    if test.unit and read[0][1]:
        own["unit"] = read[0][1]
    if criteria:
        own["criteria"] = criteria
    hours = results.get(f"{test.id}.{HOURS}", "")
    if WHOLE.fullmatch(hours):
        own["inoculated_at"] = f"-{hours} h"
    return own


def _in_unit(text: str) -> tuple[str, str]:
    """Part a reading from the unit behind it: "1.45 [copies / cell]"."""
    found = IN_UNIT.fullmatch(text)
    return (found["reading"], found["unit"]) if found else (text, "")
