"""What must never be taken for something else."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from carbench.domain.acts import ResultChecked
from carbench.domain.batch import Batch
from carbench.domain.errors import BatchTaken
from carbench.domain.record_errors import StoreForeign
from carbench.operations import looking
from carbench.operations.circumstances import Circumstances
from carbench.operations.export_batch import export_batch
from carbench.operations.open_batch import open_batch
from carbench.operations.opening import verify_store
from carbench.operations.record_result import record_result
from carbench.texts import texts_in
from tests.operations.record import refused
from tests.people import NOW, ORDER, Played


def test_two_batch_numbers_that_differ_only_in_capitals_are_one(played: Played) -> None:
    played.ordered()
    with refused(played.bench, BatchTaken):
        open_batch(played.bench, order=replace(ORDER, batch_id="b-0042"), told=NOW)


def test_a_text_file_beside_a_store_is_not_taken_for_the_store(played: Played) -> None:
    beside = played.bench.store.folder / "notes.txt"
    beside.write_text("notes", encoding="utf-8")
    with pytest.raises(StoreForeign):
        verify_store(beside)
    assert verify_store(played.bench.store.path).holds


def test_a_typed_reason_is_not_taken_for_a_formula(played: Played, tmp_path: Path) -> None:
    played.resulted()
    told = Circumstances(reason="=1+1 misread")
    record_result(played.bench, batch_id="B-0042", test_id="viability", typed="93", told=told)
    path = export_batch(played.bench, batch_id="B-0042", target=tmp_path, texts=texts_in("en"))
    assert path.name == "DEMONSTRATION-B-0042.zip"
    with zipfile.ZipFile(path) as archive:
        table = archive.read("DEMONSTRATION-B-0042/acts.csv").decode("utf-8-sig")
    assert [row[-1] for row in csv.reader(io.StringIO(table))][-1] == "'=1+1 misread"


def test_a_check_by_whoever_entered_the_result_is_not_taken_for_a_second_person(played: Played) -> None:
    batch = looking.batch(played.checked().bench, "B-0042")
    test = batch.product.test("viability")
    assert batch.checked(test) is not None
    forged = tuple(
        replace(recorded, recorded_by="anselm") if isinstance(recorded.act, ResultChecked) else recorded
        for recorded in batch.acts
    )
    assert Batch(batch_id=batch.batch_id, product=batch.product, acts=forged).checked(test) is None
