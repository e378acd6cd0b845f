"""When a reading of a test that still runs is enough for the provisional certificate."""

from datetime import timedelta

from carbench.domain.facts import NO_FACTS, Facts, Named
from carbench.domain.judgement import Cause, Judgement, Value
from carbench.domain.judging import judge
from carbench.domain.moment import Moment
from carbench.domain.specification import Interim, Test, Verdict


def for_provisional(
    test: Test, value: Value | None, at: Moment | None, *, facts: Facts | Named = NO_FACTS
) -> Judgement:
    """Judge a result as the provisional certificate signed at an instant sees it.

    Anything but an interim outcome is seen as the final certificate sees it. An interim one is MEETS if the
    test takes it, at least the asked hours lie between inoculation and reading and at most the asked ones
    between reading and signature; else PENDING. Without its times, or without `at`, it is PENDING.

    Units: hours, counted in UTC to the second, not rounded. Source: release.md section 12, Interim.
    """
    final = judge(test, value, facts=facts)
    if final.cause is not Cause.INTERIM or value is None or test.interim is None:
        return final
    cause = _stands(test.interim, value, at)
    verdict = Verdict.MEETS if cause is Cause.INTERIM_ENOUGH else Verdict.PENDING
    return Judgement(verdict=verdict, cause=cause, about=final.about)


def _stands(rule: Interim, value: Value, at: Moment | None) -> Cause:
    if value.inoculated_at is None or value.read_at is None or at is None:
        return Cause.INTERIM_TIMES
    ran, since = value.read_at.utc - value.inoculated_at.utc, at.utc - value.read_at.utc
    if ran < timedelta() or since < timedelta():
        return Cause.INTERIM_TIMES
    if ran < timedelta(hours=rule.least_hours):
        return Cause.INTERIM_TOO_SHORT
    return Cause.INTERIM_TOO_OLD if since > timedelta(hours=rule.oldest_hours) else Cause.INTERIM_ENOUGH
