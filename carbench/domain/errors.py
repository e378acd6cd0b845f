"""What a person at the bench can meet.

A `BenchError` is a kind and typed fields, never a finished sentence: the
sentences stand in resources/texts under `error.<kind>` and name its fields.
Anything else that is raised is a defect of the program and becomes an incident.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(kw_only=True, eq=False)
class BenchError(Exception):
    """Something was refused; nothing was recorded."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """Name the kind after the class: `WrongSeparator` is `wrong_separator`."""
        cls.kind = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    def values(self) -> dict[str, object]:
        """Give the fields the sentence of this kind may name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        named = ", ".join(f"{name}={value!r}" for name, value in self.values().items())
        return f"{self.kind}({named})"


# Readings and text


@dataclass(kw_only=True, eq=False)
class NothingTyped(BenchError):
    """A value is due and the field is empty."""


@dataclass(kw_only=True, eq=False)
class NotAReading(BenchError):
    """The text is not a number of the reading grammar (release.md section 12)."""

    text: str


@dataclass(kw_only=True, eq=False)
class WrongSeparator(BenchError):
    """The decimal separator is that of another language; it is refused, never guessed."""

    text: str
    separator: str


@dataclass(kw_only=True, eq=False)
class ExactReadingDue(BenchError):
    """The reading has a sign where only an exact value can be used."""

    text: str


@dataclass(kw_only=True, eq=False)
class OutsidePossible(BenchError):
    """The reading lies outside what the test can give at all."""

    text: str
    low: str
    high: str


@dataclass(kw_only=True, eq=False)
class NotAnOutcome(BenchError):
    """The text is not one of the outcomes the product lists for this test."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotPlainText(BenchError):
    """The text holds a control, zero-width or direction character, or a line break."""

    character: str


@dataclass(kw_only=True, eq=False)
class FieldEmpty(BenchError):
    """A field that must be filled is empty."""

    field: str


@dataclass(kw_only=True, eq=False)
class NotADonationNumber(BenchError):
    """The text is not 13 characters of a donation number."""

    text: str


@dataclass(kw_only=True, eq=False)
class CheckCharacterWrong(BenchError):
    """The check character typed does not belong to the donation number typed."""

    text: str


@dataclass(kw_only=True, eq=False)
class NotAnIdentifier(BenchError):
    """An identifier holds something else than letters, digits and hyphens."""

    text: str


# Time


@dataclass(kw_only=True, eq=False)
class NotATime(BenchError):
    """The text is not a date and time."""

    text: str


@dataclass(kw_only=True, eq=False)
class TimeInFuture(BenchError):
    """The act is said to have happened after now."""

    text: str


@dataclass(kw_only=True, eq=False)
class TimeBeforeReceipt(BenchError):
    """The act is said to have happened before the starting material was received."""

    text: str


@dataclass(kw_only=True, eq=False)
class TimeTwice(BenchError):
    """The local time exists twice: the clocks go back that night."""

    text: str
    earlier: str
    later: str


@dataclass(kw_only=True, eq=False)
class TimeNever(BenchError):
    """The local time does not exist: the clocks go forward over it."""

    text: str


@dataclass(kw_only=True, eq=False)
class ZoneUnknown(BenchError):
    """The text names no IANA time zone."""

    text: str


@dataclass(kw_only=True, eq=False)
class ReasonMissing(BenchError):
    """A late entry or a correction needs a reason."""

    minutes: int


@dataclass(kw_only=True, eq=False)
class CorrectionReasonMissing(BenchError):
    """A correction needs a reason."""


# People and duties


@dataclass(kw_only=True, eq=False)
class NotSignedIn(BenchError):
    """Nobody is signed in."""


@dataclass(kw_only=True, eq=False)
class WrongPassword(BenchError):
    """The password is not that of this person."""


@dataclass(kw_only=True, eq=False)
class PersonUnknown(BenchError):
    """No person of this name works at this workstation."""

    name: str


@dataclass(kw_only=True, eq=False)
class NameTaken(BenchError):
    """A user name is never given out twice."""

    name: str


@dataclass(kw_only=True, eq=False)
class PasswordTooShort(BenchError):
    """The password has fewer characters than the workstation asks."""

    least: int


@dataclass(kw_only=True, eq=False)
class PasswordsDiffer(BenchError):
    """The password typed again is another one."""

    name: str


@dataclass(kw_only=True, eq=False)
class AdministratorMissing(BenchError):
    """Among the first people nobody is an administrator."""


@dataclass(kw_only=True, eq=False)
class DutyRefused(BenchError):
    """The person has no role that may do this."""

    duty: str
    roles: str


@dataclass(kw_only=True, eq=False)
class RolesExclude(BenchError):
    """Administrator and a batch role are never one person's."""


@dataclass(kw_only=True, eq=False)
class RoleMissing(BenchError):
    """A person has no role."""

    name: str


@dataclass(kw_only=True, eq=False)
class SamePerson(BenchError):
    """The second person must be another one."""


@dataclass(kw_only=True, eq=False)
class OwnEntry(BenchError):
    """Nobody checks what they entered or performed themselves."""

    test: str


@dataclass(kw_only=True, eq=False)
class OwnEntries(BenchError):
    """Nobody reviews what they entered themselves."""


@dataclass(kw_only=True, eq=False)
class SignerDiffers(BenchError):
    """The name typed to sign is not the person signed in."""

    name: str


# Batches and decisions


@dataclass(kw_only=True, eq=False)
class BatchUnknown(BenchError):
    """No batch of this number is in the store."""

    batch_id: str


@dataclass(kw_only=True, eq=False)
class BatchTaken(BenchError):
    """A batch number is never given out twice."""

    batch_id: str


@dataclass(kw_only=True, eq=False)
class BagTaken(BenchError):
    """A bag of this number is already filled in this batch."""

    bag_id: str


@dataclass(kw_only=True, eq=False)
class ExampleProduct(BenchError):
    """An example product opens only demonstration batches."""

    product: str


@dataclass(kw_only=True, eq=False)
class ProductBroken(BenchError):
    """A product file says something it may not say."""

    file: str
    key: str
    wanted: str


@dataclass(kw_only=True, eq=False)
class NotYours(BenchError):
    """The test says that another role enters it."""

    test: str
    roles: str


@dataclass(kw_only=True, eq=False)
class NothingToCheck(BenchError):
    """The test has no result that waits for a second person."""

    test: str


@dataclass(kw_only=True, eq=False)
class CheckDiffers(BenchError):
    """The second person read something else than what is recorded."""

    test: str


@dataclass(kw_only=True, eq=False)
class StepSignedAlready(BenchError):
    """The step carries a signature and nothing has changed since."""

    step: str


@dataclass(kw_only=True, eq=False)
class StepNotReady(BenchError):
    """The step has nothing recorded that could be signed."""

    step: str


@dataclass(kw_only=True, eq=False)
class NothingToConfirm(BenchError):
    """No act waits for this person's confirmation."""


@dataclass(kw_only=True, eq=False)
class NotCertifiable(BenchError):
    """At least one reason stands against the certificate."""

    count: int


@dataclass(kw_only=True, eq=False)
class ManifestChanged(BenchError):
    """Something was recorded after the document was shown; it must be read again."""
