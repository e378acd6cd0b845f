"""Rehearse one case or a folder of them in one call."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carbench.domain.errors import BenchError
from carbench.domain.record_errors import OutputFailed, OutputThere
from carbench.operations.rehearsal.case import case_files, read_case
from carbench.operations.rehearsal.plain import plain
from carbench.operations.rehearsal.rehearse import rehearse
from carbench.operations.rehearsal.report import report
from carbench.operations.rehearsal.said import Played
from carbench.operations.rehearsal.setting import Shelf, load_shelf
from carbench.texts import Texts

REPORT = "report.json"


@dataclass(slots=True, kw_only=True)
class Rehearsal:
    """What one call found so far."""

    played: list[Played] = field(default_factory=list)
    broken: list[tuple[Path, BenchError]] = field(default_factory=list)
    """Cases that could not be played, and why."""

    @property
    def as_expected(self) -> bool:
        """Say whether every case was played and went as it expects."""
        return not self.broken and all(one.as_expected for one in self.played)


def in_text(paths: Sequence[Path], texts: Texts, *, found: Rehearsal, out: Path | None = None) -> Iterator[str]:
    """Play cases and say how each went as soon as it is played, and how many went as expected.

    Raises: CaseMissing, CasesMissing, OutputThere, OutputFailed.
    """
    for played in rehearse_all(paths, texts, found=found, out=out):
        yield f"{report(played, texts)}\n"
    well = sum(one.as_expected for one in found.played)
    yield texts.say(
        "rehearse.summary",
        count=len(found.played) + len(found.broken),
        expected=well,
        differing=len(found.played) - well,
        broken=len(found.broken),
    )


def in_json(paths: Sequence[Path], texts: Texts, *, found: Rehearsal, out: Path | None = None) -> Iterator[str]:
    """Play cases and say how they went by the documented schema. Raises: as `in_text`."""
    for _ in rehearse_all(paths, texts, found=found, out=out):
        pass
    yield _as_json(found, texts)


def rehearse_all(paths: Sequence[Path], texts: Texts, *, found: Rehearsal, out: Path | None = None) -> Iterator[Played]:
    """Play every case that is named, or lies in a folder that is named; a broken one does not stop the others.

    With `out` each case leaves its store, its documents and its report in a folder of its own.
    Raises: CaseMissing, CasesMissing, OutputThere, OutputFailed.
    """
    files = list(dict.fromkeys(file for path in paths for file in case_files(path)))
    folders = _folders(files, out) if out else {}
    shelf = load_shelf()
    for file in files:
        played = _one(file, shelf, found=found, folder=folders.get(file))
        if played is None:
            continue
        if file in folders:
            _write(folders[file] / REPORT, _as_json(Rehearsal(played=[played]), texts))
        yield played


def _folders(files: Sequence[Path], out: Path) -> dict[Path, Path]:
    """Give each case a folder of its own that is not there yet. Raises: OutputThere."""
    folders: dict[Path, Path] = {}
    for file in files:
        folder = out / file.stem
        if folder.exists() or folder in folders.values():
            raise OutputThere(path=str(folder))
        folders[file] = folder
    return folders


def _one(file: Path, shelf: Shelf, *, found: Rehearsal, folder: Path | None) -> Played | None:
    """Play one case; one that is broken is noted."""
    try:
        played = rehearse(read_case(file), shelf, keep_in=folder)
    except (OutputThere, OutputFailed):
        raise
    except BenchError as broken:
        found.broken.append((file, broken))
        return None
    found.played.append(played)
    return played


def _as_json(found: Rehearsal, texts: Texts) -> str:
    return json.dumps(plain(found.played, found.broken, texts=texts), ensure_ascii=False, indent=2)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as refused:
        raise OutputFailed(path=str(path)) from refused
