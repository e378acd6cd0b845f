"""A case as it is written: what is played, by whom, and what is expected of it.

The format is described in README.md, "Rehearsing". Everything not at issue has a default: the people, the order, the
times and the nominal day of resources/rehearsal.toml, and the results of the product's first worked case.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Any

from carbench.domain.case_errors import CaseBroken, CaseMissing, CasesMissing
from carbench.domain.errors import BenchError
from carbench.domain.measure import shown
from carbench.domain.release import Reason
from carbench.domain.roles import Role
from carbench.domain.specification import Verdict
from carbench.domain.stages import Stage
from carbench.operations.rehearsal.shape import Place, nothing_else, parts, shaped

SUFFIX = ".toml"


class Word(Enum):
    """What is said of a decision (release.md section 12)."""

    GRANTED = "GRANTED"
    NOT_GRANTED = "NOT_GRANTED"
    CONFORMING = "CONFORMING"
    CONFORMING_DEVIATIONS_ASSESSED = "CONFORMING_DEVIATIONS_ASSESSED"
    INCOMPLETE = "INCOMPLETE"
    NON_CONFORMING = "NON_CONFORMING"
    NOT_YET = "NOT_YET"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePart:
    """The workstation the case is played at."""

    demonstration: bool = True
    zone: str = ""
    two_people: bool | None = None
    certifier_reviews: bool | None = None
    exceptional_supply: str = ""
    """The legal basis; empty while it is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPart:
    """Somebody beside the people of the demonstration, or in the place of one."""

    name: str
    full_name: str = ""
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPart:
    """Who does what unless an act says otherwise; empty means as the demonstration has it."""

    performer: str = ""
    second: str = ""
    analyst: str = ""
    checker: str = ""
    reviewer: str = ""
    whole_reviewer: str = ""
    qp: str = ""
    administrator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagPart:
    """A bag of the nominal day."""

    concentration: str = ""
    volume: str = ""
    portion: str = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class NominalPart:
    """What of the nominal day is played, and what is different."""

    starts: str = "2026-03-10"
    """Its day 0."""

    until: str = ""
    """Played up to here before the acts."""

    only_these_results: bool = False
    """Nothing is typed but what stands in `results`."""

    without: tuple[str, ...] = ()
    results: Mapping[str, str] = field(default_factory=dict)
    """By test id, as in a worked case; an empty text leaves the result out."""

    bags: tuple[BagPart, ...] = ()
    acts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Fields of nominal acts that are different, by act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What the author expects when everything is played; what is left out is not looked at."""

    stage: Stage | None = None
    provisional: Word | None = None
    provisional_reasons: tuple[str, ...] | None = None
    """All of them, in any order."""

    provisional_reasons_among: tuple[str, ...] | None = None
    final: Word | None = None
    final_reasons: tuple[str, ...] | None = None
    final_reasons_among: tuple[str, ...] | None = None
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """As the final certificate sees the lines, by test id."""

    provisional_verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    """Readings as typed, and computed values at the places written here."""

    deviations: Mapping[str, str] | None = None
    holds: tuple[str, ...] | None = None
    alerts: Mapping[str, str] | None = None
    bags: Mapping[str, str] = field(default_factory=dict)
    suspended: bool | None = None
    register: tuple[str, ...] | None = None
    out_of_order: tuple[str, ...] | None = None
    expiry: str | None = None
    must_leave_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case."""

    place: Place
    title: str
    about: str = ""
    product: str = "demo"
    """The id of a shipped product, or a file relative to the case."""

    language: str = "en"
    """Decides the decimal separator of what is typed, and of the documents."""

    site: SitePart = SitePart()
    people: tuple[PersonPart, ...] = ()
    who: WhoPart = WhoPart()
    order: Mapping[str, Any] = field(default_factory=dict)
    nominal: NominalPart = NominalPart()
    acts: tuple[Mapping[str, Any], ...] = ()
    expect: Expect = Expect()


def read_case(path: Path) -> Case:
    """Read a case to its last key; what its acts say is checked against the operations apart. Raises: CaseBroken."""
    place = Place(file=path)
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"), parse_float=Decimal)
    except OSError as unreadable:
        raise CaseMissing(path=str(path)) from unreadable
    except (ValueError, ArithmeticError, RecursionError) as broken:
        raise CaseBroken(file=path.name, key=shown(str(broken), longest=80), wanted="TOML, UTF-8") from broken
    if "place" in table:
        nothing_else({"place": ""}, parts(Case).keys() - {"place"}, place=place)
    case = shaped(Case, {**table, "place": place}, place=place)
    for name, reasons in _reasons(case.expect):
        known_reasons(reasons, place.at("expect").at(name))
    return case


def _reasons(expect: Expect) -> Iterator[tuple[str, tuple[str, ...]]]:
    for certificate in ("provisional", "final"):
        for name in (f"{certificate}_reasons", f"{certificate}_reasons_among"):
            yield name, getattr(expect, name) or ()


def known_reasons(reasons: tuple[str, ...], place: Place) -> None:
    """Refuse a reason the program does not have: "RESULT_OUT viability" begins with one. Raises: CaseBroken."""
    words = [reason.value for reason in Reason]
    for number, reason in enumerate(reasons, start=1):
        if reason.partition(" ")[0] not in words:
            near = get_close_matches(reason.partition(" ")[0], words) or words
            raise place.at(number).refused(" | ".join(near))


def known_refusal(kind: str, place: Place) -> None:
    """Refuse the name of a refusal the program does not have. Raises: CaseBroken."""
    kinds = {refusal.kind for refusal in _refusals(BenchError)}
    if kind and kind not in kinds:
        raise place.refused(" | ".join(get_close_matches(kind, kinds) or sorted(kinds)))


def _refusals(kind: type[BenchError]) -> Iterator[type[BenchError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _refusals(below)


def case_files(path: Path) -> tuple[Path, ...]:
    """Give the cases of a folder in the order of their names, or the one that is named.

    Raises: CaseMissing, CasesMissing.
    """
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise CaseMissing(path=str(path))
    found = tuple(sorted(path.glob(f"*{SUFFIX}")))
    if not found:
        raise CasesMissing(path=str(path))
    return found
