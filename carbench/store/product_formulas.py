"""What a formula of a product file may name, and whether its dose is made from the right cells.

Source of the traps: release.md section 4, "Denominators" and "CAR+ of what?".
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from fractions import Fraction

from carbench.domain.facts import FACTS
from carbench.domain.formula import Formula, evaluate
from carbench.domain.product import Product
from carbench.domain.span import only
from carbench.domain.specification import Certificate, Test, TestKind
from carbench.store.product_keys import Keys

CAR_CELLS = "bags.car_cells"
"""Made by the dose formula, so from every line that formula names."""

COUNTED = frozenset({"bag.concentration", "bag.volume"})
"""What the dose in one bag is made from at least; the concentration is of viable cells already."""

VIABLE, CAR = "viable ", "CAR+"
"""What the counted and the dosed cells are called in every product."""


def formulas_agree(product: Product, keys: Keys) -> None:
    """Refuse formulas that name nothing, something unknown, or themselves. Raises: ProductBroken.

    The limit of a typed line is made of facts alone: a result is judged when it is recorded, other lines or not.
    """
    numeric = {test.id for test in product.tests if _numeric(test)}
    _names_agree("dose.formula", product.dose.formula, COUNTED | numeric, keys)
    for test in product.tests:
        for place, formula in _formulas_of(test):
            typed = test.kind not in (TestKind.COMPUTED, TestKind.ANY_OF)
            _names_agree(place, formula, FACTS - {CAR_CELLS} if typed else FACTS | numeric, keys)
    _parts_agree(product, keys)
    _no_circles(product, keys)
    _in_time(product, keys)
    _dose_agrees(product, keys)


def _names_agree(place: str, formula: Formula, known: Iterable[str], keys: Keys) -> None:
    if not formula.names:
        raise keys.refused(place, "patient.weight …")
    for name in sorted(formula.names.difference(known)):
        raise keys.refused(place, nearest(name, known))


def nearest(name: str, known: Iterable[str]) -> str:
    """Say what could have been meant; everything where nothing is near."""
    return " | ".join(get_close_matches(name, known) or sorted(known))


def _numeric(test: Test) -> bool:
    return test.unit is not None and test.kind is not TestKind.ANY_OF


def _formulas_of(test: Test) -> Iterator[tuple[str, Formula]]:
    if test.formula is not None:
        yield f"tests.{test.id}.formula", test.formula
    bounds = {"bounds": test.bounds, "action": test.action}
    bounds |= {f"criteria.{criterion.id}.bounds": criterion.bounds for criterion in test.criteria}
    for part, asked in bounds.items():
        yield from ((f"tests.{test.id}.{part}.formula", bound.formula) for bound in asked if bound.formula)


def _parts_agree(product: Product, keys: Keys) -> None:
    """Refuse lines joined by "or" that are fewer than two, unknown, or asked for on their own."""
    tests = {test.id: test for test in product.tests}
    for test in product.tests:
        place = f"tests.{test.id}.any_of"
        if test.kind is TestKind.ANY_OF and len(test.any_of) < 2:  # noqa: PLR2004  # "or" joins two
            raise keys.refused(place, '["…", "…"]')
        for part in test.any_of:
            _part_agrees(part, place, tests, keys)


def _part_agrees(part: str, place: str, tests: dict[str, Test], keys: Keys) -> None:
    if part not in tests:
        raise keys.refused(place, nearest(part, tests))
    if tests[part].needed_for:
        raise keys.refused(f"tests.{part}.needed_for", "[]")
    if tests[part].kind is TestKind.DECLARED:  # it meets whatever it says
        raise keys.refused(place, f"≠ {part}")


def _no_circles(product: Product, keys: Keys) -> None:
    """Refuse lines that are made from themselves."""
    lines = {test.id for test in product.tests}
    made = {test.id: sorted(_made_from(test, product) & lines) for test in product.tests}
    sound: set[str] = set()
    for test_id in made:
        circle = _circle(test_id, made, sound, ())
        if circle:
            kind = "any_of" if product.test(circle[0]).any_of else "formula"
            raise keys.refused(f"tests.{circle[0]}.{kind}", f"≠ {' → '.join(circle)}")


def _made_from(test: Test, product: Product) -> frozenset[str]:
    names = frozenset(test.any_of).union(*(formula.names for _, formula in _formulas_of(test)))
    return names | product.dose.formula.names if CAR_CELLS in names else names


def _circle(test_id: str, made: dict[str, list[str]], sound: set[str], way: tuple[str, ...]) -> tuple[str, ...]:
    """Give the first way that comes back to where it has been."""
    if test_id in way:
        return (*way[way.index(test_id) :], test_id)
    for part in () if test_id in sound else made[test_id]:
        found = _circle(part, made, sound, (*way, test_id))
        if found:
            return found
    sound.add(test_id)
    return ()


def _in_time(product: Product, keys: Keys) -> None:
    """Refuse a line of the provisional certificate that is made from one that is only known later."""
    late = {test.id for test in product.tests if test.needed_for == {Certificate.FINAL}}
    for test in product.needed_for(Certificate.PROVISIONAL):
        for name in sorted(late & _made_from(test, product)):
            raise keys.refused(f"tests.{name}.needed_for", f'["{Certificate.PROVISIONAL.value}", …]')


def _dose_agrees(product: Product, keys: Keys) -> None:
    """Refuse a dose that is not concentration × volume × each fraction from the counted cells to the dosed ones."""
    dose = product.dose
    if not dose.whole.startswith(VIABLE):  # the count at filling is of viable cells
        raise keys.refused("dose.whole", f'"{VIABLE}…"')
    if CAR not in dose.cells:
        raise keys.refused("dose.cells", f'"… {CAR} …"')
    names = dose.formula.names - COUNTED
    chain = _chain(product, keys, [test for test in product.tests if test.id in names])
    strange = names - {test.id for test in chain}
    if strange:
        raise keys.refused("dose.formula", f"≠ {' '.join(sorted(strange))}")
    if not all(_multiplies(dose.formula, chain, start) for start in (2, 3)):
        wanted = " * ".join([*sorted(COUNTED), *(f"{test.id} / 100" for test in chain)])
        raise keys.refused("dose.formula", wanted)


def _chain(product: Product, keys: Keys, fractions: list[Test]) -> list[Test]:
    """Put fractions in order, from the counted cells to the dosed ones; none may be missing."""
    cells, chain = product.dose.whole, list[Test]()
    while cells != product.dose.cells:
        links = [test for test in fractions if _fraction_of(test, cells) and test not in chain]
        if len(links) != 1:
            raise keys.refused("dose.formula", f"% / {cells} → {product.dose.cells}")
        chain.append(links[0])
        cells = links[0].counts
    for test in chain:
        if Certificate.PROVISIONAL not in test.needed_for:
            raise keys.refused(f"tests.{test.id}.needed_for", f'"{Certificate.PROVISIONAL.value}"')
    return chain


def _fraction_of(test: Test, cells: str) -> bool:
    typed = test.kind is TestKind.NUMBER and test.unit is not None
    return typed and str(test.unit) == f"% / {cells}" and test.counts not in ("", cells)


def _multiplies(formula: Formula, chain: Iterable[Test], start: int) -> bool:
    """Work the formula out for one set of numbers and compare."""
    values = {name: Fraction(start + place) for place, name in enumerate(sorted(COUNTED))}
    expected = Fraction(start * (start + 1))
    for place, test in enumerate(chain, start=7):
        values[test.id] = Fraction(start * place)
        expected *= values[test.id] / 100
    made = evaluate(formula, {name: only(value) for name, value in values.items()})
    return made is not None and made.exact == expected
