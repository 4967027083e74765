"""One web page about a run, in Swedish: what was read, how sure, how fast, and what went wrong."""
