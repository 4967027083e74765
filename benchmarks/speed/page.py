"""The page of figures."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median

from benchmarks.speed.bert_run import STRIDE
from benchmarks.speed.bert_shape import ENTRIES, LEARNED
from benchmarks.speed.contenders import BERT, FLOOR, IUSML, PLUMBER, Run
from benchmarks.speed.pages import SPLIT
from benchmarks.speed.results import Compute, Flat, Results, goals, way_name

NOTHING = "–"
PICTURE = "-memory.svg"
"""What the name of the picture ends with; it begins as that of the page."""


def page(found: Results, name: str) -> str:
    """Return the page as Markdown; `name` is that of its file without its ending."""
    parts = [_head(found), _goals(found), _speed(found), _compute(found)]
    if found.flat:
        parts.append(_flat(found.flat, name))
    parts.append(_peers(found))
    return "\n".join(line for part in parts for line in part)


def _head(found: Results) -> Iterator[str]:
    counts, rounds = found.counts, len(found.runs[IUSML])
    yield "# Speed and memory, measured beside what would else be used"
    yield ""
    yield "Written by `make benchmark-speed`; change nothing here by hand."
    yield ""
    yield f"Measured in one run on {counts.pages} pages: {counts.labelled} in {counts.reports}"
    yield f"born-digital labelled reports of the {SPLIT} split and {counts.drawn}"
    yield f"drawn in code, in {counts.drawn_reports} files. All programs read the same files, one"
    yield f"after the other; rounds of all: {rounds}. Figures are medians over rounds, with the"
    yield "least and the greatest in brackets; of memory the greatest."
    yield ""
    yield "; ".join(f"{what}: {told}" for what, told in found.machine.items()) + "."
    yield ""


def _goals(found: Results) -> Iterator[str]:
    yield from _top("goal", "measured", "")
    for goal in goals(found):
        yield _row(goal.aim, goal.measured, "met" if goal.met else "**missed**")
    yield ""


def _speed(found: Results) -> Iterator[str]:
    yield "## Pages a second"
    yield ""
    yield "*Start* is everything until the first page can be read (interpreter, libraries, models),"
    yield "in seconds. Times are those of the BERT, start not counted and counted. Memory in MB: of"
    yield "the greatest process; of all at one moment, shared pages counted in each and (PSS) once."
    yield ""
    yield from _top(
        "", "pages/s", "start", "pages/s with start", "times", "with start", "pieces/s",
        "greatest process", "all", "all, PSS",
    )  # fmt: skip
    base, base_with = median(found.steady(BERT)), median(found.with_start(BERT))
    for name, runs in found.runs.items():
        steady, whole = found.steady(name), found.with_start(name)
        yield _row(
            name,
            _spread(steady),
            _spread([run.start for run in runs]),
            _spread(whole),
            f"{median(steady) / base:.1f}",
            f"{median(whole) / base_with:.1f}",
            _pieces(found, name),
            _greatest(runs, lambda run: run.greatest_mb),
            _greatest(runs, lambda run: run.together_mb),
            _greatest(runs, lambda run: run.shared_mb),
        )
    yield ""
    yield "*pieces/s*: of the pages' words by each program's own tokenizer, without context, marks"
    yield "and filling. Tokenizers differ, so that pages compare and pieces do not."
    yield ""


def _pieces(found: Results, name: str) -> str:
    if name == IUSML:
        each = found.compute.pieces / found.counts.pages
        return f"{median(found.steady(IUSML)) * each:.0f}"
    told = [run.more["pieces"] / run.seconds for run in found.runs[name] if "pieces" in run.more]
    return f"{median(told):.0f}" if told else NOTHING


def _greatest(runs: Sequence[Run], size: Callable[[Run], float | None]) -> str:
    sizes = [told for run in runs if (told := size(run)) is not None]
    return f"{max(sizes):.0f}" if sizes else NOTHING


def _compute(found: Results) -> Iterator[str]:
    compute, peaks = found.compute, found.peaks
    peak = ", ".join(f"{kind} {each / 1e9:.0f}" for kind, each in peaks.items())
    yield "## While the network runs"
    yield ""
    yield f"The machine's peak on all cores, in 10⁹ operations a second: {peak} (large square"
    yield "products, the best of all; int8 by OpenVINO, the others by PyTorch)."
    yield ""
    yield from _network(compute)
    yield ""
    yield from _top(
        "", "10⁹ operations/s", "padded pieces/s", "of int8", "of bf16", "of each product's own"
    )
    for way in compute.ways:
        shares = compute.shares(way, peaks)
        yield _row(
            f"iusml, {way_name(way)}",
            _spread([each / 1e9 for each in way.per_second]),
            f"{median(way.per_second) / compute.operations.all * compute.padded:.0f}",
            *(f"{shares[kind]:.1%}" for kind in ("int8", "bf16", "own")),
        )
    per_second = found.bert_per_second
    int8, bf16, fp32 = (f"{per_second / peaks[kind]:.1%}" for kind in ("int8", "bf16", "fp32"))
    yield _row(BERT, f"{per_second / 1e9:.0f}", NOTHING, int8, bf16, f"{fp32} (fp32)")
    yield ""


def _network(compute: Compute) -> Iterator[str]:
    every = compute.operations
    yield f"The windows of these pages hold {compute.padded} padded pieces ({compute.pieces} of the"
    yield f"pages' own) and take {every.all / 1e9:.0f} · 10⁹ operations, counted from the shapes of"
    yield "all products of matrices in the network, attention too; a multiplication and its"
    yield f"addition are two. {every.eight_bits / every.all:.0%} are of products in eight bits, the"
    yield "rest of products in bf16 where the processor has them. Seconds are those inside the"
    yield "network, each report's windows apart, as `iusml extract` runs them."


def _flat(flat: Flat, name: str) -> Iterator[str]:
    yield "## Memory over many reports"
    yield ""
    yield f"`iusml extract` on {flat.reports} different drawn reports of one page each, in"
    yield f"{flat.seconds:.0f} seconds; the greatest process had {flat.greatest_mb:.0f} MB."
    yield "Medians of the first and the last quarter of the time after the start, in MB. Processes"
    yield "that live for less than half of it are in the sum alone."
    yield ""
    yield from _top("", "first quarter", "last quarter", "growth", "MB for 100 reports more")
    for course in flat.courses:
        yield _row(
            course.program,
            f"{course.first:.0f}",
            f"{course.last:.0f}",
            f"{course.growth:+.1%}",
            f"{course.per_hundred:+.2f}",
        )
    yield ""
    yield f"![Resident memory over time]({name}{PICTURE})"
    yield ""


def _peers(found: Results) -> Iterator[str]:
    version = found.versions
    yield "## What is compared"
    yield ""
    yield from _top("", "version", "how it runs")
    runs = found.runs[BERT]
    pieces, words = (sum(run.more[what] for run in runs) for what in ("pieces", "words"))
    tried = ", ".join(f"{speed:.2f} with {batch}" for batch, speed in found.tried.items())
    yield _row(
        IUSML,
        f"{version['iusml']}, OpenVINO {version['openvino']}",
        "`iusml extract FOLDER -o OUT.jsonl`, nothing else set. Its start is a run on a report of "
        "one page, which is taken off both pages and seconds.",
    )
    yield _row(
        BERT,
        f"Transformers {version['transformers']}, PyTorch {version['torch']}, "
        f"PyMuPDF {version['pymupdf']}",
        f'`pipeline("token-classification", stride={STRIDE}, aggregation_strategy="simple")` in '
        f"fp32 with PyTorch's own choice of threads, on the text of each page by PyMuPDF. A BERT "
        f"of KB-BERT's shape ({ENTRIES} entries, 12 layers of 768, 12 heads, 512 positions) with "
        f"random weights, for speed does not depend on them; its labels are set to find nothing. "
        f"Its WordPiece tokenizer has {LEARNED} entries learned on the labelled pages and filler: "
        f"{pieces / words:.2f} pieces a word. Batches of "
        f"{max(found.tried, key=lambda batch: found.tried[batch])}, the faster (pages/s: {tried}). "
        f"It takes every {_nth(len(runs))}page in a round, each page once in all rounds.",
    )
    yield _row(PLUMBER, version["pdfplumber"], "`page.extract_text()`, pages freed after it.")
    yield _row(FLOOR, version["pymupdf"], "`page.get_text()`: the floor of any reading.")
    yield ""


def _nth(number: int) -> str:
    return {1: "", 2: "second ", 3: "third "}.get(number, f"{number}th ")


def _spread(values: Sequence[float]) -> str:
    """The median with the least and the greatest."""
    digits = 2 if median(values) < 10 else 1
    middle, low, high = (f"{x:.{digits}f}" for x in (median(values), min(values), max(values)))
    return f"{middle} [{low}, {high}]"


def _top(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row("---", *["--:"] * (len(names) - 1))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
