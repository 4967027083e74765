"""Pages on which tables tell their unit elsewhere; each amount's right unit stands in its mark."""
