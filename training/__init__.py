"""Everything that makes models and data: base encoder, corpus, generator, training, export."""
