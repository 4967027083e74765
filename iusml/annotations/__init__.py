"""Hand-labelled reports: their files, checks, counts, and ways in and out."""
