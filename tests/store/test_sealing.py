"""The bytes of an entry: canonical, hashed as they stand, each naming the one before."""

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc8785 import CanonicalizationError

from carbench.domain.acts import SignedIn
from carbench.domain.people import Role
from carbench.operations.sign_in import sign_in
from carbench.store import seal
from carbench.store.database import Store
from carbench.store.trail import Head
from tests.people import Played
from tests.store.ledger import entry, record, stored

FIELDS = (
    "format, epoch, seq, kind, version, batch, recorded_by, role, workstation, recorded_at, offset, zone, mono_ns, "
    "boot_id, command_id, body, reason, prev, alg"
)
"""records.md section 2."""


def test_an_entry_has_exactly_the_fields_of_the_design(played: Played) -> None:
    played.reviewed()
    for _, sealed, _ in stored(played.bench.store):
        assert set(json.loads(sealed)) == set(FIELDS.split(", "))


def test_an_entry_says_who_recorded_what_when_and_where(played: Played) -> None:
    played.received()
    store = played.bench.store
    received = entry(store, store.head.seq)
    said = {name: received[name] for name in ("format", "epoch", "kind", "version", "batch", "recorded_by", "role")}
    assert said == {
        "format": 1,
        "epoch": 1,
        "kind": "material_received",
        "version": 1,
        "batch": "B-0042",
        "recorded_by": "olivia",
        "role": Role.OPERATOR.value,
    }
    where = {name: received[name] for name in ("workstation", "recorded_at", "offset", "zone", "reason", "alg")}
    assert where == {
        "workstation": "DEMO-1",
        "recorded_at": "2026-03-10T08:00:00Z",
        "offset": "+01:00",
        "zone": "Europe/Paris",
        "reason": "",
        "alg": "SHA-256",
    }
    assert received["seq"] == store.head.seq
    assert received["body"]["happened_at"]["utc"] == "2026-03-10T08:00:00Z"
    assert received["body"]["performed_by"] == ["olivia"]
    assert received["mono_ns"].isdigit()


def test_an_entry_at_no_batch_names_none(store: Store) -> None:
    assert entry(store, 1)["batch"] is None


def test_each_leaf_is_the_hash_of_a_zero_byte_and_the_stored_text(played: Played) -> None:
    played.filled()
    for _, sealed, leaf in stored(played.bench.store):
        assert leaf == hashlib.sha256(b"\x00" + sealed.encode("utf-8")).hexdigest()


def test_each_entry_names_the_leaf_before_it_and_the_first_names_none(played: Played) -> None:
    played.filled()
    rows = stored(played.bench.store)
    previous = ["0" * 64, *(leaf for _, _, leaf in rows)]
    assert [json.loads(sealed)["prev"] for _, sealed, _ in rows] == previous[:-1]
    assert [seq for seq, _, _ in rows] == list(range(1, len(rows) + 1))
    assert played.bench.store.head == Head(seq=len(rows), leaf=previous[-1])


def test_stored_text_is_canonical(played: Played) -> None:
    played.reviewed()
    for _, sealed, _ in stored(played.bench.store):
        sorted_keys = json.dumps(json.loads(sealed), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert sealed == sorted_keys  # the same thing as RFC 8785 where keys are ASCII and numbers whole


def test_what_is_given_back_is_what_was_stored(store: Store) -> None:
    (recorded,) = record(store, SignedIn(name="Zoë"))
    assert (recorded.seq, recorded.leaf) == stored(store)[-1][::2]
    assert recorded.recorded_at.plain() == "2026-03-10 09:00 +01:00"


def test_a_session_of_a_real_person_is_sealed_under_their_name(played: Played) -> None:
    sign_in(played.bench, by=played.proof("chloe"))
    assert entry(played.bench.store, played.bench.store.head.seq)["body"] == {"name": "chloe"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        # RFC 8785 section 3.2.3: names sorted by UTF-16 units, so U+1F600 comes before U+FB33.
        (
            {"€": "Euro", "\r": "CR", "\ufb33": "Dalet", "1": "One", "\U0001f600": "Smiley", "\x80": "C", "ö": "O"},
            '{"\\r":"CR","1":"One","\x80":"C","ö":"O","€":"Euro","\U0001f600":"Smiley","\ufb33":"Dalet"}',
        ),
        # RFC 8785 section 3.2.2.2: only what must be escaped is.
        ({"s": '€$\x0f\nA\'B"\\\\"/'}, '{"s":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'),
        ({"literals": [None, True, False]}, '{"literals":[null,true,false]}'),
        ({"b": {"z": 1, "a": -0}, "a": []}, '{"a":[],"b":{"a":0,"z":1}}'),
        ([2**53 - 1, -(2**53) + 1], "[9007199254740991,-9007199254740991]"),
    ],
)
def test_published_vectors_of_rfc_8785_come_out(value: object, text: str) -> None:
    assert seal.canonical(value) == text.encode("utf-8")


@pytest.mark.parametrize("value", [0.5, 1.0, float("nan"), {"a": [{"b": (1, 2.0)}]}, {"a": {"b": -0.0}}])
def test_a_float_is_never_sealed(value: object) -> None:
    with pytest.raises(TypeError):
        seal.canonical(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", Decimal("0.5"), {1: "a"}, {"a": object()}])
def test_what_has_no_canonical_form_is_never_sealed(value: object) -> None:
    with pytest.raises((CanonicalizationError, ValueError, TypeError, AttributeError)):
        seal.canonical(value)


@pytest.mark.parametrize(
    "text",
    [
        *('{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', '{"a":NaN}', '{"a":Infinity}', '{"a":-Infinity}', '{"a":0.5}'),
        *('{"a":1e5}', '{"a":1.0}', "[]", '"a"', "null", "", "{", '{"a":1}{"b":2}', '{"a":١}', "{'a':1}"),
    ],
)
def test_what_is_no_entry_is_never_read(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        seal.opened(text.encode("utf-8"))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.text(), PLAIN, max_size=5))
def test_whatever_is_sealed_is_read_back_the_same(value: dict[str, Any]) -> None:
    sealed = seal.canonical(value)
    assert seal.opened(sealed) == value
    assert seal.canonical(seal.opened(sealed)) == sealed


def test_kept_content_is_named_by_its_plain_hash() -> None:
    assert seal.digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4


def test_an_empty_leaf_is_that_of_rfc_6962() -> None:
    # RFC 6962 section 2.1: the leaf hash of an empty entry.
    assert seal.leaf(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
