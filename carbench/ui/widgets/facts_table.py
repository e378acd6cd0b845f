"""A table that is read, as tall as its rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

from carbench.ui.models.table import TableModel
from carbench.ui.widgets.reading_table import fit_columns, prepare_table

ROWS_SEEN = 12


class FactsTable:
    """Fills a table view with texts and gives it the height of its rows, up to a few."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        self._model = TableModel(view)
        view.setModel(self._model)
        prepare_table(view, chosen=False)
        view.setWordWrap(True)

    def show_rows(self, titles: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show rows; an empty table is hidden."""
        self._model.show_rows(titles, rows)
        self._view.setVisible(bool(rows))
        fit_columns(self._view)
        header = self._view.horizontalHeader()
        self._view.resizeRowsToContents()
        height = header.sizeHint().height() + 2 * self._view.frameWidth()
        height += sum(self._view.rowHeight(row) for row in range(min(len(rows), ROWS_SEEN)))
        bar = self._view.horizontalScrollBar().sizeHint().height()
        self._view.setMinimumHeight(height + bar)
        self._view.setMaximumHeight(height + bar)
