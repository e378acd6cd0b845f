"""The checks of what is said find what they are there to find."""

from pathlib import Path

import pytest

from tests.house import said
from tests.house.tree import write_tree

TEXTS = """
hello = "Good day, {name}"
[missing]
one = "{count} result"
other = "{count} results"
[certificate]
title = "Certificate"
[verdict]
MEETS = "meets"
OUT = "out"
[error]
refused = "{text} is refused"
wrong_separator = "{text} has the wrong separator; write {separator}"
[error.locked_out]
one = "{count} minute"
other = "{count} minutes"
[duty]
sign_step = "sign a step"
[field]
patient = "patient"
"""
ERRORS = """
class BenchError(Exception):
    kind: ClassVar[str] = ""
class Refused(BenchError):
    text: str
class WrongSeparator(Refused):
    separator: str
class LockedOut(BenchError):
    count: int
"""
DOMAIN = """
class Verdict(Enum):
    MEETS = "MEETS"
    OUT = "OUT"
class Effect(Enum):
    FAILS = "fails"
class Certificate(Enum):
    FINAL = "final"
DUTIES: dict[str, Role] = {"sign_step": P}
read_text(text, field="patient")
"""
PAGE = """
texts.say("hello", name=name)
texts.say("missing", count=3)
texts.say("missing", **values)
say("certificate.title" if known else "hello", **fields)
words.say(f"verdict.{verdict.value}")
words.say(verdict)
"""
SOUND = {
    "resources/texts/en.toml": TEXTS,
    "carbench/domain/errors.py": ERRORS,
    "carbench/domain/specification.py": DOMAIN,
    "carbench/ui/page.py": PAGE,
}


def test_whatever_has_its_sentence_is_sound(tmp_path: Path) -> None:
    write_tree(tmp_path, SOUND)
    assert [*said.keys(tmp_path), *said.errors(tmp_path), *said.members(tmp_path), *said.named(tmp_path)] == []


@pytest.mark.parametrize(
    ("call", "defect"),
    [
        ('texts.say("farewell")', "there is no sentence farewell"),
        ('words.say("hello")', "hello also needs name"),
        ('say("missing")', "there is no sentence missing"),
        ('say("hello" if known else "farewell", name=name)', "there is no sentence farewell"),
        ('say(f"verdicts.{verdict.value}")', "no sentence is like f'verdicts.{verdict.value}'"),
    ],
)
def test_a_key_without_its_sentence_is_found(tmp_path: Path, call: str, defect: str) -> None:
    write_tree(tmp_path, SOUND | {"carbench/ui/other.py": call + "\n"})
    assert said.keys(tmp_path) == [f"carbench/ui/other.py:1: {defect}"]


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('refused = "{text} is refused"\n', "", "there is no sentence error.refused"),
        ("{text} is refused", "{person} is refused", "error.refused names person"),
        ('other = "{count} minutes"\n', "", "there is no sentence error.locked_out.other"),
        ('wrong_separator = "', 'forgotten = "all"\nwrong_separator = "', "error.forgotten is said of no error"),
    ],
)
def test_an_error_without_its_sentence_is_found(tmp_path: Path, old: str, new: str, defect: str) -> None:
    assert old in TEXTS
    write_tree(tmp_path, SOUND | {"resources/texts/en.toml": TEXTS.replace(old, new)})
    assert said.errors(tmp_path) == [defect]


def test_a_member_without_its_sentence_is_found(tmp_path: Path) -> None:
    write_tree(tmp_path, SOUND | {"resources/texts/en.toml": TEXTS.replace('OUT = "out"\n', "")})
    assert said.members(tmp_path) == ["there is no sentence verdict.OUT"]


@pytest.mark.parametrize("key", ["sign_step", "patient"])
def test_a_duty_or_field_without_its_name_is_found(tmp_path: Path, key: str) -> None:
    write_tree(tmp_path, SOUND | {"resources/texts/en.toml": TEXTS.replace(key, "another")})
    (defect,) = said.named(tmp_path)
    assert defect.endswith(f".{key}")
