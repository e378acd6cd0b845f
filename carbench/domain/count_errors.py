"""What a count, a taking or a question about them can be refused for."""

from dataclasses import dataclass
from decimal import Decimal

from carbench.domain.errors import BenchError


@dataclass(kw_only=True, eq=False)
class TakingImpossible(BenchError):
    """More is said to have been taken than was there, or nothing was there to take from."""

    taken_ml: Decimal
    before_ml: Decimal


@dataclass(kw_only=True, eq=False)
class NotAnEvent(BenchError):
    """The text is not an event of a culture as a challenge writes it."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotOneQuestion(BenchError):
    """The row of a challenge asks nothing, or more than one thing."""
