"""Whatever stands in a row, it is answered or refused: no text makes the program fail, and refusals can be said."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbench.operations.challenges.put import KINDS, Counts
from carbench.operations.challenges.told import in_lines
from carbench.texts import LANGUAGES, texts_in
from tests.operations.challenges.asking import asked

NUMBERS = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.from_regex(r"(<=|>=|[<≤>≥])? ?-?[0-9]{1,70}([.,][0-9]{1,40})?", fullmatch=True),
    st.sampled_from(["0", "0.0", "-0", "00", "9" * 64, "9" * 65, "0." + "0" * 61 + "1", "100000", "100001"]),
)
LIMITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([">=", "≥", "<=", "≤", "<", ">"]), NUMBERS).map(" ".join),
        st.tuples(NUMBERS, NUMBERS).map(" to ".join),
        st.tuples(NUMBERS, st.just("+-"), NUMBERS, st.just("%")).map(" ".join),
    ),
    min_size=1,
    max_size=3,
).map(" and ".join)
NAMES = st.sampled_from(["a", "b", "patient.weight", "bags.car_cells", "bag.volume", "or", "line", "min"])
FORMULAS = st.recursive(
    st.one_of(st.integers(0, 10**30).map(str), NAMES, st.just("0")),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda p: f"{p[0]}({p[1]}, {p[2]})"),
    ),
    max_leaves=12,
)
VALUES = st.lists(st.tuples(NAMES, NUMBERS).map("=".join), max_size=4).map("; ".join)
TIMES = st.one_of(
    st.datetimes().map(lambda at: at.isoformat(" ", "minutes")),
    st.sampled_from(["2026-03-29 02:30", "2026-10-25 02:30 +02:00", "0001-01-01 00:00", "9999-12-31 23:59"]),
)
WORDS = st.sampled_from(
    [
        *("decimals", "significant", "as_measured", "start", "end", ".", ",", "", " ", "0 to 100", "-200 to 60", "UTC"),
        *("Europe/Paris", "Pacific/Apia", "Europe", "/etc/passwd", "\x00", "a:meets; b:fails; c:interim", "a", "c"),
        *("a=1; b=<2", "0h count 100; 24h take 10 of 100; 48h count 82", "48h split", "=A99992112345663", "FR"),
        *("donation_number", "donation_number=A999921123456; flags=63", "A9999", "2026-01-31", "00000000"),
    ]
)
CELLS = st.one_of(st.just(""), WORDS, NUMBERS, LIMITS, FORMULAS, VALUES, TIMES, st.text(max_size=60))
LIKELY = {
    **dict.fromkeys(("text", "reading", "weight", "volume", "per_kg_hour"), NUMBERS),
    **{f"text_{n}": NUMBERS for n in (1, 2, 3, 4)},
    **{f"limit_{n}": LIMITS for n in (1, 2, 3, 4)},
    **dict.fromkeys(("start", "at", "inoculated_at", "read_at", "signed_at"), TIMES),
    "limit": LIMITS,
    "formula": FORMULAS,
    "values": VALUES,
    "separator": st.sampled_from(["", ".", ","]),
    "zone": st.sampled_from(["UTC", "Europe/Paris", "Pacific/Apia", "America/St_Johns"]),
    "outcomes": st.just("a:meets; b:fails; c:interim"),
    "outcome": st.sampled_from(["a", "b", "c", "d", ""]),
    "rule": st.sampled_from(["start", "end"]),
    "hours": st.integers(0, 100_000).map(str),
    **dict.fromkeys(("minutes", "transport_minutes", "infusion_minutes"), st.integers(0, 100_000).map(str)),
    **dict.fromkeys(("least_hours", "oldest_hours"), st.integers(0, 100_000).map(str)),
    "rounding": st.sampled_from(["", "decimals", "significant", "as_measured"]),
    "possible": st.just("0 to 100"),
}


def rows(name: str) -> st.SearchStrategy[dict[str, str]]:
    """Give rows of a kind: garbage in every column, or what nearly makes sense with garbage in some."""
    columns = [column.name for column in KINDS[name].columns]
    garbage = st.fixed_dictionaries(dict.fromkeys(columns, CELLS))
    likely = st.fixed_dictionaries({column: LIKELY.get(column, CELLS) for column in columns})
    some = st.dictionaries(st.sampled_from(columns), CELLS, max_size=2)
    return st.one_of(garbage, likely, st.tuples(likely, some).map(lambda pair: pair[0] | pair[1]))


@pytest.mark.parametrize("name", list(KINDS))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_row_is_answered_or_refused_and_said_on_one_line(name: str, data: st.DataObject) -> None:
    row: Mapping[str, str] = data.draw(rows(name)) | {"id": data.draw(CELLS), "expected": data.draw(CELLS)}
    answered = asked(name, row)
    assert (answered.answer is None) != (answered.refused is None)
    for language in LANGUAGES:
        said, _ = in_lines([answered], counts=Counts(), texts=texts_in(language))
        assert len(said.splitlines()) == 1
        assert said.replace("\u00a0", "").isprintable()
