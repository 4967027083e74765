"""Sentence embeddings of needs and waste streams, without torch."""
