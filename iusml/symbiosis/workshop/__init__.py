"""What a workshop needs on its tables, and what is followed up after it."""
