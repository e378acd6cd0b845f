"""The table of an act to the arguments of its operation, by the operation's own types.

Fields of the dataclasses an operation takes stand in the act's table beside its other parameters; what the program
knows by itself (the bench, the batch, the newest entry, the draft of a certificate) is not written.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Any

from carbench.operations.certify_provisional import Draft
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command
from carbench.operations.rehearsal.acts import Operation
from carbench.operations.rehearsal.shape import (
    Place,
    hints_of,
    nothing_else,
    parts,
    required,
    shape,
    shaped,
    wanted,
)

BY_ITSELF = {"bench", "batch_id", "by", "seen", "reason"}
TOLD = (Circumstances, Command, Draft)
ENTRY = "entry"
"""Named by what the case calls the act whose entry it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What every act of a case can say beside its own fields."""

    act: str
    at: str = ""
    """When it is typed; empty means at the time of the act before."""

    by: str = ""
    happened: str = ""
    """When it happened, if not when it was typed."""

    performed_by: tuple[str, ...] = ()
    reason: str = ""
    called: str = ""
    """A name by which later acts speak of its entry."""

    refused: str = ""
    """The kind of refusal that is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What an operation takes."""

    whole: dict[str, tuple[Any, bool]]
    """Parameters written as they are: type, and whether they must be there."""

    spread: dict[str, Any]
    """Parameters whose fields are written: their dataclass."""

    people: tuple[str, ...]
    """Parameters that are people."""

    asks: frozenset[str]
    """Every parameter, those the program fills in among them."""

    @property
    def keys(self) -> dict[str, object]:
        """Give every key an act of this operation may have beside those of every act."""
        spread = {name: None for kind in self.spread.values() for name in parts(kind)}
        return {**dict.fromkeys(self.whole), **spread, **dict.fromkeys(self.people)}


@cache
def takes(operation: Operation) -> Takes:
    """Read what an operation takes from its signature."""
    whole, spread, people = {}, {}, []
    hints = hints_of(inspect.unwrap(operation))
    parameters = inspect.signature(operation).parameters
    for name, parameter in parameters.items():
        kinds = {hints[name], *getattr(hints[name], "__args__", ())}
        kind = next((one for one in kinds if isinstance(one, type) and is_dataclass(one)), None)
        if name in BY_ITSELF or kind in TOLD:
            continue
        if kind is Proven:
            people.append(name)
        elif kind is not None:
            spread[name] = kind
        else:
            hint = str if name == ENTRY else hints[name]
            whole[name] = (hint, parameter.default is parameter.empty)
    return Takes(whole=whole, spread=spread, people=tuple(people), asks=frozenset(parameters))


def parted(table: Mapping[str, Any], operation: Operation, *, place: Place) -> tuple[Around, dict[str, Any]]:
    """Part what every act can say from what belongs to the operation. Raises: CaseBroken."""
    own = parts(Around)
    taken = takes(operation)
    nothing_else(table, {**taken.keys, **own}, place=place)
    around = shaped(Around, {name: value for name, value in table.items() if name in own}, place=place)
    return around, {name: value for name, value in table.items() if name not in own}


def arguments(operation: Operation, table: Mapping[str, Any], *, place: Place) -> dict[str, Any]:
    """Make the arguments a table says; people are left as the names they have. Raises: CaseBroken."""
    taken = takes(operation)
    made: dict[str, Any] = {
        name: shape(str, table[name], place=place.at(name)) for name in taken.people if name in table
    }
    for name, (hint, due) in taken.whole.items():
        if name in table:
            made[name] = shape(hint, table[name], place=place.at(name))
        elif due and name != "typed":
            raise place.at(name).refused(wanted(hint))
    for name, kind in taken.spread.items():
        own = {part: table[part] for part in parts(kind) if part in table}
        if own or any(required(part) for part in parts(kind).values()):
            made[name] = shaped(kind, own, place=place)
    return made
