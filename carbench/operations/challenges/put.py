"""Puts the rows of a file to the program, one after the other, and compares each answer with the expected one."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from carbench.domain.challenge_errors import ChallengeFileMissing, ChallengeUnknown, ColumnEmpty
from carbench.domain.errors import BenchError
from carbench.domain.measure import BLANKS, shown
from carbench.operations.challenges import (
    alternatives,
    computed,
    donation_numbers,
    endotoxin,
    expiry,
    growth,
    isbt128,
    outcomes,
    readings,
    sec,
)
from carbench.operations.challenges.agree import agrees, refusal_agrees
from carbench.operations.challenges.asked import Answer, Kind, Row
from carbench.operations.challenges.table import EXPECTED, Table, read_table

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *(readings.KIND, alternatives.KIND, outcomes.KIND, computed.KIND, growth.KIND, endotoxin.KIND, expiry.KIND),
        *(donation_numbers.KIND, isbt128.KIND, sec.KIND),
    )
}
"""Every kind of challenge by its name."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One row and what the program said of it."""

    line: int
    id: str
    """What stands in the column `id`; empty where there is none."""

    answer: Answer | None
    refused: BenchError | None
    """Why there is no answer."""

    expected: Mapping[str, str]
    """What the row expects, by name of the answer; empty where it expects nothing."""

    differs: tuple[str, ...]
    """Names of the answers that are not as expected."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """What a file came to so far."""

    asked: int = 0
    expected: int = 0
    """Rows that expect something."""

    differing: int = 0

    def add(self, answered: Answered) -> None:
        """Count one more row."""
        self.asked += 1
        self.expected += bool(answered.expected)
        self.differing += bool(answered.differs)


def kind_named(name: str) -> Kind:
    """Find a kind of challenge. Raises: ChallengeUnknown."""
    if name not in KINDS:
        raise ChallengeUnknown(text=shown(name), kinds=", ".join(KINDS))
    return KINDS[name]


def read_challenge(path: str, kind: Kind) -> Table:
    """Read a file of challenges, or standard input for "-".

    Raises: ChallengeFileMissing, and what `read_table` raises.
    """
    try:
        content = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    except (OSError, ValueError) as unread:  # a zero character in a path is a ValueError
        raise ChallengeFileMissing(path=shown(path, 200)) from unread
    return read_table(content, kind)


def put(kind: Kind, table: Table) -> Iterator[Answered]:
    """Put every row of a file to the program; a refusal is an answer, anything else that is raised is a defect."""
    needed = tuple(column.name for column in kind.columns if column.needed and not column.may_be_empty)
    expectations = _expectations(kind, table)
    for line, cells in table.rows:
        row = dict(zip(table.names, cells, strict=True))
        expected = {name: cells[place] for place, name in expectations if cells[place].strip(BLANKS)}
        answer, refused = _asked(kind, row, needed)
        yield Answered(
            line=line,
            id=row.get("id", ""),
            answer=answer,
            refused=refused,
            expected=expected,
            differs=_differs(expected, answer, refused) if expected else (),
        )


def _expectations(kind: Kind, table: Table) -> tuple[tuple[int, str], ...]:
    """Give the places of the columns that expect something, and the answer each expects."""
    answers = {EXPECTED: kind.answers[0]} | {f"{EXPECTED}_{answer}": answer for answer in kind.answers}
    return tuple((place, answers[name]) for place, name in enumerate(table.names) if name in answers)


def _asked(kind: Kind, row: Row, needed: tuple[str, ...]) -> tuple[Answer | None, BenchError | None]:
    try:
        for name in needed:
            _filled(row, name)
        return kind.ask(row), None
    except BenchError as refused:
        return None, refused


def _filled(row: Row, name: str) -> None:
    if not row[name].strip(BLANKS):
        raise ColumnEmpty(column=name)


def _differs(expected: Mapping[str, str], answer: Answer | None, refused: BenchError | None) -> tuple[str, ...]:
    if refused is not None:
        return tuple(name for name, text in expected.items() if not refusal_agrees(refused, text))
    given = answer or {}
    return tuple(name for name, text in expected.items() if not agrees(given.get(name, ""), text))
