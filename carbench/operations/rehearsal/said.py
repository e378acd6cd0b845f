"""What a rehearsal found: every act, every line, both decisions, and what was expected otherwise."""

from dataclasses import dataclass, field
from pathlib import Path

from carbench.domain.errors import BenchError
from carbench.domain.release import WhyNot
from carbench.domain.stages import Decision
from carbench.operations.rehearsal.case import Case, Word
from carbench.operations.rehearsal.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said of a decision: as it was taken, or as the program answers now."""

    decision: Decision
    word: Word
    taken: bool = False
    """A person took it; else the program was only asked."""

    number: str = ""
    """Of the certificate or refusal on record; empty while there is none."""

    standing: str = ""
    """Of a certificate on record: stands, suspended, superseded; empty where none stands."""

    by: str = ""
    reasons: tuple[WhyNot, ...] = ()
    kept: tuple[str, ...] = ()
    """The reasons of a refusal on record, as they stood then."""

    @property
    def words(self) -> tuple[str, ...]:
        """Give the reasons as they are compared: "RESULT_OUT viability"."""
        return self.kept or tuple(f"{why.reason.value} {why.about}".strip() for why in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something that was expected otherwise."""

    where: str
    """The act by its number and key, or the key under [expect]."""

    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPlayed:
    """One act as it went."""

    number: str
    """Of the case's acts from 1; "n" and a number for an act of the nominal day."""

    act: str
    at: str
    by: str
    about: str = ""
    entries: tuple[tuple[int, str], ...] = ()
    """Sequence number and kind of what the person recorded."""

    brought: tuple[tuple[int, str, str], ...] = ()
    """Sequence number, kind and number of what the program recorded with it."""

    refused: BenchError | None = None
    answer: Answer | None = None
    against: tuple[WhyNot, ...] = ()
    """Why a decision was refused."""


@dataclass(slots=True, kw_only=True)
class Played:
    """A case as it went."""

    case: Case
    stands: Standing | None = None
    """None where no batch was opened."""

    acts: list[ActPlayed] = field(default_factory=list)
    provisional: Answer | None = None
    final: Answer | None = None
    mismatches: list[Mismatch] = field(default_factory=list)
    documents: list[Path] = field(default_factory=list)

    @property
    def as_expected(self) -> bool:
        """Say whether everything went as the case expects."""
        return not self.mismatches
