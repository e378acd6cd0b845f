"""Play one case: a scratch workstation, the case's people and times, act by act through the operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from carbench.domain.acts import Recorded
from carbench.domain.batch import Batch
from carbench.domain.case_errors import CaseBroken
from carbench.domain.decisions import against
from carbench.domain.errors import BenchError, NotCertifiable
from carbench.domain.release import WhyNot
from carbench.domain.stages import Decision
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.certify_provisional import draft_certificate
from carbench.operations.check_results import checkable
from carbench.operations.circumstances import Circumstances
from carbench.operations.demonstration import SetClock
from carbench.operations.passwords import Proven, prove
from carbench.operations.recording import PROGRAM
from carbench.operations.rehearsal.acts import BINDINGS, Binding
from carbench.operations.rehearsal.binding import ENTRY, Around, arguments, parted, takes
from carbench.operations.rehearsal.nominal import NominalDay
from carbench.operations.rehearsal.said import ActPlayed
from carbench.operations.rehearsal.shape import Place
from carbench.operations.rehearsal.times import Now, in_time, typed
from carbench.operations.sign_in import sign_in, sign_out

NO_ENTRY = 0
"""Of an act that left none, because it was refused."""

ANYBODY = ""
"""Whose password is that of people who are added while a case is played."""

DEFAULT_SECOND = {"qa": "reviewer", "qp": "qp", "analyst": "analyst", "approver": "reviewer"}
"""Who the people of an act are, by parameter, unless the case names somebody."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """A scratch workstation while a case is played on it."""

    bench: Bench
    clock: SetClock
    day: NominalDay
    who: Mapping[str, str]
    secrets: dict[str, str]
    proofs: dict[str, Proven] = field(default_factory=dict)
    """A password is proven once a person."""

    called: dict[str, int] = field(default_factory=dict)
    """Entries the case gave a name."""

    played: list[ActPlayed] = field(default_factory=list)

    @property
    def batch_id(self) -> str:
        """Give the number of the batch the case is about."""
        return self.day.batch_id

    def batch(self) -> Batch | None:
        """Give the batch as it stands; None before it is opened."""
        try:
            return looking.batch(self.bench, self.batch_id)
        except BenchError:
            return None

    def now(self) -> Now:
        """Give from where spans count."""
        return Now(at=self.clock.at, zone=self.bench.site.zone, batch=self.batch)

    def proof(self, name: str) -> Proven:
        """Give proof of a person by the password they were given. Raises: PersonUnknown."""
        if name not in self.proofs:
            self.proofs[name] = prove(self.bench, name, password=self.secrets.get(name, self.secrets[ANYBODY]))
        return self.proofs[name]

    def as_(self, name: str) -> None:
        """Let a person sign in, unless they stand at the bench."""
        if self.bench.person is None or self.bench.person.name != name:
            sign_in(self.bench, by=self.proof(name))

    def forget(self) -> None:
        """Prove everybody again: roles or people have changed."""
        self.proofs.clear()
        if self.bench.person is not None:
            sign_out(self.bench)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An act about to be played."""

    number: str
    binding: Binding
    around: Around
    own: Mapping[str, Any]
    place: Place


def asked(number: str, table: Mapping[str, Any], *, place: Place) -> Asked:
    """Read an act of a case, its defaults filled in. Raises: CaseBroken."""
    binding = BINDINGS[table["act"]]
    around, own = parted(table, binding.operation, place=place)
    arguments(binding.operation, own, place=place)
    return Asked(number=number, binding=binding, around=around, own=own, place=place)


def play_act(scene: Scene, act: Asked, *, at: datetime) -> ActPlayed:
    """Play one act at its time and say how it went. Raises: CaseBroken."""
    scene.clock.at = at
    by = act.around.by or scene.who[act.binding.by]
    entry = ActPlayed(
        number=act.number,
        act=act.around.act,
        at=scene.bench.now().plain(),
        by=by,
        about=_about(act.own),
    )
    given = _given(scene, act)
    try:
        scene.as_(by)
        done = act.binding.operation(scene.bench, **given, **_filled(scene, act, by))
    except CaseBroken:
        raise
    except BenchError as refused:
        return replace(entry, refused=refused, against=_against(scene, by, refused))
    _remember(scene, act, done)
    return replace(entry, entries=_entries(done, own=True), brought=_brought(done))


