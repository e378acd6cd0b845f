"""Whatever the program says has its sentence: by key, by error, by member of an enumeration, by duty."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.languages import fields
from tests.house.tree import Module, bases, calls, classes, dotted, literal, modules, snake, texts

ERRORS = "carbench/domain"
NOT_SAID = {
    "certificate": "these keys are what stands on the paper; which certificate needs a test is never said by itself",
}
"""Enumerations whose name begins other keys."""

READS = re.compile(r"(^|\.)(read_\w+|words|FieldEmpty)$")
"""What is told the name of the field a person left empty."""


def keys(tree: Path) -> list[str]:
    """Give keys that are asked for and have no sentence, or are not given what their sentence names."""
    sentences = texts(tree, "en")
    return [
        f"{module.at(call)}: {defect}"
        for module in modules(tree, "carbench")
        for call, name in calls(module)
        if name.rpartition(".")[2] == "say" and call.args
        for choice in _choices(call.args[0])
        for defect in _unsaid(call, choice, sentences)
    ]


def _choices(key: ast.expr) -> Iterator[ast.expr]:
    if isinstance(key, ast.IfExp):
        yield from (*_choices(key.body), *_choices(key.orelse))
    else:
        yield key


def _unsaid(call: ast.Call, key: ast.expr, sentences: dict[str, str]) -> Iterator[str]:
    if isinstance(key, ast.JoinedStr):
        pattern = "".join(re.escape(literal(part) or "") or ".+" for part in key.values)
        if not any(re.fullmatch(pattern, name) for name in sentences):
            yield f"no sentence is like {ast.unparse(key)}"
    name = literal(key)
    if name is None:
        return
    given = {keyword.arg for keyword in call.keywords}
    forms = [name] if name in sentences or not given & {"count", None} else [f"{name}.one", f"{name}.other"]
    yield from (f"there is no sentence {form}" for form in forms if form not in sentences)
    needed = set().union(*(fields(sentences.get(form, "")) for form in forms))
    if None not in given and not needed <= given:
        yield f"{name} also needs {', '.join(sorted(needed - given))}"


def errors(tree: Path) -> list[str]:
    """Give errors without a sentence, sentences that name what their error does not hold, and sentences of no error."""
    sentences, kinds = texts(tree, "en"), error_fields(tree)
    found = []
    for kind, held in kinds.items():
        forms = [f"error.{kind}"]
        if "count" in held and forms[0] not in sentences:
            forms = [f"error.{kind}.one", f"error.{kind}.other"]
        for form in forms:
            missing = sorted(fields(sentences.get(form, "")) - held)
            found += [f"there is no sentence {form}"] if form not in sentences else []
            found += [f"{form} names {', '.join(missing)}"] if missing else []
    said = {key.split(".")[1] for key in sentences if key.startswith("error.")}
    return found + [f"error.{kind} is said of no error" for kind in sorted(said - kinds.keys())]


def error_fields(tree: Path) -> dict[str, set[str]]:
    """Give every kind of BenchError with the names of its fields, those of the errors it is made from among them."""
    held: dict[str, set[str]] = {"BenchError": set()}
    defined = list(classes(tree, ERRORS))
    while new := [node for node in defined if node.name not in held and bases(node) & held.keys()]:
        for node in new:
            inherited = set().union(*(held.get(base, set()) for base in bases(node)))
            held[node.name] = inherited | _fields_of(node)
    return {snake(name): names for name, names in held.items() if name != "BenchError"}


def _fields_of(node: ast.ClassDef) -> set[str]:
    fields_there = (part for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name))
    return {dotted(part.target) for part in fields_there if "ClassVar" not in ast.unparse(part.annotation)}


def members(tree: Path) -> list[str]:
    """Give members of enumerations that are said, and have no sentence."""
    sentences = texts(tree, "en")
    found = []
    for node in classes(tree, "carbench/domain"):
        stem = snake(node.name)
        said = any(key.startswith(f"{stem}.") for key in sentences) and stem not in NOT_SAID
        if bases(node) & {"Enum", "StrEnum"} and said:
            found += [f"there is no sentence {stem}.{v}" for v in _values(node) if f"{stem}.{v}" not in sentences]
    return found


def _values(node: ast.ClassDef) -> Iterator[str]:
    for part in node.body:
        if isinstance(part, ast.Assign) and (value := literal(part.value)) is not None:
            yield value


def named(tree: Path) -> list[str]:
    """Give duties, and fields a person leaves empty, that an error names and the texts do not."""
    sentences = texts(tree, "en")
    found = []
    for module in modules(tree, "carbench"):
        wanted = [*((f"duty.{duty}", node) for duty, node in _duties(module)), *_fields_read(module)]
        found += [f"{module.at(node)}: there is no sentence {key}" for key, node in wanted if key not in sentences]
    return found


def _duties(module: Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(module.syntax):
        target = node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(node, ast.AnnAssign) and isinstance(target, ast.Name) and isinstance(node.value, ast.Dict):
            named_here = node.value.keys if target.id in {"DUTIES", "FINER"} else []
            yield from ((literal(key) or "", key) for key in named_here if key is not None)


def _fields_read(module: Module) -> Iterator[tuple[str, ast.expr]]:
    reading = (call for call, name in calls(module) if READS.search(name))
    for keyword in (keyword for call in reading for keyword in call.keywords):
        if keyword.arg == "field" and literal(keyword.value) is not None:
            yield f"field.{literal(keyword.value)}", keyword.value
