"""Make a new store's first entry and its first people."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import available_timezones

from carbench.domain.acts import PersonAdded, WorkstationSetUp
from carbench.domain.errors import AdministratorMissing, NameTaken, ZoneUnknown
from carbench.domain.measure import read_identifier, read_text, shown
from carbench.domain.people import Role, check_roles
from carbench.domain.record_errors import StoreThere
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import verifier
from carbench.operations.printable import printable
from carbench.operations.recording import PROGRAM, Kept, program, record
from carbench.store.seal import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be added, as typed."""

    name: str
    full_name: str
    roles: frozenset[Role]
    language: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """A workstation to be set up, as typed."""

    site: str
    establishment: str
    legal_basis: str
    authorisation: str
    zone: str
    workstation: str
    language: str
    demonstration: bool = False


def set_up_workstation(bench: Bench, *, site: NewSite, people: Sequence[NewPerson]) -> Changes:
    """Record the workstation and everybody who may sign in, together.

    Raises: StoreThere, FieldEmpty, NotPlainText, ZoneUnknown, NameTaken, RoleMissing, RolesExclude, PasswordTooShort,
    AdministratorMissing.
    """
    if bench.store.head.seq:
        raise StoreThere(path=str(bench.store.folder))
    act = _site(bench, site)
    bench.setup = act
    try:
        added = [added_person(bench, person) for person in people]
        _names_differ([person for person, _ in added])
        if not any(Role.ADMINISTRATOR in person.roles for person, _ in added):
            raise AdministratorMissing
        acts = (act, *(person for person, _ in added))
        return record(bench, *acts, author=program(bench), keeps=[kept for _, kept in added])
    except BaseException:
        bench.setup = None
        raise


def _site(bench: Bench, site: NewSite) -> WorkstationSetUp:
    if site.zone not in available_timezones():
        raise ZoneUnknown(text=shown(site.zone))
    return WorkstationSetUp(
        site=printable(read_text(site.site, field="site")),
        establishment=printable(read_text(site.establishment, field="establishment")),
        legal_basis=printable(read_text(site.legal_basis, field="legal_basis", optional=True)),
        authorisation=printable(read_text(site.authorisation, field="authorisation", optional=True)),
        zone=site.zone,
        workstation=printable(read_text(site.workstation, field="workstation")),
        language=site.language,
        demonstration=site.demonstration,
        late_entry_minutes=bench.defaults.late_entry_minutes,
        password_characters=bench.defaults.password_characters,
    )


def added_person(bench: Bench, person: NewPerson) -> tuple[PersonAdded, Kept]:
    """Give the act that adds a person and their password verifier; nothing is recorded yet."""
    name = read_identifier(person.name, field="user_name")
    check_roles(name, person.roles)
    credential = verifier(person.password, bench.hash_cost, least=bench.site.password_characters).encode("ascii")
    act = PersonAdded(
        name=name,
        full_name=printable(read_text(person.full_name, field="full_name")),
        roles=tuple(role for role in Role if role in person.roles),
        language=person.language,
        credential_sha256=digest(credential),
    )
    return act, Kept(content=credential, purpose="credential")


def _names_differ(people: Sequence[PersonAdded]) -> None:
    """Compare names without case: two people must never be mistaken on the sign-in page."""
    seen = {PROGRAM}
    for person in people:
        if person.name.casefold() in seen:
            raise NameTaken(name=person.name)
        seen.add(person.name.casefold())
