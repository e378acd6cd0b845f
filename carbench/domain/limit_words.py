"""How a limit is said, and why a verdict is what it is."""

from collections.abc import Mapping
from decimal import Decimal

from carbench.domain.bounds import decimal_of, limits_of, named
from carbench.domain.facts import FACTS, NO_FACTS, Facts, Named, named_of
from carbench.domain.formula import TOKEN, Formula
from carbench.domain.judgement import Judgement
from carbench.domain.product import Product
from carbench.domain.span import ZERO
from carbench.domain.specification import Bound, BoundKind, Effect, Test, TestKind
from carbench.domain.words import Words

SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − ", ",": "; "}
LIMIT_FIGURES = 6
"""A limit that has more is shown with these and an ellipsis; it is compared with all of them."""


def limit_in_words(test: Test, words: Words, *, product: Product | None = None, facts: Facts | Named = NO_FACTS) -> str:
    """Say what a test asks: "≥ 70 %", the outcomes that meet, the lines one of which must meet.

    With `product` other lines are called by their titles, else by their ids. With `facts` a limit from a
    formula is said as the number it is for this patient and these bags, with the formula behind it.
    """
    if test.kind is TestKind.ANY_OF:
        return words.say("limit.or").join(named_in_words(name, words, product) for name in test.any_of)
    if test.kind is TestKind.DECLARED:
        return words.say("limit.declared")
    if test.outcomes:
        meeting = [words.wording(o.title) for o in test.outcomes if o.effect is Effect.MEETS]
        return words.say("limit.outcome", outcomes=" / ".join(meeting))
    limit = _joined(test, {id(b): _side(b, test, words, product=product, facts=facts) for b in test.bounds}, words)
    if test.formula is None:
        return limit
    return words.say("limit.computed", limit=limit, formula=formula_in_words(test.formula, words, product))


def _joined(test: Test, said: Mapping[int, str], words: Words) -> str:
    """Join limits by "and", and groups of different marks by "or"."""
    groups: dict[str, list[str]] = {}
    for bound in test.bounds:
        groups.setdefault(bound.alternative, []).append(said[id(bound)])
    both = words.say("limit.join")
    always = groups.pop("", [])
    said_of = [f"({both.join(group)})" if len(group) > 1 else group[0] for group in groups.values()]
    choices = words.say("limit.or").join(said_of)
    if not choices:
        return both.join(always)
    return both.join([*always, f"({choices})"]) if always else choices


def _side(bound: Bound, test: Test, words: Words, *, product: Product | None, facts: Facts | Named) -> str:
    unit = words.wording(test.unit_title)
    if bound.formula is None:
        return _plain(bound, words.decimal(bound.value or Decimal()), words=words, unit=unit)
    formula = formula_in_words(bound.formula, words, product)
    exact = _stated(bound, facts)
    if exact is None:
        return _plain(bound, f"({formula})", words=words, unit=unit)
    number, whole = exact
    side = _plain(bound, words.decimal(number) + ("" if whole else "…"), words=words, unit=unit)
    return words.say("limit.made", limit=side, formula=formula)


def _plain(bound: Bound, value: str, *, words: Words, unit: str) -> str:
    if bound.kind is BoundKind.WITHIN_PERCENT:
        percent = words.decimal(bound.percent or Decimal())
        return words.say("limit.within_percent", value=value, unit=unit, percent=percent)
    return words.say(f"limit.{bound.kind.value}", value=value, unit=unit)


def _stated(bound: Bound, facts: Facts | Named) -> tuple[Decimal, bool] | None:
    """Give the number a formula states, as it is shown, and whether that is all of it; None where it has none."""
    found = limits_of(bound, named_of(facts))
    if found is None:
        return None
    ends = [limit.exact for _, limit in found]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    middle = sum(known, ZERO) / len(known)  # of ± % the stated value itself
    number = decimal_of(middle, LIMIT_FIGURES)
    return number, middle == number


def formula_in_words(formula: Formula, words: Words, product: Product | None = None) -> str:
    """Write a formula with the signs of arithmetic and the names a person knows."""
    said = []
    for found in TOKEN.finditer(formula.text):
        text, kind = found[0], found.lastgroup
        if kind == "number":
            said.append(words.decimal(Decimal(text)))
        elif kind == "name":
            said.append(text if text in ("min", "max") else named_in_words(text, words, product))
        elif kind == "sign":
            said.append(SIGNS.get(text, text))
    return "".join(said)


def named_in_words(name: str, words: Words, product: Product | None = None) -> str:
    """Call a fact or a line as a person knows it."""
    if name in FACTS:
        return words.say(f"fact.{name}")
    titles = {test.id: test.title for test in product.tests} if product else {}
    return words.wording(titles[name]) if name in titles else name


def cause_in_words(judgement: Judgement, test: Test, words: Words, *, product: Product | None = None) -> str:
    """Say why a verdict is what it is, naming what it is about."""
    return words.say(f"cause.{judgement.cause.value}", about=_about(judgement.about, test, words, product))


def _about(about: str, test: Test, words: Words, product: Product | None) -> str:
    """Say what a cause names: a bound as a limit, an outcome or a criterion by its title, an input by its name."""
    for bound in (*test.bounds, *test.action):
        if named(bound) == about:
            return _side(bound, test, words, product=product, facts=NO_FACTS)
    own = {outcome.id: outcome.title for outcome in test.outcomes}
    own |= {criterion.id: criterion.title for criterion in test.criteria}
    if about in own:
        return words.wording(own[about])
    titles = {known.id for known in product.tests} if product else set()
    return named_in_words(about, words, product) if about in FACTS | titles else about
