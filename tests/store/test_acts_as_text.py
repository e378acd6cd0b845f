"""Every act survives being written and read; what is not exactly an act is refused."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.acts import ACTS, Act, BatchAct, SignedIn
from carbench.domain.measure import Censor, Reading, Unit
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Meaning, Role, Signature
from carbench.domain.specification import SecondCheck, Verdict
from carbench.store.codec import UNREADABLE, from_body, plain, stamp, to_body, unstamp
from carbench.store.database import Store
from carbench.store.seal import canonical, opened
from carbench.store.trail import entries
from tests.store.ledger import attacking, forge, record

EXAMPLES = settings(deadline=None, max_examples=200)
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(  # noqa: DTZ001 - the zone follows
    lambda at: at.replace(tzinfo=UTC, microsecond=0)
)
MOMENTS = st.builds(moment, INSTANTS, st.sampled_from(["Europe/Paris", "America/St_Johns", "UTC"]))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=12)
READINGS = st.builds(Reading, text=st.text(), censor=st.sampled_from(Censor), value=DECIMALS, unit=st.builds(Unit))
SIGNATURES = st.builds(Signature, role=st.sampled_from(Role), meaning=st.sampled_from(Meaning))
st.register_type_strategy(Moment, MOMENTS)
st.register_type_strategy(Reading, READINGS)
st.register_type_strategy(Signature, SIGNATURES)
st.register_type_strategy(Verdict, st.sampled_from(Verdict))
st.register_type_strategy(SecondCheck, st.sampled_from(SecondCheck))
st.register_type_strategy(int, st.integers(-(2**53) + 1, 2**53 - 1))


@pytest.mark.parametrize("kind", ACTS)
def test_an_act_is_read_back_as_it_was_written(kind: str) -> None:
    @EXAMPLES
    @given(st.builds(ACTS[kind]))
    def round_trip(act: Act) -> None:
        sealed = canonical(to_body(act))
        assert from_body(kind, opened(sealed)) == act
        assert canonical(to_body(from_body(kind, opened(sealed)))) == sealed

    round_trip()


@pytest.mark.parametrize("kind", ACTS)
def test_an_act_has_its_kind_as_its_name_and_no_number_with_a_point(kind: str) -> None:
    act = ACTS[kind]
    assert (act.kind, act.version) == (kind, 1)
    assert not [field.name for field in fields(act) if "float" in str(field.type)]


@pytest.mark.parametrize("kind", [kind for kind, act in ACTS.items() if issubclass(act, BatchAct)])
def test_an_act_at_a_batch_says_when_it_happened_and_who_performed_it(kind: str) -> None:
    names = {field.name for field in fields(ACTS[kind])}
    assert {"batch_id", "happened_at", "performed_by"} <= names


@EXAMPLES
@given(DECIMALS)
def test_a_decimal_is_text_with_every_place(value: Decimal) -> None:
    body = to_body(ACTS["count_taken"](**_count(value)))
    assert body["volume"]["value"] == f"{value:f}"
    assert "E" not in body["volume"]["value"]


def _count(value: Decimal) -> dict[str, Any]:
    reading = Reading(text=f"{value:f}", censor=Censor.EXACT, value=value, unit=Unit(name="mL"))
    at = moment(datetime(2026, 3, 10, 8, 0, tzinfo=UTC), "Europe/Paris")
    told = {"batch_id": "B-1", "happened_at": at, "performed_by": ("olivia",)}
    return told | dict.fromkeys(("concentration", "viability", "volume"), reading)


def test_the_places_that_were_typed_are_kept() -> None:
    act = ACTS["count_taken"](**_count(Decimal("12.00")))
    assert str(from_body("count_taken", to_body(act)).volume.value) == "12.00"


COUNT = to_body(ACTS["count_taken"](**_count(Decimal("12.00"))))


def _with(path: str, value: object) -> dict[str, Any]:
    """Give the body of a count with one field set."""
    body: dict[str, Any] = opened(canonical(COUNT))
    *way, last = path.split(".")
    inner = body
    for name in way:
        inner = inner[name]
    inner[last] = value
    return body


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(("batch_id", 7), ("batch_id", None), ("happened_at", "2026-03-10"), ("happened_at.offset_minutes", "60")),
        *(("happened_at.offset_minutes", True), ("happened_at.utc", "2026-03-10 08:00"), ("happened_at.utc", 0)),
        *(("happened_at.utc", "2026-03-10T08:00:00+01:00"), ("volume.value", 12), ("volume.value", "twelve")),
        *(("volume.value", "NaN"), ("volume.value", "Infinity"), ("volume.value", "1E+2"), ("volume.value", "1_000")),
        *(("volume.value", "١٢"), ("volume.value", " 12"), ("volume.value", "12."), ("volume.censor", "~")),
        *(("volume", None), ("volume", "12.00"), ("volume.unit", "mL"), ("performed_by", [7]), ("performed_by", 7)),
    ],
)
def test_a_value_of_another_kind_is_refused(path: str, value: object) -> None:
    with pytest.raises(UNREADABLE):
        from_body("count_taken", _with(path, value))


@pytest.mark.parametrize("path", ["note", "volume.note", "happened_at.note", "volume.unit.note"])
def test_a_field_nobody_knows_is_refused_wherever_it_stands(path: str) -> None:
    with pytest.raises(UNREADABLE):
        from_body("count_taken", _with(path, "overlooked"))


@pytest.mark.parametrize("name", COUNT)
def test_a_field_that_is_missing_is_refused(name: str) -> None:
    with pytest.raises(UNREADABLE):
        from_body("count_taken", {key: value for key, value in COUNT.items() if key != name})


def test_an_act_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UNREADABLE):
        from_body("batch_conjured", COUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInSomewhere(SignedIn):
    """A later version of an act, with a field that old entries do not have."""

    place: str = "not recorded then"


def test_a_field_added_later_has_its_default_in_an_old_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    old = to_body(SignedIn(name="olivia"))
    monkeypatch.setitem(ACTS, "signed_in", SignedInSomewhere)
    assert from_body("signed_in", old) == SignedInSomewhere(name="olivia", place="not recorded then")
    assert from_body("signed_in", old | {"place": "DEMO-1"}) == SignedInSomewhere(name="olivia", place="DEMO-1")


def test_an_entry_of_a_later_version_is_not_read_as_if_nothing_were_new(store: Store) -> None:
    record(store, SignedIn(name="olivia"))
    with attacking(store.folder) as connection:
        forge(connection, store.head.seq, lambda entry: entry["body"].update(place="DEMO-1"))
    with pytest.raises(UNREADABLE):
        list(entries(store.connection))


@EXAMPLES
@given(INSTANTS)
def test_an_instant_is_written_to_the_second_and_read_back(instant: datetime) -> None:
    assert unstamp(stamp(instant)) == instant
    assert len(stamp(instant)) == len("2026-03-10T08:00:00Z")


@pytest.mark.parametrize("text", ["2026-03-10T08:00:00", "2026-03-10", "2026-W11-2T08:00:00Z", "20260310T080000Z", ""])
def test_another_way_of_writing_an_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unstamp(text)


def test_anything_that_is_hashed_has_plain_values() -> None:
    value = {"a": (Decimal("1.50"), Role.QP), "b": frozenset({"z", "a"}), "c": Unit(name="mL")}
    at = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
    assert plain(value | {"d": at, "e": None}) == {
        "a": ["1.50", "qp"],
        "b": ["a", "z"],
        "c": {"name": "mL", "denominator": ""},
        "d": "2026-03-10T08:00:00Z",
        "e": None,
    }
