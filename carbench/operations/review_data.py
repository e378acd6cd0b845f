"""Review the data for the provisional certificate."""

from carbench.domain.acts import DataReviewed
from carbench.domain.errors import ManifestChanged, OwnEntries, SignerDiffers
from carbench.domain.people import Meaning, Role, require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, author, once, record


@once
def review_data(bench: Bench, *, batch_id: str, seen: int, by: Proven, command: Command | None = None) -> Changes:
    """Sign that everything recorded at the batch up to the entry `seen` was reviewed.

    Whoever entered anything of the batch does not review it; having checked results is no hindrance.
    Raises: DutyRefused, SignerDiffers, OwnEntries, ManifestChanged when something came after `seen` or it is no entry.
    """
    if by.person.name != bench.signed_in.name:
        raise SignerDiffers(name=by.person.name)
    batch = looking.batch(bench, batch_id)
    acting = looking.acting(bench, by.person, product_id=batch.product.id)
    role = require(acting.person, "review_provisional_data")
    if by.person.name in batch.enterers:
        raise OwnEntries
    if batch.since(seen) or seen > batch.last_seq:
        raise ManifestChanged
    act = DataReviewed(
        batch_id=batch.batch_id,
        happened_at=bench.now(),
        performed_by=(by.person.name,),
        covers=seen,
        signature=by.signature(role, Meaning.REVIEWED, deputy_of=acting.deputy_of if role is Role.QP else ""),
    )
    return record(bench, act, author=author(bench, role.value), command=command)
