"""Answers are compared with what the unit expects, and nothing but a refusal is taken for one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from carbench.domain.challenge_errors import ChallengeUnknown
from carbench.domain.errors import NotAReading
from carbench.operations.challenges.agree import agrees, refusal_agrees
from carbench.operations.challenges.put import KINDS, Counts, kind_named, put
from carbench.operations.challenges.table import read_table
from tests.operations.challenges.asking import asked

SAME = [
    ("MEETS", "meets"),
    ("MEETS", " Meets "),
    ("one_meets", "ONE_MEETS"),
    ("80", "80"),
    ("80", "80.00"),
    ("80.0", "80"),
    ("5.576923076923076923", "5.58"),
    ("5.576923076923076923", "5,58"),
    ("5.575", "5.58"),
    ("2.5", "3"),
    ("-5.575", "-5.58"),
    ("79.5", "80"),
    ("0.30", "0.3"),
    ("10/3", "10/3"),
    ("≤ 1", "<= 1"),
    ("< 1", "<1"),
    ("A9999 26 123456 [3]", "A9999  26 123456 [3]"),
    ("1" * 5000, "1" * 5000 + ".0"),
    ("1" * 300 + ".49", "1" * 300),
]
OTHER = [
    ("MEETS", "OUT"),
    ("", "MEETS"),
    ("5.576923076923076923", "5.57"),
    ("5.576923076923076923", "6.0"),
    ("5.5749999999999999999999999999999999999", "5.58"),
    ("80", "81"),
    ("80", "8O"),
    ("00000000", "0"),
    ("0012", "12"),
    ("12", "0012"),
    ("A999926123456", "a999926123456"),
    ("80", "1e2"),
    ("1", "+1"),
    ("1", "1.0.0"),
    ("1", "1,000.5"),
    ("≤ 1", "< 1"),
    ("yes", "no"),
    ("80", "٨٠"),
]


@pytest.mark.parametrize(("answer", "expected"), SAME)
def test_what_says_the_same_agrees(answer: str, expected: str) -> None:
    assert agrees(answer, expected)


@pytest.mark.parametrize(("answer", "expected"), OTHER)
def test_what_says_something_else_differs(answer: str, expected: str) -> None:
    assert not agrees(answer, expected)


@pytest.mark.parametrize(
    ("expected", "agreed"),
    [
        ("REFUSED", True),
        ("refused", True),
        ("not_a_reading", True),
        ("NOT_A_READING", True),
        ("wrong_separator", False),
    ],
)
def test_a_refusal_is_expected_as_such_or_by_its_kind(expected: str, *, agreed: bool) -> None:
    assert refusal_agrees(NotAReading(text="x"), expected) is agreed


JUDGED = {"text": "79.5", "limit": ">= 80", "rounding": "decimals"}

COMPARED = [
    ({}, ()),
    ({"expected": " "}, ()),
    ({"expected": "MEETS"}, ()),
    ({"expected": "OUT"}, ("verdict",)),
    ({"expected": "REFUSED"}, ("verdict",)),
    ({"expected": "not_a_reading"}, ("verdict",)),
    ({"expected_verdict": "OUT"}, ("verdict",)),
    ({"expected": "MEETS", "expected_compared": "80", "expected_cause": "within"}, ()),
    ({"expected": "OUT", "expected_compared": "79", "expected_cause": "within"}, ("verdict", "compared")),
    ({"text": "x", "expected": "REFUSED", "expected_compared": "not_a_reading"}, ()),
    ({"text": "x", "expected": "OUT"}, ("verdict",)),
    ({"text": "x", "expected": "REFUSED", "expected_compared": "80"}, ("compared",)),
]


@pytest.mark.parametrize(("cells", "differs"), COMPARED)
def test_each_expectation_is_compared_with_its_answer(cells: dict[str, str], differs: tuple[str, ...]) -> None:
    assert asked("readings", JUDGED | cells).differs == differs


def test_a_cell_that_a_kind_needs_may_not_be_empty() -> None:
    answered = asked("endotoxin", {"reading": "1"})
    assert answered.answer is None
    assert answered.refused is not None
    assert (answered.refused.kind, answered.refused.values()) == ("column_empty", {"column": "weight"})


def test_rows_are_counted() -> None:
    content = b"text,limit,expected\n4,< 5,MEETS\n5,< 5,MEETS\n4,< 5,\nx,< 5,\n"
    counts = Counts()
    for answered in put(KINDS["readings"], read_table(content, KINDS["readings"])):
        counts.add(answered)
    assert (counts.asked, counts.expected, counts.differing) == (4, 2, 1)


def test_a_defect_of_the_program_is_never_an_answer() -> None:
    def breaks(row: Mapping[str, str]) -> Mapping[str, str]:
        raise ZeroDivisionError

    broken = replace(KINDS["readings"], ask=breaks)
    with pytest.raises(ZeroDivisionError):
        list(put(broken, read_table(b"text,limit\n4,< 5\n", broken)))


def test_a_kind_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(ChallengeUnknown) as refused:
        kind_named("reading")
    assert refused.value.kinds.split(", ") == [
        *("readings", "alternatives", "outcomes", "computed", "growth", "endotoxin", "expiry"),
        *("donation-numbers", "isbt128", "sec"),
    ]


@pytest.mark.parametrize("name", list(KINDS))
def test_every_answer_of_a_kind_is_given_and_no_other(name: str) -> None:
    rows = {
        "readings": {"text": "4", "limit": "< 5"},
        "alternatives": {"text_1": "4", "limit_1": "< 5"},
        "outcomes": {"outcomes": "a:meets;b:fails", "outcome": "a"},
        "computed": {"formula": "1", "limit": "< 5"},
        "growth": {"n1": "100", "n2": "200", "hours": "24"},
        "endotoxin": {"reading": "1", "weight": "70", "volume": "100", "minutes": "60"},
        "expiry": {
            "start": "2026-01-10 12:00",
            "zone": "UTC",
            "hours": "48",
            "rule": "end",
            "transport_minutes": "60",
            "infusion_minutes": "30",
        },
        "donation-numbers": {"number": "A999921123456"},
        "isbt128": {"code": "=A99992112345663"},
        "sec": {"country": "FR", "establishment": "000001", "donation": "A999921123456"},
    }
    answered = asked(name, rows[name])
    assert answered.refused is None
    assert tuple(answered.answer or ()) == KINDS[name].answers or set(answered.answer or ()) == set(KINDS[name].answers)
