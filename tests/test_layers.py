"""Imports point down only: the contracts of pyproject.toml hold, and one import breaks each of them."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: list[dict[str, Any]] = SETTINGS["tool"]["importlinter"]["contracts"]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def lint(tree: Path) -> dict[str, str]:
    """Give KEPT or BROKEN of every contract over the package in a tree."""
    own = os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "400"}
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=tree, env=own, capture_output=True, text=True, timeout=120, check=False
    )
    said: dict[str, str] = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    assert said, done.stdout + done.stderr
    return said


def modules_of(contract: dict[str, Any]) -> list[str]:
    """Give the modules of ours that a contract names, highest layer first."""
    containers = contract.get("containers", [])
    layers = [name.strip(" ()") for layer in contract.get("layers", []) for name in re.split(r"[|:]", layer)]
    named = [f"{container}.{layer}" for container in containers or [""] for layer in layers]
    named += [*contract.get("source_modules", []), *contract.get("forbidden_modules", [])]
    return [name.strip(".") for name in named if name.strip(".").startswith("carbench.")]


def file_of(tree: Path, module: str) -> Path:
    """Find a module's file; for a package a new module in it."""
    path = tree.joinpath(*module.split("."))
    return path / "stray.py" if path.is_dir() else path.with_suffix(".py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package as it stands, with whatever a contract names and is not written yet as an empty module."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "carbench", tree / "carbench", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    for module in (name for contract in CONTRACTS for name in modules_of(contract)):
        if not (path := file_of(tree, module)).exists() and path.name != "stray.py":
            path.write_text("")
    return tree


def broken_by(tree: Path, module: str, imported: str) -> set[str]:
    """Add one import to a module and give the contracts it breaks that held before."""
    before = lint(tree)
    path = file_of(tree, module)
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{kept}\nimport {imported}\n", encoding="utf-8")
    after = lint(tree)
    return {name for name, word in after.items() if word == "BROKEN" and before[name] == "KEPT"}


@pytest.mark.parametrize("name", [contract["name"] for contract in CONTRACTS])
def test_a_contract_is_kept(name: str) -> None:
    assert lint(ROOT)[name] == "KEPT"


@pytest.mark.parametrize("contract", [c for c in CONTRACTS if c["type"] == "layers"], ids=lambda c: c["id"])
def test_an_import_that_points_up_breaks_the_layers(contract: dict[str, Any], copy: Path) -> None:
    highest, *_, lowest = modules_of(contract)
    assert contract["name"] in broken_by(copy, lowest, highest)


def test_a_module_in_no_layer_breaks_the_layers(copy: Path) -> None:
    (copy / "carbench" / "stray.py").write_text("")
    assert lint(copy)["imports point down only"] == "BROKEN"


@pytest.mark.parametrize("contract", [c for c in CONTRACTS if c["type"] == "forbidden"], ids=lambda c: c["id"])
@pytest.mark.parametrize("end", [0, -1])
def test_a_forbidden_import_breaks_its_contract(contract: dict[str, Any], end: int, copy: Path) -> None:
    source, imported = contract["source_modules"][end], contract["forbidden_modules"][end]
    assert contract["name"] in broken_by(copy, source, imported)
