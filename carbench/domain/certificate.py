"""What a provisional certificate states.

`manifest` gathers every value the certificate states from the batch as it stands;
`compose` turns a manifest into a sheet in one language. The same manifest gives
the same sheet, so a certificate can be composed again from the trail as it stood
at its signature. Content: release.md section 8.
"""

from dataclasses import dataclass
from decimal import Decimal

from carbench.domain.acts import BagFilled, Recorded, WeightMeasured, WorkstationSetUp
from carbench.domain.batch import Batch
from carbench.domain.certificate_parts import (
    changes_section,
    deviations_section,
    known_section,
    labels_line,
    pairs_of,
    table_of,
    unknown_section,
)
from carbench.domain.dose import car_cells, dose_per_kg, total_cells
from carbench.domain.identifiers import grouped
from carbench.domain.moment import Moment
from carbench.domain.people import Role, Signature
from carbench.domain.sheet import Face, Line, Pairs, Section, Sheet
from carbench.domain.specification import EXACT
from carbench.domain.words import Words

TEMPLATE = "provisional/2"
"""Changes whenever the same manifest would give another sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What made the document."""

    program: str
    tzdata: str
    fonts: tuple[str, ...]
    """Name and SHA-256 of each font file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every value a certificate states, and what it was made with."""

    template: str
    number: str
    language: str
    at: Moment
    site: WorkstationSetUp
    batch: Batch
    bags: tuple[BagFilled, ...]
    signature: Signature
    names: tuple[tuple[str, str], ...]
    """User name and full name of everybody the certificate mentions."""

    head_seq: int
    head_leaf: str
    build: Build
    reason: str = ""
    """Why it is certified in spite of open deviations; empty where none stands open."""

    def stated(self) -> dict[str, object]:
        """Give what is hashed: the facts by reference to sealed entries, the rest by value."""
        return {
            "template": self.template,
            "number": self.number,
            "language": self.language,
            "at": self.at,
            "batch": self.batch.batch_id,
            "acts": [[recorded.seq, recorded.leaf] for recorded in self.batch.acts],
            "product": [self.batch.product.id, self.batch.product.revision, self.batch.product.sha256],
            "bags": [bag.bag_id for bag in self.bags],
            "signature": self.signature,
            "reason": self.reason,
            "site": self.site,
            "head": [self.head_seq, self.head_leaf],
            "build": self.build,
        }


def statement(manifest: Manifest, words: Words) -> str:
    """Give the exact statement that is signed, in the product's words."""
    return words.wording(manifest.batch.product.statement)


def compose(manifest: Manifest, words: Words) -> Sheet:
    """Compose the provisional certificate in one language."""
    say, site, batch = words.say, manifest.site, manifest.batch
    names = dict(manifest.names)
    banners = [say("certificate.provisional")]
    if site.demonstration:
        banners.append(say("certificate.demonstration"))
    if batch.product.example:
        banners.append(say("certificate.example"))
    return Sheet(
        title=say("certificate.title"),
        subtitle=say("certificate.subtitle"),
        number=manifest.number,
        banners=tuple(banners),
        issuer=f"{site.establishment} · {site.site}",
        sections=(
            _identity(manifest, words),
            _dose(manifest, words),
            _times(manifest, words),
            _bags(manifest, words),
            known_section(batch, names, words),
            unknown_section(batch, words),
            deviations_section(batch, manifest.reason, words),
            changes_section(batch, words),
            _statement(manifest, words),
            _signature(manifest, words),
            _record(manifest, words),
        ),
        foot=say("certificate.foot", batch=batch.batch_id, number=manifest.number),
        page=say("certificate.page", n="{n}", m="{m}"),
        language=manifest.language,
    )


def _identity(manifest: Manifest, words: Words) -> Section:
    say, batch, site = words.say, manifest.batch, manifest.site
    order, product = batch.opened, batch.product
    pairs = [
        ("product", words.wording(product.title), Face.STRONG),
        ("revision", f"{product.id} · {product.revision}", Face.PLAIN),
        ("description", words.wording(product.description), Face.PLAIN),
        ("batch", batch.batch_id, Face.EXACT),
        ("donation", grouped(order.donation_number), Face.EXACT),
        ("chain", order.chain_of_identity, Face.EXACT),
        ("patient_id", order.patient_id, Face.EXACT),
        ("patient_name", order.patient_name, Face.STRONG),
        ("prescriber", order.prescriber, Face.PLAIN),
        ("indication", order.indication, Face.PLAIN),
        ("legal_basis", site.legal_basis, Face.PLAIN),
        ("authorisation", site.authorisation, Face.PLAIN),
    ]
    return Section(heading=say("certificate.identity"), parts=(pairs_of(words, pairs),))


def _dose(manifest: Manifest, words: Words) -> Section:
    batch, say = manifest.batch, words.say
    cells, per_kg = car_cells(batch, manifest.bags), dose_per_kg(batch, manifest.bags)
    order = batch.opened
    pairs = [
        ("weight", weighed_text(batch, words), Face.PLAIN),
        ("target", say("certificate.per_kg", value=words.reading(order.target_dose)), Face.PLAIN),
        ("dose", say("certificate.cells", value=shortened(cells, words)), Face.STRONG),
        ("dose_per_kg", say("certificate.per_kg", value=shortened(per_kg, words)), Face.STRONG),
        ("storage", words.wording(batch.product.storage), Face.PLAIN),
        ("transport", words.wording(batch.product.transport), Face.PLAIN),
    ]
    return Section(heading=say("certificate.dose"), parts=(pairs_of(words, pairs),))


