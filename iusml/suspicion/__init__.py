"""Values of a record that are probably wrong, each with a sentence that says why."""
