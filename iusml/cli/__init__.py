"""The commands: one thin module each. Printing, asking and exiting live here only."""
