"""A workstation that is no demonstration, beside the one every test has."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from carbench.operations.bench import Bench
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.opening import new_bench
from carbench.operations.set_up_workstation import NewSite, set_up_workstation
from tests.people import people_of_the_demonstration


@pytest.fixture
def empty_bench(tmp_path: Path, clock: SetClock) -> Iterator[Bench]:
    """A workstation that is still to be set up; its password hash costs what a demonstration's costs."""
    opened = new_bench(tmp_path / "empty", clock)
    opened.defaults = replace(opened.defaults, password_hash=opened.defaults.demonstration_password_hash)
    yield opened
    opened.store.close()


@pytest.fixture
def site() -> NewSite:
    """A site as typed; no demonstration."""
    return NewSite(**load_demonstration()["site"], language="en")


@pytest.fixture
def real_bench(empty_bench: Bench, site: NewSite) -> Bench:
    """A workstation that is no demonstration; nobody is signed in."""
    set_up_workstation(empty_bench, site=site, people=people_of_the_demonstration())
    return empty_bench
