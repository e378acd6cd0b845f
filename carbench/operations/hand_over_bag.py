"""Hand a bag over to its carrier before it must leave; bag, certificate and request agree, checked by two."""

from dataclasses import dataclass

from carbench.domain.acts import BagHandedOver
from carbench.domain.stages import Decision
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.deciding import require_movable
from carbench.operations.known import known_bag
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words
from carbench.operations.witness import witness


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A hand-over, as typed."""

    bag_id: str
    carrier: str
    box: str
    logger: str
    request: str
    """Number of the collection request."""


@once
def hand_over_bag(
    bench: Bench,
    *,
    batch_id: str,
    handing: HandOver,
    second: Proven,
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Record that a bag left.

    Raises: DutyRefused, SamePerson, BagUnknown, DecisionRefused, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="hand_over_bag", told=told)
    bag, decision = known_bag(found.batch, handing.bag_id), Decision.HAND_OVER_BAG
    require_movable(bench, found, decision=decision, bag_id=bag)
    act = BagHandedOver(
        **found.circumstances,
        bag_id=bag,
        carrier=words(handing.carrier, field="carrier"),
        box=words(handing.box, field="box"),
        logger=words(handing.logger, field="logger"),
        request=words(handing.request, field="collection_request"),
        witness=witness(bench, second, performers=found.settled.performed_by),
    )
    return keep(bench, found, act, command=command)
