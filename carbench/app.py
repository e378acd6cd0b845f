"""Composition root: store, products, bench, window; and the one place for surprises.

The sign-in page is painted before anything else is loaded. The check of the whole
trail runs after the first paint; writing stays shut until it holds.
"""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from carbench import lazy
from carbench.incidents import Incident, Surprises, start_log, stop_log
from carbench.operations.bench import Bench
from carbench.operations.opening import admit, verify_store
from carbench.paths import own_settings
from carbench.store.verify import Verification
from carbench.texts import LANGUAGES
from carbench.ui.desk import Desk
from carbench.ui.language import FormLanguage
from carbench.ui.relay import Relay
from carbench.ui.theme import SCALES, THEMES, load_fonts, system_theme, theme_named
from carbench.ui.window import Window
from carbench.ui.work import Work

BREATH_MS = 10
"""Between two modules; without it the event loop takes several of them in one turn."""


@dataclass(slots=True, kw_only=True)
class Running:
    """A window that is open on a bench."""

    application: QApplication
    desk: Desk
    window: Window
    surprises: Surprises
    form_language: FormLanguage

    def close(self) -> None:
        """Close the window, the log and the store."""
        self.window.close()
        self.form_language.fall_silent()
        self.surprises.unwatch()
        qInstallMessageHandler(None)
        stop_log()
        self.desk.bench.store.close()


def qt_application() -> QApplication:
    """Give the one Qt application; without a screen it paints into memory."""
    if not os.environ.get("QT_QPA_PLATFORM") and offscreen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["carbench"])
    application.setApplicationDisplayName("carbench")
    return application


def offscreen() -> bool:
    """Say whether there is no screen to show a window on."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return True
    return os.name == "posix" and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def open_window(bench: Bench, *, settings: QSettings | None = None, watch: bool = True) -> Running:
    """Open the window on a bench and show who may sign in; the trail is checked after the first paint."""
    application = qt_application()
    kept = settings or QSettings(str(own_settings()), QSettings.Format.IniFormat)
    load_fonts()
    theme = theme_named(_choice(kept, "theme", THEMES, system_theme(application)), _scale(kept))
    theme.apply(application)
    bench.language = _choice(kept, "language", LANGUAGES, bench.site.language if bench.setup else bench.language)
    desk = Desk(bench=bench, relay=Relay(), work=Work(), theme=theme)
    form_language = FormLanguage(application)
    form_language.speak(desk, bench.language)
    window = Window(
        desk,
        build=builder(desk, set_up_done=lambda: _after_first_paint(window, desk)),
        form_language=form_language,
        settings=kept,
    )
    surprises = Surprises(bench, bench.store.folder / "incidents", lambda incident: _lock(window, desk, incident))
    running = Running(
        application=application, desk=desk, window=window, surprises=surprises, form_language=form_language
    )
    if watch:
        start_log(bench.store.folder / "logs")
        surprises.watch()
        qInstallMessageHandler(_qt_messages(surprises))
    window.resize(1360, 860)
    window.show_page("sign_in" if bench.setup else "set_up")
    if offscreen():
        window.show()
    else:
        window.showMaximized()  # a workstation has one task
    if bench.setup:
        bench.store.shut = True  # until the check below holds
        window.painted.connect(lambda: _after_first_paint(window, desk))
    return running


def _choice(settings: QSettings, key: str, allowed: tuple[str, ...], otherwise: str) -> str:
    found = str(settings.value(key, otherwise))
    return found if found in allowed else otherwise


def _scale(settings: QSettings) -> int:
    found = str(settings.value("text_size", "100"))
    return int(found) if found.isdigit() and int(found) in SCALES else 100


def builder(desk: Desk, *, set_up_done: Callable[[], None]) -> Callable[[str], QWidget]:
    """Give what builds a page by name; a set-up that is done is followed by the check of the new record."""

    def panel(name: str) -> QWidget:
        built: QWidget = lazy.loaded(lazy.PANELS, name)(desk)
        return built

    def build(name: str) -> QWidget:
        kind = lazy.loaded(lazy.PAGES, name)
        page: QWidget = kind(desk, panel) if name == "batch" else kind(desk)
        done = getattr(page, "done", None)
        if done is not None:
            done.connect(lambda: desk.relay.page_asked.emit("sign_in"))
            done.connect(set_up_done)
        return page

    return build


def _after_first_paint(window: Window, desk: Desk) -> None:
    """Check the trail off the window; a password given meanwhile is looked at when the check is done."""
    folder = desk.bench.store.folder
    desk.work.run(lambda: verify_store(folder), then=lambda found: _after_check(window, desk, found))


def _after_check(window: Window, desk: Desk, found: Verification) -> None:
    """Open writing if the trail holds, then load what the next clicks need."""
    admit(desk.bench, found)
    window.show_seal(found)
    _load_on(window, lazy.load_each())


def _load_on(window: Window, loading: Iterator[str]) -> None:
    """Load one module after another, with time in between for keys."""

    def load() -> None:
        if next(loading, None) is not None:
            _load_on(window, loading)

    QTimer.singleShot(BREATH_MS, window, load)


def _lock(window: Window, desk: Desk, incident: Incident) -> None:
    key = "incident.recorded" if incident.recorded else "incident.not_recorded"
    window.lock_after(desk.texts.say(key, incident=incident.id, seq=incident.last_entry))


def _qt_messages(surprises: Surprises) -> Callable[[QtMsgType, QMessageLogContext, str], None]:
    """Log Qt's warnings by kind and place; their text may hold what somebody typed."""

    def take(kind: QtMsgType, context: QMessageLogContext, _: str) -> None:
        if kind is not QtMsgType.QtDebugMsg:
            surprises.note(kind.name, f"{context.category or '?'}")

    return take


def refuse_to_open(text: str, close: str) -> None:
    """Say on the screen why no window opens; who starts it by a click sees no shell."""
    application = qt_application()
    if application.platformName() == "offscreen":
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.addButton(close, QMessageBox.ButtonRole.RejectRole)
    box.exec()


def run(bench: Bench) -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    running = open_window(bench)
    try:
        return int(running.application.exec())
    finally:
        logging.getLogger("carbench").info("closed")
        running.close()


def demonstration_day(bench: Bench, out: Path) -> tuple[Path, ...]:
    """Play a day through the real window and leave its pictures and its certificate; gives what was written."""
    running = open_window(bench, settings=QSettings(str(out / "window.ini"), QSettings.Format.IniFormat))
    try:
        written: tuple[Path, ...] = lazy.loaded(lazy.PLAYS, "day")(running.window, running.desk, out)
        return written
    finally:
        running.close()
