"""The check of fixed waits finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import waiting
from tests.house.tree import write_tree


def test_waiting_for_something_is_sound(tmp_path: Path) -> None:
    write_tree(tmp_path, {"tests/a.py": "qtbot.waitSignal(model.recorded)\nqtbot.waitUntil(done)\nchild.wait(9)\n"})
    assert waiting.defects(tmp_path) == []


@pytest.mark.parametrize("name", ["tests/ui/a.py", "carbench/ui/a.py"])
@pytest.mark.parametrize(
    "call", ["qtbot.wait", "self.qtbot.wait", "time.sleep", "sleep", "QTest.qWait", "QThread.msleep"]
)
def test_a_fixed_wait_is_found(tmp_path: Path, name: str, call: str) -> None:
    write_tree(tmp_path, {name: f"def test():\n    {call}(100)\n"})
    assert waiting.defects(tmp_path) == [f"{name}:2: {call}() waits for a fixed time"]
