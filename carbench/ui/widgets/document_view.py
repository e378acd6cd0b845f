"""A document as it will be printed, page below page."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from carbench.documents.pictures import Picture, pages
from carbench.domain.record_errors import OutputFailed
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.message import Message

WIDTH_PX = 1240
"""A4 at 150 dots per inch: small print is readable at any text size."""


class DocumentView(QWidget):
    """Shows the pages of a PDF and saves a copy of it."""

    caption: QLabel
    pages: QWidget
    save: QPushButton
    message: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "document")
        self._desk = desk
        self._pdf = b""
        self._name = ""
        self._labels: list[QLabel] = []
        self._pictures: tuple[QPixmap, ...] = ()
        self._message = Message(self.message, desk)
        self._dialog: QFileDialog | None = None
        self.save.clicked.connect(self._ask)
        desk.dress(self)

    def show_document(self, pdf: bytes, *, caption: str, name: str, kept: bool) -> None:
        """Show a PDF; only one that is on record can be saved."""
        self.caption.setText(caption)
        self.save.setVisible(kept)
        self._name = name
        if pdf != self._pdf:
            self._pdf = pdf
            self._pictures = tuple(_pixmap(picture) for picture in pages(pdf, WIDTH_PX))
            self._fit()

    def clear(self, caption: str) -> None:
        """Show no document, and say why."""
        self.caption.setText(caption)
        self.save.hide()
        self._pdf, self._pictures = b"", ()
        self._fit()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Keep the pages as wide as the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # a resize event, as Qt gives it
        self._fit()

    def _fit(self) -> None:
        layout = self.pages.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        while len(self._labels) < len(self._pictures):
            label = QLabel()
            self._labels.append(label)
            layout.addWidget(label)
        room = max(self._desk.theme.target_px * 6, self.width() - self._desk.theme.target_px)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(self._pictures))
            if place < len(self._pictures):
                picture = self._pictures[place]
                ratio = self.devicePixelRatioF()
                fitted = picture.scaledToWidth(
                    min(int(room * ratio), WIDTH_PX), Qt.TransformationMode.SmoothTransformation
                )
                fitted.setDevicePixelRatio(ratio)
                label.setPixmap(fitted)
                label.setAccessibleName(self._desk.texts.say("document.page", n=place + 1, m=len(self._pictures)))

    def _ask(self) -> None:
        self._dialog = QFileDialog(self, self._desk.texts.say("document.save_as"), f"{self._name}.pdf")
        self._dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._dialog.setDefaultSuffix("pdf")
        self._dialog.fileSelected.connect(self.save_to)
        self._dialog.open()

    def save_to(self, path: str) -> None:
        """Write the very bytes that are on record."""
        self._message.clear()
        try:
            Path(path).write_bytes(self._pdf)
        except OSError:
            self._message.refuse(OutputFailed(path=path))
            return
        self.message.setText(self._desk.texts.say("document.saved", path=path))
        self.message.show()


def _pixmap(picture: Picture) -> QPixmap:
    image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)
