"""What is refused when an act is typed or a decision asked for."""

from dataclasses import dataclass

from carbench.domain.errors import BenchError


@dataclass(kw_only=True, eq=False)
class NotOnTheList(BenchError):
    """The text is none of the names that can be chosen here."""

    text: str
    among: str


@dataclass(kw_only=True, eq=False)
class NotACount(BenchError):
    """The text is no whole number."""

    text: str


@dataclass(kw_only=True, eq=False)
class TestUnknown(BenchError):
    """The product has no such test."""

    __test__ = False

    test: str


@dataclass(kw_only=True, eq=False)
class BagUnknown(BenchError):
    """The batch has no such bag."""

    bag_id: str
    batch_id: str


@dataclass(kw_only=True, eq=False)
class SampleUnknown(BenchError):
    """The batch has no such sample."""

    sample_id: str
    batch_id: str


@dataclass(kw_only=True, eq=False)
class SampleTwice(BenchError):
    """A sample of this number was taken already."""

    sample_id: str


@dataclass(kw_only=True, eq=False)
class DeviationUnknown(BenchError):
    """No deviation of this number stands open."""

    deviation_id: str


@dataclass(kw_only=True, eq=False)
class DeviationTaken(BenchError):
    """The batch has a deviation of this number."""

    deviation_id: str


@dataclass(kw_only=True, eq=False)
class HoldUnknown(BenchError):
    """No hold of this number stands open."""

    hold_id: str


@dataclass(kw_only=True, eq=False)
class HoldTaken(BenchError):
    """The batch has a hold of this number."""

    hold_id: str


@dataclass(kw_only=True, eq=False)
class AlertUnknown(BenchError):
    """The batch has no such alert."""

    alert_id: str


@dataclass(kw_only=True, eq=False)
class AlertTaken(BenchError):
    """The batch has an alert of this number."""

    alert_id: str


@dataclass(kw_only=True, eq=False)
class NothingToRepeat(BenchError):
    """There is no result a repeat could take the place of."""

    test: str


@dataclass(kw_only=True, eq=False)
class CheckNotDeferrable(BenchError):
    """This check is never put off, or the entry is none."""

    entry: int


@dataclass(kw_only=True, eq=False)
class CheckStillDue(BenchError):
    """The deviation of a check that was put off is closed only after the check."""

    deviation_id: str


@dataclass(kw_only=True, eq=False)
class LabelOfAnother(BenchError):
    """The label scanned is not the one of this bag."""

    text: str
    bag_id: str


@dataclass(kw_only=True, eq=False)
class SecondMissing(BenchError):
    """A second person is due, or the reason why their check is put off."""


@dataclass(kw_only=True, eq=False)
class LooksLikeASlip(BenchError):
    """The reading lies outside what is plausible, or is tenfold the one before; a second person confirms it."""

    text: str


@dataclass(kw_only=True, eq=False)
class PaperRecordOff(BenchError):
    """The product keeps no paper record."""

    product: str


@dataclass(kw_only=True, eq=False)
class TimesReversed(BenchError):
    """An end does not lie after its start."""

    earlier: str
    later: str


@dataclass(kw_only=True, eq=False)
class DeputyUnfit(BenchError):
    """A deputy is somebody else than who is absent, and no administrator."""

    name: str


@dataclass(kw_only=True, eq=False)
class ProductDiffers(BenchError):
    """The file is no other revision of the batch's product."""

    product: str
    batch_id: str


@dataclass(kw_only=True, eq=False)
class SupplyOff(BenchError):
    """Exceptional supply is switched off at the site or for the product."""


@dataclass(kw_only=True, eq=False)
class SupplyStepMissing(BenchError):
    """A step of an exceptional supply is not on record."""

    step: str


@dataclass(kw_only=True, eq=False)
class DecisionRefused(BenchError):
    """Reasons stand against a decision."""

    decision: str
    count: int
    reasons: str


@dataclass(kw_only=True, eq=False)
class AssessmentMissing(BenchError):
    """A final certificate that does not conform, or is incomplete, needs an assessment."""

    conclusion: str


@dataclass(kw_only=True, eq=False)
class DeviationsUnreasoned(BenchError):
    """Certifying in spite of open deviations needs a reason."""

    deviations: str
