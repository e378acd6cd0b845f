"""How a test line is said: its limit, its result, what it was made from, what is known of it and what is not."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from carbench.domain.batch import Batch
from carbench.domain.judgement import Judgement, Value
from carbench.domain.limit_words import cause_in_words, limit_in_words, named_in_words
from carbench.domain.lines import Line, span_in_signs
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.results import Result, stands
from carbench.domain.specification import Certificate, Test, Verdict
from carbench.domain.words import Words

__all__ = [
    "cause_in_words",
    "corrections",
    "due",
    "inputs_in_words",
    "known",
    "limit_in_words",
    "line_in_words",
    "pending",
    "repeats",
    "result_in_words",
    "so_far",
    "standing_result",
    "verified",
]


def result_in_words(test: Test, result: Result, words: Words) -> str:
    """Write a result as typed and, where rounding changed it, what was compared: "79.5 → 80 %"."""
    return value_in_words(test, result.value, result.judgement, words=words)


def value_in_words(test: Test, value: Value, judgement: Judgement, *, words: Words) -> str:
    """Write what was recorded of a test: a reading, replicates with their mean, an outcome or a text."""
    if value.replicates:
        return _replicates(test, value.replicates, judgement, words=words)
    if value.reading is not None:
        unit = unit_in_words(test, value.reading, words)
        return f"{words.reading(value.reading)}{_compared(judgement, words)} {unit}"
    if value.declared:
        return value.declared
    outcome = test.outcome(str(value.outcome))
    return words.wording(outcome.title) if outcome else str(value.outcome)


def _replicates(test: Test, readings: tuple[Reading, ...], judgement: Judgement, *, words: Words) -> str:
    said = "; ".join(words.reading(reading) for reading in readings)
    mean = "–" if judgement.value is None else words.decimal(judgement.value)
    number = f"{mean}{_compared(judgement, words)}"
    return words.say("line.replicates", each=said, mean=number, unit=unit_in_words(test, readings[0], words))


def _compared(judgement: Judgement, words: Words) -> str:
    return f" → {words.decimal(judgement.compared)}" if judgement.compared is not None else ""


def unit_in_words(test: Test, reading: Reading, words: Words) -> str:
    """Say the unit of a reading; one that is only listed stands as its name."""
    return words.wording(test.unit_title) if reading.unit == test.unit else str(reading.unit)


def line_in_words(batch: Batch, test: Test, words: Words) -> str:
    """Say what a line came to: its newest result, the number made of its inputs, the line that was enough."""
    line, result = batch.line(test), standing_result(batch, test)
    if test.any_of:
        return cause_in_words(line.judgement, test, words, product=batch.product)
    if test.formula is not None:
        return f"{computed_in_words(line, words)} {words.wording(test.unit_title)}"
    if result is None:
        return words.say(f"verdict.{line.judgement.verdict.value}")
    return result_in_words(test, result, words)


def standing_result(batch: Batch, test: Test) -> Result | None:
    """Give the result a line's verdict rests on; where none stands, the newest."""
    return stands(batch.results.get(test.id, ())) or batch.result(test)


def computed_in_words(line: Line, words: Words) -> str:
    """Write the number a line came to, or the numbers it may be; "–" while it has none."""
    if line.judgement.value is not None:
        return words.decimal(line.judgement.value)
    return _spoken(span_in_signs(line.computed), words) if line.computed is not None else "–"


def inputs_in_words(batch: Batch, line: Line, words: Words) -> str:
    """Say what a line was made from, each by its name and value."""
    return "; ".join(
        f"{named_in_words(name, words, batch.product)} {_spoken(text, words) or '–'}" for name, text in line.inputs
    )


def _spoken(text: str, words: Words) -> str:
    """Write a number that stands with a point as the language writes it."""
    return text.replace(".", words.decimal(Decimal("0.1"))[1])


def verified(batch: Batch, test: Test) -> bool:
    """Say whether a second person checked a line; one made of facts alone has nothing of its own to check."""
    return batch.checked(test) is not None or (test.formula is not None and not batch.parts(test))


def known(batch: Batch) -> tuple[Test, ...]:
    """Give the tests whose line is judged and checked by a second person."""
    judged = (Verdict.MEETS, Verdict.OUT)
    return tuple(t for t in batch.product.tests if batch.verdict(t) in judged and verified(batch, t))


def pending(batch: Batch) -> tuple[Test, ...]:
    """Give the tests that are not known: nothing yet, interim, undecided, invalid, or not checked by a second person.

    A test no certificate needs is told only if something is recorded of it.
    """
    judged = known(batch)
    return tuple(test for test in batch.product.tests if test not in judged and _awaited(batch, test))


def _awaited(batch: Batch, test: Test) -> bool:
    needed = test.needed_for & {Certificate.PROVISIONAL, Certificate.FINAL}
    return bool(needed) or batch.result(test) is not None


def so_far(batch: Batch, test: Test, words: Words) -> str:
    """Say what there is of a line that is not known; a value nobody checked is not printed."""
    result, judgement = batch.result(test), batch.line(test).judgement
    if batch.parts(test):
        return _so_far_of_parts(batch, test, words)
    if result is None or judgement.verdict is Verdict.NOT_OBTAINED:
        return words.say(f"verdict.{judgement.verdict.value}")
    if result.check is None:
        return words.say("certificate.not_checked")
    verdict = words.say(f"verdict.{judgement.verdict.value}")
    return f"{result_in_words(test, result, words)}, {result.act.happened_at.plain()}, {verdict}"


def _so_far_of_parts(batch: Batch, test: Test, words: Words) -> str:
    judgement = batch.line(test).judgement
    if judgement.verdict in (Verdict.MEETS, Verdict.OUT):
        return words.say("certificate.not_checked")
    verdict = words.say(f"verdict.{judgement.verdict.value}")
    return f"{verdict}. {cause_in_words(judgement, test, words, product=batch.product)}"


def due(batch: Batch, test: Test) -> Moment | None:
    """Say when a pending result is expected; counted from filling."""
    return batch.clock_started and batch.clock_started.after(timedelta(hours=test.due_hours))


def corrections(results: tuple[Result, ...]) -> Iterator[tuple[Result, Result]]:
    """Give each correction: the value that was replaced, and the one that replaces it."""
    by_entry = {result.seq: result for result in results}
    for new in results:
        old = by_entry.get(new.act.replaces) if new.act.replaces is not None else None
        if old is not None:
            yield old, new


def repeats(results: tuple[Result, ...]) -> Iterator[tuple[Result, Result]]:
    """Give each repeat that was approved: the value out of limit, and the one measured after it."""
    for place, old in enumerate(results):
        if old.repeat is not None and place + 1 < len(results):
            yield old, results[place + 1]
