"""Trap 9: a PySide6 that loses a reference to None in every void call aborts after some thousand of them."""

import os
import subprocess
import sys
from pathlib import Path

CALLS = 200_000
VOID_CALLS = f"""
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
plain, label = QObject(), QLabel()
for _ in range({CALLS} // 2):
    plain.setObjectName("viability")
    label.setEnabled(True)
print("survived")
"""
ABORT = "import os; print('survived', flush=True); os.abort()"
SILENT = "pass"


def survives(code: str, folder: Path) -> bool:
    """Run code in a process of its own and say whether it came to its end."""
    child = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return child.returncode == 0 and child.stdout.endswith("survived\n")


def test_two_hundred_thousand_void_calls_are_survived(tmp_path: Path) -> None:
    assert survives(VOID_CALLS, tmp_path)


def test_an_abort_is_not_survived(tmp_path: Path) -> None:
    assert not survives(ABORT, tmp_path)


def test_a_child_that_does_nothing_has_survived_nothing(tmp_path: Path) -> None:
    assert not survives(SILENT, tmp_path)
