"""One web page of an evaluation: figures, plots, and every wrong record beside its place."""
