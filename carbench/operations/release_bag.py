"""Release a bag: its release label was scanned onto it and the certificate stands."""

from carbench.domain.act_errors import LabelOfAnother
from carbench.domain.acts import BagReleased, BagScanned, LabelKind
from carbench.domain.measure import shown
from carbench.domain.stages import Decision
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.deciding import require_movable
from carbench.operations.known import known_bag
from carbench.operations.recording import Command, once


@once
def release_bag(
    bench: Bench, *, batch_id: str, bag_id: str, told: Circumstances, scanned: str = "", command: Command | None = None
) -> Changes:
    """Record that a bag may be handed over from now on.

    `scanned` is the release label as it was scanned on the bag just now; without it, one scanned before counts. At
    23:00 the analyst does both (release.md section 12).
    Raises: DutyRefused, BagUnknown, LabelOfAnother, DecisionRefused, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="release_bag", told=told)
    bag, certificate = known_bag(found.batch, bag_id), found.batch.certificate
    if scanned and scanned != bag:
        raise LabelOfAnother(text=shown(scanned), bag_id=bag)
    scan = [BagScanned(**found.circumstances, bag_id=bag, labels=LabelKind.RELEASE)] if scanned else []
    require_movable(bench, found, decision=Decision.RELEASE_BAG, bag_id=bag, scanned=bool(scan))
    act = BagReleased(**found.circumstances, bag_id=bag, certificate=certificate.number if certificate else "")
    return keep(bench, found, *scan, act, command=command)
