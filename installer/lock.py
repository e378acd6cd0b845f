"""Remake installer/lock.txt and installer/lock-test.txt from pyproject.toml.

python3 installer/lock.py            keeps every version that still fits
python3 installer/lock.py --upgrade  takes the newest ones that fit

Needs uv; further arguments are passed on to `uv pip compile`.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
OWN_UV = CHECKOUT / ".venv" / "bin" / "uv"

HEADER = """\
# Made by installer/lock.py for Python 3.11 and newer on Linux and Windows; do not edit.
"""

COMPILE = [
    "pip",
    "compile",
    "-",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    # A dependency of sqlite-utils. It is in every environment already, and must not replace itself while it installs.
    "--no-emit-package=pip",
    "--quiet",
]


def find_uv() -> str:
    """Find uv on PATH or in the checkout's environment."""
    found = shutil.which("uv") or shutil.which(OWN_UV)
    if found is None:
        sys.exit("uv is needed to remake the locks: pip install uv")
    return found


def requirements(*, test: bool) -> list[str]:
    """List what the environment must hold: the program, what builds it in place, and what tests it."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    # hatchling asks for editables only once it builds an editable, when pip may no longer install anything.
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"], "editables"]
    return needed + project["dependency-groups"]["test"] if test else needed


def lock(name: str, needed: list[str], arguments: list[str]) -> None:
    """Write one lock; a failed attempt leaves the old one as it was."""
    target = HERE / name
    # uv keeps the versions it finds in the file it writes, so it writes to the lock's copy.
    draft = target.with_suffix(".draft")
    if target.exists():
        shutil.copyfile(target, draft)
    command = [find_uv(), *COMPILE, f"--output-file={draft}", *arguments]
    outcome = subprocess.run(command, input="\n".join(needed), text=True, check=False)
    locked = draft.read_text(encoding="utf-8") if outcome.returncode == 0 else ""
    draft.unlink(missing_ok=True)
    if not locked:
        sys.exit(outcome.returncode or 1)
    target.write_text(HEADER + locked, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> None:
    """Remake both locks; the tests run against the very versions that are shipped."""
    lock("lock.txt", requirements(test=False), arguments)
    lock("lock-test.txt", requirements(test=True), [*arguments, f"--constraints={HERE / 'lock.txt'}"])


if __name__ == "__main__":
    main(sys.argv[1:])
