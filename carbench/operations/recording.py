"""The one way operations write: acts, and content they name, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import ParamSpec
from uuid import uuid4

from carbench.domain.acts import Act, BatchAct, Recorded
from carbench.domain.batch import Batch
from carbench.domain.consequences import consequences
from carbench.operations.bench import Bench, Changes
from carbench.store import queries
from carbench.store.database import writing
from carbench.store.trail import Author

Asked = ParamSpec("Asked")


PROGRAM = "carbench"
"""Author of what nobody asked for; no person may have this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One request of a person; recorded at most once, however often it arrives."""

    id: str = field(default_factory=lambda: str(uuid4()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Content that goes into the store with the acts that name it."""

    content: bytes
    purpose: str


def record(
    bench: Bench,
    *acts: Act,
    author: Author,
    command: Command | None = None,
    reason: str = "",
    keeps: Sequence[Kept] = (),
    batch: Batch | None = None,
) -> Changes:
    """Record acts together; all of them stand on return, or none.

    With the `batch` as it stood before, what the acts bring with them by themselves is recorded too, by the program.
    A command that was recorded before is not recorded again; its entries are given back.
    Raises: WritingShut, StoreFull, StoreFailed.
    """
    asked = command or Command()
    done = _recorded_before(bench, asked)
    if done:
        return done
    at = bench.stamp()
    with writing(bench.store) as trail:
        for kept in keeps:
            trail.keep(kept.content, kept.purpose)
        recorded = [
            trail.append(act, by=author, at=at, command_id=f"{asked.id}.{place}", reason=reason)
            for place, act in enumerate(acts)
        ]
        for act in _brought(batch, recorded):
            number = f"{asked.id}.{len(recorded)}"
            recorded.append(trail.append(act, by=program(bench), at=at, command_id=number))
    return Changes(acts=tuple(recorded), batch_id=_batch_of(recorded))


def _brought(before: Batch | None, recorded: Sequence[Recorded]) -> tuple[BatchAct, ...]:
    """Give what the acts of one command bring with them; each is looked at with those before it."""
    if before is None:
        return ()
    found: list[BatchAct] = []
    for place, one in enumerate(recorded):
        found += consequences(replace(before, acts=(*before.acts, *recorded[:place])), one)
    return tuple(found)


def once(operation: Callable[Asked, Changes]) -> Callable[Asked, Changes]:
    """Give back what a command recorded before, ahead of the duties and checks its own entries would now fail."""

    @wraps(operation)
    def asked_again(*args: Asked.args, **named: Asked.kwargs) -> Changes:
        bench, command = args[0], named.get("command")
        if isinstance(bench, Bench) and isinstance(command, Command) and (done := _recorded_before(bench, command)):
            return done
        return operation(*args, **named)

    return asked_again


def _recorded_before(bench: Bench, command: Command) -> Changes | None:
    """Give the entries a command left; None if it left none."""
    done: list[Recorded] = []
    while entry := queries.recorded_under(bench.store, [f"{command.id}.{len(done)}"]):
        done += entry
    return Changes(acts=tuple(done), batch_id=_batch_of(done)) if done else None


def _batch_of(recorded: Sequence[Recorded]) -> str | None:
    return next((r.act.batch_id for r in recorded if isinstance(r.act, BatchAct)), None)


def author(bench: Bench, role: str) -> Author:
    """Give the signed-in person as the author of an entry. Raises: NotSignedIn."""
    return Author(name=bench.signed_in.name, role=role, workstation=bench.site.workstation)


def program(bench: Bench) -> Author:
    """Give the program itself as an author, for what nobody asked of it."""
    return Author(name=PROGRAM, role="program", workstation=bench.site.workstation if bench.setup else "")
