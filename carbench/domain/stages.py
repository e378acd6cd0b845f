"""Where a batch stands, what moves it, and what may be decided there.

Source: release.md section 6. The table of decisions is written by hand and held against the
design's own by a test.
"""

from enum import Enum

from carbench.domain.act import BatchAct
from carbench.domain.acts import (
    BagFilled,
    BatchEnded,
    CountTaken,
    FinalCertified,
    MaterialReceived,
    ProvisionalCertified,
    ProvisionalRefused,
    ProvisionalWithdrawn,
    RefusalReopened,
    SuppliedExceptionally,
    SupplyClosed,
)


class Stage(Enum):
    """Where a batch stands."""

    ORDERED = "ordered"
    RECEIVED = "received"
    IN_CULTURE = "in_culture"
    FILLED = "filled"
    REFUSED = "refused"
    PROVISIONAL = "provisional"
    SUPPLIED = "supplied"
    ENDED = "ended"
    FINAL = "final"


S = Stage
MAKING = (S.ORDERED, S.RECEIVED, S.IN_CULTURE, S.FILLED)

TRANSITIONS: dict[type[BatchAct], dict[Stage, Stage]] = {
    MaterialReceived: {S.ORDERED: S.RECEIVED},
    CountTaken: {S.RECEIVED: S.IN_CULTURE, S.IN_CULTURE: S.IN_CULTURE},
    BagFilled: {S.RECEIVED: S.FILLED, S.IN_CULTURE: S.FILLED, S.FILLED: S.FILLED},
    ProvisionalCertified: {S.FILLED: S.PROVISIONAL},
    ProvisionalRefused: {S.FILLED: S.REFUSED},
    RefusalReopened: {S.REFUSED: S.FILLED},
    ProvisionalWithdrawn: {S.PROVISIONAL: S.FILLED},
    SuppliedExceptionally: {S.FILLED: S.SUPPLIED, S.REFUSED: S.SUPPLIED},
    SupplyClosed: {S.SUPPLIED: S.ENDED},
    BatchEnded: dict.fromkeys((*MAKING, S.REFUSED), S.ENDED),
    FinalCertified: {S.PROVISIONAL: S.FINAL, S.FINAL: S.FINAL},
}
"""What an act makes of a stage; an act of these kinds in any other stage is out of order and moves nothing."""


def settled(stage: Stage, *, filled: bool) -> Stage:
    """Give the stage of a batch whose acts were typed in any order: received and with a bag, it is filled."""
    return Stage.FILLED if filled and stage in {Stage.RECEIVED, Stage.IN_CULTURE} else stage


class Decision(Enum):
    """What can be decided over a batch, and refused."""

    CERTIFY_PROVISIONAL = "certify_provisional"
    REFUSE = "refuse"
    EXCEPTIONAL_SUPPLY = "exceptional_supply"
    CHANGE_PINNED_REVISION = "change_pinned_revision"
    END_BATCH = "end_batch"
    SUSPEND_CERTIFICATE = "suspend_certificate"
    REINSTATE_CERTIFICATE = "reinstate_certificate"
    WITHDRAW_PROVISIONAL = "withdraw_provisional"
    RELEASE_BAG = "release_bag"
    HAND_OVER_BAG = "hand_over_bag"
    CERTIFY_FINAL = "certify_final"
    CLOSE_SUPPLY = "close_supply"
    SUPERSEDE_FINAL = "supersede_final"
    REOPEN_REFUSED = "reopen_refused"


D = Decision
DECISIONS: dict[Decision, frozenset[Stage]] = {
    D.CERTIFY_PROVISIONAL: frozenset({S.FILLED}),
    D.REFUSE: frozenset({S.FILLED}),
    D.EXCEPTIONAL_SUPPLY: frozenset({S.FILLED, S.REFUSED}),
    D.CHANGE_PINNED_REVISION: frozenset(MAKING),
    D.END_BATCH: frozenset({*MAKING, S.REFUSED}),
    D.SUSPEND_CERTIFICATE: frozenset({S.PROVISIONAL}),
    D.REINSTATE_CERTIFICATE: frozenset({S.PROVISIONAL}),
    D.WITHDRAW_PROVISIONAL: frozenset({S.PROVISIONAL}),
    D.RELEASE_BAG: frozenset({S.PROVISIONAL}),
    D.HAND_OVER_BAG: frozenset({S.PROVISIONAL, S.SUPPLIED}),
    D.CERTIFY_FINAL: frozenset({S.PROVISIONAL}),
    D.CLOSE_SUPPLY: frozenset({S.SUPPLIED}),
    D.SUPERSEDE_FINAL: frozenset({S.FINAL}),
    D.REOPEN_REFUSED: frozenset({S.REFUSED}),
}
"""In which stages a decision may be taken at all."""
