"""What the domain asks of a language; `texts` gives it."""

from decimal import Decimal
from typing import Protocol

from carbench.domain.measure import Reading
from carbench.domain.specification import Wording


class Words(Protocol):
    """The sentences and number forms of one language; given by the program, not known here."""

    @property
    def language(self) -> str:
        """Give en, fr or de."""

    def say(self, key: str, /, **fields: object) -> str:
        """Give a sentence."""

    def decimal(self, value: Decimal) -> str:
        """Write a number as it stands, with the language's separator."""

    def reading(self, reading: Reading) -> str:
        """Write a reading with its sign, as precise as it was typed."""

    def wording(self, wording: Wording, /) -> str:
        """Choose a product's own text."""
