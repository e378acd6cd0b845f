"""Before certifying: the ten things on the left, the document exactly as it will be on the right."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from carbench.domain.act_errors import DeviationsUnreasoned
from carbench.domain.batch import Batch
from carbench.domain.certificate import statement
from carbench.domain.checklist import StepState, step_state
from carbench.domain.errors import BenchError
from carbench.domain.people import Person, may
from carbench.domain.product import StepId
from carbench.domain.watch import open_deviations
from carbench.operations.certify_provisional import Draft
from carbench.operations.passwords import Proven
from carbench.texts import LANGUAGES, texts_in
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import Asked, Signing, Who
from carbench.ui.forms import load_form
from carbench.ui.models.certifying import CertifyingModel
from carbench.ui.models.findings import Finding, findings, still_against, why_in_words
from carbench.ui.theme import SHAPES
from carbench.ui.widgets.document_view import DocumentView
from carbench.ui.widgets.link import Links, Target
from carbench.ui.widgets.message import Message


class FindingRow(QWidget):
    """One of the ten things; never folded."""

    mark: QLabel
    title: QLabel
    lines: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "finding")
        self._desk = desk
        desk.dress(self)

    def bind(self, finding: Finding) -> None:
        """Show another finding."""
        self.mark.setText(f"{SHAPES[finding.tone]} {self._desk.texts.say(f'tone.{finding.tone}')}")
        self._desk.theme.tone(self.mark, finding.tone)
        self.title.setText(finding.title)
        self.lines.setText("\n".join(finding.lines))


class CertifyingPage(QWidget):
    """A grey button says why: every reason stands beside it and leads to where it is mended."""

    heading: QLabel
    language: QComboBox
    scroller: QScrollArea
    findings: QWidget
    reason_label: QLabel
    reason: QLineEdit
    message: QLabel
    against: QWidget
    review: QPushButton
    sign: QPushButton
    document: QWidget

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "certifying")
        self._desk = desk
        self._batch: Batch | None = None
        self._rows: list[FindingRow] = []
        self._dialog: Signing | None = None
        self._message = Message(self.message, desk)
        self._links = Links(self.against, desk)
        self._model = CertifyingModel(desk, self)
        self._view = DocumentView(desk)
        self._place(self.document).addWidget(self._view)
        for language in LANGUAGES:
            self.language.addItem(desk.texts.say(f"language.{language}"), language)
        if desk.bench.setup is not None:
            self.language.setCurrentIndex(LANGUAGES.index(desk.bench.site.language))
        for widget in (self.reason_label, self.reason):
            widget.hide()
        self._join()
        desk.dress(self)

    @staticmethod
    def _place(widget: QWidget) -> QVBoxLayout:
        layout = widget.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        return layout

    @property
    def document_view(self) -> DocumentView:
        """Give the part that shows the document."""
        return self._view

    def _join(self) -> None:
        self.language.activated.connect(lambda _: self._compose())
        self.review.clicked.connect(self._ask_review)
        self.sign.clicked.connect(self._ask_signature)
        self.reason.textEdited.connect(lambda _: self._message.clear())
        self.reason.editingFinished.connect(self._compose_with_reason)
        self._model.composed.connect(self._show_draft)
        self._model.refused.connect(self._message.refuse)
        self._model.not_composed.connect(self._not_composed)
        self._desk.relay.signed_out.connect(self._forget)

    def show_batch(self, batch: Batch) -> None:
        """Show a batch before its certificate, or its certificate."""
        if self._batch is None or self._batch.batch_id != batch.batch_id:
            self._forget()
        self._batch = batch
        self._compose()

    def _forget(self) -> None:
        """Leave nothing of one batch or one person to the next."""
        self.reason.clear()
        self._blank()

    def _blank(self) -> None:
        """Show nothing: what stands here must never be another batch's."""
        self._message.clear()
        self.scroller.verticalScrollBar().setValue(0)
        self._links.show_targets([])
        for row in self._rows:
            row.hide()
        for button in (self.review, self.sign):
            button.setEnabled(False)
        self._view.clear("")

    def _compose(self) -> None:
        if self._batch is not None:
            reason = "" if self.reason.isHidden() else self.reason.text().strip()
            self._model.compose(self._batch, str(self.language.currentData()), reason)

    def _compose_with_reason(self) -> None:
        """Show the document with the reason that was typed, as it will be signed."""
        draft = self._model.draft
        if draft is None or draft.manifest.reason != self.reason.text().strip():
            self._compose()

    def _not_composed(self, refusal: BenchError) -> None:
        self._blank()
        self._message.refuse(refusal)

    def _show_draft(self, draft: Draft) -> None:
        texts, batch = self._desk.texts, draft.manifest.batch
        self._batch = batch
        person = self._desk.bench.signed_in
        certificate = batch.certificate
        suspended = certificate is not None and batch.suspended
        key = "suspended" if suspended else "after" if certificate else "before"
        self.heading.setText(texts.say(f"certifying.{key}"))
        # Of a batch that has its certificate only what came in since is still said.
        against = still_against(draft.why_not) if certificate else draft.why_not
        self._show_findings(findings(replace(draft, why_not=against), texts))
        self._links.show_targets(
            [
                Target(text=why_in_words(why, batch, person, texts), go=partial(self._go, why.mended_in))
                for why in against
            ]
        )
        self._show_buttons(draft, person, ready=not against)
        caption = texts.say("document.draft")
        name = draft.manifest.number
        if certificate:
            name = certificate.number
            caption = texts.say("document.on_record", number=name)
        self._view.show_document(draft.pdf, caption=caption, name=name, kept=certificate is not None)

    def _show_buttons(self, draft: Draft, person: Person, *, ready: bool) -> None:
        batch = draft.manifest.batch
        done = batch.certificate is not None
        signs = bool(draft.manifest.signature.signer)  # a Qualified Person, or a deputy for the time
        reviewed = step_state(batch, StepId.REVIEW) is StepState.DONE
        may_review = may(person, "review_provisional_data") and person.name not in batch.enterers
        self.review.setVisible(not done)
        self.review.setEnabled(may_review and not reviewed)
        self.sign.setVisible(not done and signs)
        self.sign.setEnabled(ready)
        for widget in (self.reason_label, self.reason):
            widget.setVisible(not done and signs and ready and bool(open_deviations(batch)))
        self.language.setEnabled(not done)

    def _show_findings(self, found: tuple[Finding, ...]) -> None:
        while len(self._rows) < len(found):
            row = FindingRow(self._desk)
            self._rows.append(row)
            self._place(self.findings).addWidget(row)
        for row, finding in zip(self._rows, found, strict=True):
            row.bind(finding)
            row.show()

    def _go(self, step: StepId | None) -> None:
        if step is StepId.REVIEW and self.review.isEnabled():
            self.review.setFocus()
        elif step is not None and step is not StepId.REVIEW:
            self._desk.relay.step_asked.emit(step)

    def _ask_review(self) -> None:
        if self._batch is None:
            return
        texts, seen = self._desk.texts, self._batch.last_seq
        statement_text = texts.say("signing.review", batch=self._batch.batch_id, seq=seen)
        asked = Asked(who=Who.SELF_BY_NAME, title=texts.say("signing.review_title"), statement=statement_text)
        self._open(asked, lambda proof: self._model.review(seen, proof))

    def _ask_signature(self) -> None:
        """Compose once more so that the document says the present minute, then show it and ask."""
        self._message.clear()
        self._compose()
        draft = self._model.draft
        if draft is None or draft.why_not:
            return
        deviations = open_deviations(draft.manifest.batch)
        if deviations and not draft.manifest.reason:
            self._message.refuse(DeviationsUnreasoned(deviations=", ".join(deviations)))
            self.reason.setFocus()
            return
        texts = self._desk.texts
        asked = Asked(
            who=Who.SELF_BY_NAME,
            title=texts.say("signing.certify_title", number=draft.manifest.number),
            statement=statement(draft.manifest, texts_in(draft.manifest.language)),
            manifest=self._manifest_text(draft),
        )
        dialog = self._open(asked, self._certify)
        # A wrong password is an entry of its own: the document that is signed names it as the last one.
        dialog.wrong.connect(lambda: self._refresh(dialog))

    def _refresh(self, dialog: Signing) -> None:
        self._model.again()
        if self._model.draft is not None:
            dialog.show_manifest(self._manifest_text(self._model.draft))

    def _manifest_text(self, draft: Draft) -> str:
        manifest = draft.manifest
        return self._desk.texts.say(
            "signing.manifest",
            batch=manifest.batch.batch_id,
            bags=", ".join(bag.bag_id for bag in manifest.bags),
            patient=f"{manifest.batch.opened.patient_id} {manifest.batch.opened.patient_name}",
            at=manifest.at.plain(),
            seq=manifest.head_seq,
            hash=manifest.head_leaf[:16],
        )

    def _certify(self, proof: Proven) -> None:
        if self._model.draft is not None:
            self._model.sign(self._model.draft, proof)

    def _open(self, asked: Asked, then: object) -> Signing:
        self._dialog = Signing(self._desk, asked, self)
        self._dialog.proved.connect(then)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()
        return self._dialog
