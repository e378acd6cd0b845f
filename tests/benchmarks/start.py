"""From the start of a process to a window that takes keys, against an empty window of the same libraries.

Both are processes of their own, in turns; the first of each, which reads its files from
the disk, is not counted. The clock is the machine's monotonic one, which parent and child share.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic_ns

from tests.benchmarks.figures import Figure, times
from tests.benchmarks.records import Record

ROOT = Path(__file__).parents[2]
TURNS = 15
RATIO_AT_MOST = 1.3


def measure(record: Record, folder: Path) -> list[Figure]:
    turns = [(_start("start_empty", folder), _start("start_carbench", folder, record.folder)) for _ in range(TURNS + 1)]
    empty = times([floor["usable"] for floor, _ in turns[1:]])
    ours = {what: times([told[what] for _, told in turns[1:]]) for what in turns[0][1]}
    return [
        Figure(name="start", measured=ours["usable"], floor=empty, ratio_at_most=RATIO_AT_MOST),
        Figure(name="start until painted", measured=ours["painted"], floor=empty),
        Figure(name="start until writing opens", measured=ours["writing"], floor=empty),
        Figure(name="start until all is loaded", measured=ours["loaded"], floor=empty),
        Figure(name="longest deaf until then", measured=ours["deaf"], floor=empty),
    ]


def _start(module: str, folder: Path, *arguments: Path) -> dict[str, float]:
    """Give in milliseconds when what was reached; the settings and records of the account are left alone."""
    own = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder / "config"), "HOME": str(folder)}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    began = monotonic_ns()
    child = subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)
    if child.returncode:
        raise RuntimeError(child.stdout + child.stderr)
    told: dict[str, int] = json.loads(child.stdout.splitlines()[-1])
    deaf = {"deaf": told.pop("deaf_ns") / 1e6} if "deaf_ns" in told else {}
    return {what: (at - began) / 1e6 for what, at in told.items()} | deaf
