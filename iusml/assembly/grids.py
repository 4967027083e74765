"""Wastes side by side: tables that lie on their side, and cards in a grid."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from iusml.tagging.decode import Entity

Rows = Mapping[int, Sequence[Entity]]


def side_by_side(rows: Rows, columns: Mapping[Entity, int]) -> list[list[Entity]]:
    """Return what belongs to each waste, the waste first, where wastes stand side by side.

    `rows` are the entities of each row of one table and `columns` their columns. Empty where wastes
    stand below each other.
    """
    blocks = _blocks(rows)
    if not blocks:
        return []
    full = [block for block in blocks if len(_wastes(block[0])) > 1]
    rest = blocks[len(full) :]
    if not full or blocks[: len(full)] != full or len(rest) > 1:
        return []
    if len(blocks) == 1:
        if any(entity.label == "QUANTITY" for entity in full[0][0]):
            return []
        return list(_on_its_side(rows, columns))
    if any(len(_filled(block, columns)) < 2 for block in full):
        return []
    return [members for block in blocks for members in _cards(block, columns)]


def _blocks(rows: Rows) -> list[list[Sequence[Entity]]]:
    """Each row that names wastes with the rows below it."""
    blocks: list[list[Sequence[Entity]]] = []
    for _, row in sorted(rows.items()):
        if _wastes(row):
            blocks.append([row])
        elif blocks:
            blocks[-1].append(row)
    return blocks


def _wastes(row: Sequence[Entity]) -> list[Entity]:
    return [entity for entity in row if entity.label == "WASTE"]


def _filled(block: Sequence[Sequence[Entity]], columns: Mapping[Entity, int]) -> set[int]:
    """The cards of a row of cards that have something below their waste."""
    starts = _starts(block, columns)
    return {_card(starts, columns[entity]) for row in block[1:] for entity in row}


def _on_its_side(rows: Rows, columns: Mapping[Entity, int]) -> Iterator[list[Entity]]:
    """Each column with a waste; in other columns stand sums and remarks."""
    home = _homes(rows, columns)
    entities = [entity for row in rows.values() for entity in row]
    for column in sorted(set(home.values())):
        members = [entity for entity in entities if home[columns[entity]] == column]
        if wastes := _wastes(members):
            yield [wastes[0], *(entity for entity in members if entity.label != "WASTE")]


def _homes(rows: Rows, columns: Mapping[Entity, int]) -> dict[int, int]:
    """The column of the waste that each column belongs to, else itself.

    Numbers set to the middle or the right of a wide name form columns of their own beside it.
    """
    filled: dict[int, set[int]] = defaultdict(set)
    for number, row in rows.items():
        for entity in row:
            filled[columns[entity]].add(number)
    wastes = {columns[entity] for row in rows.values() for entity in _wastes(row)}
    home = {column: column for column in filled}
    for column in sorted(filled.keys() - wastes):
        for beside in (column - 1, column + 1):
            if beside in wastes and not filled[beside] & filled[column]:
                home[column] = beside
                filled[beside] |= filled[column]
                break
    return home


def _cards(
    block: Sequence[Sequence[Entity]], columns: Mapping[Entity, int]
) -> Iterator[list[Entity]]:
    starts = _starts(block, columns)
    members: list[list[Entity]] = [[] for _ in starts]
    for row in block:
        for entity in row:
            members[_card(starts, columns[entity])].append(entity)
    for found in members:
        if wastes := _wastes(found):
            yield [wastes[0], *(entity for entity in found if entity is not wastes[0])]


def _starts(block: Sequence[Sequence[Entity]], columns: Mapping[Entity, int]) -> list[int]:
    """The first column of each card: what stands left of the first waste does so for the others."""
    wastes = sorted({columns[entity] for entity in _wastes(block[0])})
    lead = max(0, wastes[0] - min(columns[entity] for row in block for entity in row))
    return [column - lead for column in wastes]


def _card(starts: Sequence[int], column: int) -> int:
    """The number of the card that a column belongs to."""
    return sum(start <= column for start in starts) - 1
