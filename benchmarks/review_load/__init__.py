"""The review desk under load: many records, many people at once, both kinds of databases."""
