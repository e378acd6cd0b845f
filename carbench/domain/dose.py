"""Cells and doses of a batch, exactly.

Source: release.md sections 4 and 5.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce

from carbench.domain.acts import BagFilled
from carbench.domain.batch import Batch
from carbench.domain.growth import cells_per_kg, volume_for_dose
from carbench.domain.lines import BagFact, car_cells_of
from carbench.domain.measure import Censor, Reading
from carbench.domain.specification import EXACT


def total_cells(concentration: Reading, volume: Reading) -> Decimal:
    """Multiply viable cells per mL by mL, exactly.

    Units: 10⁶ per mL × mL = 10⁶ cells. Source: release.md section 5.
    """
    return EXACT.multiply(concentration.value, volume.value)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Add without losing a digit."""
    return reduce(EXACT.add, values, Decimal(0))


def car_cells(batch: Batch, bags: Iterable[BagFilled]) -> Decimal | None:
    """Give the viable CAR+ cells in bags by the product's dose formula; None while it has not one exact value.

    Units: 10⁶ cells. Source: release.md sections 4 and 5.
    """
    facts = tuple(BagFact(portion=b.portion, concentration=b.concentration, volume=b.volume) for b in bags)
    return car_cells_of(batch.product, batch.lines, facts)


def dose_per_kg(batch: Batch, bags: Iterable[BagFilled]) -> Decimal | None:
    """Give the viable CAR+ cells in bags per kilogram of the patient. Units: 10⁶ per kg."""
    cells, weight = car_cells(batch, bags), batch.weight
    if cells is None or weight is None or not weight.value or weight.censor is not Censor.EXACT:
        return None
    return cells_per_kg(cells, weight_kg=weight.value)


def volume_to_give(batch: Batch) -> Decimal | None:
    """Give the volume that holds the dose ordered, from the bags that can still be given; None while it is not known.

    Never the bags' content (release.md section 4). Units: mL.
    """
    cells, weight = car_cells(batch, batch.counted), batch.weight
    volume = exact_sum(bag.volume.value for bag in batch.counted)
    if not cells or not volume or weight is None:
        return None
    ordered, held = batch.opened.target_dose.value, EXACT.divide(cells, volume)
    return volume_for_dose(ordered, weight_kg=weight.value, car_concentration=held)
