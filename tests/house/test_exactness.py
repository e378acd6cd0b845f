"""The check of floats finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import exactness
from tests.house.tree import write_tree

SOUND = {
    "carbench/domain/measure.py": 'value = Decimal("0.5") * 2\n',
    "carbench/domain/curve.py": "days: float = 0.5\n",
    "carbench/store/seal.py": "match a:\n    case float():\n        raise TypeError\nisinstance(a, (int, float))\n",
    "carbench/ui/chart.py": "width = 0.5\n",
    "carbench/store/products.py": "tomllib.loads(text, parse_float=Decimal)\njson.loads(text, parse_float=str)\n",
}


def test_decimals_are_sound(tmp_path: Path) -> None:
    assert exactness.defects(write_tree(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("carbench/domain/measure.py", "value = Decimal(float(text))"),
        ("carbench/domain/measure.py", "def read(text) -> float | None: ..."),
        ("carbench/store/tables.py", "half = 0.5"),
        ("carbench/store/products.py", "tomllib.loads(text)"),
        ("carbench/ui/window.py", "tomllib.load(file, parse_float=float)"),
        ("carbench/documents/typeset.py", "json.loads(text)"),
    ],
)
def test_a_float_is_found(tmp_path: Path, name: str, text: str) -> None:
    write_tree(tmp_path, SOUND | {name: text + "\n"})
    (defect,) = exactness.defects(tmp_path)
    assert defect.startswith(f"{name}:1")
