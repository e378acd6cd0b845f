"""Reading a tree of files: modules as syntax trees, forms as XML, texts as flat keys."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

CODE = ("carbench", "tests", "installer")
LANGUAGES = ("en", "fr", "de")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file."""

    path: str
    """From the root of the tree, with slashes."""

    text: str
    syntax: ast.Module

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def files(tree: Path, folders: tuple[str, ...], pattern: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(p for p in (tree / folder).rglob(pattern) if p.is_file() and "__pycache__" not in p.parts)


def name_of(tree: Path, path: Path) -> str:
    return path.relative_to(tree).as_posix()


def modules(tree: Path, *folders: str) -> Iterator[Module]:
    for path in files(tree, folders or CODE, "*.py"):
        text = path.read_text(encoding="utf-8")
        yield Module(path=name_of(tree, path), text=text, syntax=ast.parse(text))


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Give every call with the dotted name it is made by; "?" stands for what is not a name."""
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{dotted(node.value)}.{node.attr}"
        case _:
            return "?"


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def docstrings(syntax: ast.AST) -> Iterator[ast.Constant]:
    """Give what explains a module, class, function or field: every text that stands as a statement of its own."""
    for node in ast.walk(syntax):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value


def classes(tree: Path, folder: str) -> Iterator[ast.ClassDef]:
    for module in modules(tree, folder):
        yield from (node for node in ast.walk(module.syntax) if isinstance(node, ast.ClassDef))


def bases(node: ast.ClassDef) -> set[str]:
    return {dotted(base).rpartition(".")[2] for base in node.bases}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def xml(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - forms and translations of our own


def flat(table: dict[str, object], stem: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{stem}{key}.") if isinstance(value, dict) else {f"{stem}{key}": str(value)}
    return found


def texts(tree: Path, language: str) -> dict[str, str]:
    path = tree / "resources" / "texts" / f"{language}.toml"
    return flat(tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def write_tree(tree: Path, content: dict[str, str]) -> Path:
    """Write the files of a small tree, for a check to be run over."""
    for name, text in content.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tree
