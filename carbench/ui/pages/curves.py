"""The curves of a batch, large, with every count beside them in numbers."""

from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget

from carbench.domain.batch import Batch
from carbench.domain.certificate import shortened
from carbench.domain.curve import Point, curve
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.curve_plot import CurvePlot
from carbench.ui.widgets.facts_table import FactsTable


class CurvesPage(QWidget):
    """Expansion, fold and doublings; viability with its limit."""

    plot: QWidget
    read: QLabel
    facts: QTableView

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "curves")
        self._desk = desk
        self._plot = CurvePlot(desk)
        self._plot.setMinimumHeight(desk.theme.target_px * 8)
        self._plot.on_point(self._tell)
        self._table = FactsTable(self.facts)
        layout = self.plot.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        layout.addWidget(self._plot)
        desk.dress(self)

    def show_batch(self, batch: Batch) -> None:
        """Show a batch's counts."""
        texts = self._desk.texts
        drawn = curve(batch)
        self._plot.show_curve(drawn)
        names = ("at", "total", "fold", "doublings", "viability")
        self._table.show_rows(
            [texts.say(f"curves.column.{name}") for name in names], [self._row(point) for point in drawn.points]
        )
        self.read.setText(texts.say("curves.empty") if not drawn.points else texts.say("curves.point_at"))

    def _row(self, point: Point) -> tuple[str, ...]:
        texts = self._desk.texts
        return (
            point.label,
            shortened(point.cells, texts),
            shortened(point.fold, texts),
            shortened(point.doublings, texts),
            f"{texts.decimal(point.viability)} %",
        )

    def _tell(self, point: Point) -> None:
        texts = self._desk.texts
        names = ("total", "fold", "doublings", "viability")
        values = self._row(point)[1:]
        named = (f"{texts.say(f'curves.column.{n}')}: {v}" for n, v in zip(names, values, strict=True))
        self.read.setText("   ".join([point.label, *named]))
