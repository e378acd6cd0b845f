"""Every sentence a person reads stands in the texts or on a form, none in Python."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Module, calls, docstrings, dotted, literal, modules

WORDS = re.compile(r"[^\W\d_]+")
LETTERS = re.compile(r"[^\W\d_]{2}")
SQL = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|CREATE|BEGIN|COMMIT|ROLLBACK|PRAGMA|VACUUM)\b")
LOGGING = {"debug", "info", "warning", "error", "exception", "critical"}
SETTERS = {
    *("setText", "setPlainText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis"),
    *("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setLabel", "addItem", "addAction"),
}
"""What puts a text on the window; not even one word comes from Python."""

ALLOWED: dict[tuple[str, str], str] = {
    ("carbench/ui/theme.py", "IBM Plex"): "the name by which Qt knows the font",
}
"""A file and how the text begins, with the reason why no person at the bench reads it there."""


def defects(tree: Path) -> list[str]:
    return [defect for module in modules(tree, "carbench") for defect in _of_module(module)]


def _of_module(module: Module) -> Iterator[str]:
    apart = {id(part) for told in (*docstrings(module.syntax), *_for_programmers(module)) for part in ast.walk(told)}
    for node, text in _texts(module.syntax):
        if id(node) not in apart and looks_said(text) and not _allowed(module.path, text):
            yield f"{module.at(node)}: {text!r} belongs in the texts"
    for call, name in calls(module):
        text = literal(call.args[0]) if call.args else None
        if name.rpartition(".")[2] in SETTERS and text and LETTERS.search(text):
            yield f"{module.at(call)}: {text!r} is shown without the texts"


def looks_said(text: str) -> bool:
    """Say whether a text begins with a capital and has more than two words."""
    bare = text.strip()
    return bare[:1].isupper() and " " in bare and len(WORDS.findall(bare)) > 2


def _allowed(path: str, text: str) -> bool:
    if path.startswith("carbench/store/") and SQL.match(text.strip()):
        return True
    return any(path == file and text.startswith(start) for file, start in ALLOWED)


def _texts(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Give every text; one with fields is one text, its fields a stroke."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr):
            yield child, "".join(literal(part) or "–" for part in child.values)
            fields = (part for part in child.values if isinstance(part, ast.FormattedValue))
            yield from (found for field in fields for found in _texts(field))
            continue
        text = literal(child) if isinstance(child, ast.expr) else None
        if text is not None:
            yield child, text
        yield from _texts(child)


def _for_programmers(module: Module) -> Iterator[ast.AST]:
    """Give what only a programmer meets: errors of Python itself, and log lines."""
    for raised in (node.exc for node in ast.walk(module.syntax) if isinstance(node, ast.Raise)):
        if isinstance(raised, ast.Call) and hasattr(builtins, dotted(raised.func)):
            yield raised
    for call, name in calls(module):
        logger, _, level = name.rpartition(".")
        if level in LOGGING and logger.rpartition(".")[2] in {"log", "logger", "logging", "LOG"}:
            yield call
