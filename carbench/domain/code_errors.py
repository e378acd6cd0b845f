"""What stands between a person and a code: a scan that cannot be read, a text no code can carry, output that is off."""

from dataclasses import dataclass

from carbench.domain.errors import BenchError

# Reading


@dataclass(kw_only=True, eq=False)
class NotACode(BenchError):
    """The text is of no frame the program knows."""

    text: str


@dataclass(kw_only=True, eq=False)
class CodeBroken(BenchError):
    """The frame is known, and a part of it says what cannot be."""

    code: str
    """As scanned."""

    part: str
    """The characters that are wrong, or the whole content where its length or form is."""


@dataclass(kw_only=True, eq=False)
class ScannerPrefixLeft(BenchError):
    """The scanner's own prefix, such as ]d2, stands before the code; nothing is cut off by guess."""

    text: str
    prefix: str


@dataclass(kw_only=True, eq=False)
class ForeignKeyboard(BenchError):
    """The scanner and the computer differ about the keyboard; what was meant is never guessed."""

    text: str
    layout: str
    """AZERTY or QWERTZ."""


# Writing


@dataclass(kw_only=True, eq=False)
class CodeCannotCarry(BenchError):
    """The code has no place for this text."""

    code: str
    """The identifier of the structure, such as &#, or SEC."""

    text: str


@dataclass(kw_only=True, eq=False)
class PartsDoNotFit(BenchError):
    """The parts given are not those of the structure named."""

    structure: str
    text: str


@dataclass(kw_only=True, eq=False)
class CodeOrParts(BenchError):
    """Either a code is read or parts are written; not both, not neither."""


@dataclass(kw_only=True, eq=False)
class LicenceMissing(BenchError):
    """Codes of ISBT 128 are not written before the site has confirmed its licence."""


@dataclass(kw_only=True, eq=False)
class NotAFacility(BenchError):
    """The text is not a facility number."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotADay(BenchError):
    """The text is not a day of the calendar."""

    text: str
