"""Sections of a certificate that say what the record of a batch holds: results, what is not known, deviations, changes.

Each takes the batch, the full names by user name, and the words of one language.
"""

from collections.abc import Mapping, Sequence

from carbench.domain.acts import BatchAct, LabelKind, LabelsReconciled, Recorded, ResultRecorded
from carbench.domain.batch import Batch
from carbench.domain.result_lines import (
    corrections,
    due,
    inputs_in_words,
    known,
    limit_in_words,
    line_in_words,
    pending,
    repeats,
    result_in_words,
    so_far,
    standing_result,
)
from carbench.domain.results import Result
from carbench.domain.sheet import Column, Face, Line, Pair, Pairs, Section, Table
from carbench.domain.specification import Test
from carbench.domain.watch import deviations
from carbench.domain.watch_words import count_in_words, deviation_in_words
from carbench.domain.words import Words

Names = Mapping[str, str]
Titles = tuple[tuple[str, int], ...]


def pairs_of(words: Words, pairs: list[tuple[str, str, Face]]) -> Pairs:
    """Name values; one that says nothing is left out."""
    named = (Pair(name=words.say(f"certificate.name.{key}"), value=value, face=face) for key, value, face in pairs)
    return Pairs(pairs=tuple(pair for pair in named if pair.value))


def table_of(words: Words, name: str, *, titles: Titles, rows: Sequence[tuple[Line, ...]]) -> Table:
    """Make a table whose titles stand in the texts under a name."""
    columns = tuple(Column(title=words.say(f"certificate.{name}.{title}"), share=share) for title, share in titles)
    return Table(columns=columns, rows=tuple(rows))


# A. What is known


def known_section(batch: Batch, names: Names, words: Words) -> Section:
    """Table A: each line that is judged and checked, computed ones with what they were made from."""
    titles = (("test", 5), ("limit", 7), ("result", 4), ("verdict", 3), ("who", 5))
    rows = [_known_row(batch, test, names=names, words=words) for test in known(batch)]
    return Section(
        heading=words.say("certificate.known"), parts=(table_of(words, "results", titles=titles, rows=rows),)
    )


def _known_row(batch: Batch, test: Test, *, names: Names, words: Words) -> tuple[Line, ...]:
    limit = limit_in_words(test, words, product=batch.product, facts=batch.facts)
    return (
        Line(text=f"{words.wording(test.title)} ({test.method})"),
        Line(text=f"{limit} [{_sources(test)}]"),
        Line(text=line_in_words(batch, test, words)),
        Line(text=words.say(f"verdict.{batch.verdict(test).value}"), face=Face.STRONG),
        Line(text=_who(batch, test, names=names, words=words)),
    )


def _sources(test: Test) -> str:
    return "; ".join(dict.fromkeys([bound.source for bound in test.bounds] or [test.source]))


def _who(batch: Batch, test: Test, *, names: Names, words: Words) -> str:
    """Say who performed, typed and checked; of a line that is never typed, what it was made from."""
    result = standing_result(batch, test)
    if test.formula is not None:
        return words.say("certificate.made_from", inputs=inputs_in_words(batch, batch.line(test), words))
    if test.any_of or result is None:
        return words.say("certificate.joined")
    performers, typist = result.act.performed_by, result.recorded.recorded_by
    performed = ", ".join(names.get(name, name) for name in performers)
    parts = [words.say("certificate.recorded_by", name=performed, at=result.act.happened_at.plain())]
    if typist not in performers:
        parts.append(words.say("certificate.typed_by", name=names.get(typist, typist)))
    if result.act.plausible is not None:
        parts.append(words.say("certificate.plausible_by", name=result.act.plausible.full_name))
    if result.check is not None:
        checker = result.check.recorded_by
        parts.append(words.say("certificate.checked_by", name=names.get(checker, checker)))
    return "; ".join(parts)


# B. What is not


def unknown_section(batch: Batch, words: Words) -> Section:
    """Table B: each line that is not known, when it is due and what happens if it fails."""
    titles = (("test", 6), ("due", 4), ("consequence", 9))
    rows = [_pending_row(batch, test, words) for test in pending(batch)]
    parts = (Line(text=words.say("certificate.sterility_unknown"), face=Face.STRONG),) if rows else ()
    nothing = (Line(text=words.say("certificate.none_pending")),)
    table = (table_of(words, "pending", titles=titles, rows=rows),) if rows else nothing
    conditions = Line(text=words.wording(batch.product.conditions))
    return Section(heading=words.say("certificate.unknown"), parts=(*parts, *table, conditions))


