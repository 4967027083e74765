"""Experiments beside each other: a plan of runs, their results, and pages of tables and curves."""
