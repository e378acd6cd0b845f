"""A release day brought to each stage without a store, and what is asked of it."""

from dataclasses import replace
from typing import Any

from carbench.domain.acts import AlertRaised, DeviationRaised, Recorded, SignedOut
from carbench.domain.consequences import consequences
from carbench.domain.decisions import against
from carbench.domain.people import Person, Role
from carbench.domain.product import Event, LotRule, Product, StepId
from carbench.domain.release import Question, Reason, WhyNot
from carbench.domain.specification import Certificate
from carbench.domain.stages import Decision, Stage
from tests.domain.days import DEMO, Day, at

ANSELM = Person(name="anselm", full_name="Anselm", roles=frozenset({Role.OPERATOR, Role.QC_ANALYST}), language="en")
ROSA = Person(name="rosa", full_name="Rosa", roles=frozenset({Role.QA_REVIEWER}), language="en")
QUENTIN = Person(name="quentin", full_name="Quentin Fictif", roles=frozenset({Role.QP}), language="en")
RESULTS = {"viability": "94.5", "car_positive": "38.4", "endotoxin": "<0.5"}
LATER = {
    "sterility_final": "no_growth",
    "mycoplasma_final": "not_detected",
    "vector_copies": "4.32",
    "cytotoxicity_a": "40.4",
}
NUMBER = "DEMO-P-2026-0001"
BAG = "B-1-1"
SIGNED_OUT = SignedOut(name="olivia")


class Watched(Day):
    """A day at which the program records what each act brings with it, as it does in a store."""

    def record(self, kind: type, **told: Any) -> Recorded:
        before = self.batch if self.recorded else None
        entry = super().record(kind, **told)
        brought = consequences(before, entry) if before else ()
        for act in brought:
            seq = len(self.recorded) + 1
            self.recorded.append(
                Recorded(seq=seq, act=act, recorded_by="carbench", role="program", recorded_at=entry.recorded_at)
            )
        return entry


def made(day: Day | None = None) -> Day:
    """Bring a day to its filled bag: received, counted, filled, both steps signed, labels counted."""
    day = day or Day()
    day.received()
    day.counted()
    day.signed_step("culture")
    day.filled()
    day.signed_step("fill")
    day.printed()
    day.reconciled()
    return day


def assayed(day: Day | None = None, **other: str) -> Day:
    """Bring a day to its checked results."""
    day = made(day)
    for test_id, typed in (RESULTS | other).items():
        day.checked(day.resulted(test_id, typed))
    return day


def ready(day: Day | None = None, **other: str) -> Day:
    """Bring a day to its review: nothing is in the way of the provisional certificate."""
    day = assayed(day, **other)
    day.reviewed()
    return day


def certified(day: Day | None = None) -> Day:
    day = ready(day)
    day.certified()
    return day


def released(day: Day | None = None) -> Day:
    day = certified(day)
    day.scanned()
    day.released()
    return day


def given(day: Day | None = None) -> Day:
    """Bring a day to its infusion."""
    day = released(day)
    day.handed_over()
    day.infused()
    return day


def complete(day: Day | None = None, *, covered: bool = True, **other: str) -> Day:
    """Bring a day to where nothing is in the way of the final certificate."""
    day = given(day)
    for test_id, typed in (LATER | other).items():
        day.checked(day.resulted(test_id, typed))
    if covered:
        day.whole_trail_reviewed()
    return day


def final(day: Day | None = None) -> Day:
    day = complete(day)
    day.finally_certified()
    return day


def refused(*reasons: str) -> Day:
    day = assayed(viability="12")
    day.refused(*(reasons or ("RESULT_OUT viability",)))
    return day


def supplied() -> Day:
    day = assayed(viability="12")
    day.supplied()
    return day


def ended() -> Day:
    day = Day()
    day.ended()
    return day


def received(day: Day | None = None) -> Day:
    day = day or Day()
    day.received()
    return day


def in_culture(day: Day | None = None) -> Day:
    day = received(day)
    day.counted()
    return day


AT_STAGE = {
    Stage.ORDERED: Day,
    Stage.RECEIVED: received,
    Stage.IN_CULTURE: in_culture,
    Stage.FILLED: ready,
    Stage.REFUSED: refused,
    Stage.PROVISIONAL: complete,
    Stage.SUPPLIED: supplied,
    Stage.ENDED: ended,
    Stage.FINAL: final,
}


def raised(day: Day) -> list[DeviationRaised]:
    """Give the deviations of a day."""
    return [r.act for r in day.recorded if isinstance(r.act, DeviationRaised)]


def alerts(day: Day) -> list[AlertRaised]:
    return [r.act for r in day.recorded if isinstance(r.act, AlertRaised)]


def why(reason: Reason, about: str = "", mended_in: StepId | None = None) -> WhyNot:
    return WhyNot(reason=reason, about=about, mended_in=mended_in)


def question(day: Day, *, person: Person = QUENTIN, minutes: float = 60, **told: Any) -> Question:
    asked = {"demonstration": True, "trail_holds": True, "approved": False} | told
    return Question(batch=day.batch, person=person, at=at(minutes), **asked)


def asked(decision: Decision, day: Day, **told: Any) -> tuple[WhyNot, ...]:
    return against(decision, question(day, **told))


def provisional(day: Day, **told: Any) -> tuple[WhyNot, ...]:
    """Ask for the provisional certificate after a fresh review by the Qualified Person."""
    return asked(Decision.CERTIFY_PROVISIONAL, reviewed(day), **told)


def finally_(day: Day, **told: Any) -> tuple[WhyNot, ...]:
    """Ask for the final certificate after a fresh review of the whole trail."""
    return asked(Decision.CERTIFY_FINAL, whole(day), **told)


def reviewed(day: Day) -> Day:
    day.reviewed()
    return day


def whole(day: Day) -> Day:
    day.whole_trail_reviewed()
    return day


def words(found: tuple[WhyNot, ...]) -> list[Reason]:
    return [why.reason for why in found]


def product(**parts: Any) -> Product:
    """Give the demonstration's product with other parts."""
    return replace(DEMO, **parts)


def starting(event: Event) -> Product:
    return product(shelf_life=replace(DEMO.shelf_life, starts=event))


def with_vector(*, certificate: bool = False) -> Product:
    rule = LotRule(id="vector", title={"en": "Vector"}, certificate=certificate, source="invented")
    return product(lots=(rule,))


def changing(test_id: str, **parts: Any) -> Product:
    """Give the demonstration's product with one test that says something else."""
    tests = tuple(replace(test, **parts) if test.id == test_id else test for test in DEMO.tests)
    return product(tests=tests)


def needed_for(test_id: str, *certificates: Certificate, **parts: Any) -> Product:
    return changing(test_id, needed_for=frozenset(certificates), **parts)
