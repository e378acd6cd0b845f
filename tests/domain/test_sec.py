"""The Single European Code: 40 characters, its first 21 alone, and what paper adds. Invented numbers throughout."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbench.domain.code_errors import CodeBroken, CodeCannotCarry, NotACode, NotADay, PartsDoNotFit
from carbench.domain.sec import (
    DonationSequence,
    SingleEuropeanCode,
    read_day,
    read_donation_sequence,
    read_printed_sec,
    read_sec,
    sec_of,
)

CODE = "PL001499Z549917123456A00T041600320181231"
SWEDEN = "SEC01499Z549917123456A00T041600320181231"
"""Begins with SEC of itself."""

SEQUENCE = st.builds(
    DonationSequence,
    country=st.from_regex(r"[A-Z]{2}", fullmatch=True),
    establishment=st.from_regex(r"[A-Z0-9]{6}", fullmatch=True),
    donation=st.from_regex(r"[A-Z0-9]{13}", fullmatch=True),
)
CODES = st.builds(
    SingleEuropeanCode,
    sequence=SEQUENCE,
    coding_system=st.sampled_from("EAB"),
    product=st.from_regex(r"[A-Z0-9]{7}", fullmatch=True),
    split=st.from_regex(r"[A-Za-z0-9]{3}", fullmatch=True),
    expiry=st.none() | st.dates(),
)


@given(CODES)
def test_a_code_is_read_as_it_was_written_bare_printed_and_of_its_parts(code: SingleEuropeanCode) -> None:
    assert len(code.code()) == 40
    assert read_sec(code.code()) == read_printed_sec(code.printed()) == read_printed_sec(code.code()) == code
    assert sec_of(dict(code.parts())) == code


@given(SEQUENCE)
def test_a_donation_sequence_is_read_as_it_was_written(sequence: DonationSequence) -> None:
    assert len(sequence.code()) == 21
    assert read_donation_sequence(sequence.code()) == sequence


def test_a_code_says_its_seven_parts() -> None:
    assert dict(read_sec(CODE).parts()) == {
        "country": "PL",
        "establishment": "001499",
        "donation": "Z549917123456",
        "coding_system": "A",
        "product": "00T0416",
        "split": "003",
        "sec_expiry": "2018-12-31",
    }
    assert read_sec(CODE).expiry == date(2018, 12, 31)


def test_eight_zeros_are_no_expiry_and_nothing_else_is() -> None:
    without = read_sec(CODE[:32] + "00000000")
    assert without.expiry is None
    assert without.code() == CODE[:32] + "00000000"
    with pytest.raises(NotADay):
        sec_of(dict(without.parts()) | {"sec_expiry": ""})


@pytest.mark.parametrize(
    "printed",
    [CODE, f"SEC{CODE}", f"SEC {CODE}", f"SEC:{CODE}", f"SEC: {CODE[:21]} {CODE[21:]}", f"SEC {CODE[:21]} {CODE[21:]}"],
)
def test_what_paper_adds_is_not_part_of_the_code(printed: str) -> None:
    assert read_printed_sec(printed).code() == CODE


def test_a_swedish_code_may_begin_with_sec_of_itself() -> None:
    assert read_sec(SWEDEN).sequence.country == "SE"
    assert read_printed_sec(SWEDEN) == read_printed_sec(f"SEC {SWEDEN}") == read_sec(SWEDEN)
    assert read_printed_sec(f"{SWEDEN[:21]} {SWEDEN[21:]}") == read_sec(SWEDEN)


@pytest.mark.parametrize(
    "text",
    [
        *("", CODE[:39], CODE + "0", f"SEC{CODE}", f"{CODE[:21]} {CODE[21:]}", f" {CODE}", f"{CODE} ", CODE[:21]),
        f"&,4{CODE}",
    ],
)
def test_the_bare_code_is_forty_characters_and_nothing_else(text: str) -> None:
    with pytest.raises(NotACode):
        read_sec(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SEC  {CODE}",
        f"SEC {CODE[:21]}  {CODE[21:]}",
        f"sec {CODE}",
        f"{CODE[:20]} {CODE[20:]}",
        f"SEC{CODE} ",
        f"SEC\t{CODE}",
    ],
)
def test_paper_adds_nothing_else(text: str) -> None:
    with pytest.raises((NotACode, CodeBroken)):
        read_printed_sec(text)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        *((0, "p"), (0, "1"), (1, "É"), (2, "a"), (2, "-"), (8, "z"), (8, " "), (20, "٣"), (21, "C"), (21, "e")),
        *((21, "0"), (22, "a"), (29, "-"), (31, "é"), (32, "A"), (39, "O")),
    ],
)
def test_a_character_of_another_alphabet_is_refused(place: int, wrong: str) -> None:
    with pytest.raises(CodeBroken):
        read_sec(CODE[:place] + wrong + CODE[place + 1 :])


@pytest.mark.parametrize(
    "expiry", ["20180229", "20181301", "20180001", "20180100", "20180431", "00000101", "00000001", "2018-1-1"]
)
def test_an_expiry_that_is_not_on_the_calendar_is_refused(expiry: str) -> None:
    with pytest.raises(CodeBroken) as refused:
        read_sec(CODE[:32] + expiry)
    assert refused.value.part == expiry


@pytest.mark.parametrize("text", ["", CODE[:20], CODE[:22], CODE, f"SEC{CODE[:21]}", f" {CODE[:21]}"])
def test_a_donation_sequence_has_twenty_one_characters(text: str) -> None:
    with pytest.raises(NotACode):
        read_donation_sequence(text)


@pytest.mark.parametrize("text", ["pl" + CODE[2:21], "P1" + CODE[2:21], CODE[:20] + "-", CODE[:7] + " " + CODE[8:21]])
def test_a_donation_sequence_of_another_alphabet_is_refused(text: str) -> None:
    with pytest.raises(CodeBroken):
        read_donation_sequence(text)


def test_parts_a_code_cannot_carry_are_not_written() -> None:
    right = dict(read_sec(CODE).parts())
    wrong = {
        "country": "POL",
        "establishment": "1499",
        "donation": "",
        "coding_system": "EA",
        "product": "a",
        "split": "1",
    }
    for name, value in wrong.items():
        with pytest.raises(CodeCannotCarry):
            sec_of(right | {name: value})
    with pytest.raises(PartsDoNotFit):
        sec_of({name: value for name, value in right.items() if name != "split"})
    with pytest.raises(PartsDoNotFit):
        sec_of(right | {"more": ""})


def test_a_day_is_read_with_or_without_hyphens() -> None:
    assert read_day("2026-02-28") == read_day("20260228") == date(2026, 2, 28)
    for wrong in ("", "2026-02-29", "28.02.2026", "260228", "2026-W09-6", "٢٠٢٦0228"):
        with pytest.raises(NotADay):
            read_day(wrong)
