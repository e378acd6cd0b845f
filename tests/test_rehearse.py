"""`carbench rehearse`: exit codes, a folder in one call, JSON, what it leaves and what it never touches."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from carbench import cli
from carbench.operations.opening import verify_store
from carbench.texts import LANGUAGES, texts_in

Said = pytest.CaptureFixture[str]

GOOD = 'title = "good"\n[nominal]\nuntil = "certified"\n[expect]\nprovisional = "GRANTED"\n'
BAD = 'title = "bad"\n[nominal]\nuntil = "ordered"\n[expect]\nprovisional = "GRANTED"\n'
BROKEN = 'title = "broken"\nnonsense = 1\n'

ANSWER = {"decision": str, "word": str, "taken": bool, "number": str, "standing": str, "by": str, "reasons": list}
REASON = {"reason": str, "about": str, "sentence": str}
SCHEMA: dict[str, Any] = {
    "file": str,
    "title": str,
    "about": str,
    "as_expected": bool,
    "product": {"id": str, "revision": str, "sha256": str},
    "acts": [
        {
            "number": str,
            "act": str,
            "at": str,
            "by": str,
            "about": str,
            "result": str,
            "entries": [{"seq": int, "kind": str}],
            "brought": [{"seq": int, "kind": str, "number": str}],
            "refused": {"kind": str, "sentence": str, "reasons": [REASON]},
            "answer": {**ANSWER, "reasons": [REASON]},
        }
    ],
    "lines": [
        {
            "test": str,
            "title": str,
            "needed_for": [str],
            "limit": str,
            "result": str,
            "unit": str,
            "computed": str,
            "compared": str,
            "recorded": int,
            "checked": bool,
            "called_invalid": bool,
            "final_verdict": str,
            "final_cause": str,
            "final_because": str,
            "provisional_verdict": str,
            "provisional_cause": str,
            "provisional_because": str,
        }
    ],
    "provisional": {**ANSWER, "reasons": [REASON]},
    "final": {**ANSWER, "reasons": [REASON]},
    "batch": {
        "batch_id": str,
        "stage": str,
        "suspended": bool,
        "expiry": str,
        "must_leave_by": str,
        "deviations": dict,
        "alerts": dict,
        "bags": dict,
        "holds": [str],
        "register": [str],
        "out_of_order": [str],
        "dose_per_kg": str,
    },
    "mismatches": [{"where": str, "expected": str, "found": str}],
    "documents": [str],
}
"""As README.md documents it, format 1."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine of the tester speaks."""
    monkeypatch.setattr(cli, "_language", lambda: "en")


def written(folder: Path, **cases: str) -> Path:
    for name, text in cases.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def fits(value: Any, schema: Any, where: str = "") -> None:
    """Hold a value against a schema: its keys exactly, its types, null where there is nothing."""
    if value is None:
        return
    if isinstance(schema, dict):
        assert isinstance(value, dict), where
        assert value.keys() == schema.keys(), where
        for key, inner in schema.items():
            fits(value[key], inner, f"{where}.{key}")
    elif isinstance(schema, list):
        assert isinstance(value, list), where
        for one in value:
            fits(one, schema[0], where)
    else:
        assert isinstance(value, schema), where


def test_a_case_that_goes_as_expected_exits_0_and_says_every_verdict_and_both_decisions(
    tmp_path: Path, capsys: Said
) -> None:
    assert cli.main(["rehearse", str(written(tmp_path, good=GOOD) / "good.toml")]) == 0
    said = capsys.readouterr()
    for word in ("viability", "MEETS", "GRANTED", "DEMO-P-2026-0001", "NOT_YET", "BAG_FATE_UNKNOWN R-1-1"):
        assert word in said.out
    assert "As expected." in said.out
    assert said.err == ""


def test_a_case_that_goes_otherwise_exits_1_and_says_what_was_found(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["rehearse", str(written(tmp_path, bad=BAD) / "bad.toml")]) == 1
    said = capsys.readouterr().out
    assert "NOT AS EXPECTED" in said
    assert "provisional: expected GRANTED; found NOT_GRANTED" in said


def test_a_broken_case_exits_2_and_the_others_of_its_folder_are_played(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["rehearse", str(written(tmp_path, a=BROKEN, b=BAD, c=GOOD))]) == 2
    said = capsys.readouterr()
    assert "3 cases read: 1 as expected, 1 not as expected, 1 not played." in said.out
    assert "a.toml" in said.err
    assert "nonsense" in said.err


