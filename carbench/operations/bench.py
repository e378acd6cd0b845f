"""What an operation works with, and what it gives back."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic_ns
from typing import Protocol
from uuid import uuid4

from carbench.domain.acts import Recorded, WorkstationSetUp
from carbench.domain.errors import NotSignedIn
from carbench.domain.measure import Range
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Person
from carbench.domain.product import Product
from carbench.store.database import Store
from carbench.store.trail import Stamp
from carbench.texts import SEPARATORS

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """The one point where time enters."""

    def now(self) -> datetime:
        """Give the wall clock, aware, in UTC."""

    def mono_ns(self) -> int:
        """Give the monotonic clock in nanoseconds."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """Give the wall clock, aware, in UTC."""
        return datetime.now(UTC)

    def mono_ns(self) -> int:
        """Give the monotonic clock in nanoseconds."""
        return monotonic_ns()


def boot_id() -> str:
    """Name this start of the machine; where the system has no such name, this start of the program."""
    return BOOT_ID.read_text(encoding="ascii").strip() if BOOT_ID.exists() else str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class HashCost:
    """What a password check costs (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What resources/site.toml says."""

    late_entry_minutes: int
    password_characters: int
    signing_minutes: int
    zones: tuple[str, ...]
    possible_weight: Range
    """Kilograms."""

    possible_temperature: Range
    """Degrees Celsius."""

    password_hash: HashCost
    demonstration_password_hash: HashCost


def load_defaults(path: Path) -> Defaults:
    """Read resources/site.toml."""
    table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Defaults(
        late_entry_minutes=table["late_entry_minutes"],
        password_characters=table["password_characters"],
        signing_minutes=table["signing_minutes"],
        zones=tuple(table["zones"]),
        possible_weight=_range(table["possible"]["weight"]),
        possible_temperature=_range(table["possible"]["temperature"]),
        password_hash=HashCost(**table["password_hash"]),
        demonstration_password_hash=HashCost(**table["demonstration_password_hash"]),
    )


def _range(ends: Sequence[str]) -> Range:
    """Read the two ends of what is possible."""
    low, high = ends
    return Range(low=Decimal(low), high=Decimal(high))


@dataclass(slots=True, kw_only=True)
class Bench:
    """A workstation that is open: its store, its clock, its products, and who is signed in."""

    store: Store
    clock: Clock
    products: Mapping[str, tuple[Product, bytes]]
    defaults: Defaults
    person: Person | None = None
    language: str = "en"
    """Of whoever stands at the bench; decides which decimal separator is taken."""

    boot: str = field(default_factory=boot_id)
    setup: WorkstationSetUp | None = None
    pinned: dict[str, Product] = field(default_factory=dict)
    """Products read back from the store, by hash; a hash never changes its meaning."""

    @property
    def site(self) -> WorkstationSetUp:
        """Give the store's first entry. Raises: RuntimeError before the workstation is set up."""
        if self.setup is None:
            raise RuntimeError("the workstation is not set up")
        return self.setup

    @property
    def signed_in(self) -> Person:
        """Give who is signed in. Raises: NotSignedIn."""
        if self.person is None:
            raise NotSignedIn
        return self.person

    @property
    def separator(self) -> str:
        """Give the decimal separator that may be typed now."""
        return SEPARATORS[self.language]

    def now(self) -> Moment:
        """Give the present instant as the site reads it."""
        return moment(self.clock.now(), self.site.zone if self.setup else "UTC")

    def stamp(self) -> Stamp:
        """Give the present instant by all clocks."""
        return Stamp(moment=self.now(), mono_ns=self.clock.mono_ns(), boot_id=self.boot)

    @property
    def hash_cost(self) -> HashCost:
        """Give what a new password verifier costs here."""
        demonstration = self.setup is not None and self.setup.demonstration
        return self.defaults.demonstration_password_hash if demonstration else self.defaults.password_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an operation recorded."""

    acts: tuple[Recorded, ...] = ()
    batch_id: str | None = None
