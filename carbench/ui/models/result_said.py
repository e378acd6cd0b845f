"""What a line of the results page says beside its field: why, who, what came before, what it was made from."""

from carbench.domain.batch import Batch
from carbench.domain.judgement import Cause, Judgement
from carbench.domain.limit_words import cause_in_words, limit_in_words
from carbench.domain.result_lines import corrections, inputs_in_words, line_in_words, result_in_words
from carbench.domain.results import Result, stands
from carbench.domain.specification import Criterion, Test
from carbench.texts import Texts
from carbench.ui.models.result_entry import BETWEEN, ResultEntryModel
from carbench.ui.widgets.beside_fields import AskedBeside

INOCULATED = "inoculated_at"
PLAIN_CAUSES = {Cause.NOTHING_YET, Cause.WITHIN, Cause.OUTCOME, Cause.DECLARED}
"""What the verdict says by itself."""


def asked_beside(test: Test, texts: Texts) -> list[AskedBeside]:
    """Give what is asked beside a reading of a test."""
    asked = [_criterion(criterion, texts) for criterion in test.criteria]
    if test.interim is not None:
        asked.append(AskedBeside(key=INOCULATED, title=texts.say("results.inoculated")))
    return asked


def _criterion(criterion: Criterion, texts: Texts) -> AskedBeside:
    choices = tuple((outcome.id, texts.wording(outcome.title)) for outcome in criterion.outcomes)
    return AskedBeside(key=criterion.id, title=texts.wording(criterion.title), choices=choices)


def beside_of(result: Result | None, texts: Texts) -> dict[str, str]:
    """Give what was recorded beside a reading, as it would be typed."""
    if result is None:
        return {}
    found = {given.id: given.outcome or "" for given in result.act.criteria}
    found |= {given.id: typed_again(given.reading.text, texts) for given in result.act.criteria if given.reading}
    inoculated = result.act.inoculated_at
    return found | ({INOCULATED: f"{inoculated.local:%Y-%m-%d %H:%M}"} if inoculated else {})


def typed_again(text: str, texts: Texts) -> str:
    """Write a number as this language types it."""
    return text.replace(",", ".").replace(".", texts.separator)


def value_typed(result: Result, texts: Texts) -> str:
    """Give a recorded value as it would be typed."""
    readings = result.act.replicates or ((result.act.reading,) if result.act.reading else ())
    if not readings:
        return result.shown
    return f"{BETWEEN} ".join(texts.reading(reading).replace(" ", "") for reading in readings)


def unit_line(test: Test, texts: Texts) -> str:
    """Say the unit, and how replicates are typed."""
    unit = texts.wording(test.unit_title) if test.unit else ""
    if test.replicates is None:
        return unit
    return f"{unit}\n{texts.say('results.replicates', number=test.replicates.count)}"


def limit_lines(batch: Batch, test: Test, texts: Texts) -> str:
    """Say the limit for this patient and these bags, and the method."""
    return f"{limit_in_words(test, texts, product=batch.product, facts=batch.facts)}\n{test.method}"


def cause_line(model: ResultEntryModel, judgement: Judgement, texts: Texts) -> str:
    """Say why a verdict is what it is, where the word alone does not."""
    batch, test = model.batch, model.test
    if batch is None or test is None:
        return ""
    said = []
    if judgement.cause not in PLAIN_CAUSES:
        said.append(cause_in_words(judgement, test, texts, product=batch.product))
    if judgement.action:
        said.append(texts.say("results.action"))
    return " ".join(said)


def stands_line(model: ResultEntryModel, texts: Texts) -> str:
    """Say that an earlier result still stands before the newest one."""
    results = model.batch.results.get(model.test.id, ()) if model.batch and model.test else ()
    standing = stands(results)
    hidden = not results or standing in (None, results[-1])
    return "" if hidden else texts.say("results.out_stands")


def made_value(model: ResultEntryModel, texts: Texts) -> str:
    """Say what a line came to that is never typed."""
    if model.batch is None or model.test is None or model.test.any_of:
        return ""
    return line_in_words(model.batch, model.test, texts)


def made_from(model: ResultEntryModel, texts: Texts) -> str:
    """Say what a computed line is made from."""
    line = model.batch.line(model.test) if model.batch and model.test else None
    if model.batch is None or line is None or not line.inputs:
        return ""
    return texts.say("results.made_from", inputs=inputs_in_words(model.batch, line, texts))


def status_line(model: ResultEntryModel, texts: Texts, *, blind: bool) -> str:
    """Say who recorded a result and who checked it; of a line that is made, that nobody types it."""
    result = model.result
    if model.made:
        return texts.say("results.joined" if model.test and model.test.any_of else "results.made")
    if result is None:
        return ""
    if blind:
        return texts.say("results.waits_for_you", name=result.recorded.recorded_by)
    lines = [texts.say("results.recorded", name=result.recorded.recorded_by, at=result.act.happened_at.plain())]
    if result.check is None:
        lines.append(texts.say("results.waits"))
    else:
        lines.append(texts.say("results.checked", name=result.check.recorded_by))
    return "\n".join(lines)


def earlier_line(model: ResultEntryModel, texts: Texts) -> str:
    """Say old → new for corrections, reading after reading otherwise; the checker of a line sees neither."""
    batch, test = model.batch, model.test
    results = batch.results.get(test.id, ()) if batch and test else ()
    if test is None or len(results) < 2 or model.to_check:  # noqa: PLR2004 - a chain needs two
        return ""
    chain = " → ".join(result_in_words(test, result, texts) for result in results)
    corrected = list(corrections(results))
    if not corrected:
        return texts.say("results.readings", chain=chain)
    return texts.say("results.corrected", chain=chain, reason=corrected[-1][1].recorded.reason)
