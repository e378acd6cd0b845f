"""Pages and document backends that are loaded after the first paint.

Importing everything at start costs more than twice an empty window (house.md, trap
17): the sign-in page comes first, the plots and the PDF libraries when a page first
needs them or the window has nothing else to do. This is the one place where imports
do not stand at the top.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

PAGES = {
    "bench": ("carbench.ui.pages.bench_board", "BenchPage"),
    "order": ("carbench.ui.pages.order", "OrderPage"),
    "batch": ("carbench.ui.pages.batch", "BatchPage"),
    "trail": ("carbench.ui.pages.trail", "TrailPage"),
    "sign_in": ("carbench.ui.pages.sign_in", "SignInPage"),
    "set_up": ("carbench.ui.pages.set_up", "SetUpPage"),
}

PANELS = {
    "order": ("carbench.ui.pages.facts", "FactsPage"),
    "receipt": ("carbench.ui.pages.receipt", "ReceiptPage"),
    "culture": ("carbench.ui.pages.culture", "CulturePage"),
    "curves": ("carbench.ui.pages.curves", "CurvesPage"),
    "fill": ("carbench.ui.pages.fill", "FillPage"),
    "labels": ("carbench.ui.pages.labels", "LabelsPage"),
    "results": ("carbench.ui.pages.results", "ResultsPage"),
    "certificate": ("carbench.ui.pages.certifying", "CertifyingPage"),
}

FILLS = {"demonstration": ("carbench.operations.fill_demonstration", "fill_demonstration")}
PLAYS = {"day": ("carbench.ui.demonstration_day", "play")}

LIBRARIES = ("numpy", "carbench.ui.widgets.curve_plot", "carbench.documents.sheet_pdf", "carbench.documents.readback")
"""What brings the large libraries; each loads by itself, so that a key waits for one of them at most."""


def loaded(table: dict[str, tuple[str, str]], name: str) -> Callable[..., Any]:
    """Give a class of a table, its module loaded when it is first asked for. Raises: KeyError."""
    module, kind = table[name]
    found: Callable[..., Any] = getattr(import_module(module), kind)
    return found


def load_each() -> Iterator[str]:
    """Load one module each time the next is asked for, when the window has nothing else to do."""
    for module in (*LIBRARIES, *(module for module, _ in (*PAGES.values(), *PANELS.values()))):
        import_module(module)
        yield module
