"""What stands in the record, and what does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from carbench.domain.act_errors import DecisionRefused
from carbench.domain.acts import BatchAct, Recorded
from carbench.domain.errors import BenchError
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven, prove
from carbench.operations.recording import PROGRAM

Refusal = TypeVar("Refusal", bound=BenchError)
Kind = TypeVar("Kind", bound=BatchAct)


@contextmanager
def refused(bench: Bench, kind: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Expect a refusal of this kind, and not one entry more than before."""
    before = bench.store.head
    with pytest.raises(kind) as caught:
        yield caught
    assert bench.store.head == before


def newest(bench: Bench, count: int = 1) -> tuple[Recorded, ...]:
    """Give the newest entries, newest first."""
    return looking.trail_page(bench, below=2**40, limit=count)


def stands(bench: Bench, kind: type[Kind]) -> tuple[Recorded, Kind]:
    """Give the newest entry of a person and its act, which must be of this kind; what it brought stands after it."""
    recorded = next(r for r in newest(bench, 9) if r.recorded_by != PROGRAM)
    assert isinstance(recorded.act, kind)
    return recorded, recorded.act


def tries(bench: Bench, name: str, typed: str) -> Proven:
    """Type a password for a person."""
    return prove(bench, name=name, password=typed)


def brought(changes: Changes, kind: type[Kind]) -> list[Kind]:
    """Give the acts of a kind that the program recorded in the same transaction."""
    return [r.act for r in changes.acts[1:] if isinstance(r.act, kind) and r.recorded_by == PROGRAM]


@contextmanager
def reasons(bench: Bench, *wanted: Reason) -> Iterator[None]:
    """Expect a decision to be refused for exactly these reasons, and nothing recorded."""
    with refused(bench, DecisionRefused) as caught:
        yield
    assert set(caught.value.reasons.split(", ")) == {reason.value for reason in wanted}
