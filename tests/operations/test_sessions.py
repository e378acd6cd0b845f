"""Signing in, signing out, changing person."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import SignedIn, SignedOut
from carbench.domain.errors import NotSignedIn
from carbench.domain.record_errors import WritingShut
from carbench.operations.bench import Bench
from carbench.operations.passwords import Proven
from carbench.operations.sign_in import sign_in, sign_out
from tests.operations.record import newest, refused

Proof = Callable[[str], Proven]


def test_signing_in_and_out_stand_in_the_trail(bench: Bench, proof: Proof) -> None:
    sign_in(bench, by=proof("olivia"))
    assert bench.signed_in.name == "olivia"
    sign_out(bench)
    assert bench.person is None
    out, into = newest(bench, 2)
    assert (into.act, out.act) == (SignedIn(name="olivia"), SignedOut(name="olivia"))
    assert {(r.recorded_by, r.role) for r in (into, out)} == {("olivia", "operator")}


def test_whoever_signs_in_closes_the_session_that_was_open(bench: Bench, proof: Proof) -> None:
    sign_in(bench, by=proof("olivia"))
    sign_in(bench, by=proof("anselm"))
    assert bench.signed_in.name == "anselm"
    acts = [recorded.act for recorded in reversed(newest(bench, 3))]
    assert acts == [SignedIn(name="olivia"), SignedOut(name="olivia"), SignedIn(name="anselm")]


def test_nobody_signs_out_who_is_not_signed_in(bench: Bench) -> None:
    with refused(bench, NotSignedIn):
        sign_out(bench)


def test_while_nothing_can_be_written_nobody_signs_in(bench: Bench, proof: Proof) -> None:
    by = proof("olivia")
    bench.store.shut = True
    with refused(bench, WritingShut):
        sign_in(bench, by=by)
    assert bench.person is None


@pytest.mark.parametrize("leave", [sign_out, lambda bench: sign_in(bench, by=Proven(person=bench.signed_in))])
def test_a_session_ends_even_when_its_end_cannot_be_written(
    bench: Bench, as_: Callable[[str], None], leave: Callable[[Bench], object]
) -> None:
    as_("olivia")
    bench.store.shut = True
    with refused(bench, WritingShut):
        leave(bench)
    assert bench.person is None
