"""The bags of a batch: which one, how it stands, where it is, what became of it (release.md section 2)."""

from dataclasses import dataclass
from enum import Enum

from carbench.domain.act import BatchAct, Recorded
from carbench.domain.acts import (
    BagArrived,
    BagFateRecorded,
    BagFilled,
    BagHandedOver,
    BagReleased,
    Fate,
    InfusionReported,
    ProvisionalCertified,
    ProvisionalWithdrawn,
    SuppliedExceptionally,
)
from carbench.domain.batch import Batch
from carbench.domain.stages import Stage
from carbench.domain.watch import open_holds


class BagStatus(Enum):
    """Whether a bag may be given."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    ON_HOLD = "on_hold"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Place(Enum):
    """Where a bag is."""

    SITE = "site"
    ON_THE_WAY = "on_the_way"
    WARD = "ward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A bag as it stands."""

    filled: BagFilled
    k: int
    """Its number among the bags of the batch, from 1."""

    n: int
    status: BagStatus
    place: Place
    fate: Fate | None
    """None while nobody knows what became of it."""

    @property
    def id(self) -> str:
        """Give its number."""
        return self.filled.bag_id


def bags(batch: Batch) -> tuple[Bag, ...]:
    """Give every bag of a batch as it stands, in the order they were filled."""
    return tuple(
        Bag(
            filled=filled,
            k=k,
            n=len(batch.bags),
            status=status_of(batch, filled.bag_id),
            place=_place(batch, filled.bag_id),
            fate=fate_of(batch, filled.bag_id),
        )
        for k, filled in enumerate(batch.bags, start=1)
    )


def _newest(batch: Batch, bag_id: str, *kinds: type[BatchAct]) -> Recorded | None:
    found = (r for r in reversed(batch.entries(*kinds)) if getattr(r.act, "bag_id", "") == bag_id)
    return next(found, None)


def status_of(batch: Batch, bag_id: str) -> BagStatus:
    """Say whether a bag may be given; a hold on it or on the whole batch comes before everything else.

    A suspended certificate holds its bags too.
    """
    suspended = batch.stage is Stage.PROVISIONAL and batch.suspended
    if open_holds(batch, bag_id) or suspended:
        return BagStatus.ON_HOLD
    if batch.stage in {Stage.REFUSED, Stage.ENDED}:
        return BagStatus.REJECTED
    if batch.stage is Stage.SUPPLIED:
        supplied = {bag for act in batch.of(SuppliedExceptionally) for bag in act.bags}
        return BagStatus.RELEASED if bag_id in supplied else BagStatus.QUARANTINE
    if batch.certificate is None or bag_id not in batch.certificate.bags:
        return BagStatus.WITHDRAWN if _was_withdrawn(batch, bag_id) else BagStatus.QUARANTINE
    return BagStatus.RELEASED if released(batch, bag_id) else BagStatus.QUARANTINE


def _was_withdrawn(batch: Batch, bag_id: str) -> bool:
    gone = {act.withdrawn for act in batch.of(ProvisionalWithdrawn)}
    return any(act.number in gone and bag_id in act.bags for act in batch.of(ProvisionalCertified))


def released(batch: Batch, bag_id: str) -> bool:
    """Say whether a bag was released under the standing certificate and has not come back since."""
    release = _newest(batch, bag_id, BagReleased)
    number = batch.certificate.number if batch.certificate else ""
    if release is None or not isinstance(release.act, BagReleased) or release.act.certificate != number:
        return False
    return _returned(batch, bag_id) < release.seq  # a returned bag is quarantined and released again


def _returned(batch: Batch, bag_id: str) -> int:
    """Give the entry that last said a bag came back; 0 where none does."""
    said = (r for r in reversed(batch.entries(BagFateRecorded)) if getattr(r.act, "bag_id", "") == bag_id)
    return next((r.seq for r in said if isinstance(r.act, BagFateRecorded) and r.act.fate is Fate.RETURNED), 0)


def _place(batch: Batch, bag_id: str) -> Place:
    newest = _newest(batch, bag_id, BagHandedOver, BagArrived, BagFateRecorded, InfusionReported)
    match newest.act if newest else None:
        case BagHandedOver():
            return Place.ON_THE_WAY
        case BagArrived() | InfusionReported():
            return Place.WARD
        case _:
            return Place.SITE


def fate_of(batch: Batch, bag_id: str) -> Fate | None:
    """Say what became of a bag: the newest that was said of it; one that came back and left again is open."""
    newest = _newest(batch, bag_id, BagFateRecorded, InfusionReported)
    left = _newest(batch, bag_id, BagHandedOver)
    match newest.act if newest else None:
        case BagFateRecorded(fate=Fate.RETURNED) if newest and left and left.seq > newest.seq:
            return None
        case BagFateRecorded(fate=fate):
            return fate
        case InfusionReported(whole=whole):
            return Fate.INFUSED if whole else Fate.INFUSED_PART
        case _:
            return None


def infused(batch: Batch) -> bool:
    """Say whether anything of the batch was given."""
    given = {Fate.INFUSED, Fate.INFUSED_PART}
    return bool(batch.of(InfusionReported)) or any(act.fate in given for act in batch.of(BagFateRecorded))
