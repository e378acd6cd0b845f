"""The living specification: every case of tests/cases goes as it expects, and together they say every word."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from carbench.domain.acts import End
from carbench.domain.release import Reason
from carbench.operations.rehearsal.case import Word, read_case
from carbench.operations.rehearsal.rehearse import rehearse
from carbench.operations.rehearsal.setting import Shelf

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_goes_as_it_expects(path: Path, shelf: Shelf) -> None:
    played = rehearse(read_case(path), shelf)
    assert [f"{m.where}: {m.expected} ≠ {m.found}" for m in played.mismatches] == []
    assert played.acts


def said(table: object, *, under: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a case with the key it stands under."""
    match table:
        case dict():
            for key, value in table.items():
                yield from said(value, under=key)
        case list():
            for value in table:
                yield from said(value, under=under)
        case _:
            yield under, str(table)


def every() -> list[tuple[str, str]]:
    return [pair for path in CASES for pair in said(tomllib.loads(path.read_text(encoding="utf-8")))]


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 40


def test_every_reason_is_in_a_case() -> None:
    found = {text.partition(" ")[0] for key, text in every() if "reasons" in key}
    assert {reason.value for reason in Reason} <= found


def test_every_answer_and_every_end_is_in_a_case() -> None:
    texts = every()
    assert {word.value for word in Word} <= {text for key, text in texts if key in {"provisional", "final", "expect"}}
    assert {end.value for end in End} <= {text for key, text in texts if key == "end"}


def test_a_case_of_three_hundred_acts_is_played_to_its_end(tmp_path: Path, shelf: Shelf) -> None:
    count = '[[acts]]\nact = "take_count"\nat = "+5 min"\nconcentration = "1.02"\nvolume = "100"\n'
    path = tmp_path / "long.toml"
    path.write_text(
        f'title = "long"\n[nominal]\nuntil = "received"\n{count * 262}[[acts]]\nact = "nominal"\nuntil = "final"\n',
        encoding="utf-8",
    )
    played = rehearse(read_case(path), shelf)
    assert len(played.acts) == 300
    assert played.as_expected
