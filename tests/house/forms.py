"""Forms say where things are and what they are called, and nothing else; each has one owner."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.house.tree import Module, calls, files, literal, modules, name_of, xml

BEHAVIOUR = ("connections", "slots", "signals", "buttongroups/buttongroup/property", "script")
PROMOTED: dict[str, str] = {}
"""Classes a form may promote a widget to, with the reason; QUiLoader builds plain Qt classes only."""

SPACES = ("spacing", "margin", "leftMargin", "topMargin", "rightMargin", "bottomMargin", "horizontalSpacing")
ZERO = {*SPACES, "verticalSpacing", "currentIndex"}
"""Numbers a form may set to nothing; what is not nothing is the theme's."""

NUMBERS = {"number", "double", "size", "sizef", "rect", "rectf", "point", "pointf", "font"}
CONTROLS = {
    *("QPushButton", "QToolButton", "QCommandLinkButton", "QCheckBox", "QRadioButton", "QGroupBox"),
    *("QLineEdit", "QTextEdit", "QPlainTextEdit", "QTextBrowser", "QComboBox", "QFontComboBox", "QKeySequenceEdit"),
    *("QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider", "QDial", "QScrollBar"),
    *("QTableView", "QTableWidget", "QListView", "QListWidget", "QTreeView", "QTreeWidget", "QCalendarWidget"),
}
NAMED_BY_TEXT = {"QPushButton", "QToolButton", "QCommandLinkButton", "QCheckBox", "QRadioButton"}
SHOWN = {
    *("text", "title", "windowTitle", "placeholderText", "toolTip", "statusTip", "whatsThis"),
    *("accessibleName", "accessibleDescription", "prefix", "suffix", "specialValueText"),
}
"""Properties that a person reads or hears."""


def defects(tree: Path) -> list[str]:
    found = []
    for path in files(tree, ("forms",), "*.ui"):
        form = xml(path)
        told = (*_behaviour(form), *_numbers(form), *_unnamed(form), *_untranslatable(form))
        found += [f"{name_of(tree, path)}: {defect}" for defect in told]
    return found


def _behaviour(form: ET.Element) -> Iterator[str]:
    for tag in BEHAVIOUR:
        if any(len(part) or (part.text or "").strip() for part in form.iterfind(f".//{tag}")):
            yield f"<{tag}> is behaviour"
    for prop in form.iter("property"):
        if prop.get("name") == "styleSheet":
            yield "a style sheet"
    for promoted in form.iterfind("customwidgets/customwidget/class"):
        if promoted.text not in PROMOTED:
            yield f"promotes a widget to {promoted.text}"


def _numbers(form: ET.Element) -> Iterator[str]:
    """Sizes, places and limits; only the window's own place, which Designer always writes, and zeroes may stand."""
    outermost = form.find("widget")
    owners = (*form.iter("widget"), *form.iter("layout"))
    for owner, prop in ((one, prop) for one in owners for prop in one if prop.tag in {"property", "attribute"}):
        own_place = owner is outermost and prop.get("name") == "geometry"
        if _is_number(prop) and not own_place:
            yield f"{owner.get('name')} sets {prop.get('name')} to a number"


def _is_number(prop: ET.Element) -> bool:
    value = prop[0] if len(prop) else prop
    return value.tag in NUMBERS and not (prop.get("name") in ZERO and value.text == "0")


def _unnamed(form: ET.Element) -> Iterator[str]:
    for widget in form.iter("widget"):
        kind = widget.get("class", "")
        if kind not in CONTROLS:
            continue
        naming = ["accessibleName", *(["text"] if kind in NAMED_BY_TEXT else []), *(["title"] * (kind == "QGroupBox"))]
        if not any((widget.findtext(f"property[@name='{name}']/string") or "").strip() for name in naming):
            yield f"{kind} {widget.get('name')} has no accessible name"


def _untranslatable(form: ET.Element) -> Iterator[str]:
    for prop in (*form.iter("property"), *form.iter("attribute")):
        text = prop.findtext("string") or ""
        fixed = any(string.get("notr") == "true" for string in prop.iter("string"))
        if prop.get("name") in SHOWN and fixed and any(c.isalpha() for c in text):
            yield f"{text!r} cannot be translated"


def ownership(tree: Path) -> list[str]:
    """Give forms without an owner or with several, and owners of forms that are not there."""
    there = {path.relative_to(tree / "forms").with_suffix("").as_posix() for path in files(tree, ("forms",), "*.ui")}
    loaded: Counter[str] = Counter()
    found = []
    for place, name in (load for module in modules(tree, "carbench") for load in _loads(module)):
        loaded[name or ""] += 1
        if name is None:
            found.append(f"{place}: load_form() without a literal name")
        elif name not in there:
            found.append(f"{place}: there is no form {name}")
    found += [f"forms/{name}.ui has {loaded[name]} owners" for name in sorted(there) if loaded[name] != 1]
    return found + _shared_contexts(tree)


def _loads(module: Module) -> Iterator[tuple[str, str | None]]:
    for call, name in calls(module):
        if name.rpartition(".")[2] == "load_form":
            yield module.at(call), literal(call.args[1]) if len(call.args) > 1 else None


def _shared_contexts(tree: Path) -> list[str]:
    """Translations are found by a form's class: two forms of one class would share them."""
    named = Counter(xml(path).findtext("class") for path in files(tree, ("forms",), "*.ui"))
    return [f"{count} forms are of class {name}" for name, count in named.items() if count > 1]
