"""Maps of a flow: a page to click in that needs no network, and a sheet of A3 to print."""
