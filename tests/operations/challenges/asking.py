"""One row put to one kind of challenge, as a table of a test writes it."""

from collections.abc import Mapping

from carbench.operations.challenges.put import KINDS, Answered, put
from carbench.operations.challenges.table import Table, TableRow


def asked(kind: str, row: Mapping[str, str]) -> Answered:
    """Put one row as a file would, needed cells looked at first."""
    columns = {column.name: "" for column in KINDS[kind].columns} | dict(row)
    (answered,) = put(KINDS[kind], Table(names=tuple(columns), rows=(TableRow(2, list(columns.values())),)))
    return answered


def said(kind: str, row: Mapping[str, str], *names: str) -> tuple[str, ...]:
    """Give these answers of a row, or the kind of its refusal."""
    answered = asked(kind, row)
    if answered.refused is not None:
        return (answered.refused.kind,)
    answer = answered.answer or {}
    return tuple(answer[name] for name in names)
