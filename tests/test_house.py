"""The house rules, held against the whole tree; tests/house shows that each check finds what it is there to find."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.house import (
    comments,
    exactness,
    forms,
    languages,
    said,
    sentences,
    sizes,
    sources,
    translations,
    tree,
    waiting,
    wheel,
)

ROOT = Path(__file__).parents[1]


def holds(defects: list[str]) -> None:
    assert not defects, "\n" + "\n".join(defects)


@pytest.mark.parametrize(
    "some",
    [
        "carbench/operations/*.py",
        "carbench/ui/pages/*.py",
        "forms/*.ui",
        "resources/products/*.toml",
        "resources/styles/*.toml",
        "resources/texts/*.toml",
        "resources/translations/*.qm",
    ],
)
def test_there_is_something_to_check(some: str) -> None:
    assert any(ROOT.glob(some))


def test_modules_and_functions_are_small_and_shallow() -> None:
    holds(sizes.defects(ROOT))


def test_forms_say_where_things_are_and_nothing_else() -> None:
    holds(forms.defects(ROOT))


def test_every_form_has_one_owner() -> None:
    holds(forms.ownership(ROOT))


def test_nothing_waits_for_a_fixed_time() -> None:
    holds(waiting.defects(ROOT))


def test_no_reading_is_ever_a_float() -> None:
    holds(exactness.defects(ROOT))


def test_the_wheel_carries_what_is_tracked_and_nothing_else(tmp_path: Path) -> None:
    holds(wheel.defects(ROOT, tmp_path))


def test_every_limit_names_its_source() -> None:
    holds(sources.defects(ROOT))


def test_every_sentence_stands_in_the_texts_or_on_a_form() -> None:
    holds(sentences.defects(ROOT))


def test_every_sentence_is_there_in_every_language() -> None:
    holds(languages.defects(ROOT))


def test_every_form_is_translated() -> None:
    holds(translations.defects(ROOT))


def test_every_key_that_is_said_has_its_sentence() -> None:
    holds(said.keys(ROOT))


def test_every_error_has_its_sentence() -> None:
    holds(said.errors(ROOT))


def test_every_member_that_is_said_has_its_sentence() -> None:
    holds(said.members(ROOT))


def test_every_duty_and_field_has_its_name() -> None:
    holds(said.named(ROOT))


@pytest.mark.parametrize("exempt", [(exactness, "DRAWN"), (exactness, "NO_READINGS"), (sentences, "ALLOWED")])
def test_every_exemption_is_still_needed(exempt: tuple[ModuleType, str], monkeypatch: pytest.MonkeyPatch) -> None:
    module, name = exempt
    exempted = getattr(module, name)
    monkeypatch.setattr(module, name, {})
    found = "\n".join(module.defects(ROOT))
    for key in exempted:
        assert (key if isinstance(key, str) else key[0]) in found


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_word_said_to_be_the_same_is_the_same(language: str) -> None:
    same = set(tree.texts(ROOT, "en").values()) & set(tree.texts(ROOT, language).values())
    assert languages.SAME[language] <= same
    assert translations.SAME[language] <= {text for _, text, _ in translations.on_forms(ROOT)}


def test_nothing_is_left_for_a_reader_to_trip_over() -> None:
    holds(comments.defects(ROOT))
