"""How well needs and codes are found, beside what else one would use."""
