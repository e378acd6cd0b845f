"""Whether a result meets what its test asks.

Judging fails closed: no reading, no bound, another unit, a criterion nobody recorded or a word where a
number is due is never MEETS. Rulings: release.md section 12. What is looked at first: a result that was not
obtained, a measurement called invalid, criteria, then what was read.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from carbench.domain import replicates
from carbench.domain.bounds import (
    Standing,
    every,
    rounded,
    rounded_mean,
    shown,
    weigh_reading,
    weigh_span,
)
from carbench.domain.bounds import decimal_of as _decimal_of
from carbench.domain.facts import NO_FACTS, Facts, Named, named_of
from carbench.domain.judgement import Cause, CriterionValue, Judgement, Value
from carbench.domain.measure import Reading
from carbench.domain.span import Span
from carbench.domain.specification import Comply, Criterion, Effect, Outcome, Replicates, Test, TestKind, Verdict

__all__ = ["NO_FACTS", "Cause", "CriterionValue", "Facts", "Judgement", "Value", "judge", "judge_span", "rounded"]

PENDING = Judgement(verdict=Verdict.PENDING, cause=Cause.NOTHING_YET)
CRITERIA = (Verdict.INVALID, Verdict.UNDECIDED, Verdict.MEETS)
"""What a criterion can come to, worst first."""

EFFECTS = {
    Effect.MEETS: Standing(Verdict.MEETS, Cause.OUTCOME),
    Effect.FAILS: Standing(Verdict.OUT, Cause.OUTCOME),
    Effect.INTERIM: Standing(Verdict.PENDING, Cause.INTERIM),
}


def judge(test: Test, result: Value | Reading | str | None, *, facts: Facts | Named = NO_FACTS) -> Judgement:
    """Judge what is recorded of a test, as the final certificate sees it; an interim outcome is PENDING.

    A signed reading ("< 0.5") meets a bound only if every value it allows does, and is OUT only if none
    does. A bare reading or word is a `Value` of nothing else, so a test with criteria leaves it UNDECIDED.

    Units: the test's own; none are converted, any other is UNDECIDED. `facts` are in the units of the
    product's formulas (see `lines`).
    """
    value, known = _value_of(result), named_of(facts)
    said = _reads(test, value, known)
    if said.verdict is Verdict.MEETS and _still_runs(test, value):
        said = replace(said, verdict=Verdict.PENDING, cause=Cause.INTERIM)
    barred = _barred(test, value, known)
    if barred is None or said.verdict is barred.verdict is Verdict.PENDING:
        return said
    return replace(said, verdict=barred.verdict, cause=barred.cause, about=barred.about)


def _still_runs(test: Test, value: Value) -> bool:
    """Say whether what meets may still change: a preliminary report, or a reading before the end of its test."""
    if test.interim is None or value.inoculated_at is None or value.read_at is None:
        return value.preliminary
    ran = value.read_at.utc - value.inoculated_at.utc
    return value.preliminary or ran < timedelta(hours=test.interim.whole_hours)


def judge_span(test: Test, values: Span, *, facts: Named = NO_FACTS) -> Judgement:
    """Judge a computed value by the bounds of its test, exactly and unrounded."""
    standing = weigh_span(test.bounds, values, facts=facts)
    number = None if values.exact is None else shown(values.exact, test.bounds, facts)
    action = bool(test.action) and weigh_span(test.action, values, facts=facts).verdict is not Verdict.MEETS
    return _said(standing, value=number, action=action)


def _value_of(result: Value | Reading | str | None) -> Value:
    if isinstance(result, Value):
        return result
    return Value(reading=result) if isinstance(result, Reading) else Value(outcome=result)


def _said(
    standing: Standing, *, compared: Decimal | None = None, value: Decimal | None = None, action: bool = False
) -> Judgement:
    return Judgement(
        verdict=standing.verdict,
        cause=standing.cause,
        about=standing.about,
        compared=compared,
        value=value,
        action=action,
        failing=standing.verdict is Verdict.OUT,
    )


def _undecided(cause: Cause, about: str = "") -> Judgement:
    return Judgement(verdict=Verdict.UNDECIDED, cause=cause, about=about)


def _reads(test: Test, value: Value, facts: Named) -> Judgement:
    """Judge what was read, as if nothing barred the measurement."""
    if value.nothing:
        return PENDING
    if test.kind in (TestKind.COMPUTED, TestKind.ANY_OF):
        return _undecided(Cause.NEVER_TYPED)
    if test.kind is TestKind.DECLARED:
        return _declared(test, value)
    if (value.reading is not None) + (value.outcome is not None) + bool(value.replicates) > 1:
        return replace(_undecided(Cause.TWO_RESULTS), failing=_any_fails(test, value, facts))
    return _typed(test, value, facts)


def _typed(test: Test, value: Value, facts: Named) -> Judgement:
    if value.outcome is not None:
        return _said(_of_outcome(test.outcomes, value.outcome))
    if test.replicates is not None:
        return _of_replicates(test, test.replicates, value=value, facts=facts)
    if value.reading is None:  # replicates, or a text, where one reading is due
        return _undecided(Cause.REPLICATES_MISSING if value.replicates else Cause.NO_SUCH_OUTCOME)
    return _of_reading(test, value.reading, facts)


def _any_fails(test: Test, value: Value, facts: Named) -> bool:
    parts = (Value(reading=value.reading), Value(outcome=value.outcome), Value(replicates=value.replicates))
    return any(_reads(test, part, facts).failing for part in parts)


def _declared(test: Test, value: Value) -> Judgement:
    """MEETS once something is stated: a number in the test's unit, or a text where it has none."""
    if value.reading is None or test.unit is None:
        stated = bool(value.declared) and test.unit is None and value.reading is None
        return Judgement(verdict=Verdict.MEETS, cause=Cause.DECLARED) if stated else _undecided(Cause.NO_SUCH_OUTCOME)
    standing = _of_unit(test, [value.reading]) or Standing(Verdict.MEETS, Cause.DECLARED)
    return _said(standing, action=_acts(test, [value.reading], NO_FACTS))