def dose_text(batch: Batch, words: Words) -> str:
    """Say the target dose and the weight it is meant for."""
    order = batch.opened
    per_kg = words.say("certificate.per_kg", value=words.reading(order.target_dose))
    return f"{per_kg} · {weight_text(batch, words)}"


def weight_text(batch: Batch, words: Words) -> str:
    """Say the weight the dose is judged by; "–" while nobody has said it."""
    return f"{words.reading(batch.weight)} kg" if batch.weight else "–"


def weighed_text(batch: Batch, words: Words) -> str:
    """Say the weight with when it was measured, where it was read, and whether it is a cap."""
    weighed, weight = batch.weighed, weight_text(batch, words)
    if isinstance(weighed, WeightMeasured):
        key = "certificate.weight_capped" if weighed.capped else "certificate.weight_measured"
        return words.say(key, weight=weight, at=weighed.happened_at.plain(), source=weighed.source)
    return words.say("certificate.weight_ordered", weight=weight, at=weighed.happened_at.plain())


def shortened(value: Decimal | None, words: Words) -> str:
    """Write a computed value with three significant figures, never as an exponent; "–" while it is not known."""
    if value is None:
        return "–"
    return words.decimal(value.quantize(Decimal(1).scaleb(min(value.adjusted() - 2, 0)), context=EXACT))


def _times(manifest: Manifest, words: Words) -> Section:
    batch = manifest.batch
    received = batch.received
    pairs = [
        ("received", received.happened_at.plain() if received else "–", Face.PLAIN),
        ("filled", batch.clock_started.plain() if batch.clock_started else "–", Face.PLAIN),
        ("leave_by", batch.must_leave_by.plain() if batch.must_leave_by else "–", Face.STRONG),
        ("expiry", batch.expiry.plain() if batch.expiry else "–", Face.STRONG),
        ("rule", words.say(f"certificate.infusion.{batch.product.shelf_life.infusion.value}"), Face.PLAIN),
        ("zone", manifest.site.zone, Face.PLAIN),
    ]
    return Section(heading=words.say("certificate.times"), parts=(pairs_of(words, pairs),))


def _bags(manifest: Manifest, words: Words) -> Section:
    titles = (("bag", 4), ("number", 2), ("volume", 2), ("cells", 4), ("filled", 5))
    rows = []
    for k, bag in enumerate(manifest.bags, start=1):
        cells = shortened(total_cells(bag.concentration, bag.volume), words)
        rows.append(
            (
                Line(text=bag.bag_id, face=Face.EXACT),
                Line(text=words.say("certificate.k_of_n", k=k, n=len(manifest.bags))),
                Line(text=f"{words.reading(bag.volume)} mL"),
                Line(text=words.say("certificate.cells", value=cells)),
                Line(text=bag.happened_at.plain()),
            )
        )
    table = table_of(words, "bag", titles=titles, rows=rows)
    labels = labels_line(manifest.batch, dict(manifest.names), words)
    return Section(heading=words.say("certificate.bags"), parts=(table, labels))


def _statement(manifest: Manifest, words: Words) -> Section:
    return Section(heading=words.say("certificate.statement"), parts=(Line(text=statement(manifest, words)),))


def _signature(manifest: Manifest, words: Words) -> Section:
    signature = manifest.signature
    pairs = [
        ("signer", signature.full_name, Face.STRONG),
        ("role", _role(manifest, words), Face.PLAIN),
        ("user", signature.signer, Face.EXACT),
        ("meaning", words.say(f"meaning.{signature.meaning.value}"), Face.PLAIN),
        ("signed_at", f"{manifest.at.plain()} ({manifest.at.zone})", Face.STRONG),
    ]
    parts: tuple[Pairs | Line, ...] = (pairs_of(words, pairs),)
    checkers = {r.check.recorded_by for rs in manifest.batch.results.values() for r in rs[-1:] if r.check}
    if signature.role is Role.QP and signature.signer in checkers:
        parts = (*parts, Line(text=words.say("certificate.same_person"), face=Face.STRONG))
    return Section(heading=words.say("certificate.signature"), parts=parts)


def _role(manifest: Manifest, words: Words) -> str:
    """Say as what somebody signs, and for whom where they stand in for somebody."""
    signature = manifest.signature
    role = words.say(f"role.{signature.role.value}")
    if not signature.deputy_of:
        return role
    absent = dict(manifest.names).get(signature.deputy_of, signature.deputy_of)
    return words.say("certificate.deputy", role=role, name=absent)


def _record(manifest: Manifest, words: Words) -> Section:
    pairs = [
        ("entry", str(manifest.head_seq), Face.EXACT),
        ("hash", manifest.head_leaf, Face.EXACT),
        ("product_hash", manifest.batch.product.sha256, Face.EXACT),
        ("workstation", f"{manifest.site.workstation} · carbench {manifest.build.program}", Face.PLAIN),
    ]
    return Section(heading=words.say("certificate.record"), parts=(pairs_of(words, pairs),))


def mentioned(batch: Batch) -> tuple[str, ...]:
    """Give the user names a certificate of this batch mentions."""
    names: dict[str, None] = {}
    for recorded in batch.acts:
        names |= dict.fromkeys([recorded.recorded_by, *_performers(recorded)])
    return tuple(names)


def _performers(recorded: Recorded) -> tuple[str, ...]:
    return getattr(recorded.act, "performed_by", ())
