"""Web pages of a plan, in Swedish: a summary with plots of each flow, and where to start."""