def _of_outcome(outcomes: Sequence[Outcome], outcome_id: str) -> Standing:
    named = next((outcome for outcome in outcomes if outcome.id == outcome_id), None)
    if named is None:
        return Standing(Verdict.UNDECIDED, Cause.NO_SUCH_OUTCOME, outcome_id)
    return EFFECTS[named.effect]._replace(about=named.id)


def _of_unit(test: Test, readings: Sequence[Reading]) -> Standing | None:
    for reading in readings:
        if reading.unit != test.unit:
            cause = Cause.OTHER_UNIT if reading.unit in test.units else Cause.UNIT_NOT_LISTED
            return Standing(Verdict.UNDECIDED, cause, str(reading.unit))
    return None


def _of_reading(test: Test, reading: Reading, facts: Named) -> Judgement:
    refused = _of_unit(test, (reading,))
    if refused is not None:
        return _said(refused)
    standing = weigh_reading(test.bounds, reading, possible=test.possible, facts=facts)
    compared = _compared(test, reading)
    return _said(standing, compared=compared, action=_acts(test, (reading,), facts))


def _of_replicates(test: Test, rule: Replicates, *, value: Value, facts: Named) -> Judgement:
    readings = value.replicates or (() if value.reading is None else (value.reading,))
    refused = _of_unit(test, readings)
    if refused is not None or not readings:
        return _said(refused or Standing(Verdict.UNDECIDED, Cause.REPLICATES_MISSING, f"0/{rule.count}"))
    standing = replicates.weigh(test, rule, readings=readings, facts=facts)
    exact = replicates.mean(readings, test.possible).exact
    said = _said(
        standing,
        compared=None if exact is None or rule.comply is Comply.EACH else _compared_mean(test, exact),
        value=None if exact is None else shown(exact, test.bounds, facts),
        action=_acts(test, readings, facts),
    )
    barred = replicates.scatter(rule, readings)
    return said if barred is None else replace(said, verdict=barred.verdict, cause=barred.cause, about=barred.about)


def _compared(test: Test, reading: Reading) -> Decimal | None:
    """Give the rounded value if rounding changed what was typed and every bound agrees on it."""
    values = {rounded(reading, bound) for bound in test.bounds}
    value = values.pop() if len(values) == 1 else reading.value
    return value if value != reading.value else None


def _compared_mean(test: Test, exact: Fraction) -> Decimal | None:
    values = {rounded_mean(exact, bound) for bound in test.bounds}
    value = values.pop() if len(values) == 1 else exact
    return _decimal_of(value) if value != exact else None


def _acts(test: Test, readings: Sequence[Reading], facts: Named) -> bool:
    """Say whether an action limit is not surely kept; of replicates, what the test judges of them."""
    if not test.action or _of_unit(test, readings) is not None:
        return False
    if test.replicates is not None and test.replicates.comply is Comply.MEAN:
        middle = replicates.mean(readings, test.possible)
        return weigh_span(test.action, middle, facts=facts, mean=True).verdict is not Verdict.MEETS
    standings = [weigh_reading(test.action, one, possible=test.possible, facts=facts) for one in readings]
    return every(standings).verdict is not Verdict.MEETS


def _barred(test: Test, value: Value, facts: Named) -> Standing | None:
    """Say why a measurement does not count, whatever it reads; PENDING where nothing was read to count."""
    if value.not_obtained:
        return Standing(Verdict.NOT_OBTAINED, Cause.NOT_OBTAINED)
    if value.invalid:
        return Standing(Verdict.INVALID, Cause.CRITERION_FAILED, value.invalid)
    if not test.criteria:
        return None
    recorded = {given.id: given for given in value.criteria}
    standings = [_criterion(asked, recorded.get(asked.id), facts) for asked in test.criteria]
    worst = min(standings, key=lambda standing: CRITERIA.index(standing.verdict))
    if worst.verdict is Verdict.UNDECIDED and value.nothing:
        return Standing(Verdict.PENDING, Cause.NOTHING_YET)
    return None if worst.verdict is Verdict.MEETS else worst


def _criterion(asked: Criterion, given: CriterionValue | None, facts: Named) -> Standing:
    """INVALID where a criterion failed, UNDECIDED where it was not recorded or cannot be judged."""
    if given is None or (given.reading is None and given.outcome is None):
        return Standing(Verdict.UNDECIDED, Cause.CRITERION_MISSING, asked.id)
    verdict = _kept(asked, given, facts)
    if verdict is Verdict.OUT:
        return Standing(Verdict.INVALID, Cause.CRITERION_FAILED, asked.id)
    cause = Cause.WITHIN if verdict is Verdict.MEETS else Cause.CRITERION_UNDECIDED
    return Standing(verdict if verdict is Verdict.MEETS else Verdict.UNDECIDED, cause, asked.id)


def _kept(asked: Criterion, given: CriterionValue, facts: Named) -> Verdict:
    if asked.outcomes or given.reading is None:
        stray = given.reading is not None or given.outcome is None
        return Verdict.UNDECIDED if stray else _of_outcome(asked.outcomes, given.outcome or "").verdict
    if given.reading.unit != asked.unit or given.outcome is not None:
        return Verdict.UNDECIDED
    return weigh_reading(asked.bounds, given.reading, possible=None, facts=facts).verdict
