"""What a challenge is made of: its columns, its answers, and the one function that answers a row.

Nothing stands behind an answer but the domain: no store, no product, no memory of the row before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

NAMES = (
    *("readings", "alternatives", "outcomes", "computed", "growth", "endotoxin", "expiry"),
    *("donation-numbers", "isbt128", "sec"),
)
"""Every kind by name; `put` knows what answers it."""

Row = Mapping[str, str]
"""A row as typed, by column; a column that is not in the file or is empty gives ""."""

Answer = Mapping[str, str]
"""What the domain says, by name of the answer, in the words of release.md section 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file."""

    name: str
    needed: bool = True
    """A file without a needed column asks nothing; a row in which it is empty is refused with `column_empty`."""

    may_be_empty: bool = False
    """A row may leave a needed column empty, which says that there is nothing yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of challenge."""

    name: str
    columns: tuple[Column, ...]
    answers: tuple[str, ...]
    """What a row is answered with; the first is what a column `expected` is compared with.

    Each answer can be expected by its own column, `expected_<answer>`.
    """

    ask: Callable[[Row], Answer]
    """Answers one row. Raises: BenchError, which is an answer too: REFUSED, with its kind."""
