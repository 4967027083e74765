"""Pages of a report with what was read from them: frames, tags and a legend."""
