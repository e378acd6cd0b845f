"""Whether every label of a set was counted (release.md section 12: labels)."""

from carbench.domain.acts import BagFilled, LabelKind, LabelReprinted, LabelsPrinted, LabelsReconciled
from carbench.domain.batch import Batch
from carbench.domain.watch import closed_about


def printed(batch: Batch, labels: LabelKind) -> int:
    """Count the labels of a set that left the printer."""
    first = sum(act.count for act in batch.of(LabelsPrinted) if act.labels is labels)
    return first + sum(act.labels is labels for act in batch.of(LabelReprinted))


def accounted_for(batch: Batch, labels: LabelKind) -> bool:
    """Say whether the newest count of a set agrees, or its difference is closed by a deviation.

    At least one a bag is applied in any case; nothing was printed and no bag filled since.
    """
    counts = [r for r in batch.entries(LabelsReconciled) if getattr(r.act, "labels", None) is labels]
    act = counts[-1].act if counts else None
    if not isinstance(act, LabelsReconciled) or not batch.bags or act.applied < len(batch.bags):
        return False
    since = [r.act for r in batch.entries(LabelsPrinted, LabelReprinted, BagFilled) if r.seq > counts[-1].seq]
    if any(isinstance(act, BagFilled) or getattr(act, "labels", None) is labels for act in since):
        return False
    return agrees(batch, act) or closed_about(batch, about(labels))


def agrees(batch: Batch, count: LabelsReconciled) -> bool:
    """Say whether a count accounts for every label that left the printer."""
    return balanced(count) and count.printed == printed(batch, count.labels)


def about(labels: LabelKind) -> str:
    """Name what a deviation over a count is about."""
    return f"labels:{labels.value}"


def balanced(count: LabelsReconciled) -> bool:
    """Say whether every label counted as printed is accounted for."""
    return count.printed == count.applied + count.retained + count.held + count.spoiled + count.destroyed
