"""How the window looks: colours, sizes and the look of each role, from resources/styles.

A form gives a widget a role; `dress` gives it the role's look. Styles are set on the
widgets that have one, never on the application (house.md, trap 13). Targets get their
smallest height here, scaled with the text.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from carbench.domain.specification import Verdict
from carbench.paths import RESOURCES

THEMES = ("light", "dark")
SCALES = (100, 125, 150, 200)
FAMILY = "IBM Plex Sans"

TONES = {
    Verdict.MEETS: "good",
    Verdict.OUT: "bad",
    Verdict.UNDECIDED: "warn",
    Verdict.INVALID: "bad",
    Verdict.NOT_OBTAINED: "bad",
    Verdict.PENDING: "muted",
}
SHAPES = {"good": "✓", "bad": "✗", "warn": "!", "muted": "…"}
"""Status is never colour alone: a shape and a word stand with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours and sizes at one text size."""

    name: str
    scale: int
    """Per cent."""

    colours: dict[str, str]
    sizes: dict[str, float]
    styles: dict[str, dict[str, str]]

    @property
    def target_px(self) -> int:
        """Give the smallest height of what is touched."""
        return int(self.sizes["target"])

    def look(self, group: str, role: str, *, name: str = "", face: str = "") -> str:
        """Give the style sheet of a role; empty for an unknown one."""
        fragment = self.styles[group].get(role, "")
        sizes = {key: f"{size:g}" for key, size in self.sizes.items()}
        icons = (RESOURCES / "icons").as_posix()
        return fragment.format(name=name, face=face, icons=icons, theme=self.name, **self.colours, **sizes)

    def apply(self, application: QApplication) -> None:
        """Give the whole application the theme's palette and font."""
        application.setStyle("Fusion")
        application.setPalette(self._palette())
        font = QFont(FAMILY)
        font.setPointSizeF(self.sizes["base"])
        application.setFont(font)

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in PALETTE.items():
            palette.setColor(role, QColor(self.colours[token]))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.colours["muted"]))
        return palette

    def dress(self, root: QWidget) -> None:
        """Give every widget below the look of its role and every target its smallest height."""
        for widget in (root, *root.findChildren(QWidget)):
            self._dress(widget)

    def _dress(self, widget: QWidget) -> None:
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            widget.setMinimumHeight(self.target_px)
        if widget.property("role") == "field":
            widget.setMinimumHeight(self.target_px)  # a field's name stands level with its text
        if isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QComboBox):
            gap = int(self.sizes["gap"])
            widget.setTextMargins(gap, 0, gap, 0)
        if isinstance(widget, QTableView):
            widget.verticalHeader().setMinimumSectionSize(self.target_px)
            widget.verticalHeader().setDefaultSectionSize(self.target_px)
        style = self._style(widget)
        if style and widget.styleSheet() != style:
            widget.setStyleSheet(style)

    def _style(self, widget: QWidget) -> str:
        role = str(widget.property("role") or "")
        if isinstance(widget, QLineEdit):
            inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
            return "" if inside else self.look("fields", "field", face=self.look("roles", role))
        if isinstance(widget, QComboBox):
            return self.look("fields", "choice")
        if isinstance(widget, QCheckBox):
            return self.look("fields", "box")
        return self.look(_group(widget), role, name=widget.objectName()) if role else ""

    def tone(self, widget: QWidget, tone: str) -> None:
        """Colour a word of status; its shape and word are the caller's."""
        style = f"font-weight: 600; color: {self.colours[tone]}; background: transparent;"
        if widget.styleSheet() != style:
            widget.setStyleSheet(style)


def _group(widget: QWidget) -> str:
    if isinstance(widget, QPushButton):
        return "buttons"
    plain_frame = type(widget) is QFrame or isinstance(widget, QAbstractItemView)
    return "frames" if plain_frame or widget.property("role") == "bare" else "roles"


PALETTE = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Link: "accent",
}


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))  # sizes of the screen are no readings: floats serve


def theme_named(name: str, scale: int = 100) -> Theme:
    """Read a theme at a text size in per cent. Raises: FileNotFoundError."""
    styles = _read(RESOURCES / "styles" / "roles.toml")
    factor = scale / 100
    return Theme(
        name=name,
        scale=scale,
        colours=dict(_read(RESOURCES / "styles" / f"{name}.toml")),
        sizes={key: size * factor for key, size in styles["sizes"].items()},
        styles={group: styles[group] for group in ("roles", "frames", "buttons", "fields")},
    )


def load_fonts() -> None:
    """Give the application the fonts it ships; the same ones its documents embed."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def system_theme(application: QApplication) -> str:
    """Give the theme the system asks for."""
    dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
