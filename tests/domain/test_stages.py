"""Where a batch stands: every act in every stage, and what a stray one does not do."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import SuppliedExceptionally
from carbench.domain.product import Event
from carbench.domain.stages import TRANSITIONS, Stage
from tests.domain import walks
from tests.domain.days import DEMO, Day, at

S = Stage
MOVING: dict[str, Callable[[Day], object]] = {
    "material_received": Day.received,
    "count_taken": Day.counted,
    "bag_filled": lambda day: day.filled("B-1-9"),
    "provisional_certified": lambda day: day.certified("DEMO-P-2026-0099"),
    "provisional_refused": Day.refused,
    "refusal_reopened": Day.reopened,
    "provisional_withdrawn": Day.withdrawn,
    "supplied_exceptionally": Day.supplied,
    "supply_closed": Day.supply_closed,
    "batch_ended": Day.ended,
    "final_certified": Day.finally_certified,
}
MOVES = """
material_received      ordered>received received=! in_culture=! filled=! refused=! provisional=! supplied=! ended=! final=!
count_taken            ordered=! received>in_culture in_culture filled=! refused=! provisional=! supplied=! ended=! final=!
bag_filled             ordered=! received>filled in_culture>filled filled refused=! provisional=! supplied=! ended=! final=!
provisional_certified  ordered=! received=! in_culture=! filled>provisional refused=! provisional=! supplied=! ended=! final=!
provisional_refused    ordered=! received=! in_culture=! filled>refused refused=! provisional=! supplied=! ended=! final=!
refusal_reopened       ordered=! received=! in_culture=! filled=! refused>filled provisional=! supplied=! ended=! final=!
provisional_withdrawn  ordered=! received=! in_culture=! filled=! refused=! provisional>filled supplied=! ended=! final=!
supplied_exceptionally ordered=! received=! in_culture=! filled>supplied refused>supplied provisional=! supplied=! ended=! final=!
supply_closed          ordered=! received=! in_culture=! filled=! refused=! provisional=! supplied>ended ended=! final=!
batch_ended            ordered>ended received>ended in_culture>ended filled>ended refused>ended provisional=! supplied=! ended=! final=!
final_certified        ordered=! received=! in_culture=! filled=! refused=! provisional>final supplied=! ended=! final
"""  # noqa: E501 - a table
"""Each act in each stage: where it leads, or `=!` where it moves nothing and is marked."""


def rows() -> list[tuple[str, Stage, Stage | None]]:
    found = []
    for kind, *cells in map(str.split, MOVES.strip().splitlines()):
        for cell in cells:
            stage, _, to = cell.replace("=!", ">!").partition(">")
            found.append((kind, Stage(stage), None if to == "!" else Stage(to or stage)))
    return found


@pytest.mark.parametrize(("kind", "stage", "leads"), rows())
def test_an_act_moves_the_stages_it_is_for_and_is_marked_in_every_other(
    kind: str, stage: Stage, leads: Stage | None
) -> None:
    day = walks.AT_STAGE[stage]()
    assert day.batch.stage is stage
    MOVING[kind](day)
    entry = day.recorded[-1]
    assert day.batch.stage is (leads or stage)
    assert (entry.seq in day.batch.out_of_order) is (leads is None)
    assert entry in day.batch.acts


def test_the_table_above_is_of_every_act_that_moves_and_every_stage() -> None:
    assert {kind for kind, _, _ in rows()} == {act.kind for act in TRANSITIONS} == MOVING.keys()
    assert len(rows()) == len(TRANSITIONS) * len(Stage)


@pytest.mark.parametrize("stage", Stage)
def test_facts_of_care_move_nothing_in_any_stage_and_are_never_marked(stage: Stage) -> None:
    day = walks.AT_STAGE[stage]()
    strays = day.batch.out_of_order
    for fact in (day.weighed, day.used, day.deviated, day.held, day.sampled, day.resulted, day.alerted, day.infused):
        fact()
    assert day.batch.stage is stage
    assert day.batch.out_of_order == strays


def test_a_withdrawn_batch_is_filled_again_and_can_be_certified_again() -> None:
    day = walks.certified()
    day.withdrawn()
    assert day.batch.stage is S.FILLED
    assert day.batch.certificate is None
    assert [why.reason.value for why in walks.asked(walks.Decision.CERTIFY_PROVISIONAL, day)] == ["REVIEW_STALE"]
    day.reviewed()
    day.certified("DEMO-P-2026-0002")
    assert day.batch.stage is S.PROVISIONAL
    assert day.batch.certificate is not None
    assert day.batch.certificate.number == "DEMO-P-2026-0002"


def test_supplied_and_final_batches_are_what_the_last_act_made_them() -> None:
    day = walks.supplied()
    assert day.batch.of(SuppliedExceptionally)
    day.supply_closed()
    assert day.batch.stage is S.ENDED


@pytest.mark.parametrize(
    ("event", "minutes"),
    [(Event.COLLECTION, -300), (Event.RECEIPT, 10), (Event.CULTURE, 20), (Event.HARVEST, 30), (Event.FILL, 40)],
)
def test_the_shelf_life_starts_with_the_event_the_product_names(event: Event, minutes: int) -> None:
    day = Day(walks.starting(event))
    day.received(happened=10, collected_at=at(-300))
    day.counted(happened=20)
    day.harvested(happened=30)
    assert day.batch.clock_started is None
    day.filled(happened=40)
    assert day.batch.clock_started == at(minutes)
    assert day.batch.expiry == at(minutes + DEMO.shelf_life.hours * 60)
