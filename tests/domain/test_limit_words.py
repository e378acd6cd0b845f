"""A limit and the reason of a verdict, in the words of three languages."""

from dataclasses import replace

import pytest

from carbench.domain.facts import FACTS
from carbench.domain.judging import Cause, Judgement, judge
from carbench.domain.limit_words import cause_in_words, limit_in_words
from carbench.domain.specification import BoundKind, TestKind, Verdict
from carbench.texts import LANGUAGES, texts_in
from tests.domain.lines import (
    STERILITY,
    bag,
    bound,
    computed,
    either,
    facts,
    line,
    made,
    named,
    one_of,
    product,
    typed,
    within,
)

K = BoundKind
LIMIT = "5 * patient.weight * infusion.hours / infusion.volume"
ENDOTOXIN = line(made(K.AT_MOST, LIMIT))


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (line(bound(K.AT_LEAST, "70")), "≥ 70 %"),
        (line(bound(K.MORE_THAN, "6.80"), bound(K.AT_MOST, "7.6")), "> 6.80 % and ≤ 7.6 %"),
        (line(within("100", "12.5")), "100 % ± 12.5 %"),
        (
            line(*either([bound(K.BELOW, "1")], [bound(K.AT_LEAST, "5"), bound(K.AT_MOST, "9")])),
            "< 1 % or (≥ 5 % and ≤ 9 %)",
        ),
        (
            line(bound(K.BELOW, "9"), *either([bound(K.BELOW, "1")], [within("5", "20")])),
            "< 9 % and (< 1 % or 5 % ± 20 %)",
        ),
        (ENDOTOXIN, "≤ (5 × weight × hours of infusion (at least 1) ÷ volume given together) %"),
        (replace(line(), kind=TestKind.DECLARED), "stated, no limit"),
        (STERILITY, "no growth"),
        (one_of("x", "a", "b"), "a or b"),
        (computed("x", "a / (1.5 + max(b, 2))", bound(K.BELOW, "5")), "< 5 %, calculated from a ÷ (1.5 + max(b; 2))"),
    ],
)
def test_a_limit_is_said_with_every_part_it_has(test: object, said: str) -> None:
    assert limit_in_words(test, texts_in("en")) == said  # type: ignore[arg-type]


def test_numbers_of_a_formula_have_the_separator_of_the_language() -> None:
    test = computed("x", "a * 1.5", bound(K.BELOW, "0.5"))
    assert limit_in_words(test, texts_in("fr")) == "< 0,5 %, calculé à partir de a × 1,5"


def test_the_limit_of_this_patient_is_said_as_the_number_it_is() -> None:
    whole, part = (facts(bag("1", volume), weight="70") for volume in ("100", "96"))
    assert limit_in_words(ENDOTOXIN, texts_in("en"), facts=whole).startswith("≤ 3.5 % = 5 × weight")
    assert limit_in_words(ENDOTOXIN, texts_in("de"), facts=part).startswith("≤ 3,64583… % = 5 × Gewicht")
    dose = line(made(K.WITHIN_PERCENT, "order.dose", percent="20"))
    assert limit_in_words(dose, texts_in("en"), facts=whole) == "1 % ± 20 % = dose ordered"


def test_other_lines_are_called_by_their_titles_where_the_product_is_known() -> None:
    first = replace(named("a", line(bound(K.BELOW, "1"))), title={"en": "First", "fr": "Premier", "de": "Erste"})
    tests = (first, one_of("x", "a", "a"), computed("y", "a * 2", bound(K.BELOW, "5")))
    known = product(*tests)
    assert limit_in_words(tests[1], texts_in("de"), product=known) == "Erste oder Erste"
    assert "Premier × 2" in limit_in_words(tests[2], texts_in("fr"), product=known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_and_every_fact_has_its_words(language: str) -> None:
    words = texts_in(language)
    test = line(bound(K.AT_LEAST, "70"))
    said = [cause_in_words(Judgement(verdict=Verdict.OUT, cause=c, about="patient.weight"), test, words) for c in Cause]
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said)
    assert len(set(said)) == len(Cause)
    assert all(words.say(f"fact.{name}") for name in FACTS)


def test_a_cause_says_what_it_is_about() -> None:
    words = texts_in("en")
    test = line(bound(K.AT_LEAST, "70"), made(K.AT_MOST, LIMIT))
    assert cause_in_words(judge(test, typed("69")), test, words) == "It is beyond the limit ≥ 70 %."
    missing = cause_in_words(judge(test, typed("80")), test, words)
    assert missing == "It cannot be worked out: hours of infusion (at least 1) is not known."
    assert cause_in_words(judge(STERILITY, "growth"), STERILITY, words) == "The outcome is growth."
