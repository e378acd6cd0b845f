"""One signal that something was recorded, one that the language changed; pages listen, none calls another."""

from PySide6.QtCore import QObject, Signal


class Relay(QObject):
    """Joins those who record to those who show."""

    changed = Signal(object)  # Changes
    language_changed = Signal(str)
    signed_in = Signal()
    signed_out = Signal()
    batch_asked = Signal(str)  # batch id
    step_asked = Signal(object)  # StepId
    page_asked = Signal(str)
    ticked = Signal()  # the clocks on screen are read again
