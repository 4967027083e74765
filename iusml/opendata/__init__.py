"""Waste streams as open data: without persons, and with metadata that data portals read."""
