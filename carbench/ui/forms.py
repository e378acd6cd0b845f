"""Forms are loaded, not compiled: a .ui file says where things are.

Every annotation of the owner's class that is a widget type must name a child of that
type in the form, and becomes the attribute; a form that does not fit its owner fails
when the owner is built.
"""

from typing import get_type_hints

from PySide6.QtCore import QFile, QIODevice
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carbench.paths import FORMS


def load_form(owner: QWidget, name: str) -> QWidget:
    """Fill a widget with its form and join each annotated attribute to the child of that name and type.

    Raises: LookupError when the form has no such child.
    """
    form = _loaded(name)
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(form)
    for attribute, kind in get_type_hints(type(owner)).items():
        if isinstance(kind, type) and issubclass(kind, QWidget):
            setattr(owner, attribute, _child(form, kind, attribute, name))
    return form


def _child(form: QWidget, kind: type[QWidget], attribute: str, name: str) -> QWidget:
    child = form.findChild(kind, attribute)
    if child is None:
        raise LookupError(f"forms/{name}.ui has no {kind.__name__} named {attribute}")
    return child


def _loaded(name: str) -> QWidget:
    loader = QUiLoader()
    loader.setLanguageChangeEnabled(True)
    file = QFile(str(FORMS / f"{name}.ui"))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise LookupError(f"forms/{name}.ui is not there")
    try:
        form = loader.load(file)
    finally:
        file.close()
    form.setWindowTitle("")
    return form
