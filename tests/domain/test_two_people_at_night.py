"""At 23:00 an analyst and a Qualified Person suffice where the site lets them; one person never does."""

from dataclasses import replace

import pytest

from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.stages import Decision
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import why

LINES = ("viability", "car_positive", "dose_per_kg", "endotoxin")


def night(*, checker: str = "quentin", reviewer: str = "quentin") -> Day:
    """Make, type and label as one analyst; another person checks and reviews."""
    day = walks.made()
    for test_id, typed in walks.RESULTS.items():
        day.checked(day.resulted(test_id, typed), by=checker)
    day.reviewed(by=reviewer)
    return day


def asked(day: Day, **told: object) -> tuple[object, ...]:
    return walks.asked(Decision.CERTIFY_PROVISIONAL, day, **told)


def test_the_qualified_person_who_checked_and_reviewed_may_certify() -> None:
    assert asked(night(), two_people=True) == ()


def test_where_the_switch_is_off_the_certifier_neither_checked_nor_reviewed() -> None:
    unverified = tuple(why(Reason.NOT_VERIFIED, test_id, StepId.RESULTS) for test_id in LINES)
    unreviewed = why(Reason.REVIEW_MISSING, "quentin", StepId.REVIEW)
    assert asked(night(), two_people=False) == (*unverified, unreviewed)
    assert asked(night(reviewer="rosa"), two_people=False) == unverified
    assert asked(night(checker="chloe"), two_people=False) == (unreviewed,)
    assert asked(night(checker="chloe", reviewer="rosa"), two_people=False) == ()


def test_the_analyst_may_release_and_hand_over_at_night() -> None:
    day = night()
    day.certified()
    day.scanned(by="anselm")
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=walks.BAG, person=walks.ANSELM) == ()
    day.released(by="anselm")
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=walks.BAG, person=walks.ANSELM) == ()


@pytest.mark.parametrize("switch", [True, False])
def test_alone_there_is_no_provisional_certificate(*, switch: bool) -> None:
    alone = replace(walks.QUENTIN, name="olivia", roles=frozenset(Role) - {Role.ADMINISTRATOR})
    day = night(checker="olivia", reviewer="olivia")
    reasons = asked(day, person=alone, two_people=switch)
    assert why(Reason.CERTIFIER_ENTERED, "olivia") in reasons
    assert why(Reason.REVIEW_MISSING, "olivia", StepId.REVIEW) in reasons


def test_an_analyst_who_is_a_qualified_person_too_does_not_certify_what_they_typed() -> None:
    both = replace(walks.ANSELM, roles=walks.ANSELM.roles | {Role.QP})
    assert asked(night(checker="quentin", reviewer="quentin"), person=both) == (
        why(Reason.CERTIFIER_ENTERED, "anselm"),
    )


def test_the_full_review_before_the_final_certificate_is_by_another() -> None:
    day = walks.complete(covered=False)
    day.whole_trail_reviewed(by="quentin")
    missing = (why(Reason.REVIEW_MISSING, mended_in=StepId.WHOLE_REVIEW),)
    assert walks.asked(Decision.CERTIFY_FINAL, day, two_people=True) == missing
    day.whole_trail_reviewed(by="rosa")
    assert walks.asked(Decision.CERTIFY_FINAL, day, two_people=True) == ()
