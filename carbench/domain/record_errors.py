"""What stands between a person and the paper or the record: documents, the store, files."""

from dataclasses import dataclass

from carbench.domain.errors import BenchError

# Documents


@dataclass(kw_only=True, eq=False)
class GlyphMissing(BenchError):
    """The fonts of the document have no sign for a character."""

    character: str
    text: str


@dataclass(kw_only=True, eq=False)
class ReadBackDiffers(BenchError):
    """A text put on the document cannot be read back from it."""

    text: str


# Store


@dataclass(kw_only=True, eq=False)
class StoreBusy(BenchError):
    """Another process holds the store."""

    holder: str
    pid: int


@dataclass(kw_only=True, eq=False)
class StoreMissing(BenchError):
    """There is no store where one is expected; an empty one is never made in its place."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreThere(BenchError):
    """There is a store already where a new one was to be made."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreForeign(BenchError):
    """The file is not a store of carbench, or of a version this program does not know."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreInterrupted(BenchError):
    """A crash left a write unfinished; a reader cannot take it back."""

    path: str


@dataclass(kw_only=True, eq=False)
class StoreOlder(BenchError):
    """The store is of an older version; a reader does not bring it up."""

    path: str


@dataclass(kw_only=True, eq=False)
class EngineTooOld(BenchError):
    """The database engine is older than the one the record was tested with."""

    found: str
    needed: str


@dataclass(kw_only=True, eq=False)
class PragmaRefused(BenchError):
    """The engine did not take a setting the record relies on."""

    pragma: str
    found: str


@dataclass(kw_only=True, eq=False)
class StoreFull(BenchError):
    """The disk is full; the act was not recorded, what stood before stands."""


@dataclass(kw_only=True, eq=False)
class StoreFailed(BenchError):
    """The disk refused a write; the act was not recorded and writing has stopped."""

    code: str


@dataclass(kw_only=True, eq=False)
class WritingShut(BenchError):
    """Nothing can be recorded until the store has been checked."""


@dataclass(kw_only=True, eq=False)
class OutputThere(BenchError):
    """A file or folder that was to be written is already there."""

    path: str


@dataclass(kw_only=True, eq=False)
class OutputFailed(BenchError):
    """A file or folder could not be written."""

    path: str
