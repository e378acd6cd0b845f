"""What people are trusted with at a workstation."""

from enum import Enum


class Role(Enum):
    """A role; a person may have several (release.md section 6)."""

    OPERATOR = "operator"
    QC_ANALYST = "qc_analyst"
    QA_REVIEWER = "qa_reviewer"
    QP = "qp"
    ADMINISTRATOR = "administrator"


BATCH_ROLES = frozenset({Role.OPERATOR, Role.QC_ANALYST, Role.QA_REVIEWER, Role.QP})
"""Everybody but an administrator, who touches no batch."""
