"""The review desk: a web app in which a person checks what the program is unsure of."""
