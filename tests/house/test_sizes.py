"""The check of sizes finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import sizes
from tests.house.tree import write_tree

LONG_DOCSTRING = 'def told():\n    """Say.\n' + "\n" * 60 + '    """\n    return 1\n'
DEEP = "def deep(a):\n    for b in a:\n        with b:\n            if b:\n                return b\n"
ELIF = "def flat(a):\n    for b in a:\n        if b:\n            pass\n        elif a:\n            pass\n"
OPERATION = "def sign(bench, batch_id, step): ...\n"


def test_a_small_module_is_sound(tmp_path: Path) -> None:
    write_tree(tmp_path, {"carbench/a.py": LONG_DOCSTRING + ELIF, "carbench/operations/sign.py": "def sign(a, b): ..."})
    assert sizes.defects(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tests/long.py", "a = 1\n" * 401, "401 lines"),
        ("installer/long.py", "def f():\n" + "    a = 1\n" * 40, "f has 41 lines"),
        ("carbench/ui/deep.py", DEEP, "deep nests 3 deep"),
        ("carbench/ui/deep.py", "if a:\n  if b:\n    if c: d()\n", "the module nests 3 deep"),
        ("carbench/operations/sign.py", OPERATION, "sign takes 3 arguments"),
        ("carbench/operations/sign.py", "class Bench:\n    def act(self, a, b, c): ...\n", "act takes 3 arguments"),
    ],
)
def test_what_is_too_large_is_found(tmp_path: Path, name: str, text: str, said: str) -> None:
    write_tree(tmp_path, {name: text})
    (defect,) = sizes.defects(tmp_path)
    assert defect.startswith(name)
    assert said in defect
