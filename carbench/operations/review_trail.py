"""Review the whole trail of a batch for its final certificate."""

from carbench.domain.acts import TrailReviewed
from carbench.domain.errors import ManifestChanged, OwnEntries
from carbench.domain.people import Meaning
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once


@once
def review_trail(bench: Bench, *, batch_id: str, seen: int, by: Proven, command: Command | None = None) -> Changes:
    """Sign that everything recorded at the batch up to the entry `seen` was reviewed; by who entered nothing of it.

    Raises: SignerDiffers, DutyRefused, OwnEntries, ManifestChanged when something came after `seen` or it is no entry.
    """
    found = signing(bench, batch_id=batch_id, duty="review_whole_trail", meaning=Meaning.REVIEWED_TRAIL, by=by)
    if by.person.name in found.batch.enterers:
        raise OwnEntries
    if found.batch.since(seen) or seen > found.batch.last_seq:
        raise ManifestChanged
    act = TrailReviewed(
        **found.circumstances,
        covers=seen,
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
