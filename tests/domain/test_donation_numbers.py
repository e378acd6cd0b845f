"""Donation numbers: published check characters, and what a slip of the fingers cannot do."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest

from carbench.domain.code_errors import CodeCannotCarry, NotAFacility
from carbench.domain.errors import BenchError, CheckCharacterWrong, FieldEmpty, NotADonationNumber, NotAnIdentifier
from carbench.domain.identifiers import (
    CHARACTERS,
    DONATION,
    check_character,
    check_flags,
    grouped,
    read_chain_of_identity,
    read_donation_number,
    read_facility,
    verify_flags,
)

PUBLISHED = {
    "A999921123456": "3",  # ST-001 v6.2.2 Figure 2
    "A999917123456": "9",  # ICCBBA IG-033 v1.2.0 Figure 1
    "G123417654321": "A",  # ICCBBA IG-033 v1.2.0 section 3.3
    "A999916123456": "Q",  # ICCBBA IN-015, 6th edition 2018
    "G123498654321": "H",  # UK Red Book Annexe 2
    "C000307001466": "6",  # a document of isbt128.org
}
FIRST = "ABCDEFGHIJKLMNPQRSTUVWXYZ123456789"
"""No O: it would be taken for zero. release.md section 12, Codes."""

SEED = 20260310


def numbers(count: int) -> Iterator[str]:
    draw = Random(SEED)  # noqa: S311 - the same numbers on every machine
    for _ in range(count):
        yield (draw.choice(FIRST) + "".join(draw.choices(FIRST + "0", k=2)) + "".join(draw.choices("0123456789", k=10)))


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_published_check_characters_come_out(number: str) -> None:
    assert check_character(number) == PUBLISHED[number]
    assert read_donation_number(f"{number}{PUBLISHED[number]}") == number


def test_any_wrong_character_in_any_place_is_caught() -> None:
    for number in numbers(150):
        right = check_character(number)
        for place in range(13):
            others = set(CHARACTERS[:36]) - {number[place]}
            assert right not in {check_character(number[:place] + c + number[place + 1 :]) for c in others}


def test_one_wrong_character_in_each_place_of_ten_thousand_numbers_is_caught() -> None:
    draw = Random(SEED + 1)  # noqa: S311 - the same slips on every machine
    for number in numbers(10_000):
        right = check_character(number)
        for place in range(13):
            wrong = draw.choice(CHARACTERS[:36].replace(number[place], ""))
            assert check_character(number[:place] + wrong + number[place + 1 :]) != right


def test_every_single_slip_in_ten_thousand_numbers_moves_the_sum() -> None:
    # All 13 × 35 of them: at each place the sum moves by (a - b) × 2^k, and 37 divides neither a difference
    # below 37 nor a power of two. The places are weighed once, the numbers then only have to agree with the weights.
    weights = [pow(2, 13 - place, 37) for place in range(13)]
    assert all(difference * weight % 37 for weight in weights for difference in range(1, 37))
    for number in numbers(10_000):
        values = [CHARACTERS.index(character) for character in number]
        total = sum(value * weight for value, weight in zip(values, weights, strict=True))
        assert CHARACTERS[(38 - total) % 37] == check_character(number)


def test_a_slip_in_ten_thousand_typed_numbers_is_refused_by_its_form_or_by_its_check_character() -> None:
    draw = Random(SEED + 2)  # noqa: S311 - the same slips on every machine
    for number in numbers(10_000):
        place, check = draw.randrange(13), check_character(number)
        wrong = number[:place] + draw.choice(CHARACTERS[:36].replace(number[place], "")) + number[place + 1 :]
        with pytest.raises(CheckCharacterWrong if DONATION.fullmatch(wrong) else NotADonationNumber):
            read_donation_number(wrong + check)


def test_every_swap_of_unlike_neighbours_in_ten_thousand_numbers_is_caught() -> None:
    # All of them: two neighbours weigh 2^k and 2^(k+1), so a swap moves the sum by (a - b) × 2^k, never 0 modulo 37.
    caught = 0
    for number in numbers(10_000):
        right = check_character(number)
        for place, (a, b) in enumerate(pairwise(number)):
            swapped = number[:place] + b + a + number[place + 2 :]
            assert a == b or check_character(swapped) != right
            caught += a != b
    assert caught > 100_000


def test_a_swap_of_the_last_digit_and_the_check_character_is_caught() -> None:
    for number in numbers(10_000):
        right = check_character(number)
        assert right == number[-1] or check_character(number[:-1] + right) != number[-1]


def test_every_check_character_is_given_to_somebody() -> None:
    assert {check_character(number) for number in numbers(2000)} == set(CHARACTERS)


def test_a_number_is_printed_in_groups_with_its_boxed_character_and_read_back() -> None:
    assert grouped("A999921123456") == "A9999 21 123 456 [3]"
    assert read_donation_number("A9999 21 123 456 3") == "A999921123456"


@pytest.mark.parametrize("text", ["a999921123456", " A999921123456\t", "A9999 21 123456", "a999916123456q"])
def test_a_number_is_read_in_capitals_without_blanks(text: str) -> None:
    assert read_donation_number(text) == text.strip().replace(" ", "").upper()[:13]


def test_the_check_character_may_be_left_out_but_not_be_wrong() -> None:
    for wrong in CHARACTERS.replace("3", ""):
        with pytest.raises(CheckCharacterWrong):
            read_donation_number(f"A999921123456{wrong}")


@pytest.mark.parametrize("character", ["!", "É", "٣", "=", "-"])
def test_what_is_no_check_character_is_refused(character: str) -> None:
    with pytest.raises((CheckCharacterWrong, NotADonationNumber)):
        read_donation_number(f"A999921123456{character}")


@pytest.mark.parametrize(
    "text",
    [
        *("A99992112345", "A99992112345633", "O999921123456", "0999921123456", "AO99921123456", "A9O9921123456"),
        *("A999O21123456", "A9999 21-123456", "=A99992112345600", "A99992112345٦", "ſ999921123456", "Ａ999921123456"),
        "ß99921123456",
    ],
)
def test_what_is_no_donation_number_is_refused(text: str) -> None:
    with pytest.raises(NotADonationNumber):
        read_donation_number(text)


@pytest.mark.parametrize("text", ["", "  ", "A9999\u200b21123456", "A999921123456\n"])
def test_nothing_and_what_nobody_sees_is_refused(text: str) -> None:
    with pytest.raises(BenchError) as refused:
        read_donation_number(text)
    assert isinstance(refused.value, FieldEmpty) == (not text.strip())


@pytest.mark.parametrize("number", PUBLISHED)
def test_the_flags_of_a_published_number_are_sixty_and_its_check_value(number: str) -> None:
    flags = check_flags(number)
    assert int(flags) == 60 + CHARACTERS.index(PUBLISHED[number])
    assert verify_flags(number, flags)


def test_of_the_flags_that_carry_a_check_only_one_is_right() -> None:
    assert verify_flags("A999921123456", "63")
    for flags in (str(flags) for flags in range(60, 97) if flags != 63):
        with pytest.raises(CheckCharacterWrong):
            verify_flags("A999921123456", flags)


def test_flags_below_sixty_prove_nothing() -> None:
    assert not any(verify_flags("A999921123456", f"{flags:02d}") for flags in range(60))


@pytest.mark.parametrize("flags", ["97", "98", "99", "A1", "1A", "", "6", "063", "6٣", "-1"])
def test_flags_that_are_not_given_out_are_refused(flags: str) -> None:
    with pytest.raises(CodeCannotCarry):
        verify_flags("A999921123456", flags)


def test_a_facility_and_a_chain_of_identity_are_read_as_they_stand() -> None:
    assert read_facility("A9999") == "A9999"
    assert read_facility("ABC12") == "ABC12"
    assert read_chain_of_identity("CHA999925000123") == "CHA999925000123"
    assert read_chain_of_identity("CHABC1225A0012Z") == "CHABC1225A0012Z"


@pytest.mark.parametrize("text", ["", "a9999", "O9999", "0999A", "AO999", "A9O99", "A999", "A99999", "A9999 ", "A99٩9"])
def test_what_is_no_facility_is_refused(text: str) -> None:
    with pytest.raises(NotAFacility):
        read_facility(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "CHA99992500012", "CHA9999250001234", "cha999925000123", "CHO999925000123", "XHA999925000123"),
        *("CHA9999A5000123", "CHA99992500012a", "CHA9999250001-3", "CH A9999 25 000123", "&/CHA999925000123"),
    ],
)
def test_what_is_no_chain_of_identity_is_refused(text: str) -> None:
    with pytest.raises(NotAnIdentifier):
        read_chain_of_identity(text)
