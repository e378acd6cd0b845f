"""The demonstration's product file, changed in one place, and what the loader says of it."""

import pytest

from carbench.domain.errors import ProductBroken
from carbench.domain.product import Product
from carbench.paths import RESOURCES
from carbench.store.products import load_product

FILE = "demo.toml"
DEMO = (RESOURCES / "products" / FILE).read_text(encoding="utf-8")


def loaded(text: str) -> Product:
    return load_product(text.encode("utf-8"), FILE)


def refused(text: str | bytes, name: str = FILE) -> tuple[str, str]:
    """Give the key and what is wanted, after the file was named."""
    with pytest.raises(ProductBroken) as broken:
        load_product(text.encode("utf-8") if isinstance(text, str) else text, name)
    assert broken.value.file == name
    return broken.value.key, broken.value.wanted


def changed(old: str, new: str, text: str = DEMO) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def block(name: str, list_of: str = "tests", text: str = DEMO) -> str:
    """Give one table of a list, with what belongs to it, up to the blank line after it."""
    head = f'[[{list_of}]]\nid = "{name}"\n'
    assert text.count(head) == 1, head
    return text[text.index(head) :].partition("\n\n")[0]


def within(name: str, old: str, new: str, *, list_of: str = "tests", text: str = DEMO) -> str:
    """Change one table of a list."""
    table = block(name, list_of, text)
    return text.replace(table, changed(old, new, table), 1)


def bound(kind: str, *said: str) -> str:
    """Write a bound of a test."""
    return "\n".join(["[[tests.bounds]]", f'kind = "{kind}"', *said, 'source = "invented"'])


def bounded(name: str, *bounds: str) -> str:
    """Replace the bounds of a test that has nothing after them, and leave its cases out."""
    table = block(name)
    own = table[: table.index("[[tests.bounds]]")] + "\n".join(bounds)
    return without_cases(DEMO.replace(table, own, 1))


def without_cases(text: str = DEMO) -> str:
    """Leave only a case that no change of a limit can touch, for every line the provisional certificate needs."""
    bare = text[: text.index("[[cases]]")]
    lines = ("viability", "car_positive", "dose_per_kg", "endotoxin")
    expected = "\n".join(f'{line} = "PENDING"' for line in lines)
    return f'{bare}[[cases]]\nid = "bare"\n[cases.typed]\nmorphology = "round"\n[cases.expected]\n{expected}\n'
