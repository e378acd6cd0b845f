"""A case that says what it may not say is refused before anything is played: file, key, and what to write."""

from pathlib import Path

import pytest

from carbench.domain.case_errors import CaseBroken, CaseMissing, CasesMissing
from carbench.domain.errors import BenchError, ProductBroken
from carbench.operations.rehearsal.case import case_files, read_case
from carbench.operations.rehearsal.rehearse import rehearse
from carbench.operations.rehearsal.setting import Shelf
from carbench.texts import LANGUAGES, texts_in

BROKEN = [
    ("", "title", '"…"'),
    ("title = 7", "title", '"…"'),
    ('titel = "x"', "titel", "title"),
    ('title = "x"\nplace = "y"', "place", ""),
    ('title = "x"\nabout = true', "about", '"…"'),
    ('title = "x"\nproduct = "demmo"', "product", "demo"),
    ('title = "x"\nproduct = "nowhere.toml"', "product", '"…/file"'),
    ('title = "x"\n[site]\ndemonstration = "yes"', "site.demonstration", "true | false"),
    ('title = "x"\n[site]\nzone = "Europe/Atlantis"', "site.zone", "Europe/Paris"),
    ('title = "x"\nlanguage = "es"', "language", '"fr"'),
    ('title = "x"\n[who]\nperfomer = "olivia"', "who.perfomer", "performer"),
    ('title = "x"\n[[people]]\nname = "x"', "people[1].roles", '["…"]'),
    ('title = "x"\n[[people]]\nname = "x"\nroles = ["nurse"]', "people[1].roles[1]", '"operator"'),
    ('title = "x"\n[order]\nwheight = "70"', "order.wheight", "weight"),
    ('title = "x"\n[order]\nweight = 70', "order.weight", '"…"'),
    ('title = "x"\n[nominal]\nuntil = "reviwed"', "nominal.until", '"reviewed"'),
    ('title = "x"\n[nominal]\nstarts = "tomorrow"', "nominal.starts", '"2026-03-10"'),
    ('title = "x"\n[nominal]\nwithout = ["take_cuont"]', "nominal.without.take_cuont", "take_count"),
    ('title = "x"\n[nominal.results]\nviabilty = "70"', "nominal.results.viabilty", "viability"),
    ('title = "x"\n[nominal.results]\npotency = "70"', "nominal.results.potency", "viability"),
    ('title = "x"\n[nominal.results]\n"viability.hours" = "2"', "nominal.results.viability.hours", "viability"),
    ('title = "x"\n[nominal.results]\n"sterility_final.hours" = "x"', "nominal.results.sterility_final.hours", '"48"'),
    ('title = "x"\n[nominal.acts.take_count]\nat = "noon"', "nominal.acts.take_count.at", '"+2 h"'),
    ('title = "x"\n[nominal.acts.take_count]\nrefused = "x"', "nominal.acts.take_count.refused", "own_entry"),
    ('title = "x"\n[nominal]\nstarts = "9999-12-25"', "nominal.starts", '"2026-03-10"'),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nhappened = "-999999 d"', "acts[1]", "2199"),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nat = "+999999 d"', "acts[1].at", "2199"),
    (
        'title = "x"\n[nominal]\nuntil = "cultured"\n[nominal.acts.take_count]\nat = "-1 d"',
        "nominal.acts.take_count.at",
        "≥",
    ),
    ('title = "x"\n[nominal.results]\nviability = 70', "nominal.results.viability", '"…"'),
    ('title = "x"\n[nominal.acts.take_cuont]\nvolume = "1"', "nominal.acts.take_cuont", "take_count"),
    ('title = "x"\n[nominal.acts.take_count]\nvolumes = "1"', "nominal.acts.take_count.volumes", "volume"),
    ('title = "x"\nacts = [7]', "acts[1]", "{ … }"),
    ('title = "x"\n[[acts]]\nat = "+1 h"', "acts[1].act", "open_batch"),
    ('title = "x"\n[[acts]]\nact = "take_cuont"', "acts[1].act", "take_count"),
    ('title = "x"\n[[acts]]\nact = "take_count"\nconcentration = "1"', "acts[1].volume", '"…"'),
    ('title = "x"\n[[acts]]\nact = "take_count"\nconcentration = 1.0', "acts[1].concentration", '"…"'),
    ('title = "x"\n[[acts]]\nact = "take_count"\nsecond = "anselm"', "acts[1].second", "concentration"),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nat = "noon"', "acts[1].at", '"+2 h"'),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nat = "+2 weeks"', "acts[1].at", '"+2 h"'),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nat = "expiry"', "acts[1].at", '"+2 h"'),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nat = "2026-03-29 02:30"', "acts[1].at", '"+2 h"'),
    ('title = "x"\n[[acts]]\nact = "open_batch"\n[[acts]]\nact = "wait"\nat = "-1 h"', "acts[2].at", "≥"),
    ('title = "x"\n[[acts]]\nact = "open_batch"\nrefused = "exampel_product"', "acts[1].refused", "example_product"),
    ('title = "x"\n[[acts]]\nact = "set_role"\nname = "olivia"\nroles = "qp"', "acts[1].roles", '["…"]'),
    ('title = "x"\n[[acts]]\nact = "sign_step"\nstep = "filling"', "acts[1].step", '"fill"'),
    ('title = "x"\n[[acts]]\nact = "ask"\nexpect = "YES"', "acts[1].expect", '"GRANTED"'),
    ('title = "x"\n[[acts]]\nact = "ask"\ndecision = "certify"', "acts[1].decision", '"certify_provisional"'),
    ('title = "x"\n[[acts]]\nact = "ask"\nreasons = ["RESULTS_OUT"]', "acts[1].reasons[1]", "RESULT_OUT"),
    ('title = "x"\n[[acts]]\nact = "ask"', "acts[1].act", '"open_batch"'),
    ('title = "x"\n[nominal]\nuntil = "ordered"\n[[acts]]\nact = "ask"\nby = "nobody"', "acts[1].by", "olivia"),
    ('title = "x"\n[nominal]\nuntil = "ordered"\n[who]\nqp = "nobody"', "who.qp", "quentin"),
    ('title = "x"\n[[acts]]\nact = "nominal"\nuntil = "noon"', "acts[1].until", '"ordered"'),
    ('title = "x"\n[[acts]]\nact = "wait"', "acts[1].at", '"…"'),
    ('title = "x"\n[[acts]]\nact = "spoil_record"', "acts[1].act", '"open_batch"'),
    (
        'title = "x"\n[nominal]\nuntil = "filled"\n[[acts]]\nact = "countersign_check"\nentry = "nothing"',
        "acts[1].entry",
        "called",
    ),
    ('title = "x"\n[expect]\nfinal = "GRANTD"', "expect.final", '"CONFORMING"'),
    ('title = "x"\n[expect]\nstages = "final"', "expect.stages", "stage"),
    ('title = "x"\n[expect]\nfinal_reasons = ["PENDIN x"]', "expect.final_reasons[1]", "PENDING"),
    ('title = "x"\n[expect.verdicts]\nviability = "GOOD"', "expect.verdicts.viability", '"MEETS"'),
]


