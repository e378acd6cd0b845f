"""Expansion on a logarithmic axis and viability with its limit, from a `Curve`.

Plots are composed, not subclassed. Grid lines are one path each: pyqtgraph's own grid
pans at a tenth of the speed, and a wide pen on a long path slower still (house.md,
trap 18). A count of nothing has no place on a logarithmic axis; it is left out of the
line and named below the plot by the page.
"""

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QVBoxLayout, QWidget

from carbench.domain.curve import Curve, Point
from carbench.ui.desk import Desk
from carbench.ui.theme import FAMILY

DAYS_NAMED = 8
DECADES = range(-3, 7)
"""10³ to 10¹² cells: more than any culture of one patient."""


class CurvePlot(QWidget):
    """Two plots over one time axis; the nearest count is read under the cursor."""

    def __init__(self, desk: Desk, *, small: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._curve = Curve(points=(), viability_limit=None)
        self._on_point: Callable[[Point], None] = lambda _: None
        self._view = pg.GraphicsLayoutWidget()
        self._view.setAccessibleName(desk.texts.say("curves.accessible"))
        self._cells = self._view.addPlot(row=0, col=0)
        self._viability = self._view.addPlot(row=1, col=0)
        self._viability.setXLink(self._cells)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._small = small
        for plot in (self._cells, self._viability):
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setMouseEnabled(x=not small, y=False)
        self._view.scene().sigMouseMoved.connect(self._moved)

    def on_point(self, tell: Callable[[Point], None]) -> None:
        """Tell somebody which count the cursor is nearest to."""
        self._on_point = tell

    def show_curve(self, curve: Curve) -> None:
        """Draw a batch's counts; none draws empty axes that say so."""
        self._curve = curve
        for plot in (self._cells, self._viability):
            plot.clear()
        self._look()
        self._scale()
        colours = self._desk.theme.colours
        growing = [p for p in curve.points if p.cells > 0]
        self._line(
            self._cells, [p.days for p in growing], np.log10([float(p.cells) for p in growing]), colours["curve"], "o"
        )
        days = [p.days for p in curve.points]
        self._line(self._viability, days, [float(p.viability) for p in curve.points], colours["curve_second"], "s")
        if curve.viability_limit is not None:
            self._limit(float(curve.viability_limit))

    def _look(self) -> None:
        theme, texts = self._desk.theme, self._desk.texts
        self._view.setBackground(theme.colours["surface"])
        font = QFont(FAMILY)
        font.setPointSizeF(theme.sizes["small"])
        for plot, key in ((self._cells, "curves.cells"), (self._viability, "curves.viability")):
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(theme.colours["line"])
                axis.setTextPen(theme.colours["ink"])
                axis.setStyle(tickFont=font)
            plot.setTitle(texts.say(key), color=theme.colours["ink"], size=f"{theme.sizes['small']:g}pt", bold=True)
        label = {"color": theme.colours["ink"], "font-size": f"{theme.sizes['small']:g}pt"}
        self._viability.getAxis("bottom").setLabel(texts.say("curves.days"), **label)
        wide = int(theme.sizes["small"] * 5)
        for plot in (self._cells, self._viability):
            plot.getAxis("left").setWidth(wide)

    def _scale(self) -> None:
        """Choose whole decades and whole days around the counts, and draw the grid behind them."""
        points = self._curve.points
        last = max((p.days for p in points), default=0.0)
        days = max(1.0, np.ceil(last * 1.02))
        logs = [float(np.log10(float(p.cells))) for p in points if p.cells > 0] or [0.0, 1.0]
        low, high = np.floor(min(logs)), max(np.ceil(max(logs)), np.floor(min(logs)) + 1)
        viabilities = [float(p.viability) for p in points] + [float(self._curve.viability_limit or 70)]
        floor = max(0.0, np.floor(min(viabilities) / 10) * 10 - 10)
        self._cells.setXRange(0, days, padding=0.03)
        self._cells.setYRange(low, high, padding=0.05)
        self._viability.setYRange(floor, 100, padding=0.05)
        ticks = [(exponent, self._power(exponent + 6)) for exponent in DECADES if low <= exponent <= high]
        self._cells.getAxis("left").setTicks([ticks, []])
        step = max(1, round(days / DAYS_NAMED))
        named = [(day, str(day)) for day in range(0, int(days) + 1, step)]  # whole days need no separator
        for plot in (self._cells, self._viability):
            plot.getAxis("bottom").setTicks([named, []])
        self._grid(self._cells, days, [e for e, _ in ticks])
        self._grid(self._viability, days, list(np.arange(floor, 101, 10)))

    @staticmethod
    def _power(exponent: int) -> str:
        """Write a power of ten so that it can be told from another at a glance."""
        return f"10^{exponent}"

    def _grid(self, plot: pg.PlotItem, days: float, levels: list[float]) -> None:
        path = QPainterPath()
        for level in levels:
            path.moveTo(0, level)
            path.lineTo(days, level)
        item = QGraphicsPathItem(path)
        item.setPen(pg.mkPen(self._desk.theme.colours["line"], width=0, style=Qt.PenStyle.DotLine))
        item.setZValue(-10)
        plot.addItem(item, ignoreBounds=True)

    def _line(self, plot: pg.PlotItem, x: list[float], y: object, colour: str, symbol: str) -> None:
        size = 6 if self._small else 9
        plot.plot(
            np.asarray(x, dtype=float),
            np.asarray(y, dtype=float),
            pen=pg.mkPen(colour, width=1),
            symbol=symbol,
            symbolSize=size,
            symbolBrush=colour,
            symbolPen=None,
        )

    def _limit(self, level: float) -> None:
        theme = self._desk.theme
        line = pg.InfiniteLine(
            level,
            angle=0,
            pen=pg.mkPen(theme.colours["bad"], width=1, style=Qt.PenStyle.DashLine),
            label=self._desk.texts.say("curves.limit", value=f"{level:g}"),
            labelOpts={"position": 0.5, "color": theme.colours["bad"], "anchors": [(0.5, 0), (0.5, 0)]},
        )
        self._viability.addItem(line, ignoreBounds=True)

    def _moved(self, place: QPointF) -> None:
        if not self._curve.points or not self._cells.sceneBoundingRect().united(
            self._viability.sceneBoundingRect()
        ).contains(place):
            return
        day = self._cells.vb.mapSceneToView(place).x()
        self._on_point(min(self._curve.points, key=lambda point: abs(point.days - day)))
