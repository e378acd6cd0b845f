"""A store of an older version gets the tables of this one.

A change of the tables is a rebuild, not a migration (house.md section 3): entries are never rewritten, a field they do
not have yet has a default where it is read.
"""

from carbench.domain.record_errors import StoreForeign
from carbench.store import schema, tables, trail
from carbench.store.codec import UNREADABLE
from carbench.store.engine import Connection, Database


def bring_up(db: Database, connection: Connection, *, path: str) -> None:
    """Make the tables again in one transaction, if they are of an older version.

    Raises: StoreForeign where an entry cannot be read, and nothing was changed.
    """
    if connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        schema.create_index(connection)
        tables.rebuild(db, (trail.read(*row) for row in trail.rows(connection)))
    except UNREADABLE as unreadable:
        connection.execute("ROLLBACK")
        raise StoreForeign(path=path) from unreadable
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
