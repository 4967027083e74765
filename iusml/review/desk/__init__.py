"""The pages at which people work: start, queue, reports, and one record beside its page."""
