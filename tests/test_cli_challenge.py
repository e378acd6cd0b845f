"""A unit's own rows and single codes put to the program from a shell."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carbench import cli
from carbench.operations.challenges.asked import NAMES
from carbench.operations.challenges.put import KINDS
from carbench.texts import LANGUAGES, texts_in

Said = pytest.CaptureFixture[str]

ROWS = """id,text,limit,rounding,expected,expected_compared
a,79.5,>= 80,decimals,MEETS,80
b,9.6,>= 10,significant,MEETS,
c,12 %,< 5,,refused,
d,4,< 5,,,
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine of the tester speaks."""
    monkeypatch.setattr(cli, "_language", lambda: "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, ROWS)


def written(folder: Path, text: str) -> Path:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_row_is_one_line_and_says_what_differs(file: Path, capsys: Said) -> None:
    assert cli.main(["challenge", "readings", str(file)]) == 1
    said = capsys.readouterr()
    first, second, third, fourth, summary = said.out.splitlines()
    assert first == "line 2 (a): verdict=MEETS  compared=80  cause=within"
    assert second == "line 3 (b): verdict=OUT  cause=beyond_bound  differs: verdict is OUT, expected MEETS"
    assert third.startswith("line 4 (c): REFUSED not_a_reading: “12 %” is not a reading.")
    assert "differs" not in third
    assert fourth == "line 5 (d): verdict=MEETS  cause=within"
    assert summary == "4 rows asked, 3 with an expected answer, 1 differing."
    assert said.err == ""


def test_the_same_as_json(file: Path, capsys: Said) -> None:
    assert cli.main(["challenge", "readings", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    rows = found.pop("rows")
    assert found == {
        "format": "carbench-challenge/1",
        "kind": "readings",
        "asked": 4,
        "expected": 3,
        "differing": 1,
    }
    assert rows[0] == {
        "line": 2,
        "id": "a",
        "answer": {"verdict": "MEETS", "compared": "80", "cause": "within"},
        "refused": None,
        "expected": {"verdict": "MEETS", "compared": "80"},
        "differs": [],
    }
    assert rows[1]["differs"] == ["verdict"]
    assert rows[2]["answer"] is None
    assert rows[2]["refused"]["kind"] == "not_a_reading"
    assert rows[2]["refused"]["sentence"].startswith("“12 %” is not a reading.")
    assert rows[2]["differs"] == []
    assert rows[3]["expected"] == {}


@pytest.mark.parametrize("json_too", [[], ["--json"]])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("text,limit\n4,< 5\n", 0),
        ("text,limit\n", 0),
        ("text,limit,expected\n4,< 5,MEETS\n", 0),
        ("text,limit,expected\n4,< 5,OUT\n", 1),
        ("text,limit\nfour,< 5\n", 0),
        ("text,limit,expected\nfour,< 5,MEETS\n", 1),
    ],
)
def test_the_exit_code_says_whether_anything_differs(
    tmp_path: Path, text: str, code: int, json_too: list[str], capsys: Said
) -> None:
    assert cli.main(["challenge", "readings", str(written(tmp_path, text)), *json_too]) == code
    out = capsys.readouterr().out
    assert not json_too or json.loads(out)["differing"] == code


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("reading", ROWS, "challenge_unknown"),
        ("READINGS", ROWS, "challenge_unknown"),
        ("sec", ROWS, "column_unknown"),
        ("readings", "", "challenge_empty"),
        ("readings", "text\n4\n", "column_missing"),
        ("readings", "text,text\n4,4\n", "column_twice"),
        ("readings", "text,limit\n4\n", "cells_differ"),
        ("readings", 'text,limit\n4,"< 5\n', "challenge_file_broken"),
    ],
)
def test_a_file_that_cannot_be_asked_is_wrong_use_and_nothing_is_asked(
    tmp_path: Path, kind: str, text: str, error: str, capsys: Said
) -> None:
    for json_too in ([], ["--json"]):
        assert cli.main(["challenge", kind, str(written(tmp_path, text)), *json_too]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith(texts_in("en").sentences[f"error.{error}"].partition("{")[0])
        assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("path", ["nowhere.csv", ".", "a\x00b.csv"])
def test_a_file_that_cannot_be_read_is_wrong_use(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["challenge", "readings", path]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROWS.encode())))
    assert cli.main(["challenge", "readings", "-"]) == 1
    assert "4 rows asked" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_words_of_the_interface_and_sentences_are_of_the_language(
    file: Path, language: str, capsys: Said
) -> None:
    assert cli.main(["--language", language, "challenge", "readings", str(file)]) == 1
    out = capsys.readouterr().out
    texts = texts_in(language)
    assert "verdict=MEETS  compared=80" in out
    assert texts.say("error.not_a_reading", text="12 %") in out
    assert out.splitlines()[-1] == texts.say("challenge.summary", count=4, expected=3, differing=1)


def test_what_a_cell_holds_cannot_break_a_line_or_steer_a_terminal(tmp_path: Path, capsys: Said) -> None:
    path = written(tmp_path, 'id,text,limit\n"a\nb",\x1b[2J,< 5\n')
    assert cli.main(["challenge", "readings", str(path)]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 2
    assert "\x1b" not in out
    assert "a[U+000A]b" in out


def child(arguments: list[str], **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "carbench", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8", **environment}
    )


def test_a_terminal_without_a_sign_gets_its_number(file: Path) -> None:
    out, err = child(["challenge", "readings", str(file)], PYTHONIOENCODING="ascii").communicate(timeout=60)
    assert err == b""
    assert b"\\u201c12 %\\u201d" in out


def test_a_reader_that_has_seen_enough_is_no_failure_of_the_program(tmp_path: Path) -> None:
    path = written(tmp_path, "text,limit\n" + "4,< 5\n" * 20_000)
    program = child(["challenge", "readings", str(path)])
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    assert program.wait(timeout=60) == 2
    assert program.stderr.read() == b""
    program.stderr.close()


def test_neither_a_window_nor_a_store_is_loaded_or_made(file: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from carbench.cli import main; "
        f"main(['challenge', 'readings', {str(file)!r}]); main(['identify', '=A99992112345663']); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph', 'carbench.ui'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[1],
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert list(tmp_path.iterdir()) == [file]


def test_help_names_every_kind(capsys: Said) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["challenge", "--help"])
    assert left.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    for name in KINDS:
        assert name in said.replace("- ", "-")


FRAMES = [
    ("=A99992112345663", "donation_number", {"donation_number": "A999921123456", "flags": "63"}),
    ("A9999 21 123456 3", "typed_donation_number", {"donation_number": "A999921123456", "check_character": "3"}),
    ("=<S0000100", "product_code", {"product_description": "S0000"}),
    ("&>0252001800", "expiry", {}),
    ("=+04000=A99992500012300=%6400=<S0000100&>0252001800", "compound_message", {}),
]


@pytest.mark.parametrize(("code", "frame", "parts"), FRAMES)
def test_a_code_is_identified_with_its_parts(code: str, frame: str, parts: dict[str, str], capsys: Said) -> None:
    assert cli.main(["identify", code]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Frame: {frame}"
    for name, value in parts.items():
        assert f"{name}: {value}" in said
    assert cli.main(["identify", code, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["code"], found["frame"]) == ("carbench-identify/1", code, frame)
    assert found["refused"] is None
    assert {part["name"]: part["value"] for part in found["parts"]}.items() >= parts.items()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("hello", "not_a_code"),
        ("", "nothing_typed"),
        ("]d2=A99992112345663", "scanner_prefix_left"),
        ("A9999 21 123456 4", "check_character_wrong"),
        ("=A9999211234\x1b[2J", "not_plain_text"),
    ],
)
def test_a_code_of_no_known_frame_is_answered_with_no_and_why(code: str, kind: str, capsys: Said) -> None:
    assert cli.main(["identify", code]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "\x1b" not in said.err
    assert cli.main(["identify", code, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["frame"], found["parts"], found["refused"]["kind"]) == (None, None, kind)
    assert found["refused"]["sentence"] == said.err.strip()


def test_every_kind_the_shell_names_is_answered() -> None:
    assert tuple(KINDS) == NAMES
