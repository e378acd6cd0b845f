"""The wheel carries what is tracked, all of it and nothing else.

hatchling copies forms/ and resources/ as they lie on the disk (house.md, trap 7): a
draft left beside a product file would ship.
"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

FOLDERS = {"carbench": "carbench", "forms": "carbench/_forms", "resources": "carbench/_resources"}


def defects(tree: Path, into: Path) -> list[str]:
    there, wanted = shipped(tree, into), tracked(tree)
    return [f"{name} ships and is not tracked" for name in sorted(there - wanted)] + [
        f"{name} is tracked and does not ship" for name in sorted(wanted - there)
    ]


def shipped(tree: Path, into: Path) -> set[str]:
    """Build the wheel, in this environment and without a network, and give the files it would install."""
    _run(tree, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into))
    (wheel,) = into.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def tracked(tree: Path) -> set[str]:
    """Give the tracked files under the names they are installed by."""
    listed = _run(tree, "git", "ls-files", "-z", *FOLDERS).split("\0")
    return {_installed(name) for name in listed if name}


def _installed(name: str) -> str:
    folder, _, rest = name.partition("/")
    return f"{FOLDERS[folder]}/{rest}"


def _run(tree: Path, *command: str) -> str:
    # Inside a git hook GIT_DIR and its like name another repository than the tree's.
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(command, cwd=tree, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
