"""Records in an SQLite file or on a PostgreSQL server: rendered from the journal like files."""
