"""What can be put on a page, in points from its upper left corner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line of text in one font."""

    text: str
    x: float
    y: float
    """Of the base line."""

    font: str
    size_pt: float
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A horizontal line."""

    x: float
    y: float
    length: float
    thickness_pt: float
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """A place on the page, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Rectangles filled at once, as one path."""

    rectangles: tuple[Rectangle, ...]
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """A rectangle with nothing in it."""

    rectangle: Rectangle
    frame_pt: float
    ink: str


Mark = Run | Rule | Filled | Framed
