"""What is refused of a written case that is to be rehearsed; nothing of it is played then."""

from dataclasses import dataclass

from carbench.domain.errors import BenchError


@dataclass(kw_only=True, eq=False)
class CaseBroken(BenchError):
    """A case says something it may not say."""

    file: str
    key: str
    """Where: a key, or the act by its number and the key in it."""

    wanted: str
    """What may be written there."""


@dataclass(kw_only=True, eq=False)
class CaseMissing(BenchError):
    """There is no case in this place, or it cannot be read."""

    path: str


@dataclass(kw_only=True, eq=False)
class CasesMissing(BenchError):
    """The folder holds no case."""

    path: str
