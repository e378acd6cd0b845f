"""A unit's own rows put to the program: one row is one question to the domain."""
