"""The measures of the paper, read from resources/styles/paper.toml.

The file speaks in millimetres where a person would take a ruler; from here on
every length is in points.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.lib.units import mm

from carbench.paths import RESOURCES

PAPER = RESOURCES / "styles" / "paper.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """The paper and its margins."""

    width: float
    height: float
    side: float
    top: float
    bottom: float
    gap: float

    @property
    def right(self) -> float:
        """Give the right edge of what may be printed."""
        return self.width - self.side

    @property
    def inner(self) -> float:
        """Give the width of what may be printed."""
        return self.width - 2 * self.side


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Colours as #rrggbb."""

    text: str
    quiet: str
    rule: str
    hairline: str
    shade: str
    reverse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """What EXACT texts are scaled by."""

    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A size of type and the space that belongs to it; what a style does not name is nought."""

    size_pt: float
    leading_pt: float
    strong: bool = False
    above: float = 0
    below: float = 0
    gap: float = 0
    pad: float = 0
    rule_pt: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerType(Type):
    """Type in a box."""

    rise: float
    frame_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairType(Type):
    """Type of a value and of its name."""

    name_pt: float
    name: float
    columns: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CellType(Type):
    """Type of a table."""

    title_pt: float
    hairline_pt: float
    close_pt: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The Data Matrix; gap and margins around it are wider than its quiet zone."""

    side: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The blank place after the last section."""

    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How many of the last sections stand on one page."""

    sections: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """From how many characters a text may run over a page end."""

    carried_characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Every measure of a sheet."""

    page: PageSize
    ink: Ink
    exact: Exact
    head: Type
    banner: BannerType
    title: Type
    subtitle: Type
    number: Type
    code: Code
    heading: Type
    pair: PairType
    line: Type
    cell: CellType
    foot: Type
    band: Band
    closing: Closing
    readback: ReadBack


@cache
def paper() -> Paper:
    """Give the measures the program ships."""
    return read_paper(PAPER)


def read_paper(path: Path) -> Paper:
    """Read measures; a name that is missing or not known is an error."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = {name: kind for name, kind in Paper.__annotations__.items() if isinstance(kind, type)}
    return Paper(**{name: kinds[name](**_in_points(table)) for name, table in tables.items()})


def _in_points(table: dict[str, float]) -> dict[str, float]:
    return {name.removesuffix("_mm"): value * mm if name.endswith("_mm") else value for name, value in table.items()}
