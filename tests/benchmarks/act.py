"""One act committed, against one transaction of the same bytes.

Both stand in the same folder, so that they wait for the same disk. They take turns, so
that what else the machine does in that minute meets both alike. Judged is an act on a
batch that has been read before, as it has whenever it is on screen; beside it stands the
first act on a batch that nobody has looked at since the start.
"""

from pathlib import Path
from time import perf_counter_ns

from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.circumstances import Circumstances
from carbench.operations.opening import open_bench
from carbench.operations.recording import author, record
from carbench.operations.take_count import Count, take_count
from carbench.store.database import PRAGMAS
from carbench.store.engine import Connection, connect
from tests.benchmarks.figures import Figure, times
from tests.benchmarks.records import Record, signed_in

TURNS = 300
RATIO_AT_MOST = 2.0
ONE_ROW = "CREATE TABLE entries (seq INTEGER PRIMARY KEY, sealed TEXT NOT NULL, leaf TEXT NOT NULL) STRICT"
COUNT = Count(concentration="3.60", viability="95.5", volume="800")


def measure(record_of_many: Record, folder: Path) -> list[Figure]:
    bench = signed_in(open_bench(record_of_many.folder), "olivia")
    one_row = _one_row(folder / "one_row.db")
    firsts, acts, alone, floor = [], [], [], []
    try:
        for batch_id in record_of_many.batches[:TURNS]:
            firsts.append(_act(bench, batch_id))
            acts.append(_act(bench, batch_id))
            floor.append(_row(one_row, *_last(bench)))
            alone.append(_alone(bench, batch_id))
    finally:
        one_row.close()
        bench.store.close()
    return [
        Figure(name="act recorded", measured=times(acts), floor=times(floor), ratio_at_most=RATIO_AT_MOST),
        Figure(name="act recorded, p95", measured=times(acts), floor=times(floor), percentile=95),
        Figure(name="first act on a batch", measured=times(firsts), floor=times(floor)),
        Figure(name="commit alone", measured=times(alone), floor=times(floor)),
    ]


def _act(bench: Bench, batch_id: str) -> float:
    began = perf_counter_ns()
    take_count(bench, batch_id=batch_id, count=COUNT, told=Circumstances())
    return (perf_counter_ns() - began) / 1e6


def _alone(bench: Bench, batch_id: str) -> float:
    """Record the act that was just taken once more, without reading or judging anything first."""
    act, by = looking.batch(bench, batch_id).acts[-1].act, author(bench, "operator")
    began = perf_counter_ns()
    record(bench, act, author=by)
    return (perf_counter_ns() - began) / 1e6


def _one_row(path: Path) -> Connection:
    connection = connect(str(path), isolation_level=None)
    for pragma, (value, _) in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    connection.execute(ONE_ROW)
    return connection


def _row(connection: Connection, sealed: str, leaf: str) -> float:
    began = perf_counter_ns()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO entries (sealed, leaf) VALUES (?, ?)", (sealed, leaf))
    connection.execute("COMMIT")
    return (perf_counter_ns() - began) / 1e6


def _last(bench: Bench) -> tuple[str, str]:
    """Give the bytes the act just wrote into the trail."""
    sql = "SELECT sealed, leaf FROM entries ORDER BY seq DESC LIMIT 1"
    sealed, leaf = bench.store.connection.execute(sql).fetchone()
    return str(sealed), str(leaf)
