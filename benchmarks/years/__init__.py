"""How well plants and streams are found again a year later."""
