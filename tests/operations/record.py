"""What stands in the record, and what does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from carbench.domain.acts import BatchAct, Recorded
from carbench.domain.errors import BenchError
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.passwords import Proven, prove

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
    """Give the newest entry and its act, which must be of this kind."""
    recorded = newest(bench)[0]
    assert isinstance(recorded.act, kind)
    return recorded, recorded.act


def tries(bench: Bench, name: str, typed: str) -> Proven:
    """Type a password for a person."""
    return prove(bench, name=name, password=typed)