def _about(own: Mapping[str, Any]) -> str:
    """Say which one: the first field that names something."""
    names = ("test_id", "bag_id", "step", "material", "deviation_id", "hold_id", "alert_id", "setting", "name")
    found = next((str(own[name]) for name in names if name in own), "")
    return found or " ".join(own["typed"]) if isinstance(own.get("typed"), Mapping) else found


def _given(scene: Scene, act: Asked) -> dict[str, Any]:
    """Give the arguments the case says, its spans turned into times."""
    now = scene.now()
    own = in_time(act.own, now, place=act.place)
    made = arguments(act.binding.operation, own, place=act.place)
    if ENTRY in made:
        made[ENTRY] = scene.called.get(made[ENTRY], NO_ENTRY)
    return {name: value for name, value in made.items() if name not in takes(act.binding.operation).people}


def _filled(scene: Scene, act: Asked, by: str) -> dict[str, Any]:
    """Give what the program knows by itself: batch, circumstances, people, newest entry, draft."""
    taken = takes(act.binding.operation)
    made: dict[str, Any] = {}
    if "batch_id" in taken.asks:
        made["batch_id"] = scene.batch_id
    if "told" in taken.asks:
        happened = typed(act.around.happened, scene.now(), place=act.place)
        told = Circumstances(happened_at=happened, performed_by=act.around.performed_by, reason=act.around.reason)
        made["told"] = told
    if "by" in taken.asks:
        made["by"] = scene.proof(by)
    if "reason" in taken.asks:
        made["reason"] = act.around.reason
    for name in taken.people:
        person = act.own.get(name, scene.who.get(DEFAULT_SECOND.get(name, act.binding.second), ""))
        if person:
            made[name] = scene.proof(person)
    return made | _looked_up(scene, act)


def _looked_up(scene: Scene, act: Asked) -> dict[str, Any]:
    """Give what whoever acts reads off the screen."""
    taken, made = takes(act.binding.operation), dict[str, Any]()
    if "seen" in taken.asks:
        made["seen"] = looking.batch(scene.bench, scene.batch_id).last_seq
    if "draft" in taken.asks:
        language, reason = scene.bench.site.language, act.around.reason
        made["draft"] = draft_certificate(scene.bench, batch_id=scene.batch_id, language=language, reason=reason)
    if "typed" in taken.asks and "typed" not in act.own:
        made["typed"] = _waiting(scene) if "test_id" not in taken.asks else ""
    return made


def _waiting(scene: Scene) -> dict[str, str]:
    """Give every result that waits for the person signed in, as it was typed."""
    batch, name = looking.batch(scene.bench, scene.batch_id), scene.bench.signed_in.name
    newest = [results[-1] for results in batch.results.values()]
    return {result.act.test_id: result.shown for result in newest if checkable(result, name)}


def _against(scene: Scene, by: str, refused: BenchError) -> tuple[WhyNot, ...]:
    """Give the reasons behind a refusal that only counts them."""
    batch = scene.batch()
    if batch is None or not isinstance(refused, NotCertifiable):
        return ()
    return against(Decision.CERTIFY_PROVISIONAL, looking.question(scene.bench, batch, person=scene.proof(by).person))


def _remember(scene: Scene, act: Asked, done: Changes) -> None:
    if act.around.called and done.acts:
        scene.called[act.around.called] = done.acts[0].seq
    if act.binding.by == "administrator":
        scene.forget()


def _entries(done: Changes, *, own: bool) -> tuple[tuple[int, str], ...]:
    return tuple((r.seq, r.act.kind) for r in done.acts if (r.recorded_by != PROGRAM) is own)


def _brought(done: Changes) -> tuple[tuple[int, str, str], ...]:
    return tuple((r.seq, r.act.kind, _number(r)) for r in done.acts if r.recorded_by == PROGRAM)


def _number(recorded: Recorded) -> str:
    """Give the number by which something the program recorded is called."""
    names = ("deviation_id", "hold_id", "alert_id", "number")
    return next((str(getattr(recorded.act, name)) for name in names if hasattr(recorded.act, name)), "")
