"""Where records are kept: the journal of a run, and the files people open."""
