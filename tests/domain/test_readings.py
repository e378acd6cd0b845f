"""A typed number is read exactly as release.md section 12 says, or refused; nothing is guessed."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.errors import (
    BenchError,
    ExactReadingDue,
    NotAReading,
    NothingTyped,
    OutsidePossible,
    WrongSeparator,
)
from carbench.domain.measure import Censor, Range, Unit, read, shown
from tests.domain.lines import HUNDRED, PERCENT

BELOW_ZERO = Range(low=Decimal(-200), high=Decimal(60))
GRAMMAR = re.compile(r"(<|≤|<=|>|≥|>=)?[ ]?[0123456789]+([.][0123456789]+)?")
"""Written out again from release.md section 12, for values that cannot go below zero."""

EXAMPLES = settings(deadline=None, max_examples=200)


def value(text: str, separator: str = ".", possible: Range | None = None) -> Decimal:
    return read(text, unit=PERCENT, separator=separator, possible=possible).value


@pytest.mark.parametrize(
    ("text", "censor"),
    [
        ("0.5", Censor.EXACT),
        ("<0.5", Censor.BELOW),
        ("< 0.5", Censor.BELOW),
        ("≤0.5", Censor.AT_MOST),
        ("≤ 0.5", Censor.AT_MOST),
        ("<=0.5", Censor.AT_MOST),
        ("<= 0.5", Censor.AT_MOST),
        (">0.5", Censor.ABOVE),
        ("> 0.5", Censor.ABOVE),
        ("≥0.5", Censor.AT_LEAST),
        (">= 0.5", Censor.AT_LEAST),
    ],
)
def test_a_reading_keeps_its_sign(text: str, censor: Censor) -> None:
    reading = read(text, unit=PERCENT, separator=".")
    assert (reading.censor, reading.value, reading.text, reading.unit) == (censor, Decimal("0.5"), text, PERCENT)


@pytest.mark.parametrize(("text", "separator"), [("94.5", "."), ("94,5", ",")])
def test_the_separator_of_the_language_is_read(text: str, separator: str) -> None:
    assert value(text, separator) == Decimal("94.5")


@pytest.mark.parametrize(("text", "separator"), [("94,5", "."), ("94.5", ","), ("1,000", "."), ("1.000", ",")])
def test_the_separator_of_another_language_is_refused_and_never_guessed(text: str, separator: str) -> None:
    with pytest.raises(WrongSeparator) as refused:
        value(text, separator)
    assert refused.value.values() == {"text": text, "separator": separator}


@pytest.mark.parametrize("ends", [" ", "\t", "\u00a0", " \t\u00a0 "])
def test_blanks_at_the_ends_are_removed(ends: str) -> None:
    assert read(f"{ends}< 94.5{ends}", unit=PERCENT, separator=".").text == "< 94.5"


@pytest.mark.parametrize("text", ["", " ", "\t", "\u00a0 \t"])
def test_nothing_typed_is_not_zero(text: str) -> None:
    with pytest.raises(NothingTyped):
        value(text)


@pytest.mark.parametrize(
    "text",
    [
        *("nan", "NaN", "inf", "-inf", "Infinity", "1e400", "1E5", "1e-3", "1_000", "0x10", "1/2"),
        *(
            "1 000",
            "1\u00a0000",
            "1\u202f000",
            "1'000",
            "1.000.000",
            "1,000.5",
            "<  5",
            "< <5",
            "5 <",
            "5<",
            "=5",
            "~5",
        ),
        *("+5", "5 %", "5%", "5 mL", "5.", ".5", ".", "<", "≤", "5 .1", "5. 1", "«5»"),
        *("\u2212 5", "\u22125", "\u20135", "--5", "- 5", "-< 5"),
        *("９４", "９4", "٩٤", "۵", "५", "²", "½", "Ⅳ", "9\u200b4", "\u200e94", "94\u200d", "94\ufeff"),
        *("94\n", "\n94", "94\r\n", "94\x0b", "94\x00", "94\u2028", "\u300094", "94\u2009"),
    ],
)
def test_what_is_not_a_number_of_the_grammar_is_refused(text: str) -> None:
    for separator in ".,":
        with pytest.raises((NotAReading, WrongSeparator)):
            value(text, separator, BELOW_ZERO)


@pytest.mark.parametrize("text", ["94\n", "\u200e94", "94\x00"])
def test_a_refusal_names_the_character_nobody_sees(text: str) -> None:
    with pytest.raises(NotAReading) as refused:
        value(text)
    assert refused.value.text.isprintable()
    assert "[U+" in refused.value.text


def test_sixty_four_characters_are_a_reading_and_sixty_five_are_a_stuck_key() -> None:
    assert value("9" * 64) == Decimal("9" * 64)
    with pytest.raises(NotAReading) as refused:
        value("9" * 65)
    assert refused.value.text == "9" * 40 + "…"


def test_forty_digits_are_kept_to_the_last() -> None:
    text = "0.1234567890123456789012345678901234567891"
    assert str(value(text)) == text


@pytest.mark.parametrize("text", ["-5", "-0", "-0.0", "< -0"])
@pytest.mark.parametrize("possible", [None, HUNDRED])
def test_a_minus_is_read_only_where_the_test_can_go_below_zero(text: str, possible: Range | None) -> None:
    with pytest.raises((NotAReading, OutsidePossible)):
        value(text, possible=possible)


def test_a_temperature_may_be_below_zero() -> None:
    assert value("-150.5", possible=BELOW_ZERO) == Decimal("-150.5")
    assert read("< -150", unit=Unit(name="°C"), separator=".", possible=BELOW_ZERO).censor is Censor.BELOW


@pytest.mark.parametrize("text", ["0", "100", "100.0", "0.000"])
def test_the_ends_of_what_is_possible_are_possible(text: str) -> None:
    assert value(text, possible=HUNDRED) == Decimal(text)


@pytest.mark.parametrize("text", ["100.1", "945", "> 101", "100.0000000000000000000000000000000000001"])
def test_what_a_test_cannot_give_is_refused_as_typed(text: str) -> None:
    with pytest.raises(OutsidePossible) as refused:
        value(text, possible=HUNDRED)
    assert refused.value.values() == {"text": text, "low": "0", "high": "100"}


@pytest.mark.parametrize("text", ["< 0", "> 100", "<0.0", ">100.00"])
def test_a_signed_reading_that_allows_no_possible_value_is_refused(text: str) -> None:
    with pytest.raises(OutsidePossible):
        value(text, possible=HUNDRED)


@pytest.mark.parametrize("text", ["≤ 0", "≥ 100", "> 0", "< 100"])
def test_a_signed_reading_that_allows_one_possible_value_is_read(text: str) -> None:
    read(text, unit=PERCENT, separator=".", possible=HUNDRED)


@pytest.mark.parametrize("text", ["< 94", "≤94", ">= 94", "> 94"])
def test_where_an_exact_value_is_due_a_sign_is_refused(text: str) -> None:
    with pytest.raises(ExactReadingDue) as refused:
        read(text, unit=PERCENT, separator=".", exact=True)
    assert refused.value.text == text
    assert read("94", unit=PERCENT, separator=".", exact=True).value == Decimal(94)


def test_the_range_is_said_with_the_separator_of_the_language() -> None:
    with pytest.raises(OutsidePossible) as refused:
        value("9,5", ",", Range(low=Decimal("0.5"), high=Decimal("7.5")))
    assert (refused.value.low, refused.value.high) == ("0,5", "7,5")


@EXAMPLES
@given(st.text(alphabet="0123456789.,<>≤≥=-+ eE_%\u00a0\t\n\u2212٣４", max_size=12) | st.text(max_size=12))
def test_a_text_is_read_exactly_if_it_is_of_the_grammar(text: str) -> None:
    bare = text.strip(" \t\u00a0")
    try:
        reading = read(text, unit=PERCENT, separator=".")
    except BenchError:
        assert GRAMMAR.fullmatch(bare) is None
    else:
        assert GRAMMAR.fullmatch(bare)
        assert str(reading.value) == str(Decimal(bare.lstrip("<>≤≥= ")))


@EXAMPLES
@given(st.decimals(min_value=0, max_value=10**20, places=20), st.sampled_from(".,"))
def test_every_digit_that_was_typed_is_in_the_reading(number: Decimal, separator: str) -> None:
    text = f"{abs(number):f}"
    assert f"{value(text.replace('.', separator), separator):f}" == text


@EXAMPLES
@given(st.text())
def test_a_refusal_can_be_shown_in_one_line(text: str) -> None:
    assert shown(text).isprintable()
    assert len(shown(text)) <= 41
