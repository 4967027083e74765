"""``python -m benchmarks.matching``: needs and codes, five systems, one split, one page."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.matching.compare import (
    Found,
    agreement,
    by_likeness,
    by_matcher,
    code_agreement,
    code_names,
    judge_codes,
    judge_needs,
    judge_searches,
    listed,
    none_told,
    truth,
)
from benchmarks.matching.page import BASE, Page, figures, page
from benchmarks.matching.speed import timed
from benchmarks.matching.systems import BaseEncoder, Likeness, bm25, embedded, letters
from iusml.annotations.matching import load_judged, load_judgements, matching_folder
from iusml.codes.phrases import load_phrases
from iusml.embedding.folder import open_matcher
from iusml.evaluation.reliability import calibration_error
from iusml.files import writing
from iusml.matching.known_needs import load_needs
from iusml.matching.load import load_matcher

FROZEN = Path("benchmarks/MATCHING.md")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--matcher", type=Path, default=Path("models/matcher-sv"))
    parser.add_argument("--base", type=Path, default=Path("build/base-encoder"))
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--page", type=Path, help="BUILD/MATCHING-dev.md for the dev split")
    parser.add_argument(
        "--agreement", action="store_true", help="count labels, and how two judges agree"
    )
    parser.add_argument(
        "--speed", type=int, metavar="STREAMS", help="time so many streams against --needs"
    )
    parser.add_argument("--needs", type=int, default=1000)
    return parser.parse_args(words)


def measure(options: argparse.Namespace) -> Page:
    """Run all systems and judge them."""
    folder = matching_folder(options.annotations) / options.split
    judged, phrases = load_judged(folder), load_phrases(folder / "codes.csv")
    none = (folder / "none.txt").read_text("utf-8").splitlines()
    right, names = truth(judged), code_names()
    matcher = load_matcher(options.matcher, judged.receivers)
    rankers: dict[str, Likeness] = {
        "BM25, words": bm25,
        "TF-IDF, letters": letters,
        BASE: embedded(BaseEncoder(options.base)),
        "embedder": embedded(matcher.knowledge.embeds),
    }
    systems: list[Found] = []
    for name, likeness in rankers.items():
        found = judge_needs(name, by_likeness(judged, likeness), right)
        judge_codes(found, likeness([phrase.text for phrase in phrases], names), phrases)
        systems.append(found)
    suggester = matcher.knowledge.suggester
    whole = judge_needs("iusml", by_matcher(judged, matcher), right)
    probable = suggester.probabilities([phrase.text for phrase in phrases])
    judge_codes(whole, probable[:, :-1], phrases)
    scores, yes = listed(judged, matcher, right)
    searches = judge_searches(judged, matcher, open_matcher(options.matcher).pairs, rankers)
    return Page(
        split=options.split,
        systems=[*systems, whole],
        streams=len(judged.streams),
        needs=len(right.needs),
        descriptions=len(phrases),
        error=calibration_error(scores, yes),
        matches=len(scores),
        searches=searches,
        none=(none_told(suggester, none), none_told(suggester, [p.text for p in phrases])),
        data_sha256=digest(folder),
    )


def digest(folder: Path) -> str:
    """The SHA-256 over all files of a split: figures of other data are not comparable."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def tell_labels(annotations: Path) -> None:
    """Print how much is labelled, and how often two judges agree, split by split."""
    learned = matching_folder(annotations) / "train"
    needs = load_needs(learned / "needs.jsonl")
    phrases = load_phrases(learned / "codes.csv")
    counts = {
        "needs": len(needs),
        "streams that serve": sum(len(need.serves) for need in needs),
        "partly": sum(len(need.partly) for need in needs),
        "near misses": sum(len(need.near_misses) for need in needs),
        "descriptions": len(phrases),
        "with a branch": sum(phrase.branch is not None for phrase in phrases),
    }
    print("train: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    for split in ("dev", "test"):
        root = matching_folder(annotations)
        judged, told = load_judged(root / split), root / "second" / split
        pairs, shut = load_judgements(told / "judgements.csv")
        both = {need for need, _ in (*pairs, *shut)}
        codes = load_phrases(told / "codes.csv")
        first = load_phrases(root / split / "codes.csv")
        yes, listed_first = agreement(judged, pairs, both), code_agreement(first, codes)
        print(f"{split}: pairs said yes to, {len(both)} needs: F1 {yes:.3f}")
        print(f"{split}: first code listed, {len(codes)} descriptions: {listed_first:.3f}")


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print and write the page."""
    options = arguments(words)
    if options.agreement:
        tell_labels(options.annotations)
        return
    if options.speed:
        labelled = matching_folder(options.annotations) / "train"
        print("\n".join(timed(options.matcher, labelled, options.speed, options.needs).lines()))
        return
    frozen = FROZEN if options.split == "test" else options.build / f"MATCHING-{options.split}.md"
    target = options.page or frozen
    told = measure(options)
    kept = options.build / f"matching-{options.split}.json"
    print(page(told))
    for path, text in ((target, page(told)), (kept, json.dumps(figures(told), indent=1) + "\n")):
        with writing(path):
            path.write_text(text, "utf-8")
        print(f"Wrote {path}.")


if __name__ == "__main__":
    main()
