"""What a person types and clicks per record, counted in a real browser."""
