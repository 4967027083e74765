"""Codes in rows of their own above the wastes that they are for, as pivot tables print them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from iusml.assembly.drafts import TableRow
from iusml.tagging.decode import Entity

MIN_WASTES = 2
"""A code above fewer wastes may as well be the end of what is told of the waste above it."""
Group = tuple[TableRow, list[TableRow]]


def give_group_codes(rows: Sequence[TableRow]) -> list[TableRow]:
    """Give each waste the code of the row above its group; rows of codes alone are left out.

    A table is one of groups when all its rows with an amount of a named waste follow a row of a
    code alone, none of them has a code of its own, and one code stands above several of them.
    The amounts beside such a code are sums of those below it.
    """
    left: list[TableRow] = []
    for _, members in groupby(rows, key=lambda row: row.table):
        table = list(members)
        groups = list(_groups(table))
        if _are_groups(table, groups):
            heads = {id(head) for head, _ in groups}
            for head, wastes in groups:
                for row in wastes:
                    _add(row, _code(head))
            table = [row for row in table if id(row) not in heads]
        left.extend(table)
    return left


def _groups(table: Sequence[TableRow]) -> Iterator[Group]:
    """Each row of a code alone, with the rows of weighed wastes up to the next one."""
    head: TableRow | None = None
    below: list[TableRow] = []
    for row in table:
        if not row.wastes and "EWC" in row.labels:
            if head is not None:
                yield head, below
            head, below = row, []
        elif row.wastes and "QUANTITY" in row.labels:
            below.append(row)
    if head is not None:
        yield head, below


def _are_groups(table: Sequence[TableRow], groups: Sequence[Group]) -> bool:
    weighed = [row for row in table if row.wastes and "QUANTITY" in row.labels]
    below = [row for _, wastes in groups for row in wastes]
    coded = any("EWC" in row.labels for row in table if row.wastes)
    several = any(len(wastes) >= MIN_WASTES for _, wastes in groups)
    return several and not coded and len(below) == len(weighed) and all(w for _, w in groups)


def _code(head: TableRow) -> list[Entity]:
    return [code for draft in head.drafts for code in draft.codes]


def _add(row: TableRow, codes: Sequence[Entity]) -> None:
    for draft in row.drafts:
        draft.codes.extend(codes)
