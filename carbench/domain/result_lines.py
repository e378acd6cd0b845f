"""How a test line is said: its limit, its result, what is known of it and what is not."""

from datetime import timedelta

from carbench.domain.batch import Batch, Result
from carbench.domain.moment import Moment
from carbench.domain.specification import Bound, Test, Verdict
from carbench.domain.words import Words


def limit_in_words(test: Test, words: Words) -> str:
    """Say what a test asks: "≥ 70 %", or the outcomes that meet."""
    if test.outcomes:
        meeting = [words.wording(o.title) for o in test.outcomes if o.effect.value == "meets"]
        return words.say("limit.outcome", outcomes=" / ".join(meeting))
    return words.say("limit.join").join(_side(bound, test, words) for bound in test.bounds)


def _side(bound: Bound, test: Test, words: Words) -> str:
    return words.say(f"limit.{bound.kind.value}", value=words.decimal(bound.value), unit=words.wording(test.unit_title))


def result_in_words(test: Test, result: Result, words: Words) -> str:
    """Write a result as typed and, where rounding changed it, what was compared: "79.5 → 80 %"."""
    if result.act.reading is None:
        outcome = test.outcome(str(result.act.outcome))
        return words.wording(outcome.title) if outcome else str(result.act.outcome)
    compared = result.judgement.compared
    arrow = f" → {words.decimal(compared)}" if compared is not None else ""
    return f"{words.reading(result.act.reading)}{arrow} {words.wording(test.unit_title)}"


def known(batch: Batch) -> tuple[Test, ...]:
    """Give the tests whose result is judged and checked by a second person."""
    judged = (Verdict.MEETS, Verdict.OUT)
    return tuple(t for t in batch.product.tests if batch.checked(t) and batch.verdict(t) in judged)


def pending(batch: Batch) -> tuple[Test, ...]:
    """Give the tests that are not known: nothing yet, interim, undecided, or not checked by a second person."""
    judged = known(batch)
    return tuple(test for test in batch.product.tests if test not in judged)


def so_far(batch: Batch, test: Test, words: Words) -> str:
    """Say what there is of a result that is not known; a value nobody checked is not printed."""
    result = batch.result(test)
    if result is None:
        return words.say(f"verdict.{Verdict.PENDING.value}")
    if result.check is None:
        return words.say("certificate.not_checked")
    verdict = words.say(f"verdict.{result.judgement.verdict.value}")
    return f"{result_in_words(test, result, words)}, {result.act.happened_at.plain()}, {verdict}"


def due(batch: Batch, test: Test) -> Moment | None:
    """Say when a pending result is expected; counted from filling."""
    return batch.clock_started and batch.clock_started.after(timedelta(hours=test.due_hours))
