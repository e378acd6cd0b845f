"""The check of the wheel finds what it is there to find."""

import subprocess
from pathlib import Path

import pytest

from tests.house import wheel
from tests.house.tree import write_tree

ROOT = Path(__file__).parents[2]
CONTENT = {
    "README.md": "carbench\n",
    "LICENSE": "licence\n",
    "THIRD-PARTY-NOTICES.md": "notices\n",
    "carbench/__init__.py": "",
    "forms/sign_in.ui": "<ui/>",
    "resources/products/demo.toml": "",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small tracked tree that is built by the project's own settings."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tree = write_tree(tmp_path / "tree", CONTENT | {"pyproject.toml": settings})
    subprocess.run(["git", "init", "--quiet"], cwd=tree, check=True)
    subprocess.run(["git", "add", "."], cwd=tree, check=True)
    return tree


def test_a_wheel_of_tracked_files_is_sound(repository: Path, tmp_path: Path) -> None:
    assert wheel.tracked(repository) == {
        "carbench/__init__.py",
        "carbench/_forms/sign_in.ui",
        "carbench/_resources/products/demo.toml",
    }
    assert wheel.defects(repository, tmp_path / "wheel") == []


@pytest.mark.parametrize("name", ["resources/products/draft.toml", "forms/old.ui", "carbench/stray.py"])
def test_an_untracked_file_that_ships_is_found(repository: Path, tmp_path: Path, name: str) -> None:
    write_tree(repository, {name: ""})
    (defect,) = wheel.defects(repository, tmp_path / "wheel")
    assert defect.endswith("ships and is not tracked")


def test_a_tracked_file_that_does_not_ship_is_found(repository: Path, tmp_path: Path) -> None:
    (repository / "forms" / "sign_in.ui").unlink()
    write_tree(repository, {"forms/kept.ui": ""})
    subprocess.run(["git", "add", "forms/kept.ui"], cwd=repository, check=True)
    defects = wheel.defects(repository, tmp_path / "wheel")
    assert defects == ["carbench/_forms/sign_in.ui is tracked and does not ship"]
