"""Small modules, small functions, shallow nesting, keyword arguments."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, modules

MODULE_LINES = 400
FUNCTION_LINES = 40
"""From `def` to the last line; its docstring is not counted, decorators are not either."""

DEPTH = 2
"""if, for, while, with, try and match inside each other; `elif` is no deeper than its `if`, a function in a function
starts anew, comprehensions do not count."""

POSITIONAL = 2
"""Parameters of an operation that may be given without their name."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def defects(tree: Path) -> list[str]:
    return [defect for module in modules(tree) for defect in _of_module(module)]


def _of_module(module: Module) -> Iterator[str]:
    length = len(module.text.splitlines())
    if length > MODULE_LINES:
        yield f"{module.path}: {length} lines"
    for node in ast.walk(module.syntax):
        if isinstance(node, FUNCTIONS) and lines(node) > FUNCTION_LINES:
            yield f"{module.at(node)}: {node.name} has {lines(node)} lines"
        if isinstance(node, (*FUNCTIONS, ast.Module)) and depth(node) > DEPTH:
            yield f"{module.at(node)}: {getattr(node, 'name', 'the module')} nests {depth(node)} deep"
    if module.path.startswith("carbench/operations/"):
        yield from _positional(module)


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    told = node.body[0] if ast.get_docstring(node) is not None else None
    prose = (told.end_lineno or 0) - told.lineno + 1 if told else 0
    return (node.end_lineno or 0) - node.lineno + 1 - prose


def depth(node: ast.AST, level: int = 0) -> int:
    inner = [
        depth(child, level + (isinstance(child, BLOCKS) and not _is_elif(node, child)))
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef, ast.Lambda))
    ]
    return max([level, *inner])


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    return (
        isinstance(parent, ast.If)
        and isinstance(child, ast.If)
        and child in parent.orelse
        and child.col_offset == parent.col_offset
    )


def _positional(module: Module) -> Iterator[str]:
    for function, own in _public(module.syntax.body):
        count = len(function.args.posonlyargs) + len(function.args.args) - own
        if count > POSITIONAL:
            yield f"{module.at(function)}: {function.name} takes {count} arguments without their names"


def _public(body: list[ast.stmt], own: int = 0) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Give public functions and the methods of public classes, with how many parameters are the object itself."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public(node.body, own=1)
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list)
            yield node, 0 if static else own
