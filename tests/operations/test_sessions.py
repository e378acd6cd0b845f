"""Signing in, signing out, changing person."""

from collections.abc import Callable

from carbench.domain.acts import SignedIn, SignedOut
from carbench.domain.errors import NotSignedIn
from carbench.domain.record_errors import WritingShut
from carbench.operations.bench import Bench
from carbench.operations.open_batch import open_batch
from carbench.operations.opening import verify_store
from carbench.operations.passwords import Proven
from carbench.operations.sign_in import sign_in, sign_out
from tests.operations.record import newest, refused
from tests.people import NOW, ORDER

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


def test_while_nothing_can_be_written_people_sign_in_to_read_and_leave_no_entry(bench: Bench, proof: Proof) -> None:
    before = bench.store.head
    bench.store.shut = True
    sign_in(bench, by=proof("olivia"))
    assert bench.signed_in.name == "olivia"
    with refused(bench, WritingShut):
        open_batch(bench, order=ORDER, told=NOW)
    sign_out(bench)
    assert bench.person is None
    assert bench.store.head == before


def test_on_a_full_disk_a_session_is_opened_and_closed_without_an_entry(bench: Bench, proof: Proof) -> None:
    by = proof("olivia")
    sign_in(bench, by=by)
    pages = bench.store.connection.execute("PRAGMA page_count").fetchone()[0]
    bench.store.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    while sign_out(bench).acts and sign_in(bench, by=by).acts:
        assert bench.person is not None
    full = bench.store.head
    assert newest(bench)[0].seq == full.seq
    assert verify_store(bench.store.folder).holds
