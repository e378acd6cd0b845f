"""What a person typed is never a float: not in the domain, not in the store, not in what is read from a file."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, calls, dotted, modules

DRAWN = {
    "carbench/domain/curve.py": "days are worked out for drawing and are never judged or recorded",
}
LOADERS = {"tomllib.load", "tomllib.loads", "json.load", "json.loads"}
EXACT = {"Decimal", "str", "_refused"}
"""What a number with a point may become: exact, left as it was written, or a refusal."""

NO_READINGS = {
    "carbench/texts.py": "sentences; a file of texts has no numbers",
    "carbench/ui/theme.py": "sizes on the screen",
    "carbench/documents/paper.py": "measures of a paper",
    "carbench/store/lock.py": "who holds a store: a name and a process number",
}


def defects(tree: Path) -> list[str]:
    found = [defect for module in modules(tree, "carbench/domain", "carbench/store") for defect in _floats(module)]
    found += [defect for module in modules(tree, "carbench") for defect in _loads(module)]
    return found


def _floats(module: Module) -> Iterator[str]:
    if module.path in DRAWN:
        return
    asked = set(_asked(module))
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Name) and node.id == "float" and id(node) not in asked:
            yield f"{module.at(node)}: float"
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{module.at(node)}: the float {node.value}"


def _asked(module: Module) -> Iterator[int]:
    """Give where something is only asked whether it is a float, so that it can be refused."""
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.MatchClass):
            yield id(node.cls)
        if isinstance(node, ast.Call) and dotted(node.func) == "isinstance":
            yield from (id(part) for part in ast.walk(node.args[1]))


def _loads(module: Module) -> Iterator[str]:
    if module.path in NO_READINGS:
        return
    for call, name in calls(module):
        if name in LOADERS and not any(_exact(keyword) for keyword in call.keywords):
            yield f"{module.at(call)}: {name}() without parse_float=Decimal"


def _exact(keyword: ast.keyword) -> bool:
    return keyword.arg == "parse_float" and isinstance(keyword.value, ast.Name) and keyword.value.id in EXACT
