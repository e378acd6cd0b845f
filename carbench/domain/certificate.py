"""What a provisional certificate states.

`manifest` gathers every value the certificate states from the batch as it stands;
`compose` turns a manifest into a sheet in one language. The same manifest gives
the same sheet, so a certificate can be composed again from the trail as it stood
at its signature. Content: release.md section 8.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from carbench.domain.acts import BagFilled, BatchAct, Recorded, ResultRecorded, WorkstationSetUp
from carbench.domain.batch import Batch, Result, car_cells, dose_per_kg, total_cells
from carbench.domain.identifiers import grouped
from carbench.domain.moment import Moment
from carbench.domain.people import Role, Signature
from carbench.domain.result_lines import due, known, limit_in_words, pending, result_in_words, so_far
from carbench.domain.sheet import Column, Face, Line, Pair, Pairs, Section, Sheet, Table
from carbench.domain.specification import EXACT, Test
from carbench.domain.words import Words

TEMPLATE = "provisional/1"
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
            _known(manifest, words),
            _unknown(manifest, words),
            _changes(manifest, words),
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
    return Section(heading=say("certificate.identity"), parts=(_pairs(words, pairs),))


def _pairs(words: Words, pairs: list[tuple[str, str, Face]]) -> Pairs:
    named = (Pair(name=words.say(f"certificate.name.{key}"), value=value, face=face) for key, value, face in pairs)
    return Pairs(pairs=tuple(pair for pair in named if pair.value))


def _dose(manifest: Manifest, words: Words) -> Section:
    batch, say = manifest.batch, words.say
    cells, per_kg = car_cells(batch, manifest.bags), dose_per_kg(batch, manifest.bags)
    order = batch.opened
    pairs = [
        ("weight", f"{words.reading(order.weight)} kg", Face.PLAIN),
        ("target", say("certificate.per_kg", value=words.reading(order.target_dose)), Face.PLAIN),
        ("dose", say("certificate.cells", value=shortened(cells, words)), Face.STRONG),
        ("dose_per_kg", say("certificate.per_kg", value=shortened(per_kg, words)), Face.STRONG),
        ("storage", words.wording(batch.product.storage), Face.PLAIN),
        ("transport", words.wording(batch.product.transport), Face.PLAIN),
    ]
    return Section(heading=say("certificate.dose"), parts=(_pairs(words, pairs),))


def dose_text(batch: Batch, words: Words) -> str:
    """Say the target dose and the weight it is meant for."""
    order = batch.opened
    per_kg = words.say("certificate.per_kg", value=words.reading(order.target_dose))
    return f"{per_kg} · {words.reading(order.weight)} kg"


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
    return Section(heading=words.say("certificate.times"), parts=(_pairs(words, pairs),))


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
    return Section(heading=words.say("certificate.bags"), parts=(_table(words, "bag", titles, rows),))


def _table(words: Words, name: str, titles: tuple[tuple[str, int], ...], rows: Sequence[tuple[Line, ...]]) -> Table:
    columns = tuple(Column(title=words.say(f"certificate.{name}.{title}"), share=share) for title, share in titles)
    return Table(columns=columns, rows=tuple(rows))


def _known(manifest: Manifest, words: Words) -> Section:
    titles = (("test", 5), ("limit", 4), ("result", 4), ("verdict", 3), ("who", 6))
    rows = [_known_row(manifest, test, words) for test in known(manifest.batch)]
    return Section(heading=words.say("certificate.known"), parts=(_table(words, "results", titles, rows),))


def _known_row(manifest: Manifest, test: Test, words: Words) -> tuple[Line, ...]:
    result = manifest.batch.results[test.id][-1]
    return (
        Line(text=f"{words.wording(test.title)} ({test.method})"),
        Line(text=f"{limit_in_words(test, words)} [{_sources(test)}]"),
        Line(text=result_in_words(test, result, words)),
        Line(text=words.say(f"verdict.{result.judgement.verdict.value}"), face=Face.STRONG),
        Line(text=_who(manifest, result, words)),
    )


def _sources(test: Test) -> str:
    return "; ".join(dict.fromkeys([bound.source for bound in test.bounds] or [test.source]))


def _who(manifest: Manifest, result: Result, words: Words) -> str:
    """Say who performed, who typed where that was somebody else, and who checked."""
    names = dict(manifest.names)
    performers, typist = result.act.performed_by, result.recorded.recorded_by
    performed = ", ".join(names.get(name, name) for name in performers)
    parts = [words.say("certificate.recorded_by", name=performed, at=result.act.happened_at.plain())]
    if typist not in performers:
        parts.append(words.say("certificate.typed_by", name=names.get(typist, typist)))
    if result.check is not None:
        checker = result.check.recorded_by
        parts.append(words.say("certificate.checked_by", name=names.get(checker, checker)))
    return "; ".join(parts)


def _unknown(manifest: Manifest, words: Words) -> Section:
    titles = (("test", 6), ("due", 4), ("consequence", 9))
    rows = [_pending_row(manifest, test, words) for test in pending(manifest.batch)]
    parts = (Line(text=words.say("certificate.sterility_unknown"), face=Face.STRONG),) if rows else ()
    table = (_table(words, "pending", titles, rows),) if rows else (Line(text=words.say("certificate.none_pending")),)
    conditions = Line(text=words.wording(manifest.batch.product.conditions))
    return Section(heading=words.say("certificate.unknown"), parts=(*parts, *table, conditions))


def _pending_row(manifest: Manifest, test: Test, words: Words) -> tuple[Line, ...]:
    at = due(manifest.batch, test)
    return (
        Line(text=f"{words.wording(test.title)} ({test.method}): {so_far(manifest.batch, test, words)}"),
        Line(text=at.plain() if at else "–"),
        Line(text=words.wording(test.consequence)),
    )


def _changes(manifest: Manifest, words: Words) -> Section:
    """List old → new for every correction, and what happened out of order or was typed late."""
    batch = manifest.batch
    lines = [
        Line(text=_change(manifest, old, new, words))
        for results in batch.results.values()
        for old, new in pairwise(results)
    ]
    lines += [Line(text=_remark(recorded, words)) for recorded in batch.acts if remarkable(batch, recorded)]
    return Section(
        heading=words.say("certificate.changes"),
        parts=tuple(lines) or (Line(text=words.say("certificate.no_changes")),),
    )


def remarkable(batch: Batch, recorded: Recorded) -> bool:
    """Say whether an act fell out of order or needed a reason, other than a correction, which is listed as such."""
    corrects = isinstance(recorded.act, ResultRecorded) and recorded.act.replaces is not None
    return recorded.seq in batch.out_of_order or (bool(recorded.reason) and not corrects)


def _remark(recorded: Recorded, words: Words) -> str:
    act = recorded.act
    at = act.happened_at.plain() if isinstance(act, BatchAct) else "–"
    said = words.say(f"act.{act.kind}")
    reason = recorded.reason or "–"
    return words.say("certificate.remark", seq=recorded.seq, act=said, at=at, reason=reason)


def _change(manifest: Manifest, old: Result, new: Result, words: Words) -> str:
    test = manifest.batch.product.test(new.act.test_id)
    return words.say(
        "certificate.change",
        test=words.wording(test.title),
        old=result_in_words(test, old, words),
        new=result_in_words(test, new, words),
        reason=new.recorded.reason,
    )


def _statement(manifest: Manifest, words: Words) -> Section:
    return Section(heading=words.say("certificate.statement"), parts=(Line(text=statement(manifest, words)),))


def _signature(manifest: Manifest, words: Words) -> Section:
    signature = manifest.signature
    pairs = [
        ("signer", signature.full_name, Face.STRONG),
        ("role", words.say(f"role.{signature.role.value}"), Face.PLAIN),
        ("user", signature.signer, Face.EXACT),
        ("meaning", words.say(f"meaning.{signature.meaning.value}"), Face.PLAIN),
        ("signed_at", f"{manifest.at.plain()} ({manifest.at.zone})", Face.STRONG),
    ]
    parts: tuple[Pairs | Line, ...] = (_pairs(words, pairs),)
    checkers = {r.check.recorded_by for rs in manifest.batch.results.values() for r in rs[-1:] if r.check}
    if signature.role is Role.QP and signature.signer in checkers:
        parts = (*parts, Line(text=words.say("certificate.same_person"), face=Face.STRONG))
    return Section(heading=words.say("certificate.signature"), parts=parts)


def _record(manifest: Manifest, words: Words) -> Section:
    pairs = [
        ("entry", str(manifest.head_seq), Face.EXACT),
        ("hash", manifest.head_leaf, Face.EXACT),
        ("product_hash", manifest.batch.product.sha256, Face.EXACT),
        ("workstation", f"{manifest.site.workstation} · carbench {manifest.build.program}", Face.PLAIN),
    ]
    return Section(heading=words.say("certificate.record"), parts=(_pairs(words, pairs),))


def mentioned(batch: Batch) -> tuple[str, ...]:
    """Give the user names a certificate of this batch mentions."""
    names: dict[str, None] = {}
    for recorded in batch.acts:
        names |= dict.fromkeys([recorded.recorded_by, *_performers(recorded)])
    return tuple(names)


def _performers(recorded: Recorded) -> tuple[str, ...]:
    return getattr(recorded.act, "performed_by", ())
