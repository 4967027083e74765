"""Small hard tables, drawn in code, with gold cells."""
