"""A rehearsal as plain values: the documented schema of `carbench rehearse --json` (README.md, "Rehearsing").

Words and identifiers are the program's and the same in every language; what stands in "sentence", "title", "limit" and
"because" is said in the language asked for. A key is never taken away or given another meaning under the same format.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from carbench.domain.dose import dose_per_kg
from carbench.domain.errors import BenchError
from carbench.domain.facts import NO_FACTS
from carbench.domain.judgement import Judgement
from carbench.domain.limit_words import cause_in_words, limit_in_words
from carbench.domain.lines import Line, decimal_if_exact
from carbench.operations.rehearsal.expected import shown
from carbench.operations.rehearsal.said import ActPlayed, Answer, Mismatch, Played
from carbench.operations.rehearsal.standing import Standing
from carbench.texts import Texts

FORMAT = 1


def plain(played: Sequence[Played], broken: Sequence[tuple[Path, BenchError]], *, texts: Texts) -> dict[str, Any]:
    """Give every case of one call."""
    return {
        "format": FORMAT,
        "as_expected": not broken and all(one.as_expected for one in played),
        "cases": [plain_case(one, texts) for one in played],
        "broken": [{"file": path.name, "kind": why.kind, "sentence": texts.say(why)} for path, why in broken],
    }


def plain_case(played: Played, texts: Texts) -> dict[str, Any]:
    """Give one case as it went."""
    case, stands = played.case, played.stands
    return {
        "file": case.place.file.name,
        "title": case.title,
        "about": case.about,
        "as_expected": played.as_expected,
        "product": _product(stands),
        "acts": [_act(act, stands, texts) for act in played.acts],
        "lines": [_line(line, stands, texts) for line in stands.lines.values()] if stands else [],
        "provisional": _answer(played.provisional, stands, texts),
        "final": _answer(played.final, stands, texts),
        "batch": _batch(stands),
        "mismatches": [_mismatch(found) for found in played.mismatches],
        "documents": [path.name for path in played.documents],
    }


def _product(stands: Standing | None) -> dict[str, str] | None:
    if stands is None:
        return None
    product = stands.batch.product
    return {"id": product.id, "revision": product.revision, "sha256": product.sha256}


def _act(act: ActPlayed, stands: Standing | None, texts: Texts) -> dict[str, Any]:
    refused = act.refused
    result = "asked" if act.answer else "refused" if refused else "recorded"
    return {
        "number": act.number,
        "act": act.act,
        "at": act.at,
        "by": act.by,
        "about": act.about,
        "result": result,
        "entries": [{"seq": seq, "kind": kind} for seq, kind in act.entries],
        "brought": [{"seq": seq, "kind": kind, "number": number} for seq, kind, number in act.brought],
        "refused": {
            "kind": refused.kind,
            "sentence": texts.say(refused),
            "reasons": [reason_said(why.reason.value, why.about, stands=stands, texts=texts) for why in act.against],
        }
        if refused
        else None,
        "answer": _answer(act.answer, stands, texts),
    }


def _answer(answer: Answer | None, stands: Standing | None, texts: Texts) -> dict[str, Any] | None:
    if answer is None:
        return None
    reasons = [words.partition(" ") for words in answer.words]
    return {
        "decision": answer.decision.value,
        "word": answer.word.value,
        "taken": answer.taken,
        "number": answer.number,
        "standing": answer.standing,
        "by": answer.by,
        "reasons": [reason_said(word, about, stands=stands, texts=texts) for word, _, about in reasons],
    }


def reason_said(word: str, about: str, *, stands: Standing | None, texts: Texts) -> dict[str, str]:
    """Give a reason, what it is about, and its sentence with the line called by its title."""
    titles = {test.id: test.title for test in stands.batch.product.tests} if stands else {}
    called = texts.wording(titles[about]) if about in titles else about
    return {"reason": word, "about": about, "sentence": texts.say(f"reason.{word}", about=called).strip()}


def _line(line: Line, stands: Standing | None, texts: Texts) -> dict[str, Any]:
    test = line.test
    product = stands.batch.product if stands else None
    result = stands.batch.result(test) if stands else None
    exact = decimal_if_exact(line.computed)
    facts = stands.batch.facts if stands else NO_FACTS
    return {
        "test": test.id,
        "title": texts.wording(test.title),
        "needed_for": sorted(certificate.value for certificate in test.needed_for),
        "limit": limit_in_words(test, texts, product=product, facts=facts),
        "result": shown(line),
        "unit": texts.wording(test.unit_title) if test.unit else "",
        "computed": f"{exact:f}" if exact is not None else None,
        "compared": f"{line.judgement.compared:f}" if line.judgement.compared is not None else None,
        "recorded": len(stands.batch.results.get(test.id, ())) if stands else 0,
        "checked": bool(stands and stands.batch.checked(test)),
        "called_invalid": bool(result and result.value.invalid),
        **_judged("final", line.judgement, line, stands, texts),
        **_judged("provisional", line.provisional, line, stands, texts),
    }


def _judged(
    certificate: str, judgement: Judgement, line: Line, stands: Standing | None, texts: Texts
) -> dict[str, str]:
    product = stands.batch.product if stands else None
    return {
        f"{certificate}_verdict": judgement.verdict.value,
        f"{certificate}_cause": judgement.cause.value,
        f"{certificate}_because": cause_in_words(judgement, line.test, texts, product=product),
    }


def _batch(stands: Standing | None) -> dict[str, Any] | None:
    if stands is None:
        return None
    found = stands.plain
    dose = dose_per_kg(stands.batch, stands.batch.bags) if stands.batch.bags else None
    names = ("stage", "suspended", "expiry", "must_leave_by", "deviations", "alerts", "bags")
    return {
        "batch_id": stands.batch.batch_id,
        **{name: found[name] for name in names},
        **{name: list(found[name]) for name in ("holds", "register", "out_of_order")},
        "dose_per_kg": f"{dose:f}" if dose is not None else None,
    }


def _mismatch(found: Mismatch) -> dict[str, str]:
    return {"where": found.where, "expected": found.expected, "found": found.found}
