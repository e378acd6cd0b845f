"""Approve the unit's own copy of a product, by QA and a Qualified Person; it opens batches from now on."""

from carbench.domain.acts import ProductRevisionApproved
from carbench.domain.errors import ExampleProduct, SamePerson, SignerDiffers
from carbench.domain.people import Meaning, Role, acting_as
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.store.products import load_product


@once
def approve_product_revision(
    bench: Bench, *, content: bytes, qa: Proven, qp: Proven, command: Command | None = None
) -> Changes:
    """Keep a product file under its hash and let it open batches; an example is never approved.

    Raises: DutyRefused, SamePerson, SignerDiffers unless one of the two is signed in, ProductBroken, ExampleProduct.
    """
    if qa.person.name == qp.person.name:
        raise SamePerson
    if bench.signed_in.name not in {qa.person.name, qp.person.name}:
        raise SignerDiffers(name=qa.person.name)
    reviewer = acting_as(qa.person, {Role.QA_REVIEWER}, "approve_product_revision")
    product = load_product(content, "product.toml")
    acting = looking.acting(bench, qp.person, product_id=product.id)
    qualified = acting_as(acting.person, {Role.QP}, "approve_product_revision")
    if product.example:
        raise ExampleProduct(product=product.id)
    act = ProductRevisionApproved(
        product_id=product.id,
        revision=product.revision,
        product_sha256=product.sha256,
        reviewer=qa.signature(reviewer, Meaning.APPROVED),
        qualified_person=qp.signature(qualified, Meaning.APPROVED, deputy_of=acting.deputy_of),
    )
    role = reviewer if bench.signed_in.name == qa.person.name else qualified
    keeps = [Kept(content=content, purpose="product")]
    return record(bench, act, author=author(bench, role.value), command=command, keeps=keeps)
