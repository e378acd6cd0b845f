"""The tables of decisions and of duties are the design's, cell by cell and in both directions.

The program's tables are written by hand; tests/oracles/README.md names where the files come from.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from carbench.domain.duties import DUTIES, FINER, Part
from carbench.domain.roles import Role
from carbench.domain.stages import DECISIONS, Decision, Stage

ORACLES = Path(__file__).parents[1] / "oracles"
ROLES = [role.value for role in Role]
Cells = dict[tuple[str, str], str]


def cells(name: str, *, but: str = "") -> Cells:
    """Give every cell of an oracle by its row and column, without one column that is prose."""
    with (ORACLES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = next(iter(rows[0]))
    assert len({row[first] for row in rows}) == len(rows)
    return {(row[first], column): row[column] for row in rows for column in row if column not in {first, but}}


def decisions(table: Mapping[Decision, frozenset[Stage]]) -> Cells:
    return {(d.value, s.value): "yes" if s in stages else "no" for d, stages in table.items() for s in Stage}


def duties(table: Mapping[str, Mapping[Role, Part]]) -> Cells:
    return {
        (duty, role.value): row[role].value if role in row else "no" for duty, row in table.items() for role in Role
    }


def test_decisions_are_taken_in_the_stages_of_the_oracle_and_no_others() -> None:
    assert decisions(DECISIONS) == cells("decisions.csv")
    assert DECISIONS.keys() == set(Decision)


def test_duties_are_those_of_the_oracle_and_no_others() -> None:
    assert duties(DUTIES) == cells("duties.csv", but="also")


def test_a_finer_duty_stands_beside_the_matrix_and_never_in_it() -> None:
    assert not DUTIES.keys() & FINER.keys()
    assert all(Role.ADMINISTRATOR not in row for duty, row in FINER.items() if duty != "name_deputy")


def test_the_oracles_have_every_row_and_column() -> None:
    assert len(cells("decisions.csv")) == len(Decision) * len(Stage) == 14 * 9
    assert len(cells("duties.csv", but="also")) == 53 * len(ROLES)
    assert {column for _, column in cells("duties.csv", but="also")} == set(ROLES)


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("stage", Stage)
def test_a_stage_too_many_or_too_few_is_seen(decision: Decision, stage: Stage) -> None:
    changed = DECISIONS | {decision: DECISIONS[decision] ^ {stage}}
    assert decisions(changed) != cells("decisions.csv")


@pytest.mark.parametrize("duty", DUTIES)
def test_a_role_too_many_or_too_few_is_seen(duty: str) -> None:
    for role in Role:
        others = {each: part for each, part in DUTIES[duty].items() if each is not role}
        row = others if role in DUTIES[duty] else {**others, role: Part.ALONE}
        assert duties(DUTIES | {duty: row}) != cells("duties.csv", but="also")


def test_a_missing_or_invented_row_is_seen() -> None:
    fewer = {duty: row for duty, row in DUTIES.items() if duty != "refuse"}
    assert duties(fewer) != cells("duties.csv", but="also")
    assert duties(DUTIES | {"invented": {}}) != cells("duties.csv", but="also")


def test_first_and_second_of_two_are_told_apart() -> None:
    row = dict(DUTIES["approve_repeat"]) | {Role.QC_ANALYST: Part.SECOND}
    assert duties(DUTIES | {"approve_repeat": row}) != cells("duties.csv", but="also")
