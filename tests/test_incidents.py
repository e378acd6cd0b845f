"""Surprises: written down without patient data, recorded, said once, and never made worse."""

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from carbench.app import open_window
from carbench.domain.acts import IncidentRaised
from carbench.incidents import LOG, LOG_BYTES, LOG_FILES, Incident, Surprises, places, start_log, stop_log
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.opening import new_bench, verify_store
from carbench.operations.set_up_workstation import NewSite, set_up_workstation
from carbench.store import trail
from tests.people import ORDER, Played, people_of_the_demonstration

PATIENT = "patient Nadja Nirgendwo"


class Watched:
    """Surprises of a bench, with what they told and what they left."""

    def __init__(self, bench: Bench, folder: Path) -> None:
        self.bench = bench
        self.folder = folder
        self.told: list[Incident] = []
        self.surprises = Surprises(bench, folder / "incidents", self.told.append)

    def raised(self) -> list[IncidentRaised]:
        """Give the incidents that stand in the trail."""
        acts = (recorded.act for recorded in looking.trail_page(self.bench, below=2**40, limit=2000))
        return [act for act in acts if isinstance(act, IncidentRaised)]

    def files(self) -> list[Path]:
        return sorted((self.folder / "incidents").glob("incident-*.json"))

    def everything(self) -> str:
        """Give all that was written: incident files, log and trail."""
        paths = [path for path in self.folder.rglob("*") if path.suffix in {".json", ".log"}]
        sealed = [row[1] for row in trail.rows(self.bench.store.connection)]
        return "\n".join([path.read_text(encoding="utf-8") for path in paths] + sealed)


@pytest.fixture
def watched(bench: Bench, tmp_path: Path) -> Iterator[Watched]:
    """A bench with its surprises and a log, the hooks not taken."""
    start_log(tmp_path / "watched" / "logs")
    yield Watched(bench, tmp_path / "watched")
    stop_log()


@pytest.fixture
def hooked(watched: Watched, qtbot: QtBot) -> Iterator[Watched]:
    """The same with the hooks of the program taken; pytest-qt's own are given back afterwards."""
    with qtbot.capture_exceptions() as captured:
        watched.surprises.watch()
        yield watched
        watched.surprises.unwatch()
    assert captured == []


def failing() -> None:
    raise ValueError(PATIENT)


def caught() -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        failing()
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_an_incident_is_written_recorded_and_told_once_without_a_word_of_its_text(watched: Watched) -> None:
    before = watched.bench.store.head.seq
    watched.surprises.take(*caught())
    (told,) = watched.told
    (act,) = watched.raised()
    (file,) = watched.files()
    assert (told.error, told.recorded, told.last_entry) == ("ValueError", True, before + 1)
    assert (act.incident_id, act.error, act.place) == (told.id, "ValueError", told.place)
    assert act.place.startswith("test_incidents.py:")
    assert act.place.endswith(" failing")
    assert file.name == f"incident-{told.id}.json"
    left = watched.everything()
    assert told.id in left
    for word in ("Nadja", "Nirgendwo", "patient "):
        assert word not in left
    assert verify_store(watched.bench.store.folder).holds


def test_an_incident_file_says_where_and_with_what_it_happened(watched: Watched) -> None:
    watched.surprises.take(*caught())
    about = json.loads(watched.files()[0].read_text(encoding="utf-8"))
    assert about["at"] == "2026-03-10T08:00:00+00:00"
    assert [place.rpartition(" ")[2] for place in about["places"]] == ["caught", "failing"]
    assert {"incident", "error", "program", "python", "system"} <= about.keys()


def test_a_place_names_file_line_and_function_and_no_source_line() -> None:
    for place in places(caught()[2]):
        assert PATIENT not in place
        assert "raise" not in place


def test_a_cause_with_a_patient_in_it_is_not_told_either(watched: Watched) -> None:
    try:
        try:
            failing()
        except ValueError as error:
            raise RuntimeError(f"while serving {PATIENT}") from error
    except RuntimeError as error:
        watched.surprises.take(type(error), error, error.__traceback__)
    assert watched.told[0].error == "RuntimeError"
    assert "Nadja" not in watched.everything()


