"""What a row of a unit's own challenge, or the file it stands in, can be refused for."""

from dataclasses import dataclass

from carbench.domain.errors import BenchError

# The file


@dataclass(kw_only=True, eq=False)
class ChallengeUnknown(BenchError):
    """There is no challenge of this kind."""

    text: str
    kinds: str


@dataclass(kw_only=True, eq=False)
class ChallengeFileMissing(BenchError):
    """The file of a challenge is not there or cannot be opened."""

    path: str


@dataclass(kw_only=True, eq=False)
class ChallengeFileBroken(BenchError):
    """The file is not a table of comma or semicolon separated values in UTF-8."""

    line: int


@dataclass(kw_only=True, eq=False)
class ChallengeEmpty(BenchError):
    """The file has no line of column names."""


@dataclass(kw_only=True, eq=False)
class ColumnUnknown(BenchError):
    """A column is none of this kind of challenge."""

    text: str
    columns: str


@dataclass(kw_only=True, eq=False)
class ColumnTwice(BenchError):
    """Two columns have one name."""

    text: str


@dataclass(kw_only=True, eq=False)
class ColumnMissing(BenchError):
    """A column without which nothing can be asked is not in the file."""

    column: str


@dataclass(kw_only=True, eq=False)
class CellsDiffer(BenchError):
    """A line has more or fewer cells than there are columns."""

    line: int
    found: int
    wanted: int


WRONG_FILE = (
    ChallengeUnknown,
    ChallengeFileMissing,
    ChallengeFileBroken,
    ChallengeEmpty,
    ColumnUnknown,
    ColumnTwice,
    ColumnMissing,
    CellsDiffer,
)
"""What makes a challenge wrong use: nothing was asked."""


# One row


@dataclass(kw_only=True, eq=False)
class ColumnEmpty(BenchError):
    """A cell that a question needs is empty."""

    column: str


@dataclass(kw_only=True, eq=False)
class NotOneOf(BenchError):
    """The text is none of the words this column takes."""

    column: str
    text: str
    words: str


@dataclass(kw_only=True, eq=False)
class NotAWholeNumber(BenchError):
    """The text is not a whole number from zero to the most this column takes."""

    column: str
    text: str
    most: int


@dataclass(kw_only=True, eq=False)
class NotAboveZero(BenchError):
    """Nothing can weigh or fill nothing."""

    column: str
    text: str


@dataclass(kw_only=True, eq=False)
class NotARange(BenchError):
    """The text is not two different ends, the lower one first."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotALimit(BenchError):
    """The text is not a limit as a challenge writes it."""

    text: str


@dataclass(kw_only=True, eq=False)
class LimitContradicts(BenchError):
    """No value can meet every side of the limit."""

    text: str


@dataclass(kw_only=True, eq=False)
class RoundingMissing(BenchError):
    """A limit that includes its own value needs a rounding rule; there is none by default."""

    text: str


@dataclass(kw_only=True, eq=False)
class RoundingNotAllowed(BenchError):
    """Strict limits and ± % are compared exactly, so a rounding rule beside them is refused."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotAnOutcomeList(BenchError):
    """The text is not a list of named outcomes with what each says of its line."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotAFormula(BenchError):
    """The text is not a formula; up to `begun` it is one."""

    text: str
    begun: str


@dataclass(kw_only=True, eq=False)
class NotNamedValues(BenchError):
    """The text is not a list of names, each once, with a value."""

    text: str


@dataclass(kw_only=True, eq=False)
class BeyondCalendar(BenchError):
    """The time lies before the first or after the last year a date can have."""

    text: str
