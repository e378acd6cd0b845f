"""What every act has: that it was done, and how it stands in the trail."""

from dataclasses import dataclass
from typing import ClassVar

from carbench.domain.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAct(Act):
    """Something that was done to a batch."""

    batch_id: str
    happened_at: Moment
    performed_by: tuple[str, ...]
    """User names; who typed it stands in the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An act as it stands in the trail."""

    seq: int
    act: Act
    recorded_by: str
    role: str
    recorded_at: Moment
    reason: str = ""
    leaf: str = ""
    """Leaf hash of its entry, hexadecimal."""
