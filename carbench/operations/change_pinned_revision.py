"""Judge a batch by another revision from now on, signed by QA and a Qualified Person, with every difference."""

from dataclasses import replace

from carbench.domain.act_errors import ProductDiffers
from carbench.domain.acts import Difference, RevisionChanged
from carbench.domain.batch import Batch
from carbench.domain.errors import ExampleProduct, SamePerson, SignerDiffers
from carbench.domain.people import Meaning, Role, acting_as
from carbench.domain.product import Product
from carbench.domain.stages import Decision
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import require_decidable
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.store import queries
from carbench.store.products import load_product


@once
def change_pinned_revision(
    bench: Bench, *, batch_id: str, content: bytes, qa: Proven, qp: Proven, command: Command | None = None
) -> Changes:
    """Pin a batch to the revision a product file says, keeping every difference of verdict that makes.

    Raises: DutyRefused, SamePerson, SignerDiffers unless one of the two is signed in, DecisionRefused, ProductBroken,
    ProductDiffers, ExampleProduct.
    """
    if qa.person.name == qp.person.name:
        raise SamePerson
    if bench.signed_in.name not in {qa.person.name, qp.person.name}:
        raise SignerDiffers(name=qa.person.name)
    reviewer = acting_as(qa.person, {Role.QA_REVIEWER}, "change_pinned_revision")
    batch = looking.batch(bench, batch_id)
    acting = looking.acting(bench, qp.person, product_id=batch.product.id)
    qualified = acting_as(acting.person, {Role.QP}, "change_pinned_revision")
    decision = Decision.CHANGE_PINNED_REVISION
    require_decidable(bench, batch_id=batch_id, decision=decision, person=bench.signed_in)
    product = load_product(content, batch.product.id)
    _usable(bench, batch, product)
    act = RevisionChanged(
        batch_id=batch_id,
        happened_at=bench.now(),
        performed_by=(bench.signed_in.name,),
        revision=product.revision,
        product_sha256=product.sha256,
        differences=differences(batch, product),
        reviewer=qa.signature(reviewer, Meaning.APPROVED),
        qualified_person=qp.signature(qualified, Meaning.APPROVED, deputy_of=acting.deputy_of),
    )
    role = reviewer if bench.signed_in.name == qa.person.name else qualified
    keeps = [Kept(content=content, purpose="product")]
    return record(bench, act, author=author(bench, role.value), command=command, keeps=keeps)


def _usable(bench: Bench, batch: Batch, product: Product) -> None:
    if product.id != batch.product.id or product.revision == batch.product.revision:
        raise ProductDiffers(product=product.id, batch_id=batch.batch_id)
    practising = bench.site.demonstration or batch.opened.rehearsal
    if not practising and (product.example or not queries.approved(bench.store, product.sha256)):
        raise ExampleProduct(product=product.id)


def differences(batch: Batch, product: Product) -> tuple[Difference, ...]:
    """Give every line whose verdict another revision changes, those only one of the two has among them."""
    other = replace(batch, product=product)
    old = {test_id: line.judgement.verdict for test_id, line in batch.lines.items()}
    new = {test_id: line.judgement.verdict for test_id, line in other.lines.items()}
    return tuple(
        Difference(test_id=test_id, old=old.get(test_id), new=new.get(test_id))
        for test_id in dict.fromkeys([*old, *new])
        if old.get(test_id) is not new.get(test_id)
    )
