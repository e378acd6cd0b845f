"""Write everything of a batch into one archive that is readable without this program."""

import csv
import io
import zipfile
from contextlib import suppress
from pathlib import Path

from carbench.domain.acts import BatchAct, ProvisionalCertified, Recorded
from carbench.domain.batch import Batch
from carbench.domain.record_errors import OutputFailed, OutputThere
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.store import queries
from carbench.store.codec import plain
from carbench.store.seal import canonical
from carbench.texts import Texts

STILL = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can name: the same batch gives the same archive."""


def export_batch(bench: Bench, *, batch_id: str, target: Path, texts: Texts) -> Path:
    """Write the archive: sealed entries as stored, acts as a table, product file, documents, and how to read them.

    Raises: BatchUnknown, OutputThere, OutputFailed. An archive that could not be finished is removed.
    """
    batch = looking.batch(bench, batch_id)
    name = f"DEMONSTRATION-{batch_id}" if bench.site.demonstration else batch_id
    path = target / f"{name}.zip"
    if path.exists():
        raise OutputThere(path=str(path))
    part = path.with_suffix(".zip.part")
    try:
        target.mkdir(parents=True, exist_ok=True)
        _pack(part, name, _files(bench, batch, texts))
        part.rename(path)
    except OSError as failed:
        with suppress(OSError):  # there may be no folder to remove it from
            part.unlink(missing_ok=True)
        raise OutputFailed(path=str(path)) from failed
    return path


def _pack(path: Path, folder: str, files: list[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", STILL), content)


def _files(bench: Bench, batch: Batch, texts: Texts) -> list[tuple[str, bytes]]:
    entries = queries.sealed_entries(bench.store, batch.batch_id)
    lines = [canonical({"seq": seq, "leaf": leaf, "sealed": sealed}) for seq, sealed, leaf in entries]
    mark = texts.say("export.demonstration") if bench.site.demonstration else ""
    files = [
        ("READ-ME.txt", texts.say("export.read_me", batch=batch.batch_id, mark=mark).encode()),
        ("entries.jsonl", b"\n".join(lines) + b"\n"),
        ("acts.csv", _table(batch, texts).encode("utf-8-sig")),
        ("product.toml", looking.document(bench, batch.product.sha256)),
    ]
    for act in batch.of(ProvisionalCertified):
        files.append((f"{act.number}.pdf", looking.document(bench, act.file_sha256)))
        files.append((f"{act.number}.manifest.json", looking.document(bench, act.manifest_sha256)))
    return files


def _table(batch: Batch, texts: Texts) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([texts.say(f"trail.column.{name}") for name in ("seq", "recorded_at", "who", "what", "why")])
    writer.writerows(_row(recorded, texts) for recorded in batch.acts)
    return out.getvalue()


def _row(recorded: Recorded, texts: Texts) -> list[str]:
    what = canonical(plain(recorded.act)).decode() if isinstance(recorded.act, BatchAct) else ""
    kind = texts.say(f"act.{recorded.act.kind}")
    who = f"{recorded.recorded_by} ({texts.say(f'role.{recorded.role}')})"
    return [str(recorded.seq), recorded.recorded_at.plain(), who, f"{kind}: {what}", _as_text(recorded.reason)]


def _as_text(typed: str) -> str:
    """Keep a spreadsheet from taking a typed text for a formula."""
    return f"'{typed}" if typed.startswith(("=", "+", "-", "@")) else typed
