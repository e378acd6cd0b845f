"""A file of challenges is read whole or not at all."""

import pytest

from carbench.domain.challenge_errors import (
    WRONG_FILE,
    CellsDiffer,
    ChallengeEmpty,
    ChallengeFileBroken,
    ColumnMissing,
    ColumnTwice,
    ColumnUnknown,
)
from carbench.operations.challenges.put import KINDS, put
from carbench.operations.challenges.table import Table, read_table

READINGS = KINDS["readings"]
NUMBERS = KINDS["donation-numbers"]


def table(text: str | bytes) -> Table:
    return read_table(text if isinstance(text, bytes) else text.encode(), READINGS)


def verdicts(text: str | bytes) -> list[str]:
    return [answered.answer["verdict"] if answered.answer else "REFUSED" for answered in put(READINGS, table(text))]


SOUND = [
    "text,limit\n4,< 5\n5,< 5\n",
    "text;limit\n4;< 5\n5;< 5\n",
    "text,limit\r\n4,< 5\r\n5,< 5\r\n",
    "text,limit\r4,< 5\r5,< 5\r",
    "text,limit\n4,< 5\n5,< 5",
    "\ufefftext,limit\n4,< 5\n5,< 5\n",
    '\ufeff"text";"limit"\n"4";"< 5"\n"5";"< 5"\n',
    "limit,text\n< 5,4\n< 5,5\n",
    " text , limit \n4,< 5\n5,< 5\n",
    "\n\ntext,limit\n\n4,< 5\n\n5,< 5\n\n",
    'text,limit,note\n4,< 5,"a, b; ""c"""\n5,< 5,\n',
    'text,limit,note\n4,< 5,"two\nlines"\n5,< 5,\n',
    "text,limit,note,source,id,identity,expected,expected_cause,note 2\n4,< 5,,,,,,,\n5,< 5,,,,,,,\n",
    "text,limit,note\n4,< 5,\u2028\x85\x0b\x1c\n5,< 5,\n",
]


@pytest.mark.parametrize("text", SOUND)
def test_a_file_is_read_however_a_spreadsheet_saves_it(text: str) -> None:
    assert verdicts(text) == ["MEETS", "OUT"]


def test_a_decimal_comma_stands_in_a_file_with_semicolons() -> None:
    assert verdicts("text;limit;separator\n4,9;< 5;,\n5,0;< 5,0;,\n") == ["MEETS", "OUT"]


def test_lines_are_those_of_the_file() -> None:
    text = 'text,limit,note\n\n4,< 5,"two\nlines"\n5,< 5,\n'
    assert [row.line for row in table(text).rows] == [3, 5]


def test_a_file_of_names_alone_asks_nothing() -> None:
    assert table("text,limit\n").rows == ()


def test_a_column_alone_needs_no_separator() -> None:
    rows = read_table(b"number\nA999921123456\n", NUMBERS).rows
    assert [list(row.cells) for row in rows] == [["A999921123456"]]


BROKEN = [
    (b"", ChallengeEmpty, {}),
    (b"\n \n", ColumnUnknown, {"text": ""}),
    (b"\xef\xbb\xbf", ChallengeEmpty, {}),
    (b"text,limit\n4,< 5\n\xff,< 5\n", ChallengeFileBroken, {"line": 3}),
    ("text,limit\n4,≤ 5\n".encode("utf-16"), ChallengeFileBroken, {"line": 1}),
    ("text,limit\n4,≤ 5\n".encode("cp1250", "replace") + b"\x80", ChallengeFileBroken, {"line": 3}),
    (b"text,limit\n4,< 5\n5,<\x005\n", ChallengeFileBroken, {"line": 3}),
    (b'text,limit\n4,"< 5\n5,< 5\n', ChallengeFileBroken, {"line": 2}),
    (b'text,limit\n4,"< 5"x\n5,< 5\n', ChallengeFileBroken, {"line": 2}),
    (b"text,limit\n4," + b"9" * 200_000 + b"\n", ChallengeFileBroken, {"line": 2}),
    (b"text,limit\n4,< 5\n5\n", CellsDiffer, {"line": 3, "found": 1, "wanted": 2}),
    (b"text,limit\n4,< 5\n5,< 5,x\n", CellsDiffer, {"line": 3, "found": 3, "wanted": 2}),
    (b"text,limit\n4,9,< 5\n", CellsDiffer, {"line": 2, "found": 3, "wanted": 2}),
    (b"text,limit\n4;< 5\n", CellsDiffer, {"line": 2, "found": 1, "wanted": 2}),
    (b"text,limit,text\n4,< 5,4\n", ColumnTwice, {"text": "text"}),
    (b"text,limit,note,note\n4,< 5,,\n", ColumnTwice, {"text": "note"}),
    (b"text,limit,expected,expected_verdict\n4,< 5,OUT,MEETS\n", ColumnTwice, {"text": "expected_verdict"}),
    (b"text,limit,expected_verdict,expected\n4,< 5,OUT,MEETS\n", ColumnTwice, {"text": "expected_verdict"}),
    (b"text,limits\n4,< 5\n", ColumnUnknown, {"text": "limits"}),
    (b"text,limit,\n4,< 5,\n", ColumnUnknown, {"text": ""}),
    (b"Text,limit\n4,< 5\n", ColumnUnknown, {"text": "Text"}),
    (b"text,limit,expected_verdikt\n4,< 5,OUT\n", ColumnUnknown, {"text": "expected_verdikt"}),
    (b"text\tlimit\n4\t< 5\n", ColumnUnknown, {"text": "text[U+0009]limit"}),
    (b"text\n4\n", ColumnMissing, {"column": "limit"}),
    (b"limit\n< 5\n", ColumnMissing, {"column": "text"}),
]


@pytest.mark.parametrize(("content", "error", "fields"), BROKEN)
def test_a_file_that_is_wrong_anywhere_is_refused_and_says_where(
    content: bytes, error: type[Exception], fields: dict[str, object]
) -> None:
    with pytest.raises(WRONG_FILE) as refused:
        read_table(content, READINGS)
    assert type(refused.value) is error
    assert refused.value.values().items() >= fields.items()


def test_an_unknown_column_names_those_there_are() -> None:
    with pytest.raises(ColumnUnknown) as refused:
        table("text,limits\n4,< 5\n")
    for name in ("text", "limit", "rounding", "expected", "expected_compared", "note…"):
        assert name in refused.value.columns.split(", ")
