"""Content sealed by its hash in an entry: documents, product files, password verifiers."""

from collections.abc import Iterator

from carbench.store.engine import Connection


def content(connection: Connection, sha256: str) -> bytes:
    """Give kept content. Raises: KeyError."""
    row = connection.execute("SELECT content FROM kept WHERE sha256 = ?", [sha256]).fetchone()
    if row is None:
        raise KeyError(sha256)
    return bytes(row[0])


def contents(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Give all kept content, one short read at a time."""
    after = ""
    sql = "SELECT sha256, content FROM kept WHERE sha256 > ? ORDER BY sha256 LIMIT 1"
    while row := connection.execute(sql, [after]).fetchone():
        yield str(row[0]), bytes(row[1])
        after = row[0]
