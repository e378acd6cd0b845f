"""Every sentence a person can meet, in every language, with the separators and plurals of that language."""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import get_args, get_type_hints

import pytest

from carbench import domain
from carbench.domain import act_errors, record_errors
from carbench.domain.acts import ACTS, Conclusion, Fate
from carbench.domain.bags import BagStatus, Place
from carbench.domain.duties import DUTIES, FINER
from carbench.domain.errors import BenchError, DutyRefused, FieldEmpty, NotCertifiable, StepNotReady
from carbench.domain.measure import Reading, Unit, read
from carbench.domain.moment import Moment
from carbench.domain.people import Meaning, Role, Signature
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.specification import Severity, Verdict
from carbench.domain.stages import Decision, Stage
from carbench.domain.switches import OFF, ON, SETTINGS
from carbench.texts import LANGUAGES, SEPARATORS, on_screen, texts_in

SPECIAL = {
    "roles": "operator qc_analyst",
    "duty": "take_count",
    "field": "batch_id",
    "step": "culture",
    "decision": "release_bag",
    "conclusion": "INCOMPLETE",
    "reasons": "RESULT_OUT, EXPIRED",
}
"""Fields that name something the texts have a word for."""


def errors(kind: type[BenchError] = BenchError) -> Iterator[type[BenchError]]:
    for below in kind.__subclasses__():
        yield below
        yield from errors(below)


for module in pkgutil.iter_modules(domain.__path__):
    import_module(f"{domain.__name__}.{module.name}")  # an error is found once its module is there
KINDS = sorted(set(errors()), key=lambda kind: kind.kind)
WHOLE = {Reading, Moment, Signature}
"""What the trail says as one thing; of everything else an act holds, each field is said by itself."""


