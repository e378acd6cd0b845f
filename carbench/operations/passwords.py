"""Passwords: made into verifiers, checked, proven.

Checking is the slow part (Argon2id, about half a second): `matches` needs neither
the store nor the window and runs off the window's thread. What it found is turned
into proof, or into a refusal that stands in the trail, on the thread that writes.
"""

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from carbench.domain.acts import PasswordRefused
from carbench.domain.errors import PasswordTooShort, PersonUnknown, WrongPassword
from carbench.domain.people import Meaning, Person, Role, Signature
from carbench.operations.bench import Bench, HashCost
from carbench.operations.recording import program, record
from carbench.store import kept, queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A person who has just given their password; `proven` makes one."""

    person: Person

    def signature(self, role: Role, meaning: Meaning, *, deputy_of: str = "") -> Signature:
        """Sign as one of the person's roles, for an absent person where `deputy_of` names one."""
        return Signature(
            signer=self.person.name,
            full_name=self.person.full_name,
            role=role,
            meaning=meaning,
            deputy_of=deputy_of,
        )


def verifier(password: str, cost: HashCost, *, least: int) -> str:
    """Make the text a password is checked against. Raises: PasswordTooShort."""
    if len(password) < least:
        raise PasswordTooShort(least=least)
    hasher = PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)
    return hasher.hash(password)


def verifier_of(bench: Bench, name: str) -> str:
    """Give the text a person's password is checked against. Raises: PersonUnknown."""
    for row in queries.people(bench.store):
        if row.person.name == name and not row.ended:
            return kept.content(bench.store.connection, row.credential_sha256).decode("ascii")
    raise PersonUnknown(name=name)


def matches(verifier_text: str, password: str) -> bool:
    """Say whether a password is the one of a verifier; slow on purpose."""
    try:
        return PasswordHasher().verify(verifier_text, password)
    except (Argon2Error, InvalidHashError):
        return False


def proven(bench: Bench, name: str, *, matched: bool) -> Proven:
    """Turn a check into proof; a wrong password is recorded while anything can be.

    Raises: WrongPassword, PersonUnknown.
    """
    if not matched and bench.store.shut:
        raise WrongPassword
    if not matched:
        record(bench, PasswordRefused(name=name), author=program(bench))
        raise WrongPassword
    for row in queries.people(bench.store):
        if row.person.name == name and not row.ended:
            return Proven(person=row.person)
    raise PersonUnknown(name=name)


def prove(bench: Bench, name: str, *, password: str) -> Proven:
    """Check a password here and now. Raises: WrongPassword, PersonUnknown."""
    return proven(bench, name, matched=matches(verifier_of(bench, name), password))
