"""Waste codes for descriptions that carry none: suggestions for a person, never facts."""
