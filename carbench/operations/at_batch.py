"""What every act at a batch begins with: who may, at which batch, when, by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from carbench.domain.acts import Act
from carbench.domain.batch import Batch
from carbench.domain.duties import allowed
from carbench.domain.errors import SignerDiffers
from carbench.domain.moment import Moment
from carbench.domain.people import Meaning, Role, Signature, acting_as, require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, Settled, settle
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, record


class Circumstantial(TypedDict):
    """The fields every act at a batch has."""

    batch_id: str
    happened_at: Moment
    performed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact about to be recorded: its batch as it stands, the role it is typed in, its circumstances."""

    batch: Batch
    role: Role
    settled: Settled

    @property
    def circumstances(self) -> Circumstantial:
        """Give the fields every act at a batch has."""
        return {
            "batch_id": self.batch.batch_id,
            "happened_at": self.settled.happened_at,
            "performed_by": self.settled.performed_by,
        }


def fact(bench: Bench, *, batch_id: str, duty: str, told: Circumstances, early: bool = False) -> Fact:
    """Begin a fact at a batch; an `early` one may lie before the receipt of its material.

    Raises: NotSignedIn, DutyRefused, BatchUnknown, and what times, performers and reasons refuse.
    """
    person, batch = bench.signed_in, looking.batch(bench, batch_id)
    role = require(looking.acting(bench, person, product_id=batch.product.id).person, duty)
    return Fact(batch=batch, role=role, settled=settle(bench, told, roles=allowed(duty), batch=batch, early=early))


def keep(bench: Bench, found: Fact, *acts: Act, command: Command | None = None, keeps: Sequence[Kept] = ()) -> Changes:
    """Record a fact and what it brings with it."""
    by, reason = author(bench, found.role.value), found.settled.reason
    return record(bench, *acts, author=by, command=command, reason=reason, keeps=keeps, batch=found.batch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """An act about to be signed by whoever is signed in."""

    batch: Batch
    role: Role
    signature: Signature
    circumstances: Circumstantial


def signing(bench: Bench, *, batch_id: str, duty: str, meaning: Meaning, by: Proven) -> Signing:
    """Begin a signed act at a batch. Raises: SignerDiffers, DutyRefused, BatchUnknown."""
    if by.person.name != bench.signed_in.name:
        raise SignerDiffers(name=by.person.name)
    batch = looking.batch(bench, batch_id)
    acting = looking.acting(bench, by.person, product_id=batch.product.id)
    role = acting_as(acting.person, allowed(duty), duty)
    return Signing(
        batch=batch,
        role=role,
        signature=by.signature(role, meaning, deputy_of=acting.deputy_of if role is Role.QP else ""),
        circumstances={"batch_id": batch_id, "happened_at": bench.now(), "performed_by": (by.person.name,)},
    )


def keep_signed(
    bench: Bench,
    found: Signing,
    *acts: Act,
    command: Command | None = None,
    reason: str = "",
    keeps: Sequence[Kept] = (),
) -> Changes:
    """Record a signed act and what it brings with it."""
    by = author(bench, found.role.value)
    return record(bench, *acts, author=by, command=command, reason=reason, keeps=keeps, batch=found.batch)
