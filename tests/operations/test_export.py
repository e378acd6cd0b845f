"""An archive of a batch that is readable without this program."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from carbench.domain.errors import BatchUnknown
from carbench.domain.record_errors import OutputFailed, OutputThere
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.export_batch import export_batch
from carbench.operations.opening import reading_bench
from carbench.texts import LANGUAGES, texts_in
from tests.operations.certificates import certified, pages
from tests.people import ORDER, Played

BATCH = ORDER.batch_id
EN = texts_in("en")


@pytest.fixture
def exported(played: Played, tmp_path: Path) -> Iterator[dict[str, bytes]]:
    """The files of a certified batch's archive, by the last part of their name."""
    certified(played.reviewed())
    path = export_batch(played.bench, batch_id=BATCH, target=tmp_path, texts=EN)
    with zipfile.ZipFile(path) as archive:
        yield {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_every_entry_of_the_batch_is_there_and_its_seal_can_be_worked_out_again(
    exported: dict[str, bytes], bench: Bench
) -> None:
    lines = [json.loads(line) for line in exported["entries.jsonl"].splitlines()]
    acts = looking.batch(bench, BATCH).acts
    assert [(line["seq"], line["leaf"]) for line in lines] == [(recorded.seq, recorded.leaf) for recorded in acts]
    for line in lines:
        assert hashlib.sha256(b"\0" + line["sealed"].encode()).hexdigest() == line["leaf"]
        assert json.loads(line["sealed"])["batch"] == BATCH


def test_the_specification_is_the_one_the_first_entry_names(exported: dict[str, bytes]) -> None:
    first = json.loads(json.loads(exported["entries.jsonl"].splitlines()[0])["sealed"])
    assert hashlib.sha256(exported["product.toml"]).hexdigest() == first["body"]["product_sha256"]


def test_the_certificate_is_the_one_that_was_signed(exported: dict[str, bytes]) -> None:
    last = json.loads(json.loads(exported["entries.jsonl"].splitlines()[-1])["sealed"])
    pdf = exported["DEMO-P-2026-0001.pdf"]
    assert hashlib.sha256(pdf).hexdigest() == last["body"]["file_sha256"]
    assert ORDER.patient_name in pages(pdf)[0]
    manifest = exported["DEMO-P-2026-0001.manifest.json"]
    assert hashlib.sha256(manifest).hexdigest() == last["body"]["manifest_sha256"]
    assert json.loads(manifest)["batch"] == BATCH


def test_the_acts_are_a_table_any_spreadsheet_opens(exported: dict[str, bytes], bench: Bench) -> None:
    rows = list(csv.reader(io.StringIO(exported["acts.csv"].decode("utf-8-sig"))))
    acts = looking.batch(bench, BATCH).acts
    assert rows[0][:2] == ["Entry", "Recorded at"]
    assert [row[0] for row in rows[1:]] == [str(recorded.seq) for recorded in acts]
    assert "Batch opened" in rows[1][3]
    assert "Nadja Nirgendwo" in rows[1][3]
    assert {len(row) for row in rows} == {5}


def test_a_demonstrations_archive_says_so(exported: dict[str, bytes]) -> None:
    said = exported["READ-ME.txt"].decode()
    assert "DEMONSTRATION" in said
    assert BATCH in said


def test_no_password_verifier_leaves_the_store(exported: dict[str, bytes]) -> None:
    assert not any(b"$argon2" in content or b"credential" in content for content in exported.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_can_be_written_in_each_language(played: Played, tmp_path: Path, language: str) -> None:
    texts = texts_in(language)
    path = export_batch(played.ordered().bench, batch_id=BATCH, target=tmp_path, texts=texts)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        table = next(archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith("acts.csv"))
    assert texts.say("act.batch_opened") in table


def test_the_same_batch_gives_the_same_archive_and_it_is_never_overwritten(played: Played, tmp_path: Path) -> None:
    played.counted()
    first = export_batch(played.bench, batch_id=BATCH, target=tmp_path, texts=EN)
    content = first.read_bytes()
    with pytest.raises(OutputThere) as caught:
        export_batch(played.bench, batch_id=BATCH, target=tmp_path, texts=EN)
    assert caught.value.path == str(first)
    first.unlink()
    assert export_batch(played.bench, batch_id=BATCH, target=tmp_path, texts=EN).read_bytes() == content


def test_a_folder_that_is_not_there_is_made(played: Played, tmp_path: Path) -> None:
    played.ordered()
    path = export_batch(played.bench, batch_id=BATCH, target=tmp_path / "not" / "yet", texts=EN)
    assert path.is_file()


@pytest.mark.parametrize("target", ["a-file", "a-file/below"])
def test_a_folder_that_cannot_be_written_to_is_said_and_nothing_is_left(
    played: Played, tmp_path: Path, target: str
) -> None:
    played.ordered()
    (tmp_path / "a-file").write_text("not a folder", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(OutputFailed):
        export_batch(played.bench, batch_id=BATCH, target=tmp_path / target, texts=EN)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "not a folder"


def test_an_archive_that_breaks_off_is_removed(played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played.ordered()

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", no_room)
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(OutputFailed):
        export_batch(played.bench, batch_id=BATCH, target=target, texts=EN)
    assert list(target.iterdir()) == []


def test_an_unknown_batch_is_not_exported(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(BatchUnknown):
        export_batch(bench, batch_id="B-9999", target=tmp_path, texts=EN)
    assert not list(tmp_path.glob("*.zip"))


def test_a_batch_is_exported_by_another_process_while_the_window_holds_the_store(
    played: Played, tmp_path: Path
) -> None:
    played.ordered()
    store = played.bench.store
    store.connection.execute("BEGIN IMMEDIATE")
    arguments = ["--language", "en", "--store", str(store.folder), "export", BATCH, "--out", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "carbench", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    store.connection.execute("ROLLBACK")
    assert (done.returncode, done.stderr) == (0, "")
    assert zipfile.is_zipfile(done.stdout.strip())


def test_whoever_only_reads_writes_nothing(played: Played) -> None:
    played.ordered()
    reader = reading_bench(played.bench.store.folder)
    assert reader.store.shut
    assert looking.batch(reader, BATCH).opened.patient_name == ORDER.patient_name
    reader.store.close()
