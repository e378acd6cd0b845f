"""What a site may switch, each an act with a reason (release.md section 6)."""

from collections.abc import Mapping
from dataclasses import dataclass

ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """How a site's switches stand."""

    two_people: bool
    """Two people suffice at 23:00: who checked and reviewed may certify. On unless switched off."""

    certifier_reviews: bool
    """The certifier of F may review the whole trail. Off unless switched on."""

    supply_basis: str
    """Legal basis of exceptional supply; empty where it is switched off, as it is by default."""

    isbt_facility: str
    """Facility number of a site that confirmed its ISBT 128 licence; empty where output stays off."""


SETTINGS: dict[str, str] = {"two_people": ON, "certifier_reviews": OFF, "exceptional_supply": "", "isbt_licence": ""}
"""Every switch with how it stands before anybody touched it."""

TOGGLES = frozenset({"two_people", "certifier_reviews"})
"""Switches that are on or off; the others carry a text."""


def switches(settings: Mapping[str, str]) -> Switches:
    """Give how the switches stand after what was set."""
    said = SETTINGS | dict(settings)
    return Switches(
        two_people=said["two_people"] == ON,
        certifier_reviews=said["certifier_reviews"] == ON,
        supply_basis=said["exceptional_supply"],
        isbt_facility=said["isbt_licence"],
    )
