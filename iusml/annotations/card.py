"""The data card: what the labelled reports are, and their counts, in Markdown."""

from dataclasses import dataclass
from typing import Literal

from iusml.annotations.collection import SPLITS
from iusml.annotations.stats import Stats, Table, over_splits

Order = Literal["given", "name", "count"]
INTRODUCTION = """# Data card: labelled Swedish environmental reports

**{share}**

Companies, people and figures in composed reports are invented; telephone numbers come from the
series that the Swedish authority PTS keeps for fiction. They are written and labelled by hand after
the form of real reports, without a sentence of theirs.
How well a model does on them says how well it reads reports of this form, not how well it reads
a given year of real ones: add your own (`iusml annotations add`) and measure there too.

- **Made for**: training and judging extractors of waste streams, contacts and facility facts.
- **Gold**: page, box and text of every span, and the record of `iusml/data/extraction.schema.json`.
- **Splits**: by operator and by look; frozen with checksums (`checksums.json`). The test reports
  are of other voices than the training reports.
- **Known limits**: frequencies (of branches, codes, sizes, mistakes) are chosen for breadth and
  are not those of real reports; one writing brief lies behind all of them; scans are imitated.
  Readers who looked at all pages as strangers would take about four of five for real at reading
  pace. What gives the others away: they are shorter than real ones (15 to 60 pages) and have no
  maps, photographs or logos; their balances agree too well; their prose is terser and wittier;
  some mail addresses end in ".example".
- **Licence**: as the repository's.

Printed by `iusml annotations stats --card`.
"""


def render(stats: Stats) -> str:
    """Return the card."""
    origins = over_splits(stats.origins)
    share = f"{origins['composed']} of {sum(origins.values())} reports are composed (invented)."
    unseen = stats.unseen_families
    names = ", ".join(sorted(unseen)) or "none"
    text = f"{sum(unseen.values())} test reports are of families that train lacks: {names}."
    parts = [INTRODUCTION.format(share=share), text + "\n"]
    parts += [_markdown(section) for section in sections(stats)]
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of counts: a row is a value with its count in each split and in all."""

    title: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def sections(stats: Stats) -> list[Section]:
    """Return the tables in the order of the card."""
    return [
        _section("Size", stats.sizes, order="given"),
        _section("Where waste stands (waste streams)", stats.where),
        _section("Layout families (reports)", stats.families),
        _section("Labels (spans)", stats.labels, order="given"),
        _section("Reporting years (reports)", stats.years, order="name"),
        _section("Branches (reports)", stats.branches),
        _section("Voices (reports)", stats.voices, order="name"),
    ]


def _section(title: str, table: Table, *, order: Order = "count") -> Section:
    total = over_splits(table)
    names = list(total)
    if order == "name":
        names.sort()
    elif order == "count":
        names.sort(key=lambda name: (-total[name], name))
    rows = ((n, (*(table[split][n] for split in SPLITS), total[n])) for n in names)
    return Section(title, tuple(rows))


def _markdown(section: Section) -> str:
    head = ["", *SPLITS, "all"]
    lines = [f"## {section.title}", "", f"| {' | '.join(head)} |", "| --- |" + " ---: |" * 4]
    lines += [f"| {name} | {' | '.join(map(str, counts))} |" for name, counts in section.rows]
    return "\n".join(lines) + "\n"
