"""The check of comments and names finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import comments
from tests.house.tree import write_tree

SOUND = {
    "carbench/a.py": '"""A module."""\nx = y  # type: ignore[attr-defined] - no stubs\n',
    "carbench/b.py": 'z = "homework/home"  # noqa: S101\n',
    "README.md": "See https://example.org/home/a and store/work.\n",
}


def test_a_plain_tree_is_sound(tmp_path: Path) -> None:
    assert comments.defects(write_tree(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("carbench/b.py", "x = 1  # TODO later"),
        ("tests/b.py", '"""FIXME"""'),
        ("installer/b.py", "# XXX"),
        ("carbench/b.py", "x = y  # type: ignore"),
        ("carbench/b.py", "import x  # noqa"),
        ("carbench/b.py", 'path = "/root/store"'),
        ("tests/b.py", 'path = "/home/someone/store"'),
        ("resources/site.toml", 'store = "/' + 'work/main"'),
        ("README.md", "Get it from https://pypi.org/project/carbench"),
        ("pyproject.toml", 'index = "https://files.pythonhosted.org"'),
        ("carbench/helpers.py", ""),
        ("carbench/ui/window_utils.py", ""),
        ("carbench/domain/types.py", ""),
        ("tests/common.py", ""),
    ],
)
def test_what_a_reader_trips_over_is_found(tmp_path: Path, name: str, text: str) -> None:
    write_tree(tmp_path, SOUND | {name: text + "\n"})
    (defect,) = comments.defects(tmp_path)
    assert defect.startswith(name)
