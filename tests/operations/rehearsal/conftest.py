"""Cases that are written for a test, and what every case needs, read once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from carbench.operations.rehearsal.case import read_case
from carbench.operations.rehearsal.rehearse import rehearse
from carbench.operations.rehearsal.said import Played
from carbench.operations.rehearsal.setting import Shelf, load_shelf

Rehearse = Callable[[str], Played]


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """What every case needs."""
    return load_shelf()


@pytest.fixture
def play(tmp_path: Path, shelf: Shelf) -> Rehearse:
    """Plays a case that is written in the test."""

    def played(text: str) -> Played:
        path = tmp_path / "case.toml"
        path.write_text(f'title = "a case"\n{text}', encoding="utf-8")
        return rehearse(read_case(path), shelf)

    return played
