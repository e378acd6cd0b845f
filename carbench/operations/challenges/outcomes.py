"""Challenges to named outcomes and interim readings (release.md section 12, Alternatives, Outcomes, Interim).

Columns:

- `outcomes`: every outcome of the test with what it says: "no_growth:meets; growth:fails; no_growth_to_date:interim".
- `outcome`: the one that is recorded, compared as a name, letter by letter. One that is not listed is refused, as it
  cannot be recorded. Empty, there is no result yet.
- `least_hours`, `oldest_hours` (optional, both or neither): full hours from inoculation to reading, and at most from
  reading to signature, for an interim reading to be enough for the provisional certificate. Without them none is.
- `inoculated_at`, `read_at`, `signed_at` (optional): 2026-01-31 14:05, where that exists twice with its offset,
  2026-10-25 02:30 +02:00. `zone` (optional): IANA name of their zone; UTC where it is empty.

Answers: `verdict` (as the final certificate sees it: an interim outcome is PENDING), `provisional` (as the provisional
certificate signed at `signed_at` sees it), `cause` and `provisional_cause` (why: outcome, interim, interim_enough,
interim_too_short, interim_too_old, interim_times, nothing_yet).
"""

from dataclasses import replace
from functools import lru_cache

from carbench.domain.challenge_errors import NotAnOutcomeList
from carbench.domain.errors import NotAnOutcome
from carbench.domain.interim import for_provisional
from carbench.domain.judgement import Value
from carbench.domain.judging import judge
from carbench.domain.measure import BLANKS, shown
from carbench.domain.specification import Effect, Interim, Outcome, Test, TestKind
from carbench.operations.challenges.alone import UNTOLD, line
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import cell, filled, member, moment_of, name_of, whole

UTC = "UTC"


def ask(row: Row) -> Answer:
    """Judge one outcome as both certificates see it.

    Raises: ColumnEmpty, NotAnOutcomeList, NotOneOf, NotPlainText, NotAnOutcome, NotAWholeNumber, and what
    `read_moment` raises.
    """
    test = _line(filled(row, "outcomes"), _interim(row))
    zone = cell(row, "zone") or UTC
    moments = {name: moment_of(row, name, zone=zone) for name in ("inoculated_at", "read_at", "signed_at")}
    outcome = cell(row, "outcome")
    if outcome and test.outcome(outcome) is None:
        raise NotAnOutcome(text=shown(outcome))
    value = Value(outcome=outcome or None, inoculated_at=moments["inoculated_at"], read_at=moments["read_at"])
    final, seen = judge(test, value), for_provisional(test, value, moments["signed_at"])
    return {
        "verdict": final.verdict.value,
        "provisional": seen.verdict.value,
        "cause": final.cause.value,
        "provisional_cause": seen.cause.value,
    }


def _interim(row: Row) -> Interim | None:
    if not cell(row, "least_hours") and not cell(row, "oldest_hours"):
        return None
    least = whole(row, "least_hours")
    return Interim(least_hours=least, oldest_hours=whole(row, "oldest_hours"), whole_hours=least)


@lru_cache(maxsize=1024)
def _line(text: str, interim: Interim | None) -> Test:
    outcomes = tuple(_outcome(one, text) for one in text.split(";") if one.strip(BLANKS))
    if not outcomes or len({outcome.id for outcome in outcomes}) < len(outcomes):
        raise NotAnOutcomeList(text=shown(text))
    return replace(line(kind=TestKind.OUTCOMES, outcomes=outcomes), interim=interim)


def _outcome(one: str, text: str) -> Outcome:
    name, _, effect = one.rpartition(":")
    bare = name_of(name, column="outcomes")
    if not bare:
        raise NotAnOutcomeList(text=shown(text))
    return Outcome(id=bare, effect=member(effect.strip(BLANKS), Effect, column="outcomes"), title=UNTOLD)


KIND = Kind(
    name="outcomes",
    columns=(
        Column(name="outcomes"),
        Column(name="outcome", may_be_empty=True),
        *(
            Column(name=name, needed=False)
            for name in ("least_hours", "oldest_hours", "inoculated_at", "read_at", "signed_at", "zone")
        ),
    ),
    answers=("verdict", "provisional", "cause", "provisional_cause"),
    ask=ask,
)