def held(kind: type) -> Iterator[tuple[str, object]]:
    """Give every field an act holds, with its type, those of what stands inside it too."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        yield field.name, hints[field.name]
        inside = (kind for kind in kinds(hints[field.name]) if is_dataclass(kind) and kind not in WHOLE)
        yield from (pair for kind in inside for pair in held(kind))


def kinds(hint: object) -> Iterator[type]:
    """Give every class a type is made of: of `tuple[Role, ...] | None` also Role."""
    if isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from kinds(inner)


HELD = [pair for act in ACTS.values() for pair in held(act)]
SHOWN = {Role, Meaning, Verdict, Decision, Stage, BagStatus, Place, Severity}
SHOWN |= {kind for _, hint in HELD for kind in kinds(hint) if issubclass(kind, Enum)}


def plausible(kind: type[BenchError], number: int = 7) -> BenchError:
    """Make an error with a value in every field that can be found again in its sentence."""
    held = {}
    for field in fields(kind):
        text = SPECIAL.get(field.name, f"the-{field.name}")
        held[field.name] = number if field.type is int else text
    return kind(**held)


def test_there_are_errors_to_say() -> None:
    assert len(KINDS) > 50
    assert {record_errors.StoreBusy, act_errors.DecisionRefused} <= set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_refusal_is_said_in_every_language_as_a_sentence_without_a_gap(
    kind: type[BenchError], language: str
) -> None:
    said = texts_in(language).say(plausible(kind))
    assert re.search(r"[.!?]$", said)
    assert "{" not in said
    assert "  " not in said
    assert len(said.split()) > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_names_what_it_is_about_in_words_of_its_language(language: str) -> None:
    texts = texts_in(language)
    refused = texts.say(DutyRefused(duty="take_count", roles="operator qc_analyst"))
    assert f"{texts.say('role.operator')}, {texts.say('role.qc_analyst')}" in refused
    assert texts.say("duty.take_count") in refused
    assert texts.say("field.patient_name") in texts.say(FieldEmpty(field="patient_name"))
    assert texts.say("step.culture") in texts.say(StepNotReady(step="culture"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_busy_store_names_who_holds_it(language: str) -> None:
    said = texts_in(language).say(record_errors.StoreBusy(holder="bench-2", pid=4711))
    assert "bench-2" in said
    assert "4711" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(SHOWN, key=str), ids=lambda kind: kind.__name__)
def test_every_member_that_is_shown_has_its_word(kind: type[Enum], language: str) -> None:
    texts = texts_in(language)
    words = [texts.say(member) for member in kind]
    assert all(words)
    assert len(set(words)) == len(words)


def test_what_an_act_holds_is_found_however_deep_it_lies() -> None:
    assert {"batch_id", "witness", "attachment_sha256", "old"} <= {name for name, _ in HELD}
    assert {Role, Fate, Conclusion} <= SHOWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_duty_step_and_switch_has_its_words(language: str) -> None:
    texts = texts_in(language)
    keys = {
        *(f"act.{kind}" for kind in ACTS),
        *(f"held.{name}" for name, _ in HELD),
        *(f"duty.{duty}" for duty in DUTIES | FINER),
        *(f"step.{step.value}" for step in StepId),
        *(f"setting.{name}" for name in (*SETTINGS, ON, OFF)),
    }
    assert not sorted(key for key in keys if not texts.sentences.get(key, "").strip())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.value)
def test_every_reason_is_said_with_what_it_is_about_and_without(reason: Reason, language: str) -> None:
    sentence = texts_in(language).sentences[f"reason.{reason.value}"]
    assert re.search(r"[:.][ \u00a0]\{about\}$", sentence)
    assert len(sentence.removesuffix("{about}").strip(" \u00a0:.")) > 5


@pytest.mark.parametrize(("language", "shown"), [("en", "1234567.50"), ("fr", "1234567,50"), ("de", "1234567,50")])
def test_a_number_stands_as_precise_as_it_is_with_one_separator_and_no_others(language: str, shown: str) -> None:
    texts = texts_in(language)
    assert texts.decimal(Decimal("1234567.50")) == shown
    assert texts.decimal(Decimal("1.5E+3")) == "1500"
    assert texts.decimal(Decimal("1E-7")).endswith("0000001")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0.50", "0.50"),
        ("<0.5", "< 0.5"),
        ("< 0.5", "< 0.5"),
        ("<=0.5", "≤ 0.5"),
        (">= 10", "≥ 10"),
        (">3.00", "> 3.00"),
    ],
)
def test_a_reading_keeps_its_sign_and_its_zeros(typed: str, shown: str, language: str) -> None:
    separator = SEPARATORS[language]
    reading = read(typed.replace(".", separator), unit=Unit(name="EU/mL"), separator=separator)
    assert texts_in(language).reading(reading) == shown.replace(".", separator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_and_many_are_said_differently(language: str) -> None:
    texts = texts_in(language)
    one, two, none = (texts.say(NotCertifiable(count=count)) for count in (1, 2, 0))
    assert one.startswith("1 ")
    assert two.startswith("2 ")
    assert two.removeprefix("2") == none.removeprefix("0") != one.removeprefix("1")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["one", "other"])
def test_a_refused_decision_names_the_decision_and_its_reasons(form: str, language: str) -> None:
    sentence = texts_in(language).sentences[f"error.decision_refused.{form}"]
    assert {"{decision}", "{reasons}"} <= set(re.findall(r"\{\w+\}", sentence))
    assert sentence.startswith(texts_in(language).sentences["error.decision_refused.one"].partition("{")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_typed_is_shown_as_it_is_even_with_braces(language: str) -> None:
    said = texts_in(language).say(record_errors.OutputThere(path="/srv/{path}/{0}"))
    assert "/srv/{path}/{0}" in said


def test_a_language_that_is_not_kept_is_no_language() -> None:
    with pytest.raises(KeyError):
        texts_in("xx")


def test_a_key_that_has_no_sentence_is_a_defect_and_not_an_empty_sentence() -> None:
    with pytest.raises(KeyError):
        texts_in("en").say("no.such.key")


def test_a_products_wording_is_written_for_pixels_on_a_screen_and_for_print_on_paper() -> None:
    wording = {"en": "×10⁶ cells/kg", "fr": "×10⁶ cellules/kg", "de": "×10⁶ Zellen/kg"}
    assert on_screen("de").wording(wording) == "×10^6 Zellen/kg"
    assert texts_in("de").wording(wording) == "×10⁶ Zellen/kg"
