"""Judge predicted records against gold. Needs no torch."""
