"""One known SQLite, the same on every machine.

sqlite-utils looks for `pysqlite3` before the standard library's module; giving it
sqlcipher3 under that name makes both speak of the same engine and the same error
classes. The assertion is against a WAL corruption bug of 3.7.0 to 3.51.2 that the
standard library's SQLite is often inside of (records.md section 1).
"""

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2

# sqlite-utils loads these where it finds them, for column types no act has; numpy alone takes 0.15 s before the window
# is there. A name that stands for None cannot be imported.
KEPT_AWAY = [name for name in ("numpy", "pandas") if name not in sys.modules]
for _name in KEPT_AWAY:
    sys.modules[_name] = None  # type: ignore[assignment]

import sqlite_utils  # noqa: E402 - must come after the alias

for _name in KEPT_AWAY:
    del sys.modules[_name]

from carbench.domain.record_errors import EngineTooOld  # noqa: E402

Database = sqlite_utils.Database
Connection = sqlcipher3.Connection
EngineError = sqlcipher3.Error
connect = sqlcipher3.connect

NEEDED = (3, 51, 3)
FULL = 13
"""SQLITE_FULL, from the engine's list of result codes."""


def require_engine(found: tuple[int, ...] = sqlcipher3.sqlite_version_info) -> None:
    """Refuse an engine with the corruption bug. Raises: EngineTooOld."""
    if found < NEEDED:
        raise EngineTooOld(found=".".join(map(str, found)), needed=".".join(map(str, NEEDED)))


def disk_full(error: BaseException) -> bool:
    """Say whether an engine error means that no room is left."""
    code = getattr(error, "sqlite_errorcode", None)
    return code == FULL if code is not None else "disk is full" in str(error)
