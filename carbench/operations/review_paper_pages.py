"""Record that the pages of a paper record were reviewed."""

from carbench.domain.act_errors import PaperRecordOff
from carbench.domain.acts import PaperPagesReviewed
from carbench.domain.people import Meaning
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import whole


@once
def review_paper_pages(
    bench: Bench, *, batch_id: str, pages: str, by: Proven, command: Command | None = None
) -> Changes:
    """Record that the pages of a paper record were reviewed.

    Raises: SignerDiffers, DutyRefused, PaperRecordOff, NotACount.
    """
    found = signing(bench, batch_id=batch_id, duty="review_paper_pages", meaning=Meaning.REVIEWED, by=by)
    if not found.batch.product.paper_record:
        raise PaperRecordOff(product=found.batch.product.id)
    act = PaperPagesReviewed(
        **found.circumstances,
        pages=whole(pages),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
