"""The invented people of a demonstration, and a clock that is set by hand.

Kept apart from filling a demonstration, which draws certificates: the sign-in page
shows the people and must not wait for the document libraries.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic_ns
from typing import Any

from carbench.paths import RESOURCES


@dataclass(slots=True, kw_only=True)
class SetClock:
    """A clock that stands where it is put."""

    at: datetime

    def now(self) -> datetime:
        """Give the time it was set to."""
        return self.at

    def mono_ns(self) -> int:
        """Give the machine's monotonic clock."""
        return monotonic_ns()

    def advance(self, span: timedelta) -> None:
        """Move on."""
        self.at += span


def load_demonstration(path: Path = RESOURCES / "demonstration.toml") -> dict[str, Any]:
    """Read the invented people, orders and readings."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def passwords() -> tuple[tuple[str, str, str], ...]:
    """Give name, full name and password of the invented people; a demonstration shows them to sign in with."""
    people = load_demonstration()["people"]
    return tuple((person["name"], person["full_name"], person["password"]) for person in people)
