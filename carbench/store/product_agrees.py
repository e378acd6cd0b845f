"""The parts of a product file must fit each other: ids, needs, who enters, checklist, clocks, labels."""

from collections.abc import Iterable, Iterator
from itertools import chain

from carbench.domain.acts import ACTS, BatchAct
from carbench.domain.duties import DUTIES
from carbench.domain.formula import CHOICES
from carbench.domain.product import Event, LabelSet, Product, Step, StepId
from carbench.domain.specification import Certificate, Test, TestKind
from carbench.domain.worked import AGE_HOURS, HOURS
from carbench.store.product_keys import Keys

TYPED = {TestKind.NUMBER, TestKind.OUTCOMES, TestKind.DECLARED}

GUIDED = (StepId.ORDER, StepId.RECEIPT, StepId.CULTURE, StepId.FILL, StepId.RESULTS)
"""Steps without which no batch comes to a certificate."""

SIGNED = (StepId.CULTURE, StepId.GO_NO_GO, StepId.HARVEST, StepId.FILL)
"""Steps that are signed by a signature of their own; the others carry that of what is recorded in them."""

HAPPENS = {
    Event.COLLECTION: StepId.RECEIPT,
    Event.RECEIPT: StepId.RECEIPT,
    Event.CULTURE: StepId.CULTURE,
    Event.HARVEST: StepId.HARVEST,
    Event.FILL: StepId.FILL,
}
"""In which step each event is recorded."""

LABELS = ("identity", "release")

LABEL_FIELDS = (
    *("product", "description", "batch", "bag", "donation_number", "chain_of_identity", "patient_id", "patient_name"),
    *("volume", "cells", "dose", "dose_per_kg", "expiry", "storage", "establishment", "authorisation", "certificate"),
)
"""What a label can print."""

ON_EVERY_LABEL = ("product", "batch", "bag", "donation_number", "patient_id", "volume", "expiry")
"""Source: release.md section 9, a small container (Reg. 1394/2007 Annex IV)."""

ONLY_RELEASED = ("dose", "dose_per_kg", "certificate")
"""Not known while a bag is in quarantine (release.md section 6, steps 5 and 9)."""


def agrees(product: Product, keys: Keys) -> None:
    """Refuse a file whose parts do not fit each other. Raises: ProductBroken."""
    for key, names in _named(product):
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise keys.refused(f"{key}.{twice[0]}", "1 ×")
    for test in product.tests:
        _words_agree(test, keys)
        _need_agrees(test, keys)
        _entering_agrees(test, keys)
        _cells_agree(test, keys)
    if not any(test.kind in TYPED for test in product.needed_for(Certificate.PROVISIONAL)):
        raise keys.refused("tests.….needed_for", f'"{Certificate.PROVISIONAL.value}"')
    _steps_agree(product, keys)
    _events_agree(product, keys)
    _labels_agree(product, keys)


def _named(product: Product) -> Iterator[tuple[str, list[str]]]:
    """Give every list of ids with its place."""
    yield "tests", [test.id for test in product.tests]
    yield "steps", [step.id.value for step in product.steps]
    yield "hold_times", [hold.id for hold in product.hold_times]
    yield "lots", [lot.id for lot in product.lots]
    yield "labels", [label.id for label in product.labels]
    yield "cases", [case.id for case in product.cases]
    for test in product.tests:
        yield f"tests.{test.id}.outcomes", [outcome.id for outcome in test.outcomes]
        yield f"tests.{test.id}.criteria", [criterion.id for criterion in test.criteria]
        yield from (
            (f"tests.{test.id}.criteria.{criterion.id}.outcomes", [outcome.id for outcome in criterion.outcomes])
            for criterion in test.criteria
        )


def _need_agrees(test: Test, keys: Keys) -> None:
    """Refuse needs that exclude each other or that nothing can fill."""
    need, place = test.needed_for, f"tests.{test.id}."
    certified = need - {Certificate.IN_PROCESS}
    if Certificate.IN_PROCESS in need and certified:
        raise keys.refused(f"{place}needed_for", '["in_process"] | ["provisional", "final"]')
    if test.bars_provisional and Certificate.IN_PROCESS not in need:
        raise keys.refused(f"{place}bars_provisional", "–")
    stated = test.kind is TestKind.DECLARED
    if need == {Certificate.FINAL} and not stated and test.tell_minutes is None:
        raise keys.refused(f"{place}tell_minutes", "1 …")  # it fails when the bag is given


