"""The trail as a table, newest first, read page by page as it is scrolled."""

from dataclasses import fields
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from carbench.domain.acts import BatchAct, Difference, Recorded, Report, ResultRecorded
from carbench.domain.judgement import CriterionValue
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.people import Signature
from carbench.operations import looking
from carbench.ui.desk import Desk
from carbench.ui.models.table import NOWHERE, Index

PAGE = 200
COLUMNS = ("seq", "recorded_at", "who", "what", "batch", "why")


class TrailTableModel(QAbstractTableModel):
    """Every entry; only what was scrolled to is read."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all: list[Recorded] = []
        self._shown: list[Recorded] = []
        self._filter = ""
        self._ended = False

    def restart(self) -> None:
        """Begin at the newest entry."""
        self.beginResetModel()
        self._all, self._shown, self._ended = [], [], False
        self.endResetModel()
        self.fetchMore()

    def filter(self, words: str) -> None:
        """Show only entries that hold these words; reads on until a page of them is found."""
        self._filter = words.casefold().strip()
        self.beginResetModel()
        self._shown = [recorded for recorded in self._all if self._holds(recorded)]
        self.endResetModel()
        while self._filter and not self._ended and len(self._shown) < PAGE:
            self.fetchMore()

    def at(self, row: int) -> Recorded:
        """Give an entry that is shown."""
        return self._shown[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:  # noqa: N802 - Qt's name
        """Say whether older entries are left."""
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: Index = NOWHERE) -> None:  # noqa: ARG002, N802 - Qt's name
        """Read one more page of older entries."""
        below = self._all[-1].seq if self._all else 2**62
        page = looking.trail_page(self._desk.bench, below=below, limit=PAGE)
        self._ended = len(page) < PAGE
        self._all += page
        fitting = [recorded for recorded in page if self._holds(recorded)]
        if fitting:
            self.beginInsertRows(NOWHERE, len(self._shown), len(self._shown) + len(fitting) - 1)
            self._shown += fitting
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Give a cell's text."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._row(self._shown[index.row()])[index.column()]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """Give a column's title."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._desk.texts.say(f"trail.column.{COLUMNS[section]}")
        return None

    def _row(self, recorded: Recorded) -> tuple[str, ...]:
        return (
            str(recorded.seq),
            recorded.recorded_at.plain(),
            recorded.recorded_by,
            summary(recorded, self._desk),
            recorded.act.batch_id if isinstance(recorded.act, BatchAct) else "",
            recorded.reason,
        )

    def _holds(self, recorded: Recorded) -> bool:
        return not self._filter or self._filter in " ".join(self._row(recorded)).casefold()


def summary(recorded: Recorded, desk: Desk) -> str:
    """Say what was done in a few words; a result names its value."""
    texts, act = desk.texts, recorded.act
    said = texts.say(f"act.{act.kind}")
    if isinstance(act, ResultRecorded):
        readings = act.replicates or ((act.reading,) if act.reading else ())
        value = "; ".join(texts.reading(reading) for reading in readings) or act.outcome or act.declared
        said += f": {act.test_id} {value} ({texts.say(act.verdict)})"
    return said


def detail(recorded: Recorded, desk: Desk) -> str:
    """Give everything an entry holds, line by line."""
    texts = desk.texts
    lines = [
        f"{texts.say('trail.column.seq')} {recorded.seq}   {texts.say(f'act.{recorded.act.kind}')}",
        f"{texts.say('trail.recorded')}: {recorded.recorded_at.plain()} ({recorded.recorded_at.zone})",
        f"{texts.say('trail.column.who')}: {recorded.recorded_by} ({texts.say(f'role.{recorded.role}')})",
        f"{texts.say('trail.hash')}: {recorded.leaf}",
    ]
    if recorded.reason:
        lines.append(f"{texts.say('trail.column.why')}: {recorded.reason}")
    return "\n".join([*lines, *_held(recorded, desk)])


def _held(recorded: Recorded, desk: Desk) -> list[str]:
    said = ((f.name, getattr(recorded.act, f.name)) for f in fields(recorded.act))
    return [f"  {desk.texts.say(f'held.{name}')}: {_plain(value, desk)}" for name, value in said if _there(value)]


def _there(value: object) -> bool:
    """Say whether a field holds anything: what is empty by default says nothing."""
    return value is not None and value not in ("", ())


def _plain(value: object, desk: Desk) -> str:
    match value:
        case tuple():
            return ", ".join(_plain(inner, desk) for inner in value)
        case Report() | CriterionValue() | Difference():
            held = [getattr(value, each.name) for each in fields(value)]
            return " · ".join(_plain(inner, desk) for inner in held if _there(inner))
        case _:
            return _one(value, desk)


def _one(value: object, desk: Desk) -> str:
    match value:
        case Reading():
            return f"{desk.texts.reading(value)} {value.unit}"
        case Moment():
            return value.plain()
        case Signature():
            return f"{value.full_name} ({value.signer}), {desk.texts.say(value.role)}, {desk.texts.say(value.meaning)}"
        case bool():
            return desk.texts.say("trail.yes" if value else "trail.no")
        case Enum():
            return desk.texts.say(value)
        case _:
            return str(value)
