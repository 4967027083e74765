"""Flows: the kinds of waste that a city looks for, as lists of codes that anyone can edit."""
