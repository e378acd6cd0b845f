"""Record a filled bag; its time starts the shelf life and is checked by a second person."""

from dataclasses import dataclass

from carbench.domain.acts import BagFilled
from carbench.domain.batch import Batch
from carbench.domain.duties import allowed
from carbench.domain.errors import BagTaken
from carbench.domain.measure import Reading, read, read_identifier
from carbench.domain.people import require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, Settled, settle
from carbench.operations.passwords import Proven
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, author, once, record
from carbench.operations.take_count import CONCENTRATION
from carbench.operations.typed import whole
from carbench.operations.witness import witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A filled bag, as typed."""

    bag_id: str
    concentration: str
    volume: str
    portion: str = "1"
    """Which portion of a split dose; bags of one portion are given together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFilling:
    """A filling whose every field could be read."""

    settled: Settled
    bag_id: str
    concentration: Reading
    volume: Reading
    portion: int


def read_filling(bench: Bench, *, batch: Batch, filling: Filling, told: Circumstances) -> ReadFilling:
    """Read a filling; also asked before a second person is, who signs only what can be recorded.

    Raises: BagTaken, and what the typed fields and times refuse.
    """
    settled = settle(bench, told, roles=allowed("fill_bags"), batch=batch)
    bag_id = read_identifier(filling.bag_id, field="bag_id")
    if any(bag.bag_id == bag_id for bag in batch.bags):
        raise BagTaken(bag_id=bag_id)
    return ReadFilling(
        settled=settled,
        bag_id=bag_id,
        concentration=read(filling.concentration, unit=CONCENTRATION, separator=bench.separator, exact=True),
        volume=read(filling.volume, unit=MILLILITRE, separator=bench.separator, exact=True),
        portion=whole(filling.portion),
    )


@once
def fill_bag(
    bench: Bench,
    *,
    batch_id: str,
    filling: Filling,
    told: Circumstances,
    second: Proven | None = None,
    command: Command | None = None,
) -> Changes:
    """Record a bag: viable cells, what is left in it after all samples, and when it was filled.

    A filling nobody else saw is a fact too; it bars the certificate until a second person has countersigned it.
    Raises: DutyRefused, SamePerson, BagTaken, and what the typed fields and times refuse.
    """
    role = require(bench.signed_in, "fill_bags")
    batch = looking.batch(bench, batch_id)
    found = read_filling(bench, batch=batch, filling=filling, told=told)
    settled = found.settled
    act = BagFilled(
        batch_id=batch.batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        bag_id=found.bag_id,
        concentration=found.concentration,
        volume=found.volume,
        witness=witness(bench, second, performers=settled.performed_by) if second else None,
        portion=found.portion,
    )
    by = author(bench, role.value)
    return record(bench, act, author=by, command=command, reason=settled.reason, batch=batch)
