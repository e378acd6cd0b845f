"""Which operation an act of a case is, and who does it unless the case says otherwise."""

from collections.abc import Callable
from dataclasses import dataclass

from carbench.operations.acknowledge_alert import acknowledge_alert
from carbench.operations.add_person import add_person
from carbench.operations.approve_product_revision import approve_product_revision
from carbench.operations.approve_repeat import approve_repeat
from carbench.operations.assess_deviation import assess_deviation
from carbench.operations.bench import Changes
from carbench.operations.certify_final import certify_final
from carbench.operations.certify_provisional import certify_provisional
from carbench.operations.change_pinned_revision import change_pinned_revision
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.check_results import check_results
from carbench.operations.clear_hold import clear_hold
from carbench.operations.clear_line import clear_line
from carbench.operations.close_deviation import close_deviation
from carbench.operations.close_not_obtained import close_not_obtained
from carbench.operations.close_supply import close_supply
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.countersign_check import countersign_check
from carbench.operations.decide_go import decide_go
from carbench.operations.defer_check import defer_check
from carbench.operations.end_batch import end_batch
from carbench.operations.end_person import end_person
from carbench.operations.fill_bag import fill_bag
from carbench.operations.hand_over_bag import hand_over_bag
from carbench.operations.log_alert_call import log_alert_call
from carbench.operations.mark_invalid import mark_invalid
from carbench.operations.measure_weight import measure_weight
from carbench.operations.move_sample import move_sample
from carbench.operations.name_deputy import name_deputy
from carbench.operations.open_batch import open_batch
from carbench.operations.place_hold import place_hold
from carbench.operations.print_labels import print_labels
from carbench.operations.raise_alert import raise_alert
from carbench.operations.raise_deviation import raise_deviation
from carbench.operations.receive_material import receive_material
from carbench.operations.reconcile_labels import reconcile_labels
from carbench.operations.record_arrival import record_arrival
from carbench.operations.record_bag_fate import record_bag_fate
from carbench.operations.record_harvest import record_harvest
from carbench.operations.record_lot_use import record_lot_use
from carbench.operations.record_result import record_result
from carbench.operations.record_split import record_split
from carbench.operations.record_supply_step import record_supply_step
from carbench.operations.refuse import refuse
from carbench.operations.reinstate_certificate import reinstate_certificate
from carbench.operations.release_bag import release_bag
from carbench.operations.reopen_refused import reopen_refused
from carbench.operations.report_infusion import report_infusion
from carbench.operations.reprint_label import reprint_label
from carbench.operations.review_data import review_data
from carbench.operations.review_paper_pages import review_paper_pages
from carbench.operations.review_trail import review_trail
from carbench.operations.scan_bag import scan_bag
from carbench.operations.set_role import set_role
from carbench.operations.sign_step import sign_step
from carbench.operations.supersede_final import supersede_final
from carbench.operations.supply_exceptionally import supply_exceptionally
from carbench.operations.suspend_certificate import suspend_certificate
from carbench.operations.take_count import take_count
from carbench.operations.take_sample import take_sample
from carbench.operations.withdraw_provisional import withdraw_provisional

Operation = Callable[..., Changes]

PERFORMER, ANALYST, CHECKER = "performer", "analyst", "checker"
REVIEWER, QP, ADMINISTRATOR = "reviewer", "qp", "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An operation as a case asks for it."""

    operation: Operation
    by: str
    """Whose act it is unless the case names somebody; a field of `WhoPart`."""

    second: str = "second"
    """Likewise for its second person; empty where none is asked unless the case names one."""


def _by(who: str, **operations: Operation) -> dict[str, Binding]:
    return {name: Binding(operation=operation, by=who) for name, operation in operations.items()}


BINDINGS: dict[str, Binding] = {
    **_by(
        PERFORMER,
        open_batch=open_batch,
        receive_starting_material=receive_material,
        measure_weight=measure_weight,
        take_count=take_count,
        record_split=record_split,
        take_sample=take_sample,
        move_sample=move_sample,
        record_lot_use=record_lot_use,
        review_paper_pages=review_paper_pages,
        decide_go=decide_go,
        record_harvest=record_harvest,
        fill_bags=fill_bag,
        clear_line=clear_line,
        print_labels=print_labels,
        reprint_label=reprint_label,
        scan_bag=scan_bag,
        reconcile_labels=reconcile_labels,
        sign_step=sign_step,
        confirm_performed=confirm_performed,
        defer_check=defer_check,
        place_hold=place_hold,
        raise_deviation=raise_deviation,
        release_bag=release_bag,
        hand_over_bag=hand_over_bag,
        record_arrival=record_arrival,
        report_infusion=report_infusion,
        record_bag_fate=record_bag_fate,
    ),
    **_by(ANALYST, mark_invalid=mark_invalid, approve_repeat=approve_repeat, raise_alert=raise_alert),
    **_by(ANALYST, log_alert_call=log_alert_call),
    **_by(CHECKER, check_result=check_results, countersign_check=countersign_check),
    **_by(
        REVIEWER,
        assess_deviation=assess_deviation,
        close_deviation=close_deviation,
        review_provisional_data=review_data,
        suspend_certificate=suspend_certificate,
        approve_product_revision=approve_product_revision,
        change_pinned_revision=change_pinned_revision,
    ),
    **_by("whole_reviewer", review_whole_trail=review_trail),
    **_by(
        QP,
        close_not_obtained=close_not_obtained,
        clear_hold=clear_hold,
        certify_provisional=certify_provisional,
        refuse=refuse,
        reopen_refused=reopen_refused,
        reinstate_certificate=reinstate_certificate,
        withdraw_provisional=withdraw_provisional,
        record_supply_step=record_supply_step,
        exceptional_supply=supply_exceptionally,
        close_supply=close_supply,
        end_batch=end_batch,
        certify_final=certify_final,
        supersede_final=supersede_final,
        acknowledge_alert=acknowledge_alert,
    ),
    **_by(
        ADMINISTRATOR,
        add_person=add_person,
        end_person=end_person,
        set_role=set_role,
        name_deputy=name_deputy,
        change_site_setting=change_site_setting,
    ),
    # A reading that looks like a slip is confirmed only by somebody the case names.
    "record_result": Binding(operation=record_result, by=ANALYST, second=""),
    "correct_result": Binding(operation=record_result, by=ANALYST, second=""),
}
"""By the name of release.md's duties where one exists, else by the operation's own."""
