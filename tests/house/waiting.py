"""Nothing waits for a fixed time: a test waits for what it wants, the program for what happens."""

from pathlib import Path

from tests.house.tree import calls, modules

WAITING = {"sleep", "msleep", "usleep", "qWait", "qSleep"}


def defects(tree: Path) -> list[str]:
    return [
        f"{module.at(call)}: {name}() waits for a fixed time"
        for module in modules(tree)
        for call, name in calls(module)
        if name.rpartition(".")[2] in WAITING or name.endswith("qtbot.wait")
    ]
