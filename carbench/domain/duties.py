"""Which role may do which act: one matrix, written by hand and held against the design's own by a test.

Source: release.md section 6, "Duties, one matrix". Duties apply per batch. What the matrix cannot say
(never the person who entered it, reason, both signatures) is asked where the act is done.
"""

from enum import Enum

from carbench.domain.roles import BATCH_ROLES, Role


class Part(Enum):
    """In what way a role may do an act."""

    ALONE = "yes"
    FIRST = "first"
    """As the first of two people."""

    SECOND = "second"
    """As the second of two people."""

    PER_TEST = "per test"
    """Where the product's test names the role."""

    PER_STEP = "per step"
    """Where the product's step names the role."""


ALONE, FIRST, SECOND = Part.ALONE, Part.FIRST, Part.SECOND
P, A, R, Q, M = Role.OPERATOR, Role.QC_ANALYST, Role.QA_REVIEWER, Role.QP, Role.ADMINISTRATOR

Row = dict[Role, Part]


def _alone(*roles: Role) -> Row:
    return dict.fromkeys(roles, ALONE)


DUTIES: dict[str, Row] = {
    "add_person": _alone(M),
    "end_person": _alone(M),
    "set_role": _alone(M),
    "change_site_setting": _alone(M),
    "unlock_person": {P: SECOND, A: SECOND, R: FIRST, Q: FIRST, M: ALONE},
    "approve_product_revision": _alone(R, Q),
    "open_batch": _alone(P),
    "receive_starting_material": _alone(P),
    "take_count": _alone(P, A),
    "record_split": _alone(P),
    "take_sample": _alone(P, A),
    "record_lot_use": _alone(P),
    "record_harvest": _alone(P),
    "fill_bags": _alone(P),
    "clear_line": _alone(P),
    "print_labels": _alone(P),
    "reprint_label": _alone(P),
    "scan_bag": _alone(P),
    "reconcile_labels": _alone(P),
    "record_result": {P: Part.PER_TEST, A: ALONE},
    "check_result": _alone(P, A, R, Q),
    "correct_result": {P: Part.PER_TEST, A: ALONE},
    "mark_invalid": _alone(A),
    "approve_repeat": {A: FIRST, R: SECOND, Q: SECOND},
    "close_not_obtained": _alone(Q),
    "confirm_performed": _alone(P, A),
    "sign_step": dict.fromkeys((P, A, R, Q), Part.PER_STEP),
    "raise_deviation": _alone(P, A, R, Q),
    "assess_deviation": _alone(R, Q),
    "close_deviation": _alone(R, Q),
    "place_hold": _alone(P, A, R, Q),
    "clear_hold": _alone(Q),
    "review_provisional_data": _alone(R, Q),
    "review_whole_trail": _alone(R, Q),
    "change_pinned_revision": _alone(R, Q),
    "certify_provisional": _alone(Q),
    "refuse": _alone(Q),
    "suspend_certificate": _alone(R, Q),
    "reinstate_certificate": _alone(Q),
    "withdraw_provisional": _alone(Q),
    "release_bag": _alone(P, A),
    "hand_over_bag": _alone(P, A),
    "report_infusion": _alone(P),
    "record_bag_fate": _alone(P, R, Q),
    "raise_alert": _alone(A, R, Q),
    "acknowledge_alert": _alone(Q),
    "log_alert_call": _alone(A, R, Q),
    "exceptional_supply": _alone(Q),
    "close_supply": _alone(Q),
    "end_batch": _alone(R, Q),
    "certify_final": _alone(Q),
    "supersede_final": _alone(Q),
    "reopen_refused": _alone(Q),
}

FINER: dict[str, Row] = {
    "witness": _alone(*BATCH_ROLES),
    "measure_weight": DUTIES["open_batch"],
    "decide_go": _alone(P, A),
    "review_paper_pages": DUTIES["take_count"],
    "name_deputy": DUTIES["set_role"],
}
"""Duties the matrix does not name, each put beside the row it belongs to; our decision."""


def allowed(duty: str, *parts: Part) -> frozenset[Role]:
    """Give the roles that may do an act in one of these ways; in any way where none is named."""
    row = DUTIES.get(duty) or FINER[duty]
    return frozenset(role for role, part in row.items() if not parts or part in parts)
