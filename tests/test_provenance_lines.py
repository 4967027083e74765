"""Every printed line of a value has a place of its own, and an entity finds its lines again."""

from iusml.document import Box, Document, Page, Word
from iusml.pipeline import Pipeline
from iusml.provenance import entity_record, places, provenance, standings
from iusml.records import Report
from iusml.tagging.decode import Entity
from iusml.tagging.rules import RulesTagger
from tests.assembly.build import build

WRAPPED = (
    ("Slam", 1, 0, 10), ("från", 1, 0, 40), ("oljeav-", 1, 0, 70),
    ("skiljare", 1, 1, 10), ("och", 1, 1, 60), ("tvätt", 2, 0, 10),
)  # fmt: skip


def written(words: tuple[tuple[str, int, int, int], ...]) -> Document:
    """A document of words given by text, page, line and left edge."""
    found = tuple(
        Word(text, Box(x, 100 + 20 * line, x + 25, 110 + 20 * line), page, line)
        for text, page, line, x in words
    )
    last = max(word.page for word in found)
    starts = [next(i for i, w in enumerate(found) if w.page >= p + 1) for p in range(last)]
    ends = [*starts[1:], len(found)]
    pages = tuple(
        Page(p + 1, 595, 842, 0, "text", 1.0, start, end)
        for p, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    return Document("rapport.pdf", "a" * 64, pages, found, ())


def test_a_wrapped_value_has_a_place_for_each_line_as_printed() -> None:
    found = places(written(WRAPPED), 0, 6)
    assert [(p.page, p.text) for p in found] == [
        (1, "Slam från oljeav-"), (1, "skiljare och"), (2, "tvätt"),
    ]  # fmt: skip
    assert [p.bbox for p in found] == [(10, 100, 95, 110), (10, 120, 85, 130), (10, 100, 35, 110)]


def test_the_entity_keeps_one_box_and_the_joined_text() -> None:
    record = entity_record(written(WRAPPED), Entity("WASTE", 0, 6, 0.9))
    assert record.text == "Slam från oljeavskiljare och tvätt"
    assert (record.page, record.bbox) == (1, (10, 100, 95, 130))


def test_places_stand_in_reading_order() -> None:
    document, entities = build("[PERSON:Åsa Öberg] [ROLE:Miljöchef]\n[EMAIL:asa@exempel.se]")
    found = provenance(document, entities[::-1])
    assert [p.text for p in found] == ["Åsa Öberg", "Miljöchef", "asa@exempel.se"]


def test_a_wrapped_personal_number_is_masked_on_both_lines() -> None:
    document = written((("811228-", 1, 0, 10), ("9874", 1, 1, 10)))
    joined = document.text(0, 2)
    found = places(document, 0, 2, "ORG_NUMBER")
    assert joined == "811228- 9874"
    assert [p.text for p in found] == ["######-####"] * 2


def extracted(source: str) -> Report:
    document, entities = build(source)
    return Pipeline(RulesTagger()).assemble(document, entities)


def test_entities_find_their_rows_again() -> None:
    report = extracted(
        "Avfall | Ton | Mottagare\n[WASTE:Slam] | [QUANTITY:7] | [RECEIVER:Gården]\n"
        "[WASTE:Trä] | [QUANTITY:7] | [RECEIVER:Sågen]\n\n"
        "[PERSON:Åsa Öberg] [EMAIL:asa@exempel.se]\n[OPERATOR:Påhittade Bruk AB]"
    )
    found = {s.entity.text: (s.streams, s.contacts) for s in standings(report)}
    assert found["Slam"] == ((0,), ())
    assert found["Sågen"] == ((1,), ())
    assert found["Åsa Öberg"] == found["asa@exempel.se"] == ((), (0,))
    assert found["Påhittade Bruk AB"] == ((), ())


def test_a_wrapped_entity_finds_its_lines_where_a_row_was_made_of_it(full_report: Report) -> None:
    document, entity = written(WRAPPED), Entity("WASTE", 0, 6, 0.9)
    stream = full_report.waste_streams[0]
    stream.provenance = provenance(document, [entity])
    full_report.entities = [entity_record(document, entity)]
    (found,) = standings(full_report)
    assert [line.text for line in found.lines] == ["Slam från oljeav-", "skiljare och", "tvätt"]
    assert found.streams == (0,)


def test_an_entity_that_nothing_was_made_of_has_one_line(full_report: Report) -> None:
    entity = entity_record(written(WRAPPED), Entity("WASTE", 0, 6, 0.9))
    full_report.entities = [entity]
    (found,) = standings(full_report)
    assert [(line.text, line.bbox) for line in found.lines] == [(entity.text, entity.bbox)]
    assert found.streams == ()
