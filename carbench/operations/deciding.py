"""What every decision over a batch asks: who signs, and that no reason stands against it."""

from dataclasses import replace

from carbench.domain.act_errors import DecisionRefused
from carbench.domain.decisions import against
from carbench.domain.people import Meaning, Person
from carbench.domain.release import WhyNot
from carbench.domain.stages import Decision
from carbench.operations import looking
from carbench.operations.at_batch import Fact, Signing, signing
from carbench.operations.bench import Bench
from carbench.operations.passwords import Proven
from carbench.store import queries


def why_not(bench: Bench, *, batch_id: str, decision: Decision, person: Person, bag_id: str = "") -> tuple[WhyNot, ...]:
    """Give every reason why a person may not take a decision now. Raises: BatchUnknown."""
    batch = looking.batch(bench, batch_id)
    return against(decision, looking.question(bench, batch, person=person, bag_id=bag_id))


def require_decidable(bench: Bench, *, batch_id: str, decision: Decision, person: Person) -> None:
    """Refuse a decision against which anything stands. Raises: DecisionRefused."""
    _refuse(decision, why_not(bench, batch_id=batch_id, decision=decision, person=person))


def require_movable(bench: Bench, found: Fact, *, decision: Decision, bag_id: str, scanned: bool = False) -> None:
    """Refuse to release or hand over a bag; judged at the time it happened, not when it is typed.

    Raises: DecisionRefused.
    """
    at = found.settled.happened_at
    asked = looking.question(bench, found.batch, person=bench.signed_in, bag_id=bag_id, at=at)
    asked = replace(asked, scanned=scanned)
    _refuse(decision, against(decision, asked))


def _refuse(decision: Decision, found: tuple[WhyNot, ...]) -> None:
    if found:
        reasons = dict.fromkeys(why.reason.value for why in found)
        raise DecisionRefused(decision=decision.value, count=len(reasons), reasons=", ".join(reasons))


def deciding(bench: Bench, *, batch_id: str, decision: Decision, meaning: Meaning, by: Proven) -> Signing:
    """Begin a decision that somebody signs. Raises: SignerDiffers, DutyRefused, DecisionRefused, BatchUnknown."""
    found = signing(bench, batch_id=batch_id, duty=decision.value, meaning=meaning, by=by)
    require_decidable(bench, batch_id=batch_id, decision=decision, person=by.person)
    return found


MARKS = {
    Decision.CERTIFY_PROVISIONAL: "P",
    Decision.REFUSE: "R",
    Decision.EXCEPTIONAL_SUPPLY: "X",
    Decision.WITHDRAW_PROVISIONAL: "W",
    Decision.CERTIFY_FINAL: "F",
}


def next_number(bench: Bench, decision: Decision) -> str:
    """Give the next number of the certification register, which has no gap; a demonstration's is marked."""
    mark = f"DEMO-{MARKS[decision]}" if bench.site.demonstration else MARKS[decision]
    return f"{mark}-{bench.now().local:%Y}-{queries.certificates(bench.store) + 1:04d}"
