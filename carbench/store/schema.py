"""The tables of a store.

`entries` is the record; nothing a reader sees of an entry stands outside its sealed
text, so whatever a query needs is a generated column over it. `kept` holds content
sealed by its hash in an entry: documents, product files, password verifiers. All
other tables are an index over the trail and can be rebuilt from it. The triggers
are a seat belt against slips; what finds a deliberate change is the seal.
"""

from carbench.store.engine import Connection

APPLICATION_ID = 0x43415242
"""CARB, so that another program's database is not taken for a store."""

VERSION = 2

ENTRIES = """
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY,
  sealed TEXT NOT NULL,
  leaf TEXT NOT NULL,
  sig BLOB,
  root BLOB,
  head_sig BLOB,
  kind TEXT NOT NULL GENERATED ALWAYS AS (json_extract(sealed, '$.kind')) VIRTUAL,
  batch TEXT GENERATED ALWAYS AS (json_extract(sealed, '$.batch')) VIRTUAL,
  recorded_by TEXT NOT NULL GENERATED ALWAYS AS (json_extract(sealed, '$.recorded_by')) VIRTUAL,
  recorded_at TEXT NOT NULL GENERATED ALWAYS AS (json_extract(sealed, '$.recorded_at')) VIRTUAL,
  command_id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(sealed, '$.command_id')) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX entries_command ON entries (command_id);
CREATE INDEX entries_batch ON entries (batch, seq);
CREATE TABLE kept (
  sha256 TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  content BLOB NOT NULL
) STRICT;
"""

SEAT_BELT = """
CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'append only'); END;
"""

INDEX = """
CREATE TABLE people (
  name TEXT PRIMARY KEY,
  full_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  language TEXT NOT NULL,
  credential_sha256 TEXT NOT NULL,
  ended INTEGER,
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE deputies (
  seq INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  absent TEXT NOT NULL,
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,
  products TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
  setting TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE approvals (
  product_sha256 TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  revision TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE TABLE batches (
  batch_id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  product_sha256 TEXT NOT NULL,
  patient_id TEXT NOT NULL,
  patient_name TEXT NOT NULL,
  donation_number TEXT NOT NULL,
  stage TEXT NOT NULL,
  clock_started TEXT,
  certificate TEXT,
  last_seq INTEGER NOT NULL
) STRICT;
CREATE TABLE results (
  batch_id TEXT NOT NULL,
  test_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  performed_by TEXT NOT NULL,
  checked INTEGER,
  PRIMARY KEY (batch_id, test_id)
) STRICT;
CREATE TABLE certificates (
  number TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  seq INTEGER NOT NULL,
  signer TEXT NOT NULL,
  file_sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE lots (
  seq INTEGER PRIMARY KEY,
  batch_id TEXT NOT NULL,
  material TEXT NOT NULL,
  lot TEXT NOT NULL
) STRICT;
CREATE INDEX lots_lot ON lots (lot COLLATE NOCASE);
"""

RECORD = ("entries", "kept")
"""The tables that are the record; all others are made from them."""

INDEX_TABLES = ("people", "deputies", "settings", "approvals", "batches", "results", "certificates", "lots")


def create(connection: Connection) -> None:
    """Make all tables in an empty database."""
    belts = "".join(SEAT_BELT.format(table=table) for table in RECORD)
    for statement in _statements(ENTRIES + belts):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    create_index(connection)


def create_index(connection: Connection) -> None:
    """Make the tables that index the record, in the place of those of an older version; the record is not touched."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table'"
    for (name,) in connection.execute(sql).fetchall():
        if name not in RECORD:
            connection.execute(f'DROP TABLE "{name}"')
    for statement in _statements(INDEX):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> list[str]:
    """Split a script; a trigger's inner semicolon ends in END."""
    statements, part = [], ""
    for piece in script.split(";"):
        part += piece
        if "BEGIN" in part and not part.rstrip().endswith("END"):
            part += ";"
            continue
        if part.strip():
            statements.append(part.strip())
        part = ""
    return statements


def described(connection: Connection) -> list[tuple[str, str]]:
    """Give every object of a database with the statement that made it."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    return [(str(name), str(sql)) for name, sql in connection.execute(query).fetchall()]
