"""What a product file says beside its tests: checklist, clocks, dose, materials, labels, deadlines, worked cases."""

from carbench.domain.people import Role
from carbench.domain.product import (
    Deadlines,
    DoseRule,
    DoseTarget,
    Event,
    HoldTime,
    InfusionRule,
    LabelSet,
    LotRule,
    ShelfLife,
    Step,
    StepId,
    WorkedCase,
)
from carbench.domain.specification import Certificate, Verdict
from carbench.store.product_keys import Keys, names_of


def read_step(keys: Keys) -> Step:
    """Read one line of the checklist."""
    return Step(
        id=keys.member("id", StepId),
        title=keys.words("title"),
        instruction=keys.words("instruction"),
        signed_by=frozenset(keys.members("signed_by", Role)),
        second_person=keys.flag("second_person"),
        records=keys.identifiers("records"),
        after=keys.members("after", StepId),
        needed_for=keys.member("needed_for", Certificate),
    )


def read_shelf_life(keys: Keys) -> ShelfLife:
    """Read a shelf life that leaves time to carry the bag and to give it."""
    life = ShelfLife(
        hours=keys.count("hours"),
        transport_minutes=keys.whole("transport_minutes"),
        infusion_minutes=keys.whole("infusion_minutes"),
        infusion=keys.member("infusion", InfusionRule),
        starts=keys.member("starts", Event),
        source=keys.text("source"),
    )
    if life.hours * 60 <= life.transport_minutes + life.infusion_minutes:
        raise keys.refused("hours", f"> {(life.transport_minutes + life.infusion_minutes) // 60}")
    return life


def read_dose(keys: Keys) -> DoseRule:
    """Read what the dose is made from."""
    return DoseRule(
        formula=keys.formula("formula"),
        whole=keys.text("whole"),
        cells=keys.text("cells"),
        target=keys.inner("target", _target) if keys.has("target") else None,
        weight_oldest_days=keys.count("weight_oldest_days"),
        source=keys.text("source"),
    )


def _target(keys: Keys) -> DoseTarget:
    target = DoseTarget(low=keys.positive("low"), high=keys.positive("high"), source=keys.text("source"))
    if target.low >= target.high:
        raise keys.refused("high", f"> {target.low}")
    return target


def read_hold_time(keys: Keys) -> HoldTime:
    """Read a hold time from an event to a later one."""
    hold = HoldTime(
        id=keys.identifier("id"),
        title=keys.words("title"),
        start=keys.member("start", Event),
        end=keys.member("end", Event),
        at_most_minutes=keys.count("at_most_minutes"),
        critical=keys.flag("critical"),
        source=keys.text("source"),
    )
    events = list(Event)
    later = events[events.index(hold.start) + 1 :]
    if hold.end not in later:
        raise keys.refused("end", " | ".join(f'"{event.value}"' for event in later) or names_of(Event))
    return hold


def read_lot(keys: Keys) -> LotRule:
    """Read a material every batch needs."""
    return LotRule(
        id=keys.identifier("id"),
        title=keys.words("title"),
        certificate=keys.flag("certificate"),
        source=keys.text("source"),
    )


def read_label_set(keys: Keys) -> LabelSet:
    """Read what one set of labels says."""
    return LabelSet(
        id=keys.identifier("id"),
        status=keys.words("status"),
        fields=keys.identifiers("fields"),
        texts=keys.some("texts", Keys.wording),
        source=keys.text("source"),
    )


def read_deadlines(keys: Keys) -> Deadlines:
    """Read by when what was put off is due."""
    return Deadlines(
        deferred_check_hours=keys.count("deferred_check_hours"),
        written_confirmation_hours=keys.count("written_confirmation_hours"),
        alert_minutes=keys.count("alert_minutes"),
        final_days=keys.count("final_days"),
        source=keys.text("source"),
    )


def read_case(keys: Keys) -> WorkedCase:
    """Read a worked case."""
    return WorkedCase(
        id=keys.identifier("id"),
        typed=keys.pairs("typed"),
        expected=keys.inner("expected", _expected),
    )


def _expected(keys: Keys) -> tuple[tuple[str, Verdict], ...]:
    return tuple((test_id, keys.member(test_id, Verdict)) for test_id in keys.left())
