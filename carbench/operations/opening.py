"""Open a workstation: its store, its products, its first entry."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from carbench.domain.product import Product
from carbench.operations.bench import Bench, Clock, SystemClock, load_defaults
from carbench.paths import RESOURCES
from carbench.store import queries
from carbench.store.database import create_store, open_store, store_at
from carbench.store.products import load_products
from carbench.store.verify import Verification, verify


class Shipped(Mapping[str, tuple[Product, bytes]]):
    """The shipped products, read when one is first asked for: the sign-in page does not wait for them.

    Raises: ProductBroken from then on.
    """

    @cached_property
    def _read(self) -> dict[str, tuple[Product, bytes]]:
        return load_products(RESOURCES / "products")

    def __getitem__(self, product_id: str) -> tuple[Product, bytes]:
        return self._read[product_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def open_bench(folder: Path, clock: Clock | None = None) -> Bench:
    """Open the workstation in a folder for writing.

    Raises: StoreMissing, StoreForeign, StoreBusy, PragmaRefused, EngineTooOld.
    """
    products = Shipped()
    defaults = load_defaults(RESOURCES / "site.toml")
    store = open_store(folder)
    return Bench(
        store=store,
        clock=clock or SystemClock(),
        products=products,
        defaults=defaults,
        setup=queries.workstation(store),
    )


def new_bench(folder: Path, clock: Clock | None = None) -> Bench:
    """Make a workstation that is still to be set up. Raises: StoreThere and what `open_bench` raises."""
    products = Shipped()
    defaults = load_defaults(RESOURCES / "site.toml")
    return Bench(store=create_store(folder), clock=clock or SystemClock(), products=products, defaults=defaults)


def reading_bench(folder: Path) -> Bench:
    """Open a workstation for reading, also while a window holds it. Raises: StoreMissing, StoreForeign."""
    store = open_store(folder, read_only=True)
    return Bench(
        store=store,
        clock=SystemClock(),
        products=Shipped(),
        defaults=load_defaults(RESOURCES / "site.toml"),
        setup=queries.workstation(store),
    )


def there(folder: Path) -> bool:
    """Say whether a folder holds a store."""
    return store_at(folder)


def verify_store(path: Path) -> Verification:
    """Verify a whole store, reading only. Raises: StoreMissing, StoreForeign."""
    store = open_store(path, read_only=True)
    try:
        return verify(store)
    finally:
        store.close()


def admit(bench: Bench, found: Verification) -> None:
    """Open writing if the check of the whole trail found nothing wrong; shut it otherwise."""
    bench.store.shut = not found.holds
