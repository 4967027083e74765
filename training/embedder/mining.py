"""Hard counterexamples: descriptions that an embedder takes for others of another code."""

from collections.abc import Sequence

import numpy as np
from sentence_transformers import SentenceTransformer

from iusml.codes.phrases import Phrase
from training.embedder.encoder import PROMPTS

NEIGHBOURS = 40
"""So many nearest descriptions are looked through."""
KEPT = 6
ALIKE = 0.97
"""Nearer ones say the same in other letters, and may only lack a code that both deserve."""


def confused(model: SentenceTransformer, phrases: Sequence[Phrase]) -> dict[str, list[str]]:
    """Return, by description, the nearest ones that share no code with it.

    Checked by their labels: what one could also be called is no counterexample.
    """
    texts = [phrase.text for phrase in phrases]
    vectors = model.encode(texts, prompt=PROMPTS["stream"], batch_size=128, show_progress_bar=False)
    found: dict[str, list[str]] = {}
    for start in range(0, len(texts), 512):
        likeness = vectors[start : start + 512] @ vectors.T
        nearest = np.argsort(-likeness, axis=1)[:, :NEIGHBOURS]
        for row, places in enumerate(nearest):
            phrase = phrases[start + row]
            found[phrase.text] = [
                texts[place]
                for place in places
                if likeness[row, place] < ALIKE
                and not set(phrase.codes).intersection(phrases[place].codes)
            ][:KEPT]
    return found
