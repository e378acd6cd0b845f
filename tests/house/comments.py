"""What a reader trips over: unfinished notes, paths of one machine, unexplained exemptions, names that say nothing."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import CODE, Module, docstrings, files, modules, name_of

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
ANY_ERROR = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!: [A-Z]+[0-9]+)|mypy: ignore-errors)")
MACHINE = re.compile(r"(?<![\w.:/-])((/work|/root)\b|/home/\w|/Users/\w|[A-Z]:\\Users\b)")
REGISTRY = re.compile(r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|anaconda\.org|proxy\.golang\.org)\b")
SAY_NOTHING = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)$")

READ = (".py", ".ui", ".toml", ".md", ".ts", ".txt", ".svg", ".cfg", ".sh", ".ps1")
NAMING = {
    "tests/house/comments.py": "names what it looks for",
    "tests/house/test_comments.py": "holds each of them as a case",
}


def defects(tree: Path) -> list[str]:
    found = [defect for module in modules(tree) for defect in _in_comments(module)]
    for path in _written(tree):
        text = path.read_text(encoding="utf-8")
        for line, content in enumerate(text.splitlines(), start=1):
            found += [f"{name_of(tree, path)}:{line}: {what}" for what in _in_text(content)]
    names = (path for path in files(tree, CODE, "*") if SAY_NOTHING.search(path.stem) or path.name == "types.py")
    return found + [f"{name_of(tree, path)}: a name that says nothing" for path in names]


def _in_comments(module: Module) -> Iterator[str]:
    if module.path in NAMING:
        return
    for told in docstrings(module.syntax):
        if UNFINISHED.search(str(told.value)):
            yield f"{module.at(told)}: unfinished"
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type != tokenize.COMMENT:
            continue
        if UNFINISHED.search(token.string):
            yield f"{module.path}:{token.start[0]}: unfinished"
        if ANY_ERROR.search(token.string):
            yield f"{module.path}:{token.start[0]}: an exemption without its code"


def _in_text(line: str) -> Iterator[str]:
    if MACHINE.search(line):
        yield "a path of one machine"
    if REGISTRY.search(line):
        yield "the host of a package registry"


def _written(tree: Path) -> Iterator[Path]:
    """Give every file that is written by hand."""
    for path in (*files(tree, (*CODE, "forms", "resources"), "*"), *sorted(tree.glob("*.*"))):
        if path.is_file() and path.suffix in READ and name_of(tree, path) not in NAMING:
            yield path
