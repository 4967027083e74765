"""Makes the base encoder: a small BERT model whose vocabulary is trimmed to our texts.

``python -m training.base_encoder --output build/base-encoder`` writes a folder that
``AutoModel`` and ``AutoTokenizer`` load, with the proof that trimming changed next to nothing.
"""
