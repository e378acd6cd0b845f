"""`python -m tests.benchmarks [--in FOLDER]`: how fast carbench is, against floors of the same machine and minute.

A time alone says as much about the machine as about the program. So each figure stands
beside a floor: the least that the same libraries must do for the same thing, measured in
the same run, turn by turn with it.

- start: a process that opens a window on a record of 1,000 batches, until a key arrives in
  the field under the cursor. Floor: a process that imports PySide6 and pyqtgraph and paints
  an empty window; nothing that uses them can be there sooner. Beside it: when writing opens
  (the whole trail is checked first), and the longest time the window was deaf until then.
- act: one act recorded through its operation, read, judged, sealed, filed and committed.
  Floor: one transaction that writes the same bytes as one row, with the same engine and
  pragmas in the same folder, so that both wait for the same disk. Beside it: the commit alone.
- key: a key typed on a results page of 25 tests until the verdict on screen is the new one.
  Floor: the same keys into a bare field with a bare label. Judged is the time itself, at the
  99th percentile: one frame of a 60 Hz screen, 16 ms.

`--in` names a folder on the disk that is to be measured; on a memory file system the
second figure says nothing. Exit code 1 if a bound is missed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.benchmarks import act, key, rules, start
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.machine import facts, load
from tests.benchmarks.records import record_of

BATCHES = 1000
FIGURES = {"start": start.measure, "act": act.measure, "key": key.measure, "rules": rules.measure}


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    for fact in facts(asked.folder):
        _say(fact)
    with tempfile.TemporaryDirectory(prefix="carbench-benchmarks-", dir=asked.folder) as made:
        figures = _measured(Path(made), asked.only or list(FIGURES))
    _say("", *table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--in", dest="folder", type=Path, default=Path(tempfile.gettempdir()), metavar="FOLDER")
    parser.add_argument("only", nargs="*", metavar="FIGURE", help=f"of {', '.join(FIGURES)}; all when none is named")
    return parser


def _measured(folder: Path, names: list[str]) -> list[Figure]:
    _say("", f"a record of {BATCHES:,} batches")
    record = record_of(BATCHES, folder / "store")
    _say(f"  {record.entries:,} entries, {record.megabytes:.1f} MB")
    figures: list[Figure] = []
    for name in names:
        _say("", f"{name} (load {load()})")
        found = FIGURES[name](record, folder)
        _say(*dict.fromkeys(line for figure in found for line in figure.lines()))
        figures += found
    return figures


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
