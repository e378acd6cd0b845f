"""Acts of a case that are no operation: asking, going on with the nominal day, waiting, damaging the record."""

from dataclasses import dataclass

from carbench.domain.stages import Decision
from carbench.operations.rehearsal.case import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Ask the program for a decision without taking it."""

    act: str
    at: str = ""
    by: str = ""
    """Who would decide; empty means the Qualified Person."""

    decision: Decision = Decision.CERTIFY_PROVISIONAL
    bag_id: str = ""
    expect: Word | None = None
    reasons: tuple[str, ...] | None = None
    reasons_among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayTo:
    """Go on with the nominal day."""

    act: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Let time pass."""

    act: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoil:
    """Damage the scratch record behind the program's back."""

    act: str
    at: str = ""


Special = Ask | PlayTo | Wait | Spoil

SPECIAL: dict[str, type[Ask] | type[PlayTo] | type[Wait] | type[Spoil]] = {
    "ask": Ask,
    "nominal": PlayTo,
    "wait": Wait,
    "spoil_record": Spoil,
}
"""Acts of a case that are no operation."""
