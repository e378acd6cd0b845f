"""Acts at the workstation itself: people, switches, product revisions, sessions."""

from dataclasses import dataclass

from carbench.domain.act import Act
from carbench.domain.moment import Moment
from carbench.domain.people import Role, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstationSetUp(Act):
    """The store's first entry."""

    kind = "workstation_set_up"
    site: str
    establishment: str
    legal_basis: str
    authorisation: str
    zone: str
    """IANA name; every local time of the record is read in it."""

    workstation: str
    language: str
    """Of the documents printed here."""

    demonstration: bool
    """Cannot be turned off: it is sealed into the first entry."""

    late_entry_minutes: int
    """An entry later than this after its act carries a reason."""

    password_characters: int
    """The fewest a password may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Act):
    """Somebody may sign in from now on."""

    kind = "person_added"
    name: str
    full_name: str
    roles: tuple[Role, ...]
    language: str
    credential_sha256: str
    """Of the password verifier kept beside the trail; exports of the trail do not carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Act):
    """A person opened a session."""

    kind = "signed_in"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Act):
    """A person closed their session."""

    kind = "signed_out"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRefused(Act):
    """A wrong password was typed for a person."""

    kind = "password_refused"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRaised(Act):
    """The program failed in a way it does not know; the incident file says where."""

    kind = "incident_raised"
    incident_id: str
    error: str
    """Name of the error's class, never its text: that could name a patient."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEnded(Act):
    """Somebody may not sign in any more; the name stays theirs."""

    kind = "person_ended"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSet(Act):
    """A person's roles were changed."""

    kind = "role_set"
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyNamed(Act):
    """Somebody stands in for an absent Qualified Person for a time."""

    kind = "deputy_named"
    name: str
    absent: str
    starts: Moment
    ends: Moment
    products: tuple[str, ...]
    """By id; empty means all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettingChanged(Act):
    """A switch of the site was set; its reason stands in the entry."""

    kind = "site_setting_changed"
    setting: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRevisionApproved(Act):
    """A unit's own copy of a product was approved by QA and a Qualified Person; it opens batches from now on."""

    kind = "product_revision_approved"
    product_id: str
    revision: str
    product_sha256: str
    reviewer: Signature
    qualified_person: Signature
