"""Record the count of a set of labels; a difference opens a critical deviation by itself."""

from dataclasses import dataclass

from carbench.domain.act_errors import SecondMissing
from carbench.domain.acts import LabelKind, LabelsReconciled
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.putting_off import second_or_none
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCount:
    """A count of labels, as typed."""

    labels: str
    """identity or release."""

    printed: str
    applied: str
    retained: str = "0"
    held: str = "0"
    spoiled: str = "0"
    destroyed: str = "0"


@once
def reconcile_labels(
    bench: Bench,
    *,
    batch_id: str,
    count: LabelCount,
    told: Circumstances,
    second: Proven | None = None,
    command: Command | None = None,
) -> Changes:
    """Record a count with its second person; that of release labels may be put off with a reason.

    Raises: DutyRefused, SamePerson, SecondMissing, NotOnTheList, NotACount, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="reconcile_labels", told=told)
    kind = one_of(LabelKind, count.labels)
    if kind is LabelKind.IDENTITY and second is None:  # never put off (release.md section 6)
        raise SecondMissing
    act = LabelsReconciled(
        **found.circumstances,
        labels=kind,
        printed=whole(count.printed),
        applied=whole(count.applied),
        retained=whole(count.retained),
        held=whole(count.held),
        spoiled=whole(count.spoiled),
        destroyed=whole(count.destroyed),
        witness=second_or_none(bench, found, second=second),
    )
    return keep(bench, found, act, command=command)