def test_what_cannot_be_read_exits_2(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["rehearse", str(tmp_path / "nowhere.toml")]) == 2
    assert cli.main(["rehearse", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "nowhere.toml" in said
    assert "holds no case" in said


def test_a_folder_runs_in_one_call_in_the_order_of_names(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["rehearse", str(written(tmp_path, b=GOOD, a=GOOD))]) == 0
    said = capsys.readouterr().out
    assert said.index("(a.toml)") < said.index("(b.toml)")
    assert said.splitlines()[-1] == "2 cases read: 2 as expected, 0 not as expected, 0 not played."


def test_the_answer_in_json_has_the_documented_schema(tmp_path: Path, capsys: Said) -> None:
    refused = '[[acts]]\nact = "certify_provisional"\nrefused = "not_certifiable"\n[[acts]]\nact = "ask"\n'
    out = f'title = "out"\n[nominal]\nuntil = "reviewed"\nresults = {{ viability = "60" }}\n{refused}'
    folder = written(tmp_path, bad=BAD, good=GOOD, out=out, broken=BROKEN, none='title = "nothing"')
    assert cli.main(["rehearse", str(folder), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found.keys() == {"format", "as_expected", "cases", "broken"}
    assert (found["format"], found["as_expected"]) == (1, False)
    (broken,) = found["broken"]
    fits(broken, {"file": str, "kind": str, "sentence": str})
    assert [case["file"] for case in found["cases"]] == ["bad.toml", "good.toml", "none.toml", "out.toml"]
    for case in found["cases"]:
        fits(case, SCHEMA)
    assert found["cases"][1]["provisional"]["word"] == "GRANTED"
    refusal = next(act for act in found["cases"][3]["acts"] if act["result"] == "refused")
    assert refusal["refused"]["reasons"][0]["reason"] == "RESULT_OUT"


def test_with_out_each_case_leaves_its_store_its_documents_and_its_report(tmp_path: Path, capsys: Said) -> None:
    cases, out = tmp_path / "cases", tmp_path / "out"
    cases.mkdir()
    written(cases, good=GOOD, bad=BAD)
    assert cli.main(["rehearse", str(cases), "--out", str(out)]) == 1
    found = verify_store(out / "good" / "store")
    assert (found.problems, found.demonstration) == ([], True)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(out / "good" / "DEMO-P-2026-0001.pdf").pages)
    assert "PROVISIONAL" in text
    report = json.loads((out / "good" / "report.json").read_text(encoding="utf-8"))
    assert report["cases"][0]["documents"] == ["DEMO-P-2026-0001.pdf"]
    assert json.loads((out / "bad" / "report.json").read_text(encoding="utf-8"))["as_expected"] is False
    capsys.readouterr()
    assert cli.main(["rehearse", str(cases), "--out", str(out)]) == 2
    assert str(out / "bad") in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_come_in_the_language_asked_for(tmp_path: Path, language: str, capsys: Said) -> None:
    texts = texts_in(language)
    folder = written(tmp_path, good=GOOD, broken=BROKEN)
    assert cli.main(["--language", language, "rehearse", str(folder)]) == 2
    said = capsys.readouterr()
    assert texts.say("rehearse.as_expected") in said.out
    assert texts.say("rehearse.acts") in said.out
    assert "GRANTED" in said.out
    assert said.err.startswith(texts.say("rehearse.broken", file="broken.toml", sentence="|").partition("|")[0])


def test_a_rehearsal_leaves_nothing_behind_and_never_touches_the_store_of_the_workstation(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    written(home, good=GOOD)
    environment = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home / "tmp")}
    (home / "tmp").mkdir()
    command = [sys.executable, "-m", "carbench", "rehearse", str(home / "good.toml")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["good.toml"]


def test_a_rehearsal_loads_no_window(tmp_path: Path) -> None:
    written(tmp_path, good=GOOD)
    program = (
        "import sys; from carbench.cli import main; "
        f"main(['rehearse', {str(tmp_path)!r}]); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph', 'carbench.ui'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_wrong_use_says_how_it_goes(capsys: Said) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["rehearse"])
    assert left.value.code == 2
    assert "rehearse" in capsys.readouterr().err
