"""Whether a lot may be used (release.md sections 6 and 12)."""

from carbench.domain.acts import LotStatus, LotUsed
from carbench.domain.product import Product


def lot_usable(lot: LotUsed) -> bool:
    """Say whether a lot was released, and not expired when it was used; expired from the very instant on."""
    fresh = lot.expires is None or lot.happened_at.utc < lot.expires.utc
    return lot.status is LotStatus.RELEASED and fresh


def lot_accepted(lot: LotUsed, product: Product) -> bool:
    """Say whether a lot may be used, and carries the certificate where its product asks for one."""
    asked = any(rule.certificate for rule in product.lots if rule.id == lot.material)
    return lot_usable(lot) and (bool(lot.certificate) or not asked)
