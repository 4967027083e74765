"""Tables with a row for each year: one waste's rows are one stream, each amount with its year."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from iusml.assembly.drafts import Draft
from iusml.document import Document
from iusml.normalise.text import fold

Numbered = tuple[int, Draft]
"""The number of a row, and a draft of it."""


def join_years(
    document: Document, drafts: Sequence[Numbered], year_of: Callable[[int], int | None]
) -> list[Numbered]:
    """Join the rows of one waste and code that differ in their year, in the first of them.

    `year_of` a row is the year that is all of one of its cells. Nothing is joined unless every
    amount stands in a row with a year, none below a year, and one waste has several years.
    """
    years = {row: year_of(row) for row, draft in drafts if draft.amounts}
    groups: dict[tuple[str, ...], list[Numbered]] = defaultdict(list)
    for row, draft in drafts:
        groups[_name(document, draft)].append((row, draft))
    told = [[years[row] for row, draft in members if draft.amounts] for members in groups.values()]
    dated = any(amount.year is not None for _, draft in drafts for amount in draft.amounts)
    apart = all(len(set(some)) == len(some) for some in told)
    if dated or not apart or None in years.values() or max(map(len, told), default=0) < 2:
        return list(drafts)
    return [_joined(members, years) for members in groups.values()]


def _name(document: Document, draft: Draft) -> tuple[str, ...]:
    entities = [*([draft.waste] if draft.waste else []), *draft.codes]
    texts = (fold(document.text(entity.start, entity.end)) for entity in entities)
    return (draft.direction, *texts)


def _joined(members: Sequence[Numbered], years: dict[int, int | None]) -> Numbered:
    for row, draft in members:
        draft.amounts = [replace(amount, year=years[row]) for amount in draft.amounts]
    number, first = members[0]
    for _, draft in members[1:]:
        first.amounts.extend(draft.amounts)
        for (_, known), (_, found) in zip(
            first.firms_and_treatments(), draft.firms_and_treatments(), strict=True
        ):
            if not known:
                known.extend(found)
    return number, first
