"""Approve a repeat after an OUT: an out-of-specification record with a laboratory cause, signed by two."""

from carbench.domain.act_errors import NothingToRepeat
from carbench.domain.acts import Ground, RepeatApproved
from carbench.domain.duties import FIRST, SECOND
from carbench.domain.errors import SamePerson, SignerDiffers
from carbench.domain.people import Meaning, Role, require
from carbench.domain.results import ground_due, stands
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import known_test
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, author, once, record
from carbench.operations.typed import one_of, words


@once
def approve_repeat(
    bench: Bench,
    *,
    batch_id: str,
    test_id: str,
    cause: str,
    analyst: Proven,
    approver: Proven,
    ground: str = "",
    command: Command | None = None,
) -> Changes:
    """Approve that another result takes the place of the one that stands; both stay on record.

    A positive of a microbiological test is annulled on one of the grounds of its compendium only.

    Raises: DutyRefused, SamePerson, SignerDiffers unless one of the two is signed in, TestUnknown, NothingToRepeat,
    FieldEmpty.
    """
    names = {analyst.person.name, approver.person.name}
    if len(names) == 1:
        raise SamePerson
    if bench.signed_in.name not in names:
        raise SignerDiffers(name=analyst.person.name)
    batch = looking.batch(bench, batch_id)
    acting = looking.acting(bench, approver.person, product_id=batch.product.id)
    first, second = (
        require(analyst.person, "approve_repeat", FIRST),
        require(acting.person, "approve_repeat", SECOND),
    )
    deputy_of = acting.deputy_of if second is Role.QP else ""
    result = stands(batch.results.get(known_test(batch, test_id).id, ()))
    if result is None:
        raise NothingToRepeat(test=test_id)
    due = ground_due(known_test(batch, test_id), result)
    act = RepeatApproved(
        batch_id=batch_id,
        happened_at=bench.now(),
        performed_by=(analyst.person.name,),
        test_id=test_id,
        result_seq=result.seq,
        cause=words(cause, field="cause"),
        ground=one_of(Ground, ground) if due or ground else None,
        analyst=analyst.signature(first, Meaning.APPROVED),
        approver=approver.signature(second, Meaning.APPROVED, deputy_of=deputy_of),
    )
    role = first if bench.signed_in.name == analyst.person.name else second
    return record(bench, act, author=author(bench, role.value), command=command, batch=batch)
