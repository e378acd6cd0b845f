"""The one window: top bar, rail, pages, and what is told to everybody."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from carbench.domain.errors import BenchError
from carbench.domain.people import Role
from carbench.operations.sign_in import sign_out
from carbench.store.verify import Verification
from carbench.texts import LANGUAGES
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.language import FormLanguage
from carbench.ui.pages.sign_in import SignInPage
from carbench.ui.theme import SCALES, THEMES, theme_named
from carbench.ui.widgets.scrolled import scrolled

MINUTE_MS = 60_000


@runtime_checkable
class ShowsBatch(Protocol):
    """The page of one batch, by what the window asks of it; its class comes with the plots, after the first paint."""

    def open_batch(self, batch_id: str) -> None:
        """Show a batch."""

    def tick(self) -> None:
        """Read the clock again."""


class Window(QWidget):
    """Holds the pages and changes between them; pages never call each other."""

    top: QFrame
    rail: QFrame
    place: QLabel
    seal: QLabel
    clock: QLabel
    person: QLabel
    demonstration: QLabel
    notice: QLabel
    to_bench: QPushButton
    to_trail: QPushButton
    language: QComboBox
    theme: QComboBox
    text_size: QComboBox
    sign_out: QPushButton
    pages: QStackedWidget

    painted = Signal()

    def __init__(
        self, desk: Desk, *, build: Callable[[str], QWidget], form_language: FormLanguage, settings: QSettings
    ) -> None:
        super().__init__()
        load_form(self, "window")
        self._desk = desk
        self._build = build
        self._form_language = form_language
        self._settings = settings
        self._built: dict[str, QWidget] = {}
        self._areas: dict[str, QWidget] = {}
        self._seal = Verification()
        self._checked = False
        self._unpainted = True
        self._ticking = QTimer(self)
        self._fill_choices()
        self.announce("")
        self._join()
        self._retell()
        desk.dress(self)

    # Building

    def _fill_choices(self) -> None:
        texts = self._desk.texts
        for language in LANGUAGES:
            self.language.addItem(texts.say(f"language.{language}"), language)
        for theme in THEMES:
            self.theme.addItem(texts.say(f"theme.{theme}"), theme)
        for scale in SCALES:
            self.text_size.addItem(f"{scale} %", scale)
        self.language.setCurrentIndex(LANGUAGES.index(self._desk.bench.language))
        self.theme.setCurrentIndex(THEMES.index(self._desk.theme.name))
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(self._desk.theme.scale)))

    def _join(self) -> None:
        relay = self._desk.relay
        self.to_bench.clicked.connect(lambda: self.show_page("bench"))
        self.to_trail.clicked.connect(lambda: self.show_page("trail"))
        self.sign_out.clicked.connect(self.leave)
        self.language.activated.connect(lambda _: self.speak(str(self.language.currentData())))
        self.theme.activated.connect(lambda _: self._dress())
        self.text_size.activated.connect(lambda _: self._dress())
        relay.page_asked.connect(self.show_page)
        relay.batch_asked.connect(self.open_batch)
        relay.signed_in.connect(self._signed_in)
        relay.changed.connect(lambda _: self._retell())
        relay.language_changed.connect(lambda _: self._retell())
        for keys, does in (("Ctrl+1", self.to_bench.click), ("Ctrl+2", self.to_trail.click), ("Ctrl+L", self.leave)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start(MINUTE_MS // 6)

    def page(self, name: str) -> QWidget:
        """Give a page, built when it is first asked for; a page wider than the window scrolls, nothing is cut."""
        if name not in self._built:
            page = self._build(name)
            # The banner of a batch never scrolls: its page holds areas of its own.
            area = page if name == "batch" else scrolled(page)
            self.pages.addWidget(area)
            self._built[name], self._areas[name] = page, area
        return self._built[name]

    # Showing

    def show_page(self, name: str) -> None:
        """Bring a page up; without a session only sign-in and set-up come."""
        if self._desk.bench.person is None and name not in {"sign_in", "set_up"}:
            name = "sign_in"
        page = self.page(name)
        self.pages.setCurrentWidget(self._areas[name])
        start = getattr(page, "start", None)
        if callable(start):
            start()
        self.to_bench.setChecked(name in {"bench", "order", "batch"})
        self.to_trail.setChecked(name == "trail")
        self._retell()

    def open_batch(self, batch_id: str) -> None:
        """Bring a batch up."""
        page = self.page("batch")
        self.show_page("batch")
        if isinstance(page, ShowsBatch):
            page.open_batch(batch_id)

    def _signed_in(self) -> None:
        self.show_page("bench")

    def leave(self) -> None:
        """Close the session; the names come up for the next person."""
        refused = self._close_session()
        self._desk.relay.signed_out.emit()
        self.show_page("sign_in")
        page = self.page("sign_in")
        if isinstance(page, SignInPage) and refused is not None:
            page.say_notice(self._desk.texts.say(refused))

    def _close_session(self) -> BenchError | None:
        """Close the session in any case; give what kept it out of the record."""
        if self._desk.bench.person is None:
            return None
        try:
            sign_out(self._desk.bench)
        except BenchError as refused:
            return refused
        return None

    def lock_after(self, text: str) -> None:
        """Close the session because something failed, and say what was and was not recorded."""
        self._desk.bench.person = None
        self._desk.relay.signed_out.emit()
        page = self.page("sign_in")
        self.show_page("sign_in")
        if isinstance(page, SignInPage):
            page.say_notice(text)

    def announce(self, text: str) -> None:
        """Say something above every page until it is replaced."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def show_seal(self, seal: Verification) -> None:
        """Show what the check of the trail found."""
        self._seal, self._checked = seal, True
        self.announce("" if seal.holds else self._desk.texts.say("seal.broken_notice"))
        self._retell()

    # Language, look, clock

    def speak(self, language: str) -> None:
        """Change the language of everything at once."""
        self._form_language.speak(self._desk, language)
        self.language.setCurrentIndex(LANGUAGES.index(language))
        self._settings.setValue("language", language)

    def _dress(self) -> None:
        name, scale = str(self.theme.currentData()), int(self.text_size.currentData())
        self._settings.setValue("theme", name)
        self._settings.setValue("text_size", scale)
        self._desk.theme = theme_named(name, scale)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._desk.theme.apply(application)
        self._desk.dress(self)
        self._desk.relay.language_changed.emit(self._desk.bench.language)

    def _retell(self) -> None:
        bench, texts = self._desk.bench, self._desk.texts
        person, setup = bench.person, bench.setup
        self.place.setText(f"{setup.site} · {setup.workstation}" if setup else "")
        roles = ", ".join(texts.say(role) for role in Role if person and role in person.roles)
        self.person.setText(f"{person.full_name} ({roles})" if person else "")
        self.demonstration.setVisible(bool(setup and setup.demonstration))
        for widget in (self.to_bench, self.to_trail, self.sign_out):
            widget.setVisible(person is not None)
        for place, theme in enumerate(THEMES):
            self.theme.setItemText(place, texts.say(f"theme.{theme}"))
        self._show_seal()
        self._tick()

    def _show_seal(self) -> None:
        texts = self._desk.texts
        if not self._checked:
            self.seal.setText(texts.say("seal.checking") if self._desk.bench.setup else "")
            return
        entries = self._desk.bench.store.head.seq
        self.seal.setText(texts.say("seal.holds" if self._seal.holds else "seal.broken", count=entries))

    def _tick(self) -> None:
        if self._desk.bench.setup is not None:
            now = self._desk.bench.now()
            self.clock.setText(f"{now.plain()}  {now.zone}")
        page = self._built.get("batch")
        if page is not None and page.isVisible() and isinstance(page, ShowsBatch):
            page.tick()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the first paint as soon as it is done."""
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter press the button that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close the session and let the store go."""
        self._close_session()
        self._desk.work.wait()
        super().closeEvent(event)
