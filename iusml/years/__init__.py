"""Year against year: the same plants and waste streams in the records of two years."""
