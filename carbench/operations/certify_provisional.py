"""Certify provisionally: compose, show, sign, keep.

The document is composed and drawn first and shown as it will be. Signing takes the
very bytes that were shown: if anything was recorded since, or too much time has
passed, it is composed again and read again. Act, document and manifest stand in one
transaction; there is no pending state (records.md section 6).
"""

from dataclasses import dataclass
from datetime import timedelta

import tzdata

from carbench import __version__
from carbench.documents import fonts
from carbench.documents.readback import require_readable
from carbench.documents.sheet_pdf import draw
from carbench.domain.acts import ProvisionalCertified
from carbench.domain.certificate import TEMPLATE, Build, Manifest, compose, mentioned, statement
from carbench.domain.errors import ManifestChanged, NotCertifiable, SignerDiffers
from carbench.domain.people import Meaning, Person, Role, Signature, require
from carbench.domain.release import Question, WhyNot, may_certify
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.store import queries
from carbench.store.codec import plain
from carbench.store.seal import canonical, digest
from carbench.store.verify import batch_holds
from carbench.texts import texts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A certificate as it will be, with the bytes to be signed."""

    manifest: Manifest
    pdf: bytes
    why_not: tuple[WhyNot, ...]


def reasons_against(bench: Bench, *, batch_id: str, person: Person) -> tuple[WhyNot, ...]:
    """Give every reason why this person may not certify this batch now."""
    return may_certify(
        Question(
            batch=looking.batch(bench, batch_id),
            person=person,
            at=bench.now(),
            demonstration=bench.site.demonstration,
            trail_holds=not bench.store.shut and batch_holds(bench.store, batch_id),
        )
    )


def draft_certificate(bench: Bench, *, batch_id: str, language: str) -> Draft:
    """Compose and draw the certificate the signed-in person would sign now, and read its text back.

    Raises: NotSignedIn, BatchUnknown, GlyphMissing, ReadBackDiffers.
    """
    manifest = _manifest(bench, batch_id, language)
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
    head = bench.store.head
    return Manifest(
        template=TEMPLATE,
        number=_number(bench),
        language=language,
        at=bench.now(),
        site=bench.site,
        batch=batch,
        bags=batch.bags,
        signature=_signature(bench.signed_in),
        names=_names(bench, mentioned(batch)),
        head_seq=head.seq,
        head_leaf=head.leaf,
        build=Build(program=__version__, tzdata=tzdata.IANA_VERSION, fonts=fonts.fingerprints()),
    )


def _signature(person: Person) -> Signature:
    """Anybody may look at the draft; nobody's name but a Qualified Person's stands under it."""
    signs = Role.QP in person.roles
    return Signature(
        signer=person.name if signs else "",
        full_name=person.full_name if signs else "",
        role=Role.QP,
        meaning=Meaning.CERTIFIED_PROVISIONALLY,
    )


def render(manifest: Manifest) -> bytes:
    """Draw a manifest; the same manifest gives the same bytes. Raises: GlyphMissing, ReadBackDiffers."""
    sheet = compose(manifest, texts_in(manifest.language))
    pdf = draw(sheet)
    require_readable(pdf, sheet)
    return pdf


@once
def certify_provisional(bench: Bench, *, draft: Draft, by: Proven, command: Command | None = None) -> Changes:
    """Sign the document that was shown.

    Raises: SignerDiffers, DutyRefused, ManifestChanged, NotCertifiable.
    """
    manifest = draft.manifest
    if by.person.name != bench.signed_in.name or by.person.name != manifest.signature.signer:
        raise SignerDiffers(name=by.person.name)
    role = require(by.person, "certify_provisional")
    _unchanged(bench, manifest)
    against = reasons_against(bench, batch_id=manifest.batch.batch_id, person=by.person)
    if against:
        raise NotCertifiable(count=len(against))
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
    )
    keeps = [Kept(content=stated, purpose="manifest"), Kept(content=draft.pdf, purpose="certificate")]
    return record(bench, act, author=author(bench, role.value), command=command, keeps=keeps)


def _unchanged(bench: Bench, manifest: Manifest) -> None:
    """Refuse a document that another entry or too much time has overtaken."""
    late = bench.now().utc - manifest.at.utc > timedelta(minutes=bench.defaults.signing_minutes)
    head = bench.store.head
    if late or (head.seq, head.leaf) != (manifest.head_seq, manifest.head_leaf):
        raise ManifestChanged


def _number(bench: Bench) -> str:
    """Give the next number of the register; a demonstration's can never be taken for another."""
    mark = "DEMO-P" if bench.site.demonstration else "P"
    return f"{mark}-{bench.now().local:%Y}-{queries.certificates(bench.store) + 1:04d}"


def _names(bench: Bench, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = {person.name: person.full_name for person in looking.people(bench)}
    return tuple((name, known.get(name, name)) for name in names)
