"""Free text and identifiers: what is on the paper is what is in the record."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.errors import FieldEmpty, NotAnIdentifier, NotPlainText
from carbench.domain.measure import read_identifier, read_text

HIDDEN = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "line feed": "\n",
    "carriage return": "\r",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "null": "\x00",
    "escape": "\x1b",
    "inner tab": "\t",
    "private use": "\ue000",
    "unassigned": "\u0378",
    "lone surrogate": "\ud800",
    "tag": "\U000e0041",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_character_nobody_sees_is_refused_by_its_number(name: str) -> None:
    with pytest.raises(NotPlainText) as refused:
        read_text(f"Nadja{HIDDEN[name]}Nirgendwo", field="patient_name")
    assert refused.value.character == f"U+{ord(HIDDEN[name]):04X}"


def test_text_is_composed_so_that_equal_names_are_equal_bytes() -> None:
    assert read_text("Zoe\u0308 Cafe\u0301", field="patient_name") == "Zoë Café"


@pytest.mark.parametrize("name", ["Ζωή Επινοημένη", "Łukasz Wymyślony", "Nguyễn Thị", "O’Nobody-Niemand", "山田"])
def test_a_name_of_any_script_is_kept(name: str) -> None:
    assert read_text(f" {name}\t", field="patient_name") == name


@pytest.mark.parametrize("text", ["", " ", "\t\u00a0"])
def test_an_empty_field_is_refused_unless_it_may_be_empty(text: str) -> None:
    with pytest.raises(FieldEmpty) as refused:
        read_text(text, field="prescriber")
    assert refused.value.field == "prescriber"
    assert read_text(text, field="reason", optional=True) == ""


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=20))
def test_text_that_was_read_is_read_the_same_again(text: str) -> None:
    try:
        once = read_text(text, field="reason", optional=True)
    except NotPlainText:
        return
    assert read_text(once, field="reason", optional=True) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("text", ["B-0042", "7", "PX-42", "a-", "B0042"])
def test_letters_digits_and_hyphens_are_an_identifier(text: str) -> None:
    assert read_identifier(f" {text} ", field="batch_id") == text


@pytest.mark.parametrize(
    "text", ["-B", "B_42", "B 42", "B/42", "B.42", "É42", "В-0042", "B\u2011042", "B\u201342", "B٤٢", "*"]
)
def test_anything_else_is_no_identifier(text: str) -> None:
    with pytest.raises(NotAnIdentifier):
        read_identifier(text, field="batch_id")


def test_an_identifier_hides_nothing() -> None:
    with pytest.raises(NotPlainText):
        read_identifier("B-00\u200b42", field="batch_id")