def _words_agree(test: Test, keys: Keys) -> None:
    """Refuse ids that formulas and worked cases read as something else."""
    if test.id in CHOICES:
        raise keys.refused(f"tests.{test.id}.id", f"≠ {test.id}")
    for criterion in test.criteria:
        if criterion.id in (HOURS, AGE_HOURS, *(certificate.value for certificate in Certificate)):
            raise keys.refused(f"tests.{test.id}.criteria.{criterion.id}.id", f"≠ {criterion.id}")


def _entering_agrees(test: Test, keys: Keys) -> None:
    """Refuse a typed line nobody may enter, and a role that may enter none."""
    allowed = frozenset(DUTIES["record_result"])
    if test.kind in TYPED and (not test.enters or not test.enters <= allowed):
        wanted = ", ".join(sorted(f'"{role.value}"' for role in allowed))
        raise keys.refused(f"tests.{test.id}.enters", f"[{wanted}]")


def _cells_agree(test: Test, keys: Keys) -> None:
    """Refuse counted cells of what is no fraction of cells."""
    if test.counts and (test.unit is None or test.unit.name != "%" or not test.unit.denominator):
        raise keys.refused(f"tests.{test.id}.counts", "–")
    if test.unit in test.units or len(set(test.units)) != len(test.units):
        raise keys.refused(f"tests.{test.id}.units", f"≠ {test.unit}")


def _steps_agree(product: Product, keys: Keys) -> None:
    """Refuse a checklist without a needed step, a signature nobody would ask for, and steps in no order."""
    listed = [step.id for step in product.steps]
    for due in GUIDED:
        if due not in listed:
            raise keys.refused("steps", f'id = "{due.value}"')
    for place, step in enumerate(product.steps):
        _step_agrees(step, keys)
        if not set(step.after) <= set(listed[:place]):
            raise keys.refused(f"steps.{step.id.value}.after", _quoted(before.value for before in listed[:place]))


def _step_agrees(step: Step, keys: Keys) -> None:
    allowed = frozenset(DUTIES["sign_step"])
    place = f"steps.{step.id.value}."
    if step.id in SIGNED and (not step.signed_by or not step.signed_by <= allowed):
        raise keys.refused(f"{place}signed_by", _quoted(sorted(role.value for role in allowed)))
    if step.id not in SIGNED and step.signed_by:
        raise keys.refused(f"{place}signed_by", "[]")
    recorded = {kind for kind, act in ACTS.items() if issubclass(act, BatchAct)}
    if not step.records or not recorded.issuperset(step.records):
        raise keys.refused(f"{place}records", _quoted(sorted(recorded)))
    if step.needed_for is Certificate.IN_PROCESS:
        raise keys.refused(f"{place}needed_for", '"provisional" | "final"')


def _quoted(names: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _events_agree(product: Product, keys: Keys) -> None:
    """Refuse clocks that start or stop with an event no step records."""
    listed = {step.id for step in product.steps}
    if product.shelf_life.starts is Event.CULTURE:  # a count has no second person, and the start is checked by one
        raise keys.refused("shelf_life.starts", '"fill" | "harvest" | "receipt" | "collection"')
    clocks: dict[str, Event] = {"shelf_life.starts": product.shelf_life.starts}
    for hold in product.hold_times:
        clocks |= {f"hold_times.{hold.id}.start": hold.start, f"hold_times.{hold.id}.end": hold.end}
    for key, event in clocks.items():
        if HAPPENS[event] not in listed:
            possible = (f'"{other.value}"' for other, step in HAPPENS.items() if step in listed)
            raise keys.refused(key, " | ".join(possible))


def _labels_agree(product: Product, keys: Keys) -> None:
    """Refuse label sets other than the two, and labels that say too little or too much."""
    found = {label.id: label for label in product.labels}
    if set(found) != set(LABELS):
        raise keys.refused("labels", " | ".join(f'id = "{label}"' for label in LABELS))
    for label in product.labels:
        _label_agrees(label, keys)


def _label_agrees(label: LabelSet, keys: Keys) -> None:
    place = f"labels.{label.id}.fields"
    released = label.id == "release"
    can = [field for field in LABEL_FIELDS if released or field not in ONLY_RELEASED]
    if not set(label.fields) <= set(can):
        raise keys.refused(place, _quoted(can))
    for field in chain(ON_EVERY_LABEL, ("certificate",) if released else ()):
        if field not in label.fields:
            raise keys.refused(place, f'"{field}"')
