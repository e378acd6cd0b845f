"""Every operation as a test asks for it: by whom, at which stage, with which fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from inspect import signature
from typing import Any

from carbench.domain.act import Act
from carbench.domain.act_errors import NotACount, NotOnTheList
from carbench.domain.duties import allowed
from carbench.domain.errors import BenchError, CorrectionReasonMissing, FieldEmpty, NotPlainText
from carbench.domain.record_errors import GlyphMissing
from carbench.domain.roles import Role
from carbench.operations import looking
from carbench.operations.bench import Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command
from tests.people import NOW, ORDER, Played

BATCH = ORDER.batch_id
OTHERS = ("anselm", "rosa", "quentin")
"""Who may be the second person, as long as they are not the first."""


class Kind(Enum):
    """What a field takes."""

    TEXT = "text"
    MAYBE = "text or nothing"
    REASON = "reason"
    NAMED = "name of a list"
    COUNT = "whole number"
    NUMBER = "number"
    TIME = "time"
    IDENTIFIER = "letters, digits and hyphens"
    KNOWN = "what must be there"


HOSTILE = (
    *(("line\nbreak", NotPlainText), ("turned \u202eround", NotPlainText), ("hidden\u200bblank", NotPlainText)),
    *(("\ufeffmark", NotPlainText), ("漢字", GlyphMissing)),
)
NO_NUMBER = ("", "nan", "1,5", "1e5", "<5", "５", "1 000", "1\n", "one")
WRONG: dict[Kind, tuple[tuple[str, type[BenchError]], ...]] = {
    Kind.TEXT: (("", FieldEmpty), (" \u00a0\t", FieldEmpty), *HOSTILE),
    Kind.MAYBE: HOSTILE,
    Kind.REASON: (("", CorrectionReasonMissing), (" \u00a0\t", CorrectionReasonMissing), *HOSTILE),
    Kind.NAMED: tuple((text, NotOnTheList) for text in ("", "nonsense", "IDENTITY", "on\u200b")),
    Kind.COUNT: tuple((text, NotACount) for text in ("", "-1", "1.5", "1e3", "９", "1234567", "+1", "1\n1")),
    Kind.NUMBER: tuple((text, BenchError) for text in NO_NUMBER),
    Kind.TIME: tuple((text, BenchError) for text in ("tomorrow", "2026-02-30 09:00", "2026-03-29 02:30", "９")),
    Kind.IDENTIFIER: (("", FieldEmpty), ("a b", BenchError), ("a\u202eb", NotPlainText), ("a/../b", BenchError)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A typed field: what it takes, a text it takes, and how a text of nothing known is refused."""

    kind: Kind
    good: str
    unknown: type[BenchError] = BenchError

    @property
    def wrong(self) -> tuple[tuple[str, type[BenchError]], ...]:
        """Give texts that are refused, each with how."""
        if self.kind is Kind.KNOWN:
            return tuple((text, self.unknown) for text in ("NO-SUCH", "b-0042-1", "turned \u202eround", "x\ny"))
        return WRONG[self.kind]


def typed(kind: Kind, **good: str) -> dict[str, Field]:
    """Give fields of one kind, each with a text it takes."""
    return {name: Field(kind=kind, good=text) for name, text in good.items()}


def known(unknown: type[BenchError], **good: str) -> dict[str, Field]:
    """Give fields that name what must be there."""
    return {name: Field(kind=Kind.KNOWN, good=text, unknown=unknown) for name, text in good.items()}


def nothing(_: Played) -> dict[str, Any]:
    """Give no further arguments."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An operation as it is asked for when nothing is wrong."""

    operation: Callable[..., Changes]
    act: type[Act]
    duty: str
    who: str
    at: str = "furnished"
    into: type | None = None
    """What its fields are put into; None where they are its own arguments."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    chosen: Mapping[str, bool] = field(default_factory=dict)
    """What is put in with the fields and is not typed."""

    beside: Callable[[Played], dict[str, Any]] = nothing
    """Arguments that are not typed."""

    roles: frozenset[Role] | None = None
    """Who may, where the product names fewer than the duty."""

    @property
    def name(self) -> str:
        """Give the operation's name."""
        return self.operation.__name__

    @property
    def may(self) -> frozenset[Role]:
        """Give the roles that may do this."""
        return allowed(self.duty) if self.roles is None else self.roles

    @cached_property
    def takes(self) -> dict[str, Any]:
        """Give the arguments the operation takes, with what each is."""
        return {name: parameter.annotation for name, parameter in signature(self.operation).parameters.items()}

    def ask(
        self,
        day: Played,
        who: str = "",
        *,
        told: Circumstances = NOW,
        second: str = "",
        by: str = "",
        command: Command | None = None,
        batch: str = BATCH,
        **typed_otherwise: str,
    ) -> Changes:
        """Ask as somebody who is signed in; what is named here is typed otherwise."""
        who = who or self.who
        values = {name: asked.good for name, asked in self.fields.items()} | typed_otherwise
        offered = {
            "batch_id": lambda: batch,
            "told": lambda: told,
            "by": lambda: day.proof(by or who),
            "second": lambda: day.proof(second or next(name for name in OTHERS if name != who)),
            "command": lambda: command,
        }
        given = {name: give() for name, give in offered.items() if name in self.takes}
        given |= values if self.into is None else {self._inside: self.into(**values, **self.chosen)}
        return self.operation(day.bench, **given | self.beside(day))

    @property
    def _inside(self) -> str:
        return next(name for name, kind in self.takes.items() if kind is self.into)

    def again(self, day: Played) -> Callable[[Command], Changes]:
        """Give the very same request, to be sent more than once."""
        beside = self.beside(day)
        fixed = replace(self, beside=lambda _: beside)
        return lambda command: fixed.ask(day, command=command)


def newest_seq(day: Played) -> dict[str, Any]:
    """Give what was seen by whoever reviews."""
    return {"seen": looking.batch(day.bench, BATCH).last_seq}


def fields_of(rows: tuple[Asked, ...]) -> Iterator[tuple[Asked, str]]:
    """Give every typed field of every operation."""
    return ((row, name) for row in rows for name in row.fields)
