"""A written case, played in a scratch store through the same operations a person uses."""
