"""Run every system over one split; reports are read once for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.extraction import crf, spacy_ner
from benchmarks.extraction.labelled import labelled, trained
from benchmarks.extraction.page import Comparison, Sizes
from benchmarks.extraction.people import second_labelling
from benchmarks.extraction.table import Column
from benchmarks.extraction.tuned import tuned
from iusml.annotations.gold import GoldReport, load_split
from iusml.evaluation.report import Read, evaluate
from iusml.pipeline import Pipeline, load
from iusml.settings import Settings
from iusml.tagging.tagger import Tagger

PEOPLE = "two people"
_SHARED = (
    "Trained on the train reports alone. As for the extractor, what the written rules say counts "
    "as much as it gains on dev for each label, and doubtful streams without a code are left out "
    "by the same search on dev. Settings were not searched."
)
_HOW = {
    "rules": "written rules label the words; nothing is learned.",
    crf.CrfTagger.name: "a linear-chain CRF (sklearn-crfsuite) over words, their shapes and ends, "
    "places on page and in tables, column headings and neighbours, at most "
    f"{{training.for_crf.rounds}} rounds of L-BFGS. {_SHARED}",
    spacy_ner.SpacyTagger.name: "named entity recognition of a blank Swedish spaCy pipeline with "
    "its own word vectors (tok2vec), page by page, {training.for_spacy.epochs} epochs. "
    f"It sees text, no places. {_SHARED}",
    PEOPLE: "a second person's labels of the {reports} reports, of all splits, that two people "
    "labelled blind, before their differences were settled, counted against gold.",
}


@dataclass(frozen=True, slots=True)
class Training:
    """How the peers are trained."""

    for_crf: crf.CrfSettings = field(default_factory=crf.CrfSettings)
    for_spacy: spacy_ner.SpacySettings = field(default_factory=spacy_ner.SpacySettings)


def compare(
    annotations: Path, split: str, *, model: Path, peers: Path, read: Read,
    training: Training | None = None, tell: Callable[[str], None] = lambda _: None,
) -> Comparison:  # fmt: skip
    """Measure all columns on `split`; trained peers are kept in the folder `peers`."""
    training = training or Training()
    gold, train, dev = (load_split(annotations, name) for name in (split, "train", "dev"))
    extractor = load(Settings(model=model))
    pipelines = {"rules": load(Settings(rules_only=True))}
    for tagger in _taggers(train, peers, read, training, tell):
        tell(f"Tuning {tagger.name} on dev.")
        pipelines[tagger.name] = tuned(tagger, dev, read)
    name = extractor.tagger.name
    pipelines[name] = extractor
    tell(f"Measuring on {split}.")
    seen = frozenset(report.family for report in train)
    measured = evaluate(gold, pipelines, split=split, seen_families=seen, read=read)
    columns = [
        Column(name=one.name, rows=one.reports, sure=_holds(pipelines[one.name]))
        for one in measured.evaluations
    ]
    people = Column(name=PEOPLE, rows=second_labelling(annotations, seen, read))
    reports = len(people.rows)
    how = {who: text.format(training=training, reports=reports) for who, text in _HOW.items()}
    how[name] = f"the shipped model with written rules, as `iusml extract --model {model}` runs it."
    return Comparison(
        split=split,
        data_sha256=measured.data_sha256,
        measured=Sizes.of(gold),
        trained=Sizes.of(train),
        tuned=Sizes.of(dev),
        extractor=name,
        columns=[*columns, people],
        how={column.name: how[column.name] for column in [*columns, people]},
    )


def _taggers(
    train: Sequence[GoldReport], folder: Path, read: Read, training: Training,
    tell: Callable[[str], None],
) -> list[Tagger]:  # fmt: skip
    def train_crf(path: Path) -> None:
        tell(f"Training {crf.CrfTagger.name} on {len(train)} reports.")
        crf.train(labelled(train, read), training.for_crf, path)

    def train_spacy(path: Path) -> None:
        tell(f"Training {spacy_ner.SpacyTagger.name} on {len(train)} reports.")
        spacy_ner.train(labelled(train, read), training.for_spacy, path)

    return [
        crf.CrfTagger(trained(folder, train, training.for_crf, crf, train_crf)),
        spacy_ner.SpacyTagger(trained(folder, train, training.for_spacy, spacy_ner, train_spacy)),
    ]


def _holds(pipeline: Pipeline) -> bool:
    """Whether a pipeline has learned to make its probabilities hold."""
    return pipeline.calibration is not None and bool(pipeline.calibration.fields)
