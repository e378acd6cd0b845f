"""Record that one label was printed again, with a reason and a second person, never put off."""

from carbench.domain.acts import LabelKind, LabelReprinted
from carbench.domain.errors import CorrectionReasonMissing
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of
from carbench.operations.witness import witness


@once
def reprint_label(
    bench: Bench,
    *,
    batch_id: str,
    labels: str,
    bag_id: str,
    second: Proven,
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Record that one label was printed again, with a reason and a second person, never put off.

    Raises: DutyRefused, SamePerson, CorrectionReasonMissing, BagUnknown, NotOnTheList, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="reprint_label", told=told)
    if not found.settled.reason:
        raise CorrectionReasonMissing
    kind = one_of(LabelKind, labels)
    before = [act for act in found.batch.of(LabelReprinted) if act.labels is kind and act.bag_id == bag_id]
    act = LabelReprinted(
        **found.circumstances,
        labels=kind,
        bag_id=known_bag(found.batch, bag_id),
        copy=len(before) + 2,
        witness=witness(bench, second, performers=found.settled.performed_by),
    )
    return keep(bench, found, act, command=command)
