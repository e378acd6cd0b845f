"""Record a lot that went into the batch."""

from dataclasses import dataclass

from carbench.domain.acts import LotStatus, LotUsed
from carbench.domain.moment import read_moment
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot, as typed; a lot that is not released or expired opens a critical deviation by itself."""

    material: str
    lot: str
    status: str
    expires: str = ""
    """"2026-12-31 23:59"; empty where the lot carries none."""

    certificate: str = ""


@once
def record_lot_use(
    bench: Bench, *, batch_id: str, lot: Lot, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record a lot that went into the batch.

    Raises: DutyRefused, NotOnTheList, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="record_lot_use", told=told)
    expires = read_moment(lot.expires, bench.site.zone) if lot.expires else None
    act = LotUsed(
        **found.circumstances,
        material=words(lot.material, field="material"),
        lot=words(lot.lot, field="lot"),
        status=one_of(LotStatus, lot.status),
        expires=expires,
        certificate=words(lot.certificate, field="lot_certificate", optional=True),
    )
    return keep(bench, found, act, command=command)
