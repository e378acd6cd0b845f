"""Every line of a specification as it stands: typed ones judged, computed ones made, alternatives joined.

Nothing is ever guessed: a line is made from recorded results that are MEETS or OUT and from known facts, or
it says which one is missing. Facts by name and unit: `facts`. Rulings: release.md sections 4, 5 and 12.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from carbench.domain.bounds import Standing, allowed, decimal_of
from carbench.domain.facts import BagFact, Facts, Named, of_bag, total
from carbench.domain.formula import Formula, evaluate
from carbench.domain.interim import for_provisional
from carbench.domain.judgement import Cause, Judgement, Value
from carbench.domain.judging import judge, judge_span
from carbench.domain.measure import Censor
from carbench.domain.moment import Moment
from carbench.domain.product import Product
from carbench.domain.replicates import mean
from carbench.domain.span import Span
from carbench.domain.specification import Test, TestKind, Verdict

__all__ = ["BagFact", "Facts", "Line", "car_cells", "car_cells_of", "decimal_if_exact", "lines", "lines_of"]

CAR_CELLS = "bags.car_cells"
OF_ONE_BAG = frozenset({"bag.concentration", "bag.volume"})
INPUT_FIGURES = 8
"""Significant figures an input that was made itself is shown with."""

LEAST_BAD = (Verdict.PENDING, Verdict.UNDECIDED, Verdict.INVALID, Verdict.NOT_OBTAINED, Verdict.OUT)
"""Of alternatives none of which meets and not all of which are OUT, the first of these says how the line stands:
what may still meet by waiting before what a person must decide, repeat or close."""

WORST_OF_BAGS = (Verdict.OUT, Verdict.UNDECIDED, Verdict.MEETS)
WORST_FIRST = (Cause.DENOMINATORS_DIFFER, Cause.INPUT_UNKNOWN, Cause.INPUT_PENDING, Cause.FACT_MISSING)
"""Which missing input a computed line names: what waiting cannot mend before what is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One test of a product and how it stands."""

    test: Test
    value: Value | None
    judgement: Judgement
    """As the final certificate sees it."""

    provisional: Judgement
    """As the provisional certificate sees it: an interim reading may be enough."""

    inputs: tuple[tuple[str, str], ...] = ()
    """Of a computed line: each name it is made from and its value, with a point; empty text where it has none."""

    computed: Span | None = None
    """Of a computed line: every value its inputs allow, exactly."""


def lines(product: Product, values: Mapping[str, Value], facts: Facts, at: Moment | None) -> dict[str, Line]:
    """Give every line of a product, in the order of its file.

    `at` is the instant of a provisional signature; without it no interim reading is enough.
    """
    return lines_of(product, values, facts=facts.named, bags=facts.bags, at=at)


def lines_of(
    product: Product, values: Mapping[str, Value], *, facts: Named, bags: tuple[BagFact, ...], at: Moment | None
) -> dict[str, Line]:
    """Give every line where facts are known by name only, as a worked case types them."""
    working = _Working(product=product, values=values, facts=facts, bags=bags, at=at)
    return {test.id: working.line(test.id) for test in product.tests}


def car_cells(product: Product, values: Mapping[str, Value], facts: Facts) -> Span | None:
    """Give the viable CAR+ cells in all bags; None while a result or a bag is missing. Units: 10⁶ cells."""
    return _car_cells(product, lines(product, values, facts, None), facts.bags)


def car_cells_of(product: Product, stands: Mapping[str, Line], bags: Sequence[BagFact]) -> Decimal | None:
    """Give the viable CAR+ cells in some bags; None while they have not one exact value. Units: 10⁶ cells."""
    return decimal_if_exact(_car_cells(product, stands, bags))


def decimal_if_exact(span: Span | None) -> Decimal | None:
    """Give the one value of a span, to 200 figures; None where it is many values or none."""
    value = span.exact if span is not None else None
    return None if value is None else decimal_of(value)


def _car_cells(product: Product, stands: Mapping[str, Line], bags: Sequence[BagFact]) -> Span | None:
    names = product.dose.formula.names & stands.keys()
    found = {name: number for name in names if isinstance(number := _number(stands[name]), Span)}
    return _in_bags(product.dose.formula, found, bags)


def _in_bags(formula: Formula, found: Named, bags: Sequence[BagFact]) -> Span | None:
    """Add what a formula gives of each bag; None of no bag, or where one gives nothing."""
    made = [evaluate(formula, {**found, **of_bag(bag)}) for bag in bags]
    known = [span for span in made if span is not None]
    return total(known) if known and len(known) == len(made) else None


def _number(line: Line) -> Span | Standing:
    """Give every value of a line that may enter a formula, or why there is none; an OUT one enters too."""
    cause = line.judgement.cause
    if line.judgement.verdict is Verdict.PENDING:
        return Standing(Verdict.PENDING, Cause.INPUT_PENDING, line.test.id)
    if cause in (Cause.OTHER_UNIT, Cause.UNIT_NOT_LISTED, Cause.DENOMINATORS_DIFFER):
        return Standing(Verdict.UNDECIDED, Cause.DENOMINATORS_DIFFER, line.test.id)
    number = _values(line) if line.judgement.verdict in (Verdict.MEETS, Verdict.OUT) else None
    return number or Standing(Verdict.UNDECIDED, Cause.INPUT_UNKNOWN, line.test.id)


def _values(line: Line) -> Span | None:
    if line.computed is not None or line.value is None:
        return line.computed
    if line.value.replicates:
        return mean(line.value.replicates, line.test.possible)
    return allowed(line.value.reading, line.test.possible) if line.value.reading is not None else None


@dataclass(slots=True, kw_only=True)
class _Working:
    """Lines while they are made from each other."""

    product: Product
    values: Mapping[str, Value]
    facts: Named
    bags: tuple[BagFact, ...]
    at: Moment | None
    done: dict[str, Line] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    """Lines being made: one that names itself, however far round, has no value."""

    def line(self, test_id: str) -> Line:
        if test_id not in self.done:
            self.begun.add(test_id)
            self.done[test_id] = self.make(self.product.test(test_id))
            self.begun.discard(test_id)
        return self.done[test_id]

    def make(self, test: Test) -> Line:
        value = self.values.get(test.id)
        if test.kind is TestKind.COMPUTED:
            return self.closed(self.computed(test), value)
        if test.kind is TestKind.ANY_OF:
            return self.closed(self.joined(test), value)
        facts = self.facts_for(test)
        final = judge(test, value, facts=facts)
        seen = for_provisional(test, value, self.at, facts=facts) if final.cause is Cause.INTERIM else final
        return Line(test=test, value=value, judgement=final, provisional=seen)

    def closed(self, line: Line, value: Value | None) -> Line:
        """Say of a line that is never typed what was recorded of it nevertheless.

        Closed as not obtained it is that, unless it meets or is out by itself; anything else typed leaves it
        UNDECIDED.
        """
        if value is None:
            return line
        said = judge(line.test, value)
        if said.verdict is Verdict.NOT_OBTAINED and line.judgement.verdict in (Verdict.MEETS, Verdict.OUT):
            return replace(line, value=value)
        return replace(line, value=value, judgement=said, provisional=said)

    def facts_for(self, test: Test) -> Named:
        """Give the facts the limits of a test may name; other lines and the CAR+ cells among them where they do."""
        bounds = (*test.bounds, *test.action, *(b for criterion in test.criteria for b in criterion.bounds))
        names = {name for bound in bounds if bound.formula for name in bound.formula.names}
        if names <= self.facts.keys():
            return self.facts
        spans, _ = self.found(frozenset(names))
        return {**self.facts, **spans}

    def number(self, name: str) -> Span | Standing:
        """Find what a name stands for, or why it stands for nothing."""
        if name in self.facts:
            return self.facts[name]
        if all(test.id != name for test in self.product.tests):
            return Standing(Verdict.UNDECIDED, Cause.FACT_MISSING, name)
        if name in self.begun:
            return Standing(Verdict.UNDECIDED, Cause.INPUT_UNKNOWN, name)
        return _number(self.line(name))

    def found(self, names: frozenset[str]) -> tuple[dict[str, Span], list[Standing]]:
        """Find what names stand for, and what is in the way; CAR+ cells bring the names they are made from."""
        dose = self.product.dose.formula
        made = CAR_CELLS in names and CAR_CELLS not in self.facts
        asked = (names - {CAR_CELLS}) | dose.names if made else names
        numbers = {name: self.number(name) for name in sorted(asked) if not (self.bags and name in OF_ONE_BAG)}
        spans = {name: number for name, number in numbers.items() if isinstance(number, Span)}
        gaps = [number for number in numbers.values() if not isinstance(number, Span)]
        cells = _in_bags(dose, spans, self.bags) if made else None
        if cells is not None:
            spans[CAR_CELLS] = cells
        elif made and not gaps:
            gaps = [Standing(Verdict.UNDECIDED, Cause.FACT_MISSING, CAR_CELLS)]
        return spans, gaps

    def computed(self, test: Test) -> Line:
        """Make a line from what its formula names; one that names a bag is made for each, and the worst stands."""
        formula = test.formula or Formula(text="", names=frozenset())
        spans, gaps = self.found(formula.names)
        if gaps:
            worst = min(gaps, key=lambda found: WORST_FIRST.index(found.cause))
            return self.made(test, formula, spans=spans, gap=worst)
        bags = self.bags if formula.names & OF_ONE_BAG else ()
        each = [spans | of_bag(bag) for bag in bags] or [spans]
        made = [self.made(test, formula, spans=one) for one in each]
        return min(made, key=lambda line: WORST_OF_BAGS.index(line.judgement.verdict))

    def made(self, test: Test, formula: Formula, *, spans: Mapping[str, Span], gap: Standing | None = None) -> Line:
        number = evaluate(formula, spans) if formula.text and gap is None else None
        if number is None:
            why = gap or Standing(Verdict.UNDECIDED, Cause.NO_QUOTIENT, formula.text)
            said = Judgement(verdict=why.verdict, cause=why.cause, about=why.about)
        else:
            said = judge_span(test, number, facts=self.facts_for(test))
        inputs = tuple((name, self.shown(name, spans)) for name in sorted(formula.names | spans.keys()))
        return Line(test=test, value=None, judgement=said, provisional=said, inputs=inputs, computed=number)

    def shown(self, name: str, spans: Mapping[str, Span]) -> str:
        value = self.values.get(name)
        if value is not None and value.reading is not None:
            sign = "" if value.reading.censor is Censor.EXACT else f"{value.reading.censor.value} "
            return f"{sign}{value.reading.value:f}"
        return span_in_signs(spans[name]) if name in spans else ""

    def joined(self, test: Test) -> Line:
        known = {known.id for known in self.product.tests} - self.begun
        parts = [self.line(name) for name in test.any_of if name in known]
        final = _one_of(parts, test.any_of, lambda line: line.judgement)
        return Line(
            test=test,
            value=None,
            judgement=final,
            provisional=_one_of(parts, test.any_of, lambda line: line.provisional),
        )


def _one_of(parts: Sequence[Line], names: Sequence[str], view: Callable[[Line], Judgement]) -> Judgement:
    """Join lines by "or": MEETS as soon as one does, OUT only if all are, else as the least bad of the rest."""
    if not parts or len(parts) < len(names):
        return Judgement(verdict=Verdict.UNDECIDED, cause=Cause.NO_LIMIT)
    said = {line.test.id: view(line) for line in parts}
    for name, judgement in said.items():
        if judgement.verdict is Verdict.MEETS:
            return Judgement(verdict=Verdict.MEETS, cause=Cause.ONE_MEETS, about=name)
    name, best = min(said.items(), key=lambda pair: LEAST_BAD.index(pair[1].verdict))
    if best.verdict is Verdict.OUT:
        return Judgement(verdict=Verdict.OUT, cause=Cause.NONE_MEETS, about=" ".join(said), failing=True)
    return Judgement(verdict=best.verdict, cause=best.cause, about=name)


def span_in_signs(span: Span) -> str:
    """Write a span with signs and a point, in no language: "3.5", "< 0.5", "0.1–0.5"; nothing of any value."""
    low = None if span.low is None else _plain(span.low)
    high = None if span.high is None else _plain(span.high)
    if low is None or high is None:
        below = "" if high is None else f"{'<' if span.high_open else '≤'} {high}"
        return below if low is None else f"{'>' if span.low_open else '≥'} {low}"
    return low if span.exact is not None else f"{low}–{high}"


def _plain(value: Fraction) -> str:
    return f"{decimal_of(value, INPUT_FIGURES):f}"
