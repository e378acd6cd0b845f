"""Rehearse a case: everything it says is played, both decisions are asked, what came otherwise is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from carbench.domain.batch import Batch
from carbench.domain.people import Person
from carbench.operations import looking
from carbench.operations.rehearsal.acts import BINDINGS
from carbench.operations.rehearsal.answers import ask, final, in_register, provisional
from carbench.operations.rehearsal.binding import ENTRY
from carbench.operations.rehearsal.case import Case, known_reasons, known_refusal
from carbench.operations.rehearsal.expected import differing, reasons_differ
from carbench.operations.rehearsal.nominal import Planned, in_language
from carbench.operations.rehearsal.play import Asked, Scene, asked, play_act
from carbench.operations.rehearsal.said import ActPlayed, Mismatch, Played
from carbench.operations.rehearsal.setting import Shelf, planned_at, scene
from carbench.operations.rehearsal.shape import Place, shaped
from carbench.operations.rehearsal.special import SPECIAL, Ask, PlayTo, Special, Spoil, Wait
from carbench.operations.rehearsal.standing import Standing
from carbench.operations.rehearsal.times import instant, require_time
from carbench.store.scratch import keep_scratch, spoil

RECORDED, REFUSED = "recorded", "refused"
NOMINAL = "n"
"""Before the number of an act of the nominal day."""


def rehearse(case: Case, shelf: Shelf, *, keep_in: Path | None = None) -> Played:
    """Play a case in a scratch store, which is kept where a folder is named and gone otherwise.

    Raises: CaseBroken, ProductBroken, OutputThere, OutputFailed.
    """
    folder = keep_in or Path()
    stage = scene(case, shelf, folder=folder / "store")
    try:
        play = _Play(scene=stage, case=case)
        play.everything()
        if keep_in is not None:
            keep_scratch(stage.bench.store)
            play.documents(keep_in)
        return play.played
    finally:
        stage.bench.store.close()


@dataclass(kw_only=True)
class _Play:
    """One case while it is played."""

    scene: Scene
    case: Case
    played: Played = field(init=False)
    done: int = 0
    """Acts of the nominal day that were played."""

    def __post_init__(self) -> None:
        self.played = Played(case=self.case)

    def everything(self) -> None:
        """Play the nominal day as far as the case asks, then its acts, then compare."""
        written = [self._read(number, table) for number, table in enumerate(self.case.acts, start=1)]
        self._entries_called(written)
        self._nominal_acts  # noqa: B018 - a case that changes an act there is not is refused before anything is played
        if self.case.nominal.until:
            self._nominal(self.case.nominal.until, self.case.place.at("nominal").at("until"))
        for number, act in enumerate(written, start=1):
            self._one(number, act)
        self._conclude()

    # Reading

    def _place(self, number: int) -> Place:
        return self.case.place.at("acts").at(number)

    def _read(self, number: int, table: Mapping[str, Any]) -> Special | Asked:
        """Read an act before anything is played. Raises: CaseBroken."""
        place, name = self._place(number), table.get("act", "")
        require_time(str(table.get("at", "")), place.at("at"))
        if name in SPECIAL:
            found = shaped(SPECIAL[name], table, place=place)
            if isinstance(found, Ask):
                known_reasons((*(found.reasons or ()), *(found.reasons_among or ())), place.at("reasons"))
            if isinstance(found, PlayTo):
                self._phase(found.until, place.at("until"))
            return found
        return self._asked(str(number), name, table, place)

    def _entries_called(self, written: Sequence[Special | Asked]) -> None:
        """Refuse to speak of an entry no act before has named. Raises: CaseBroken."""
        called: list[str] = []
        for act in (act for act in written if isinstance(act, Asked)):
            if act.own.get(ENTRY, "") not in {"", *called}:
                raise act.place.at(ENTRY).refused(" | ".join(called) or '[[acts]] called = "…"')
            called += [act.around.called] if act.around.called else []

    def _asked(self, number: str, name: object, table: Mapping[str, Any], place: Place) -> Asked:
        if not isinstance(name, str) or name not in BINDINGS:
            names = [*BINDINGS, *SPECIAL]
            near = get_close_matches(name, names) if isinstance(name, str) else []
            raise place.at("act").refused(" | ".join(near or sorted(names)))
        said = self.scene.day.defaults.acts.get(name, {})
        order = self.case.order if name == "open_batch" else {}
        filled = {key: in_language(value, self.case, batch_id=self.scene.batch_id) for key, value in said.items()}
        if name == "open_batch":
            filled |= {"product_id": self.scene.day.product.id}
        act = asked(number, {**filled, **order, **table}, place=place)
        require_time(act.around.at, place.at("at"))
        known_refusal(act.around.refused, place.at("refused"))
        return act

    def _phase(self, until: str, place: Place) -> int:
        phases = self.scene.day.defaults.phases
        if until not in phases:
            raise place.refused(" | ".join(f'"{phase}"' for phase in phases))
        return phases.index(until)

    # Playing

    @cached_property
    def _nominal_acts(self) -> tuple[tuple[Planned, Asked], ...]:
        place = self.case.place.at("nominal").at("acts")
        return tuple(
            (line, self._asked(f"{NOMINAL}{number}", line.act, {**line.own, "act": line.act}, place.at(line.act)))
            for number, line in enumerate(self.scene.day.acts, start=1)
        )

    def _nominal(self, until: str, place: Place) -> None:
        last = self._phase(until, place)
        phases = self.scene.day.defaults.phases
        while self.done < len(self._nominal_acts):
            line, act = self._nominal_acts[self.done]
            if phases.index(line.phase) > last:
                return
            self.done += 1
            planned = planned_at(self.scene, line.day, clock=line.clock)
            self._play(act, self._at(act.around.at, act.place) if act.around.at else planned)

    def _one(self, number: int, act: Special | Asked) -> None:
        place = self._place(number)
        if isinstance(act, PlayTo):
            self._nominal(act.until, place.at("until"))
            return
        written = act.around.at if isinstance(act, Asked) else act.at
        at = self.scene.clock.at = self._at(written, place)
        match act:
            case Asked():
                self._play(act, at)
            case Ask():
                self._ask(number, act)
            case Spoil():
                spoil(self.scene.bench.store, self._batch(place).acts[0].seq)
            case Wait():
                pass

    def _at(self, written: str, place: Place) -> datetime:
        """Give when an act is typed, never before the one before it. Raises: CaseBroken."""
        at = instant(written, self.scene.now(), place=place.at("at"))
        if at < self.scene.clock.at:
            raise place.at("at").refused(f'≥ "{self.scene.bench.now().plain()}"')
        return at

    def _play(self, act: Asked, at: datetime) -> None:
        went = play_act(self.scene, act, at=at)
        self.played.acts.append(went)
        expected = f"{REFUSED} {act.around.refused}" if act.around.refused else RECORDED
        found = f"{REFUSED} {went.refused.kind}" if went.refused else RECORDED
        if expected != found:
            nominal = f"nominal.{act.around.act} {went.about}".strip()
            where = nominal if act.number.startswith(NOMINAL) else act.place.key
            self._otherwise(Mismatch(where=where, expected=expected, found=found))

    def _otherwise(self, mismatch: Mismatch) -> None:
        self.played.mismatches.append(mismatch)

    def _ask(self, number: int, act: Ask) -> None:
        by, place = act.by or self.scene.who["qp"], self._place(number)
        bench, person = self.scene.bench, self._person(by, place.at("by"))
        found = ask(bench, self._batch(place), decision=act.decision, person=person, bag_id=act.bag_id)
        at = bench.now().plain()
        self.played.acts.append(
            ActPlayed(number=str(number), act=act.act, at=at, by=by, about=act.decision.value, answer=found)
        )
        if act.expect is not None and act.expect is not found.word:
            self._otherwise(Mismatch(where=place.at("expect").key, expected=act.expect.value, found=found.word.value))
        where = place.at("reasons").key
        self.played.mismatches += reasons_differ(where, found.words, whole=act.reasons, among=act.reasons_among)

    def _batch(self, place: Place) -> Batch:
        batch = self.scene.batch()
        if batch is None:
            raise place.at("act").refused('"open_batch"')
        return batch

    def _person(self, name: str, place: Place) -> Person:
        """Give somebody who is only asked about: nobody has to sign in for that, nor be able to any more."""
        everybody = {person.name: person for person in looking.everybody(self.scene.bench)}
        if name not in everybody:
            raise place.refused(" | ".join(everybody))
        return everybody[name]

    # Concluding

    def _conclude(self) -> None:
        bench, batch = self.scene.bench, self.scene.batch()
        stands = None
        if batch is not None:
            qp = self._person(self.scene.who["qp"], self.case.place.at("who").at("qp"))
            self.played.provisional = provisional(bench, batch, person=qp)
            self.played.final = final(bench, batch, person=qp)
            register = tuple(in_register(r) for r in looking.register(bench))
            stands = Standing(batch=batch, at=bench.now(), register=register)
        self.played.stands = stands
        self.played.mismatches += differing(self.played, stands)

    def documents(self, folder: Path) -> None:
        """Write every certificate that was drawn."""
        batch = self.played.stands.batch if self.played.stands else None
        for recorded in batch.acts if batch else ():
            sha256 = getattr(recorded.act, "file_sha256", "")
            if sha256:
                path = folder / f"{getattr(recorded.act, 'number', recorded.seq)}.pdf"
                path.write_bytes(looking.document(self.scene.bench, sha256))
                self.played.documents.append(path)