def test_an_exception_in_a_slot_reaches_the_one_place(hooked: Watched, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(failing)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [incident.error for incident in hooked.told] == ["ValueError"]
    assert [act.error for act in hooked.raised()] == ["ValueError"]
    assert "Nadja" not in hooked.everything()


def test_an_exception_in_a_timer_reaches_the_one_place(hooked: Watched, qtbot: QtBot) -> None:
    QTimer.singleShot(0, failing)
    qtbot.waitUntil(lambda: len(hooked.told) == 1)
    assert len(hooked.raised()) == 1


def test_an_exception_in_a_thread_reaches_the_one_place_and_leaves_the_store_usable(hooked: Watched) -> None:
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    assert [incident.error for incident in hooked.told] == ["ValueError"]
    assert len(hooked.files()) == 1
    assert "Nadja" not in hooked.everything()
    hooked.surprises.take(*caught())
    assert hooked.told[1].recorded


def test_the_hooks_are_given_back_as_they_were_found(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def mine(*_: object) -> None:
        """Stand in for whatever took the hooks before."""

    monkeypatch.setattr(sys, "excepthook", mine)
    monkeypatch.setattr(threading, "excepthook", mine)
    watched.surprises.unwatch()
    assert (sys.excepthook, threading.excepthook) == (mine, mine)
    watched.surprises.watch()
    assert mine not in (sys.excepthook, threading.excepthook)
    watched.surprises.unwatch()
    assert (sys.excepthook, threading.excepthook) == (mine, mine)


def test_while_nothing_can_be_recorded_the_incident_is_written_and_told_as_not_recorded(watched: Watched) -> None:
    before = watched.bench.store.head
    watched.bench.store.shut = True
    watched.surprises.take(*caught())
    assert (watched.told[0].recorded, watched.told[0].last_entry) == (False, before.seq)
    assert watched.bench.store.head == before
    assert len(watched.files()) == 1


def test_a_store_that_is_gone_makes_no_second_failure(watched: Watched) -> None:
    watched.bench.store.connection.close()
    watched.surprises.take(*caught())
    assert [incident.recorded for incident in watched.told] == [False]
    assert len(watched.files()) == 1
    watched.bench.store.reopen()


def test_a_folder_that_cannot_be_written_still_leaves_the_incident_in_the_trail(watched: Watched) -> None:
    watched.folder.mkdir(exist_ok=True)
    (watched.folder / "incidents").write_text("in the way", encoding="utf-8")
    watched.surprises.take(*caught())
    assert watched.told[0].recorded
    assert len(watched.raised()) == 1


def test_a_failure_while_telling_is_only_logged_and_the_next_incident_is_taken(watched: Watched) -> None:
    refusing = [True, False]

    def tell(incident: Incident) -> None:
        if refusing.pop(0):
            raise RuntimeError(PATIENT)
        watched.told.append(incident)

    surprises = Surprises(watched.bench, watched.folder / "incidents", tell)
    surprises.take(*caught())
    surprises.take(*caught())
    assert len(watched.told) == 1
    assert len(watched.raised()) == 2
    assert "Nadja" not in watched.everything()


def test_a_failure_inside_a_failure_is_logged_and_not_told_again(watched: Watched) -> None:
    inner: list[Incident] = []

    def tell(incident: Incident) -> None:
        inner.append(incident)
        surprises.take(*caught())

    surprises = Surprises(watched.bench, watched.folder / "incidents", tell)
    surprises.take(*caught())
    assert len(inner) == len(watched.raised()) == 1
    assert "a further failure" in watched.everything()


def test_a_person_who_interrupts_is_no_incident(watched: Watched, capsys: pytest.CaptureFixture[str]) -> None:
    watched.surprises.take(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (watched.told, watched.raised(), watched.files()) == ([], [], [])
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_an_incident_before_the_workstation_is_set_up_does_not_take_its_first_entry(
    tmp_path: Path, clock: SetClock
) -> None:
    bench = new_bench(tmp_path / "new", clock)
    watched = Watched(bench, tmp_path / "watched")
    watched.surprises.take(*caught())
    assert (watched.told[0].recorded, bench.store.head.seq) == (False, 0)
    assert len(watched.files()) == 1
    site = NewSite(**load_demonstration()["site"], language="en", demonstration=True)
    set_up_workstation(bench, site=site, people=people_of_the_demonstration())
    assert verify_store(bench.store.folder).holds
    bench.store.close()


def test_the_log_turns_over_and_stays_small(watched: Watched) -> None:
    line = "a line of ninety characters that names kinds and numbers and nothing that anybody has typed"
    for _ in range((LOG_FILES + 2) * LOG_BYTES // len(line)):
        LOG.info(line)
    files = list((watched.folder / "logs").iterdir())
    assert len(files) == LOG_FILES + 1
    assert all(path.stat().st_size <= LOG_BYTES for path in files)


def test_the_running_window_locks_after_a_surprise_and_leaves_no_patient_outside_the_record(
    played: Played, tmp_path: Path, qtbot: QtBot
) -> None:
    bench = played.reviewed().bench
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    with qtbot.capture_exceptions() as captured:
        running = open_window(bench, settings=settings)
        qtbot.waitUntil(lambda: not bench.store.shut)
        running.window.open_batch(ORDER.batch_id)
        QTimer.singleShot(0, failing)
        qtbot.waitUntil(lambda: bench.person is None)
        watched = Watched(bench, bench.store.folder)
        assert len(watched.raised()) == 1
        running.desk.work.wait()
        running.close()
    assert captured == []
    outside = [path for path in bench.store.folder.rglob("*") if path.suffix in {".json", ".log"}]
    assert {path.suffix for path in outside} == {".json", ".log"}
    for path in outside:
        assert "Nadja" not in path.read_text(encoding="utf-8")
        assert ORDER.patient_id not in path.read_text(encoding="utf-8")
