"""Composes the certificate, says what stands against it, and signs exactly what was shown."""

from PySide6.QtCore import QObject, Signal

from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError, ManifestChanged
from carbench.domain.watch import open_deviations
from carbench.operations.certify_provisional import (
    Draft,
    certify_provisional,
    draft_certificate,
    kept_certificate,
)
from carbench.operations.passwords import Proven
from carbench.operations.review_data import review_data
from carbench.ui.desk import Desk
from carbench.ui.models.act import ActModel


class CertifyingModel(ActModel):
    """One batch before, at and after its certificate."""

    composed = Signal(object)  # Draft
    not_composed = Signal(object)  # a BenchError; nothing is shown

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.draft: Draft | None = None
        self._batch_id = ""

    def compose(self, batch: Batch, language: str, reason: str = "") -> None:
        """Compose the certificate as it would be now, with the reason to certify in spite of open deviations."""
        self._batch_id = batch.batch_id
        try:
            self.draft = self._made(batch, language, reason)
        except BenchError as refusal:
            self.draft = None
            self.not_composed.emit(refusal)
            return
        self.composed.emit(self.draft)

    def _made(self, batch: Batch, language: str, reason: str) -> Draft:
        bench = self.desk.bench
        if batch.certificate:
            return kept_certificate(bench, batch_id=batch.batch_id, language=language)
        said = reason if open_deviations(batch) else ""
        return draft_certificate(bench, batch_id=batch.batch_id, language=language, reason=said)

    def again(self) -> None:
        """Compose it again, because an entry has come since."""
        if self.draft is not None:
            manifest = self.draft.manifest
            self.compose(manifest.batch, manifest.language, manifest.reason)

    def review(self, seen: int, proof: Proven) -> None:
        """Sign the review of everything shown."""
        batch_id = self._batch_id
        self.attempt(lambda: review_data(self.desk.bench, batch_id=batch_id, seen=seen, by=proof))

    def sign(self, draft: Draft, proof: Proven) -> None:
        """Sign the document that was shown; if an entry overtook it, show it again."""
        try:
            changes = certify_provisional(self.desk.bench, draft=draft, by=proof)
        except ManifestChanged as overtaken:
            self.again()
            self.refused.emit(overtaken)
        except BenchError as refusal:
            self.refused.emit(refusal)
        else:
            self.recorded.emit(changes)
            self.desk.relay.changed.emit(changes)
