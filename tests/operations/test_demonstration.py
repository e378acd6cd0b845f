"""The demonstration: filled by the same operations, past days at their own times."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from carbench.domain.acts import BatchAct
from carbench.domain.batch import Stage
from carbench.domain.errors import WrongPassword
from carbench.domain.record_errors import StoreBusy, StoreThere
from carbench.operations import looking
from carbench.operations.bench import Bench, SystemClock
from carbench.operations.demonstration import load_demonstration, passwords
from carbench.operations.fill_demonstration import fill_demonstration
from carbench.operations.opening import verify_store
from carbench.texts import LANGUAGES
from tests.operations.certificates import pages
from tests.operations.record import tries

PRESENT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
"""The morning after the clocks went forward, so that the past days cross a change."""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Bench]:
    """A demonstration as it opens."""
    bench = fill_demonstration(tmp_path / "demo", language="en", now=PRESENT)
    yield bench
    bench.store.close()


def test_every_batch_stands_where_the_file_says(filled: Bench) -> None:
    stages = {line.row.batch_id: line.row.stage for line in looking.bench_lines(filled)}
    assert stages == {"DEMO-001": Stage.PROVISIONAL, "DEMO-002": Stage.FILLED, "DEMO-003": Stage.IN_CULTURE}
    assert all(looking.batch(filled, batch_id).out_of_order == frozenset() for batch_id in stages)


def test_the_store_holds_and_says_that_it_is_a_demonstration(filled: Bench) -> None:
    found = verify_store(filled.store.folder)
    assert found.problems == []
    assert found.demonstration
    assert filled.site.demonstration


def test_recorded_times_never_go_back_and_follow_what_happened(filled: Bench) -> None:
    acts = list(reversed(looking.trail_page(filled, below=2**40, limit=2000)))
    times = [recorded.recorded_at.utc for recorded in acts]
    assert times == sorted(times)
    assert times[0] == PRESENT - timedelta(days=13)
    assert times[-1] <= PRESENT
    for recorded in acts:
        if isinstance(recorded.act, BatchAct):
            lag = recorded.recorded_at.utc - recorded.act.happened_at.utc
            assert timedelta(0) <= lag <= timedelta(hours=1), recorded.act.kind


def test_nobody_is_signed_in_and_the_clock_is_the_machines(filled: Bench) -> None:
    assert filled.person is None
    assert isinstance(filled.clock, SystemClock)


def test_the_passwords_shown_are_the_passwords(filled: Bench) -> None:
    shown = passwords()
    assert len(shown) == len(load_demonstration()["people"])
    for name, full_name, secret in shown:
        assert tries(filled, name, secret).person.full_name == full_name
    with pytest.raises(WrongPassword):
        tries(filled, "olivia", "anselm-at-the-flow")


def test_a_second_filling_leaves_the_first_untouched(filled: Bench) -> None:
    before = filled.store.path.read_bytes()
    with pytest.raises(StoreBusy):
        fill_demonstration(filled.store.folder, language="en", now=PRESENT)
    filled.store.close()
    with pytest.raises(StoreThere) as caught:
        fill_demonstration(filled.store.folder, language="en", now=PRESENT)
    assert caught.value.path == str(filled.store.folder)
    assert filled.store.path.read_bytes() == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_demonstration_speaks_its_language_on_paper_too(tmp_path: Path, language: str) -> None:
    bench = fill_demonstration(tmp_path / language, language=language, now=PRESENT)
    act = looking.batch(bench, "DEMO-001").certificate
    assert act is not None
    assert (bench.language, act.language) == (language, language)
    assert act.statement.split()[0] in " ".join(pages(looking.document(bench, act.file_sha256)))
    bench.store.close()
