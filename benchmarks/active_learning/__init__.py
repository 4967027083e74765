"""Whether labelling what `iusml annotations next` picks teaches more than labelling at random."""