def _pending_row(batch: Batch, test: Test, words: Words) -> tuple[Line, ...]:
    at = due(batch, test)
    return (
        Line(text=f"{words.wording(test.title)} ({test.method}): {so_far(batch, test, words)}"),
        Line(text=at.plain() if at else "–"),
        Line(text=words.wording(test.consequence)),
    )


# Labels, deviations, changes


def labels_line(batch: Batch, names: Names, words: Words) -> Line:
    """Say that every identity label was counted, and by whom."""
    counts = [r for r in batch.entries(LabelsReconciled) if getattr(r.act, "labels", None) is LabelKind.IDENTITY]
    act = counts[-1].act if counts else None
    if not isinstance(act, LabelsReconciled):
        return Line(text=words.say("certificate.labels_not_counted"))
    counted = ", ".join(names.get(name, name) for name in act.performed_by)
    second = act.witness.full_name if act.witness else words.say("labels.put_off")
    said = count_in_words(act, words)
    at = act.happened_at.plain()
    return Line(text=words.say("certificate.labels_counted", said=said, name=counted, second=second, at=at))


def deviations_section(batch: Batch, reason: str, words: Words) -> Section:
    """List open deviations with the reason of who certifies in spite of them, then the closed ones; or none."""
    found = deviations(batch)
    opened = [deviation for deviation in found if deviation.open]
    lines = [Line(text=deviation_in_words(batch, deviation, words)) for deviation in opened]
    if opened:
        said = words.say("certificate.in_spite", reason=reason or "–")
        lines = [Line(text=words.say("certificate.open_deviations"), face=Face.STRONG), *lines, Line(text=said)]
    closed = [Line(text=deviation_in_words(batch, deviation, words)) for deviation in found if not deviation.open]
    if closed:
        lines += [Line(text=words.say("certificate.closed_deviations"), face=Face.STRONG), *closed]
    nothing = Line(text=words.say("certificate.no_deviations"))
    return Section(heading=words.say("certificate.deviations"), parts=tuple(lines) or (nothing,))


def changes_section(batch: Batch, words: Words) -> Section:
    """List old → new for every correction and repeat, and what happened out of order or was typed late."""
    lines = [Line(text=text) for results in batch.results.values() for text in _changed(batch, results, words)]
    lines += [Line(text=_remark(recorded, words)) for recorded in batch.acts if _remarkable(batch, recorded)]
    return Section(
        heading=words.say("certificate.changes"),
        parts=tuple(lines) or (Line(text=words.say("certificate.no_changes")),),
    )


def _changed(batch: Batch, results: tuple[Result, ...], words: Words) -> list[str]:
    test = batch.product.test(results[0].act.test_id)
    title = words.wording(test.title)
    said = []
    for old, new in corrections(results):
        before, after = (result_in_words(test, result, words) for result in (old, new))
        reason = new.recorded.reason
        said.append(words.say("certificate.change", test=title, old=before, new=after, reason=reason))
    for old, new in repeats(results):
        before, after = (result_in_words(test, result, words) for result in (old, new))
        cause = old.repeat.cause if old.repeat else "–"
        name = old.repeat.approver.full_name if old.repeat else "–"
        said.append(words.say("certificate.repeat", test=title, old=before, new=after, cause=cause, name=name))
    return said


def _remarkable(batch: Batch, recorded: Recorded) -> bool:
    """Say whether an act fell out of order or needed a reason, other than a correction, which is listed as such."""
    corrects = isinstance(recorded.act, ResultRecorded) and recorded.act.replaces is not None
    return recorded.seq in batch.out_of_order or (bool(recorded.reason) and not corrects)


def _remark(recorded: Recorded, words: Words) -> str:
    act = recorded.act
    at = act.happened_at.plain() if isinstance(act, BatchAct) else "–"
    said = words.say(f"act.{act.kind}")
    reason = recorded.reason or "–"
    return words.say("certificate.remark", seq=recorded.seq, act=said, at=at, reason=reason)