@pytest.mark.parametrize(("text", "key", "wanted"), BROKEN, ids=lambda value: str(value)[-40:])
def test_a_broken_case_is_refused_with_its_place_and_what_to_write(
    tmp_path: Path, shelf: Shelf, text: str, key: str, wanted: str
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseBroken) as refused:
        rehearse(read_case(path), shelf)
    assert (refused.value.file, refused.value.key) == ("case.toml", key)
    assert wanted in refused.value.wanted
    for language in LANGUAGES:
        said = texts_in(language).say(refused.value)
        assert key in said
        assert "case.toml" in said


@pytest.mark.parametrize("content", [b"title =", b'title = "\xff"', b'\xef\xbb\xbftitle = "x"', b"a = " + b"[" * 9999])
def test_what_is_no_toml_in_utf_8_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    with pytest.raises(CaseBroken) as refused:
        read_case(path)
    assert refused.value.wanted == "TOML, UTF-8"


def test_a_product_that_is_broken_is_refused_by_its_own_sentence(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "product.toml").write_text('id = "x"', encoding="utf-8")
    path = tmp_path / "case.toml"
    path.write_text('title = "x"\nproduct = "product.toml"', encoding="utf-8")
    with pytest.raises(ProductBroken):
        rehearse(read_case(path), shelf)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[[people]]\nname = "OLIVIA"\nroles = ["qp"]', "name_taken"),
        ('[[people]]\nname = "x"\nroles = ["qp", "administrator"]', "roles_exclude"),
        ('[[people]]\nname = "adam"\nroles = ["qp"]', "administrator_missing"),
        ('[who]\nadministrator = "olivia"\n[site]\ntwo_people = false', "duty_refused"),
    ],
)
def test_people_and_switches_are_refused_as_at_a_workstation(
    tmp_path: Path, shelf: Shelf, text: str, kind: str
) -> None:
    path = tmp_path / "case.toml"
    path.write_text(f'title = "x"\n{text}', encoding="utf-8")
    with pytest.raises(BenchError) as refused:
        rehearse(read_case(path), shelf)
    assert refused.value.kind == kind


def test_a_place_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CasesMissing):
        case_files(tmp_path)
    with pytest.raises(CaseMissing):
        case_files(tmp_path / "nowhere")
    with pytest.raises(CaseMissing):
        read_case(tmp_path)
