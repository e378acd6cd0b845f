"""What every page has at hand."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from carbench.operations.bench import Bench
from carbench.texts import Texts, on_screen
from carbench.ui.relay import Relay
from carbench.ui.theme import Theme
from carbench.ui.work import Work


@dataclass(slots=True, kw_only=True)
class Desk:
    """The bench, the relay, the look, and the language of whoever stands here."""

    bench: Bench
    relay: Relay
    work: Work
    theme: Theme

    @property
    def texts(self) -> Texts:
        """Give the sentences of the present language."""
        return on_screen(self.bench.language)

    def dress(self, root: QWidget) -> None:
        """Give a widget and everything below it the present look."""
        self.theme.dress(root)
