"""The code is as strict as pyproject.toml says; each tool is shown to find what it is there for."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*words: str, at: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], cwd=at, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]])
def test_ruff_finds_nothing(check: list[str]) -> None:
    found = run("ruff", *check, "--no-cache", "carbench", "tests", "installer")
    assert found.returncode == 0, found.stdout


def test_ruff_finds_an_assert_in_the_program(tmp_path: Path) -> None:
    broken = tmp_path / "carbench" / "broken.py"
    broken.parent.mkdir()
    broken.write_text('"""Broken on purpose."""\n\nassert True\n', encoding="utf-8")
    found = run("ruff", "check", "--no-cache", "--config", str(ROOT / "pyproject.toml"), str(broken))
    assert "S101" in found.stdout


def test_mypy_strict_finds_nothing(tmp_path: Path) -> None:
    found = run("mypy", "--cache-dir", str(tmp_path))
    assert found.returncode == 0, found.stdout


def test_mypy_strict_finds_a_float_where_a_decimal_is_due(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("from decimal import Decimal\n\nvalue: Decimal = 0.5\n", encoding="utf-8")
    found = run(
        "mypy", "--strict", "--config-file", "", "--cache-dir", str(tmp_path / "cache"), str(broken), at=tmp_path
    )
    assert "Incompatible types" in found.stdout
