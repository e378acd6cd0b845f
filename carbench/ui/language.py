"""The language of the forms: Qt's own translations, changed while running."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from carbench.paths import RESOURCES
from carbench.ui.desk import Desk


class FormLanguage:
    """Holds the translator that is in force."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._translator: QTranslator | None = None

    def speak(self, desk: Desk, language: str) -> None:
        """Change the language of forms, sentences and numbers at once."""
        self.fall_silent()
        if language != "en":  # the forms are written in English
            translator = QTranslator(self._application)
            translator.load(str(RESOURCES / "translations" / f"carbench_{language}.qm"))
            self._application.installTranslator(translator)
            self._translator = translator
        desk.bench.language = language
        desk.relay.language_changed.emit(language)

    def fall_silent(self) -> None:
        """Take the translation away; forms are English again."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
