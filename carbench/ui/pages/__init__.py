"""One page a file; each owns its form."""
