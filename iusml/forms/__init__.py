"""Standard forms, read by rule from where their words stand: what is doubtful stays unread."""
