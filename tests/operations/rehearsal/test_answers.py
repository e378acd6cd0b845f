"""Decisions on record and decisions only asked are told apart, and expectations that fail are named."""

import pytest

from carbench.operations.rehearsal.case import Word
from carbench.operations.rehearsal.plain import plain_case
from carbench.operations.rehearsal.report import report
from carbench.texts import LANGUAGES, texts_in
from tests.operations.rehearsal.conftest import Rehearse


def test_what_nobody_decided_is_asked(play: Rehearse) -> None:
    played = play('[nominal]\nuntil = "reviewed"')
    assert played.provisional is not None
    assert (played.provisional.word, played.provisional.taken, played.provisional.number) == (Word.GRANTED, False, "")


def test_what_was_certified_is_granted_by_its_number_and_not_too_late(play: Rehearse) -> None:
    answer = play('[nominal]\nuntil = "certified"').provisional
    assert answer is not None
    assert (answer.word, answer.taken, answer.standing) == (Word.GRANTED, True, "stands")
    assert answer.number == "DEMO-P-2026-0001"
    assert answer.words == ()


def test_what_was_refused_keeps_the_reasons_it_was_refused_for(play: Rehearse) -> None:
    text = '[nominal]\nuntil = "reviewed"\nresults = { viability = "60" }\n[[acts]]\nact = "refuse"\n'
    answer = play(f'{text}[[acts]]\nact = "clear_line"').provisional
    assert answer is not None
    assert (answer.word, answer.taken, answer.number) == (Word.NOT_GRANTED, True, "DEMO-R-2026-0001")
    assert answer.words == ("RESULT_OUT viability",)


def test_a_suspended_certificate_was_granted_and_says_that_it_does_not_stand(play: Rehearse) -> None:
    answer = play('[nominal]\nuntil = "certified"\n[[acts]]\nact = "suspend_certificate"').provisional
    assert answer is not None
    assert (answer.word, answer.standing) == (Word.GRANTED, "suspended")


@pytest.mark.parametrize(
    ("expect", "where", "expected", "found"),
    [
        ('stage = "filled"', "stage", "filled", "received"),
        ('provisional = "GRANTED"', "provisional", "GRANTED", "NOT_GRANTED"),
        ('final_reasons = ["PENDING x"]', "final_reasons", "PENDING x", "NO_PROVISIONAL; "),
        ('final_reasons_among = ["PENDING x"]', "final_reasons_among", "PENDING x", "NO_PROVISIONAL; "),
        ('verdicts = { viability = "OUT" }', "verdicts.viability", "OUT", "PENDING"),
        ('verdicts = { nonsense = "OUT" }', "verdicts.nonsense", "OUT", "–"),
        ('values = { viability = "70" }', "values.viability", "70", "–"),
        ('values = { dose_per_kg = "70" }', "values.dose_per_kg", "70", "–"),
        ("suspended = true", "suspended", "true", "false"),
        ('expiry = "2026-03-24 08:00 +01:00"', "expiry", "2026-03-24 08:00 +01:00", "–"),
        ('holds = ["H"]', "holds", "H", "–"),
        ('register = ["P"]', "register", "P", "–"),
        ('deviations = { D = "open" }', "deviations.D", "open", "–"),
        ('bags = { B = "released ward infused" }', "bags.B", "released ward infused", "–"),
    ],
)
def test_an_expectation_that_fails_is_named_with_what_was_found(
    play: Rehearse, expect: str, where: str, expected: str, found: str
) -> None:
    (mismatch,) = play(f'[nominal]\nuntil = "received"\n[expect]\n{expect}').mismatches
    assert (mismatch.where, mismatch.expected) == (where, expected)
    assert mismatch.found.startswith(found)


def test_a_refusal_nobody_expected_and_one_that_does_not_come_are_named(play: Rehearse) -> None:
    count = '[[acts]]\nact = "take_count"\nconcentration = "1.02"\nvolume = "100"\n'
    played = play(f'[nominal]\nuntil = "received"\n{count}by = "adam"\n{count}refused = "duty_refused"')
    assert [(m.where, m.expected, m.found) for m in played.mismatches] == [
        ("acts[1]", "recorded", "refused duty_refused"),
        ("acts[2]", "refused duty_refused", "recorded"),
    ]


def test_an_act_that_speaks_of_one_that_was_refused_is_refused_and_breaks_nothing(play: Rehearse) -> None:
    weighed = '[[acts]]\nact = "measure_weight"\nweight = "7000"\ncalled = "weighing"\n'
    played = play(f'[nominal]\nuntil = "filled"\n{weighed}[[acts]]\nact = "countersign_check"\nentry = "weighing"')
    assert [m.where for m in played.mismatches] == ["acts[1]", "acts[2]"]


def test_a_nominal_act_that_is_refused_is_named(play: Rehearse) -> None:
    played = play('[nominal]\nuntil = "certified"\nresults = { viability = "" }')
    assert [(m.where, m.found) for m in played.mismatches] == [
        ("nominal.certify_provisional", "refused not_certifiable"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_the_same_in_every_language_and_sentences_are_not(play: Rehearse, language: str) -> None:
    texts = texts_in(language)
    played = play('[nominal]\nuntil = "checked"\nresults = { viability = "60" }')
    said = report(played, texts)
    assert "RESULT_OUT viability" in said
    assert texts.say("reason.REVIEW_MISSING", about="").strip() in said
    assert texts.say("rehearse.as_expected") in said
    plain = plain_case(played, texts)
    assert plain["provisional"]["word"] == "NOT_GRANTED"
    line = next(line for line in plain["lines"] if line["test"] == "viability")
    assert line["final_verdict"] == "OUT"
    assert line["title"] == texts.wording(played.stands.batch.product.test("viability").title)  # type: ignore[union-attr]
