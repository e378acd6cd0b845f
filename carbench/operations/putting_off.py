"""A second check that is put off: with a reason, never for identity, bag label, start of shelf life or hand-over.

Source: release.md section 6. Only acts that ask here can be put off; the program records the deadline and the
deviation with them (`consequences`).
"""

from carbench.domain.act_errors import SecondMissing
from carbench.domain.people import Signature
from carbench.operations.at_batch import Fact
from carbench.operations.bench import Bench
from carbench.operations.passwords import Proven
from carbench.operations.witness import witness


def second_or_none(bench: Bench, found: Fact, *, second: Proven | None) -> Signature | None:
    """Sign as the second person; without one a reason must be given. Raises: SecondMissing, SamePerson, DutyRefused."""
    if second is not None:
        return witness(bench, second, performers=found.settled.performed_by)
    if not found.settled.reason:
        raise SecondMissing
    return None
