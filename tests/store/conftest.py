"""Stores of the store's own tests: real files, in a folder each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carbench.store.database import Store
from tests.store.ledger import new_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """A store that is open for writing, with its first entry and two sessions."""
    made = new_store(folder, entries=3)
    yield made
    made.close()
