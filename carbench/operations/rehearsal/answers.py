"""Both decisions over a batch, in the words of release.md section 12.

A decision on record is never asked again: once P was certified, the answer is that it was granted, with its number,
and not that it is too late to grant it.
"""

from carbench.domain.act import Recorded
from carbench.domain.acts import (
    FinalCertified,
    ProvisionalCertified,
    ProvisionalRefused,
    ProvisionalWithdrawn,
    SuppliedExceptionally,
)
from carbench.domain.batch import Batch
from carbench.domain.decisions import against
from carbench.domain.final import conclusion
from carbench.domain.people import Person
from carbench.domain.stages import Decision, Stage
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.rehearsal.case import Word
from carbench.operations.rehearsal.said import Answer

OF_RESULTS = {Decision.CERTIFY_FINAL, Decision.SUPERSEDE_FINAL}
"""Decisions whose answer says what the results make of the batch."""

MARKS = {
    ProvisionalCertified: "P",
    ProvisionalRefused: "R",
    SuppliedExceptionally: "X",
    ProvisionalWithdrawn: "W",
    FinalCertified: "F",
}


def ask(bench: Bench, batch: Batch, *, decision: Decision, person: Person, bag_id: str = "") -> Answer:
    """Ask the program whether this person may decide this now."""
    found = against(decision, looking.question(bench, batch, person=person, bag_id=bag_id))
    if decision in OF_RESULTS:
        word = Word.NOT_YET if found else Word(conclusion(batch).value)
    else:
        word = Word.NOT_GRANTED if found else Word.GRANTED
    return Answer(decision=decision, word=word, by=person.name, reasons=found)


def provisional(bench: Bench, batch: Batch, *, person: Person) -> Answer:
    """Give the provisional decision on record, or what the program answers now."""
    decision, certificate = Decision.CERTIFY_PROVISIONAL, batch.certificate
    if certificate is not None:
        standing = "superseded" if batch.final else "suspended" if batch.suspended else "stands"
        return Answer(
            decision=decision,
            word=Word.GRANTED,
            taken=True,
            number=certificate.number,
            standing=standing,
            by=certificate.signature.signer,
        )
    refusals = batch.of(ProvisionalRefused)
    if refusals and batch.stage in {Stage.REFUSED, Stage.SUPPLIED, Stage.ENDED}:
        last = refusals[-1]
        return Answer(
            decision=decision,
            word=Word.NOT_GRANTED,
            taken=True,
            number=last.number,
            by=last.signature.signer,
            kept=last.reasons,
        )
    return ask(bench, batch, decision=decision, person=person)


def final(bench: Bench, batch: Batch, *, person: Person) -> Answer:
    """Give the final decision on record, or what the program answers now."""
    decision, certificate = Decision.CERTIFY_FINAL, batch.final
    if certificate is None:
        return ask(bench, batch, decision=decision, person=person)
    return Answer(
        decision=decision,
        word=Word(certificate.conclusion.value),
        taken=True,
        number=certificate.number,
        standing="stands",
        by=certificate.signature.signer,
    )


def in_register(recorded: Recorded) -> str:
    """Say an entry of the certification register: "P", "R", "X", "W", or "F" and what it states."""
    act = recorded.act
    mark = next((mark for kind, mark in MARKS.items() if isinstance(act, kind)), act.kind)
    return f"{mark} {act.conclusion.value}" if isinstance(act, FinalCertified) else mark
