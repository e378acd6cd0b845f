"""A table that is read, as tall as its rows."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from carbench.ui.models.table import TableModel

ROWS_SEEN = 12


class FactsTable:
    """Fills a table view with texts and gives it the height of its rows, up to a few."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        self._model = TableModel(view)
        view.setModel(self._model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.verticalHeader().hide()
        view.setShowGrid(False)
        view.setWordWrap(True)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)

    def show_rows(self, titles: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show rows; an empty table is hidden."""
        self._model.show_rows(titles, rows)
        self._view.setVisible(bool(rows))
        header = self._view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        self._view.resizeRowsToContents()
        height = header.sizeHint().height() + 2 * self._view.frameWidth()
        height += sum(self._view.rowHeight(row) for row in range(min(len(rows), ROWS_SEEN)))
        bar = self._view.horizontalScrollBar().sizeHint().height()
        self._view.setMinimumHeight(height + bar)
        self._view.setMaximumHeight(height + bar)
