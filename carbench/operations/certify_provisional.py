"""Certify provisionally: compose, show, sign, keep.

The document is composed and drawn first and shown as it will be. Signing takes the
very bytes that were shown: if anything was recorded since, or too much time has
passed, it is composed again and read again. Act, document and manifest stand in one
transaction; there is no pending state (records.md section 6).
"""

from dataclasses import dataclass, replace
from datetime import timedelta

import tzdata

from carbench import __version__
from carbench.documents import fonts
from carbench.documents.readback import require_readable
from carbench.documents.sheet_pdf import draw
from carbench.domain.act_errors import DeviationsUnreasoned
from carbench.domain.acts import ProvisionalCertified
from carbench.domain.batch import Batch
from carbench.domain.certificate import TEMPLATE, Build, Manifest, compose, mentioned, statement
from carbench.domain.errors import ManifestChanged, NotCertifiable, SignerDiffers
from carbench.domain.people import Meaning, Person, Role, Signature, require
from carbench.domain.release import WhyNot, may_certify
from carbench.domain.stages import Decision
from carbench.domain.watch import open_deviations
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import next_number
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.operations.typed import words
from carbench.store.codec import plain
from carbench.store.seal import canonical, digest
from carbench.texts import texts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A certificate as it will be, with the bytes to be signed."""

    manifest: Manifest
    pdf: bytes
    why_not: tuple[WhyNot, ...]


def reasons_against(bench: Bench, *, batch_id: str, person: Person) -> tuple[WhyNot, ...]:
    """Give every reason why this person may not certify this batch now."""
    return may_certify(looking.question(bench, looking.batch(bench, batch_id), person=person))


def draft_certificate(bench: Bench, *, batch_id: str, language: str, reason: str = "") -> Draft:
    """Compose and draw the certificate the signed-in person would sign now, and read its text back.

    `reason` says why it is certified in spite of open deviations; the document and the entry carry it.
    Raises: NotSignedIn, BatchUnknown, NotPlainText, GlyphMissing, ReadBackDiffers.
    """
    said = words(reason, field="reason", optional=True)
    manifest = replace(_manifest(bench, batch_id, language), reason=said)
    return Draft(
        manifest=manifest,
        pdf=render(manifest),
        why_not=reasons_against(bench, batch_id=batch_id, person=bench.signed_in),
    )


def kept_certificate(bench: Bench, *, batch_id: str, language: str) -> Draft:
    """Give the certificate on record with what the batch says by now; nothing is drawn again.

    Raises: NotSignedIn, BatchUnknown, KeyError for a batch without a certificate.
    """
    manifest = _manifest(bench, batch_id, language)
    certificate = manifest.batch.certificate
    return Draft(
        manifest=manifest,
        pdf=looking.document(bench, certificate.file_sha256 if certificate else ""),
        why_not=reasons_against(bench, batch_id=batch_id, person=bench.signed_in),
    )


def _manifest(bench: Bench, batch_id: str, language: str) -> Manifest:
    """Gather what the signed-in person would sign now."""
    batch = looking.batch(bench, batch_id)
    head, signature = bench.store.head, _signature(bench, batch)
    return Manifest(
        template=TEMPLATE,
        number=next_number(bench, Decision.CERTIFY_PROVISIONAL),
        language=language,
        at=bench.now(),
        site=bench.site,
        batch=batch,
        bags=batch.counted,
        signature=signature,
        names=_names(bench, (*mentioned(batch), *filter(None, [signature.deputy_of]))),
        head_seq=head.seq,
        head_leaf=head.leaf,
        build=Build(program=__version__, tzdata=tzdata.IANA_VERSION, fonts=fonts.fingerprints()),
    )


def _signature(bench: Bench, batch: Batch) -> Signature:
    """Anybody may look at the draft; nobody's name but a Qualified Person's or a deputy's stands under it."""
    acting = looking.acting(bench, bench.signed_in, product_id=batch.product.id)
    person, signs = acting.person, Role.QP in acting.person.roles
    return Signature(
        signer=person.name if signs else "",
        full_name=person.full_name if signs else "",
        role=Role.QP,
        meaning=Meaning.CERTIFIED_PROVISIONALLY,
        deputy_of=acting.deputy_of,
    )


def render(manifest: Manifest) -> bytes:
    """Draw a manifest; the same manifest gives the same bytes. Raises: GlyphMissing, ReadBackDiffers."""
    sheet = compose(manifest, texts_in(manifest.language))
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    return pdf


@once
def certify_provisional(bench: Bench, *, draft: Draft, by: Proven, command: Command | None = None) -> Changes:
    """Sign the document that was shown; in spite of open deviations, none of them critical, with its reason.

    Raises: SignerDiffers, DutyRefused, ManifestChanged, NotCertifiable, DeviationsUnreasoned.
    """
    manifest = draft.manifest
    if by.person.name != bench.signed_in.name or by.person.name != manifest.signature.signer:
        raise SignerDiffers(name=by.person.name)
    acting = looking.acting(bench, by.person, product_id=manifest.batch.product.id)
    role = require(acting.person, "certify_provisional")
    _unchanged(bench, manifest)
    against = reasons_against(bench, batch_id=manifest.batch.batch_id, person=by.person)
    if against:
        raise NotCertifiable(count=len(against))
    deviations = open_deviations(manifest.batch)
    if deviations and not manifest.reason:
        raise DeviationsUnreasoned(deviations=", ".join(deviations))
    stated = canonical(plain(manifest.stated()))
    act = ProvisionalCertified(
        batch_id=manifest.batch.batch_id,
        happened_at=manifest.at,
        performed_by=(by.person.name,),
        number=manifest.number,
        bags=tuple(bag.bag_id for bag in manifest.bags),
        statement=statement(manifest, texts_in(manifest.language)),
        language=manifest.language,
        head_seq=manifest.head_seq,
        head_leaf=manifest.head_leaf,
        manifest_sha256=digest(stated),
        body_sha256=digest(draft.pdf),
        file_sha256=digest(draft.pdf),
        signature=manifest.signature,
        deviations=deviations,
    )
    keeps = [Kept(content=stated, purpose="manifest"), Kept(content=draft.pdf, purpose="certificate")]
    return record(bench, act, author=author(bench, role.value), command=command, reason=manifest.reason, keeps=keeps)


def _unchanged(bench: Bench, manifest: Manifest) -> None:
    """Refuse a document that another entry or too much time has overtaken."""
    late = bench.now().utc - manifest.at.utc > timedelta(minutes=bench.defaults.signing_minutes)
    head = bench.store.head
    if late or (head.seq, head.leaf) != (manifest.head_seq, manifest.head_leaf):
        raise ManifestChanged


def _names(bench: Bench, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = {person.name: person.full_name for person in looking.everybody(bench)}
    return tuple((name, known.get(name, name)) for name in names)
