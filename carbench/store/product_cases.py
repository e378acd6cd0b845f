"""Worked cases of a product file: what its author worked out by hand must come out."""

from collections.abc import Mapping

from carbench.domain.facts import FACTS
from carbench.domain.product import Product, WorkedCase
from carbench.domain.specification import Certificate, Outcome, Test, TestKind
from carbench.domain.worked import AGE_HOURS, HOURS, CaseUnreadable, run
from carbench.store.product_formulas import nearest
from carbench.store.product_keys import Keys

MADE = {TestKind.COMPUTED, TestKind.ANY_OF}
VIEWS = ("", f".{Certificate.PROVISIONAL.value}", f".{Certificate.FINAL.value}")
"""How a case can ask for a line: as the product needs it, and as each certificate sees it."""


def cases_hold(product: Product, keys: Keys) -> None:
    """Refuse cases that name what is not there, that leave a line out, or that do not hold. Raises: ProductBroken."""
    words = {name: found for test in product.tests for name, found in _typed(test).items()} | dict.fromkeys(FACTS, ())
    lines = {f"{test.id}{view}" for test in product.tests for view in VIEWS}
    for case in product.cases:
        _names_agree(case, words, lines, keys)
        _holds(product, case, keys)
    worked = {name for case in product.cases for name, _ in case.expected}
    for test in product.needed_for(Certificate.PROVISIONAL):
        if not worked & {f"{test.id}{view}" for view in VIEWS}:
            raise keys.refused(f"cases.….expected.{test.id}", '"MEETS" | "OUT"')


def _typed(test: Test) -> dict[str, tuple[Outcome, ...]]:
    """Give what can be typed of a test, by name, with the outcomes it is chosen from."""
    if test.kind in MADE:
        return {}
    times = dict.fromkeys((f"{test.id}.{HOURS}", f"{test.id}.{AGE_HOURS}") if test.interim else (), ())
    return {test.id: test.outcomes} | times | {f"{test.id}.{asked.id}": asked.outcomes for asked in test.criteria}


def _names_agree(case: WorkedCase, words: Mapping[str, tuple[Outcome, ...]], lines: set[str], keys: Keys) -> None:
    for name, text in case.typed:
        place = f"cases.{case.id}.typed.{name}"
        if name not in words:
            raise keys.refused(place, nearest(name, words))
        outcomes = [outcome.id for outcome in words[name]]
        if outcomes and text not in outcomes:
            raise keys.refused(place, " | ".join(f'"{outcome}"' for outcome in outcomes))
    for name, _ in case.expected:
        if name not in lines:
            raise keys.refused(f"cases.{case.id}.expected.{name}", nearest(name, lines))


def _holds(product: Product, case: WorkedCase, keys: Keys) -> None:
    """Refuse a case whose verdicts do not come out: the refusal says the one that does."""
    try:
        found = run(product, case)
    except CaseUnreadable as unread:
        raise keys.refused(f"cases.{case.id}.typed.{unread.name}", '"0.5" | "<0.5"') from unread
    except OverflowError as too_long:  # hours that end beyond the calendar
        raise keys.refused(f"cases.{case.id}.typed", '"0.5"') from too_long
    for name, expected in case.expected:
        if found[name] is not expected:
            wanted = f'"{found[name].value}" ≠ "{expected.value}"'
            raise keys.refused(f"cases.{case.id}.expected.{name}", wanted)
