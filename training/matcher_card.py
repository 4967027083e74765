"""``python -m training.matcher_card MATCHER FIGURES``: write a matcher's ``CARD.md``."""

import argparse
from pathlib import Path

from iusml.embedding.folder import open_embedder, open_matcher
from iusml.normalise.catalogue import catalogue
from training.registry.matchers import read_figures

_TEMPLATE = """\
# {name}

Embedder of receivers' needs and waste descriptions (vectors of {width} numbers), with a linear
model for {codes} waste codes, labelled descriptions and labelled needs that new ones are
compared with, and weights for the score of a pair. ONNX ({size:.1f} MB beside the extractor's
file, which it borrows its matrices from: both folders must lie beside each other). Runs without
torch.

## Origin and licence
The encoder is `intfloat/multilingual-e5-small` (Liang Wang and others, MIT licence; its text
stands in the extractor's card), as low-rank additions to the extractor's matrices; trained by
`training/embedder` and `training/train_matcher.py` (see `training/README.md`). This folder is
part of iusml and under AGPL-3.0-or-later.

## Data
Trained on composed needs, streams and descriptions, labelled by hand (`annotations/matching`);
the score is fitted on {measured_on}.
No real company is in the data: label pairs of your own region before you trust the score there.

## Figures on the {split} split
Printed by `python -m benchmarks.matching --split {split}`; data {data}. Needs and the streams
that serve them share almost no words there.

| | {name} |
| --- | --: |
| nDCG@10 | {ndcg10:.3f} |
| MRR | {mrr:.3f} |
| Recall@10 | {recall10:.3f} |
| Precision@1 | {precision1:.3f} |
| Pairs that a need forbids, among ten a stream | {forbidden:.0f} |
| Calibration error of the score | {ece:.3f} |
| Codes, top 1 | {codes_top1:.3f} |
| Codes, top 10 | {codes_top10:.3f} |
| "None of these" said of texts that are no waste | {none_told:.3f} |
| ... and of descriptions of waste | {none_told_wrongly:.3f} |

## What it is not for
Deciding: a score says that two companies should talk. A suggested code is for a person to
check, for the process that waste comes from decides it. What a need forbids by knowledge that
its words do not give may still appear.
"""


def card(folder: Path, figures: Path) -> str:
    """Return the card's text. Raises ModelError, InputError."""
    config, told = open_embedder(folder), read_figures(figures)
    return _TEMPLATE.format(
        name=config.name,
        width=config.width,
        codes=len(catalogue()),
        size=(folder / "model.onnx").stat().st_size / 1e6,
        measured_on=open_matcher(folder).measured_on,
        split=told["split"],
        data=told["data_sha256"][:12],
        **told["figures"],
    )


def main() -> None:
    """Write the card into the matcher's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("matcher", type=Path)
    parser.add_argument("figures", type=Path)
    options = parser.parse_args()
    (options.matcher / "CARD.md").write_text(card(options.matcher, options.figures), "utf-8")


if __name__ == "__main__":
    main()
