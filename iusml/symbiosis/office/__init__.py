"""Word files and workbooks that a city prints and fills in: the same look, the same bytes."""
