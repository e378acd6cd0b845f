"""The floor of a start, as a process of its own: PySide6 and pyqtgraph imported, an empty window painted."""

import sys
from time import monotonic_ns

import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Painted(QObject):
    """Ends the program once its window is on screen."""

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        sys.stdout.write(f'{{"usable": {monotonic_ns()}}}\n')
        sys.stdout.flush()
        QApplication.quit()


def main() -> None:
    application = QApplication([pyqtgraph.__name__])
    window = QWidget()
    painted = Painted()
    window.installEventFilter(painted)
    window.resize(1360, 860)
    window.show()
    application.exec()


main()
