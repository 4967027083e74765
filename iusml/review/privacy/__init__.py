"""Personal data at the review desk: forgetting, retention, and exports that are counted."""
