"""Name somebody who stands in for an absent Qualified Person for a time."""

from dataclasses import dataclass

from carbench.domain.act_errors import DeputyUnfit, TimesReversed
from carbench.domain.acts import DeputyNamed
from carbench.domain.moment import read_moment
from carbench.domain.people import Role, acting_as
from carbench.operations.administering import administer, known_person
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import Command, once


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputyship:
    """A deputy, as typed."""

    name: str
    absent: str
    starts: str
    ends: str
    products: tuple[str, ...] = ()
    """By id; empty means all."""


@once
def name_deputy(bench: Bench, *, deputy: Deputyship, reason: str, command: Command | None = None) -> Changes:
    """Name a deputy; documents print for whom they sign.

    Raises: DutyRefused, PersonUnknown, DeputyUnfit, TimesReversed, NotATime, CorrectionReasonMissing.
    """
    stands_in, absent = known_person(bench, deputy.name), known_person(bench, deputy.absent)
    acting_as(absent, {Role.QP}, "certify_provisional")
    if stands_in.name == absent.name or Role.ADMINISTRATOR in stands_in.roles:
        raise DeputyUnfit(name=stands_in.name)
    starts, ends = (read_moment(text, bench.site.zone) for text in (deputy.starts, deputy.ends))
    if ends.utc <= starts.utc:
        raise TimesReversed(earlier=starts.plain(), later=ends.plain())
    act = DeputyNamed(
        name=stands_in.name, absent=absent.name, starts=starts, ends=ends, products=tuple(deputy.products)
    )
    return administer(bench, act, duty="name_deputy", reason=reason, command=command)
