"""The little language of the tests here."""

from tests.assembly.build import build


def test_text_tables_and_pages() -> None:
    source = """
Vi lämnade [WASTE:Slam från ån] ([EWC:02 02 04]), [QUANTITY:12,5 ton].
[WASTE:Olja] | | [QUANTITY:1]
Glas | 2
---
Sida två
"""
    document, entities = build(source)
    told = "Vi lämnade Slam från ån (02 02 04), 12,5 ton. Olja 1 Glas 2 Sida två"
    assert document.text(0, len(document.words)) == told
    assert [(e.label, document.text(e.start, e.end)) for e in entities] == [
        ("WASTE", "Slam från ån"),
        ("EWC", "02 02 04"),
        ("QUANTITY", "12,5 ton"),
        ("WASTE", "Olja"),
        ("QUANTITY", "1"),
    ]
    (table,) = document.tables
    assert [(c.row, c.column) for c in table.cells] == [(0, 0), (0, 2), (1, 0), (1, 1)]
    assert [page.end for page in document.pages] == [len(document.words) - 2, len(document.words)]
