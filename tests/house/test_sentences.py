"""The check of stray sentences finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import sentences
from tests.house.tree import write_tree

SOUND = {
    "carbench/a.py": '"""A module says what it is."""\nNAME = "Sign in"\n"""Shown beside the field."""\n',
    "carbench/b.py": 'raise TypeError(f"Text is due, not {kind}")\nlog.warning("Printer did not answer")\n',
    "carbench/store/c.py": 'rows = db.execute("SELECT seq FROM trail ORDER BY seq")\n',
    "carbench/ui/d.py": 'self.verdict.setText(texts.say("verdict.meets"))\nself.sign.setText("≥")\n',
}


def test_keys_and_docstrings_are_sound(tmp_path: Path) -> None:
    assert sentences.defects(write_tree(tmp_path, SOUND)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("carbench/ui/pages/a.py", 'message = "The batch is expired."'),
        ("carbench/operations/a.py", 'why = f"Batch {batch} is expired since {at}"'),
        ("carbench/operations/a.py", 'raise Refused(text="Nobody may sign twice")'),
        ("carbench/cli.py", 'parser.add_argument("--store", help="Folder of the store")'),
        ("carbench/documents/a.py", 'rows = "SELECT is only for the store"'),
        ("carbench/ui/a.py", 'self.record.setText("Record")'),
        ("carbench/ui/a.py", 'self.record.setAccessibleName("record")'),
    ],
)
def test_a_sentence_in_python_is_found(tmp_path: Path, name: str, text: str) -> None:
    write_tree(tmp_path, SOUND | {name: text + "\n"})
    (defect,) = sentences.defects(tmp_path)
    assert defect.startswith(f"{name}:1: ")
