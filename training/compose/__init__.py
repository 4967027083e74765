"""Composed reports: sources with marked spans are printed to PDF and their gold is read back."""
