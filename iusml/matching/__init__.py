"""Receivers' needs and waste streams: limits, features, ranking and reasons."""
