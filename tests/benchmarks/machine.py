"""What the figures were measured on."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QStorageInfo, qVersion

from carbench import __version__
from carbench.store.engine import connect


def facts(folder: Path) -> Iterator[str]:
    disk = QStorageInfo(str(folder))
    yield f"carbench {__version__}, Python {platform.python_version()}, Qt {qVersion()}, SQLite {_sqlite()}"
    yield f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load()}"
    yield f"{folder} is on {disk.device().toStdString()}, {disk.fileSystemType().toStdString()}"


def load() -> str:
    return " ".join(f"{average:.2f}" for average in os.getloadavg()) if hasattr(os, "getloadavg") else "not known"


def _sqlite() -> str:
    memory = connect(":memory:")
    try:
        return str(memory.execute("SELECT sqlite_version()").fetchone()[0])
    finally:
        memory.close()
