"""From a `Document` to entities: windows of word pieces, the model's scores, decoding."""
