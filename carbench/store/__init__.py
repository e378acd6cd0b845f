"""How the record is kept: one trail of sealed entries, and tables that are an index over it."""
