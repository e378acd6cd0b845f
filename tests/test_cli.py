"""The same operations from a shell: what is said, where, and with which exit code."""

import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from carbench import __version__, cli
from carbench.operations.bench import Bench
from carbench.operations.opening import verify_store
from carbench.store.engine import connect
from carbench.texts import LANGUAGES, texts_in
from tests.people import ORDER, Played

BATCH = ORDER.batch_id
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine of the tester speaks."""
    monkeypatch.setattr(cli, "_language", lambda: "en")


def child(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, without a display."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-X", "utf8", "-m", "carbench", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120)


def wrong_use(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


def one_sentence(text: str) -> str:
    """Give what was said if it is one line a person can read, and no traceback."""
    assert "Traceback" not in text
    (line,) = text.strip().splitlines()
    assert re.search(r"[.!]$", line)
    return line


@pytest.fixture
def closed(played: Played) -> Path:
    """The folder of a store with a received batch, held by nobody."""
    played.received()
    played.bench.store.close()
    return played.bench.store.folder


def tampered(folder: Path, statement: str, table: str = "entries") -> Path:
    """Change a copy of a store behind its back, its triggers put back as they were."""
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    connection = connect(str(copy / "carbench.db"), isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    belts = [(name, sql) for name, sql in triggers if name.startswith(table)]
    for name, _ in belts:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, sql in belts:
        connection.execute(sql)
    connection.close()
    return copy


@pytest.mark.parametrize("path", [".", "carbench.db"])
def test_a_record_that_holds_is_said_to_hold(closed: Path, path: str, capsys: Said) -> None:
    assert cli.main(["--language", "en", "verify", "store", str(closed / path)]) == 0
    said = capsys.readouterr()
    found = verify_store(closed)
    assert f"The record holds: {found.entries} entries" in said.out
    assert found.head_leaf in said.out
    assert "demonstration store" in said.out
    assert said.err == ""


def test_verifying_works_while_the_window_holds_the_store_and_changes_nothing(bench: Bench, capsys: Said) -> None:
    before = {path.name: path.read_bytes() for path in bench.store.folder.iterdir()}
    assert cli.main(["verify", "store", str(bench.store.folder)]) == 0
    assert "holds" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in bench.store.folder.iterdir()} == before


@pytest.mark.parametrize(
    ("statement", "table", "said"),
    [
        (
            "UPDATE entries SET sealed = replace(sealed, 'Nirgendwo', 'Irgendwoo') WHERE seq = 9",
            "entries",
            "Entry 9: its text was changed",
        ),
        ("DELETE FROM entries WHERE seq = 5", "entries", "Entry 6: a number is missing before it"),
        (
            "UPDATE kept SET content = CAST(content || '#' AS BLOB) WHERE purpose = 'product'",
            "kept",
            "A kept file was changed",
        ),
        ("DELETE FROM kept WHERE purpose = 'product'", "kept", "A kept file is missing"),
        ("UPDATE people SET roles = 'qp' WHERE name = 'olivia'", "people", "The table people is not what"),
    ],
)
def test_a_record_that_was_changed_is_said_not_to_hold_and_where(
    closed: Path, statement: str, table: str, said: str, capsys: Said
) -> None:
    copy = tampered(closed, statement, table)
    assert cli.main(["verify", "store", str(copy)]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "THE RECORD DOES NOT HOLD" in out


def test_a_missing_store_is_wrong_use_and_none_is_made(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["verify", "store", str(tmp_path / "nowhere")]) == 2
    assert str(tmp_path / "nowhere") in one_sentence(capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["notes.txt", "carbench.db"])
def test_a_file_that_is_no_store_is_refused_with_a_sentence_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("a shopping list, longer than the header of a database\n" * 9, encoding="utf-8")
    before = path.read_bytes()
    done = child("--language", "en", "verify", "store", path)
    assert done.returncode != 0
    assert done.stdout == ""
    assert str(tmp_path) in one_sentence(done.stderr)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_no_store(tmp_path: Path, capsys: Said) -> None:
    connection = connect(str(tmp_path / "carbench.db"), isolation_level=None)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    assert cli.main(["verify", "store", str(tmp_path)]) == 1
    assert "not a store of this program" in one_sentence(capsys.readouterr().err)


def test_a_batch_is_exported_once(closed: Path, tmp_path: Path, capsys: Said) -> None:
    arguments = ["--store", str(closed), "export", BATCH, "--out", str(tmp_path)]
    assert cli.main(arguments) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == tmp_path
    assert zipfile.is_zipfile(path)
    assert cli.main(arguments) == 1
    said = capsys.readouterr()
    assert str(path) in one_sentence(said.err)
    assert said.out == ""


@pytest.mark.parametrize(("batch", "code"), [("B-9999", 2), ("", 2), ("../B-0042", 2)])
def test_an_unknown_batch_is_wrong_use(closed: Path, tmp_path: Path, batch: str, code: int, capsys: Said) -> None:
    assert cli.main(["--store", str(closed), "export", batch, "--out", str(tmp_path)]) == code
    one_sentence(capsys.readouterr().err)
    assert not list(tmp_path.glob("*.zip*"))


def test_an_export_that_cannot_be_written_is_answered_with_no(closed: Path, tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "a-file"
    target.write_text("not a folder", encoding="utf-8")
    assert cli.main(["--store", str(closed), "export", BATCH, "--out", str(target)]) == 1
    assert str(target) in one_sentence(capsys.readouterr().err)


def test_an_export_takes_the_store_before_or_after_its_own_words(closed: Path, tmp_path: Path) -> None:
    assert cli.main(["export", BATCH, "--store", str(closed), "--out", str(tmp_path / "new")]) == 0
    assert list((tmp_path / "new").glob("*.zip"))


@pytest.mark.parametrize(
    "arguments",
    [["dance"], ["verify"], ["verify", "batch"], ["verify", "store"], ["export"], ["--language", "xx"], ["--colour"]],
)
def test_wrong_use_is_told_in_a_sentence_and_how_it_goes(arguments: list[str], capsys: Said) -> None:
    assert wrong_use(*arguments) == 2
    usage, *_, sentence = capsys.readouterr().err.strip().splitlines()
    assert usage.startswith("usage: carbench")
    assert sentence.startswith("Wrong use: ")
    assert sentence.endswith("Add --help to see how it goes.")


def test_version_and_help_are_no_failure(capsys: Said) -> None:
    assert wrong_use("--version") == 0
    assert capsys.readouterr().out.strip() == f"carbench {__version__}"
    assert wrong_use("--help") == 0
    said = capsys.readouterr().out
    for command in ("demo", "verify", "export"):
        assert command in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_come_in_the_language_asked_for(closed: Path, tmp_path: Path, language: str, capsys: Said) -> None:
    texts = texts_in(language)
    assert cli.main(["--language", language, "verify", "store", str(closed)]) == 0
    assert texts.say("verify.demonstration") in capsys.readouterr().out
    assert cli.main(["--language", language, "verify", "store", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.strip() == texts.say("error.store_missing", path=tmp_path / "nowhere")


def test_wrong_use_is_told_in_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr(cli, "_language", lambda: "fr")
    assert wrong_use("dance") == 2
    stem = texts_in("fr").say("cli.wrong_use", message="|").partition("|")[0]
    assert stem in capsys.readouterr().err


@pytest.mark.parametrize(("found", "taken"), [("fr_FR", "fr"), ("de_AT", "de"), ("es_ES", "en"), (None, "en")])
def test_the_language_of_the_machine_is_taken_where_it_is_one_of_ours(
    monkeypatch: pytest.MonkeyPatch, found: str | None, taken: str
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("locale.getlocale", lambda: (found, "UTF-8"))
    assert cli._language() == taken


def test_a_second_start_names_who_holds_the_store(bench: Bench) -> None:
    done = child("--language", "en", "--store", bench.store.folder)
    assert done.returncode == 1
    said = one_sentence(done.stderr)
    assert f"process {os.getpid()}" in said
    assert platform.node() in said
    assert verify_store(bench.store.folder).holds


def test_verify_and_export_load_no_window(closed: Path, tmp_path: Path) -> None:
    arguments = ["--store", str(closed), "export", BATCH, "--out", str(tmp_path)]
    program = (
        "import sys; from carbench.cli import main; "
        f"main(['verify', 'store', {str(closed)!r}]); main({arguments!r}); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'pyqtgraph', 'carbench.ui'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_day_is_played_without_a_display_and_leaves_certificate_pictures_and_a_record_that_holds(
    tmp_path: Path,
) -> None:
    out = tmp_path / "demo"
    done = child("--language", "en", "demo", "--out", out)
    assert (done.returncode, done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (0, "")
    assert str(out) in done.stdout.splitlines()[-1]
    the_certificate_can_be_read(out)
    the_pictures_show_something(out)
    found = verify_store(out / "store")
    assert (found.problems, found.demonstration) == ([], True)
    nothing_of_a_patient_is_outside_the_record(out)
    a_second_day_in_the_same_folder_is_refused(out, found.entries)


def the_certificate_can_be_read(out: Path) -> None:
    (path,) = out.glob("*.pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert re.search(r"DEMO-P-\d{4}-0002", text)
    assert path.stem in text
    for value in ("DEMO-004", "DEMO-004-1", "PROVISIONAL", "Quentin Fictif", "Anouk"):
        assert value in text


def the_pictures_show_something(out: Path) -> None:
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) == 17
    for path in pictures:
        with Image.open(path) as picture:
            colours = picture.convert("RGB").getcolors(maxcolors=2**24)
            assert colours is not None
            assert len(colours) > 20, f"{path.name} is blank"
            assert max(count for count, _ in colours) < 0.99 * picture.width * picture.height, path.name


def nothing_of_a_patient_is_outside_the_record(out: Path) -> None:
    assert not list((out / "store").glob("incidents/*"))
    for path in (out / "store" / "logs").glob("*"):
        said = path.read_text(encoding="utf-8")
        assert "Anouk" not in said
        assert "PX-1004" not in said


def a_second_day_in_the_same_folder_is_refused(out: Path, entries: int) -> None:
    done = child("--language", "en", "demo", "--out", out)
    assert done.returncode == 1
    assert done.stdout == ""
    assert str(out / "store") in one_sentence(done.stderr)
    assert verify_store(out / "store").entries == entries
