"""The review desk: a web app in which people check what the program is unsure of."""
