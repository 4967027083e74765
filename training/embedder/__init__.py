"""Training of the embedder: texts of needs, streams and codes that belong together come near."""
