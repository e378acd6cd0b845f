"""Check what had been put off, as its second person."""

from carbench.domain.acts import BagFilled, CheckCountersigned, Harvested, ResultRecorded
from carbench.domain.batch import Batch, performers
from carbench.domain.errors import NothingToCheck, OwnEntry
from carbench.domain.people import Meaning
from carbench.domain.watch import put_off
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once


@once
def countersign_check(
    bench: Bench, *, batch_id: str, entry: int, by: Proven, command: Command | None = None
) -> Changes:
    """Sign as the second person of an entry whose check was put off, or of a start of shelf life nobody else saw.

    Raises: SignerDiffers, DutyRefused, NothingToCheck, OwnEntry.
    """
    found = signing(bench, batch_id=batch_id, duty="check_result", meaning=Meaning.CHECKED, by=by)
    if entry not in waiting(found.batch):
        raise NothingToCheck(test=str(entry))
    recorded = next(r for r in found.batch.acts if r.seq == entry)
    if isinstance(recorded.act, ResultRecorded):  # a result is checked against its source, by check_results
        raise NothingToCheck(test=recorded.act.test_id)
    if by.person.name in {recorded.recorded_by, *performers(recorded)}:
        raise OwnEntry(test=str(entry))
    act = CheckCountersigned(**found.circumstances, entry=entry, signature=found.signature)
    return keep_signed(bench, found, act, command=command)


def waiting(batch: Batch) -> frozenset[int]:
    """Give the entries that wait for a second person."""
    done = {act.entry for act in batch.of(CheckCountersigned)}
    starts = {
        recorded.seq
        for recorded in batch.entries(Harvested, BagFilled)
        if getattr(recorded.act, "witness", None) is None and recorded.seq not in done
    }
    return frozenset(starts | {deferred.entry for deferred in put_off(batch)})
