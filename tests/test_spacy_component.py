"""The component in spaCy pipelines: entities, streams and their places, on its own and in many."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from iusml import spacy_component
from iusml.labels import LABELS

ROOT = Path(__file__).parent.parent
TEXT = """Miljörapport 2023 för Granby Mejeri
Verksamhetsutövare: Granby Mejeri AB
Kontaktperson: Anna Ekholm, miljösamordnare, 031-390 06 12

Avfall
Under 2023 uppkom 2,5 ton spillolja (13 02 05*) som hämtades av Åkeriet Väst AB och lämnades till
Oljegruppen i Skövde AB för återvinning.

Avfallsslag\tAvfallskod\tMängd (ton)\tMottagare
Wellpapp\t15 01 01\t12,4\tPappersbruket AB
Lysrör\t20 01 21*\t0,08\tLjusåter AB
"""
GERMAN = """Dieser Umweltbericht beschreibt den Betrieb der Anlage im Berichtsjahr. Die anfallenden
Abfälle werden getrennt gesammelt und von einem Entsorger abgeholt. Gefährliche Abfälle werden
überdacht und mit einer Auffangwanne gelagert. Im Laufe des Jahres gingen keine Beschwerden ein.
Altöl 13 02 05* 3 Tonnen wurden im Jahr von dem Entsorger aus der Stadt abgeholt."""


def pipeline(*, rules_only: bool = True) -> Language:
    nlp = spacy.blank("sv")
    model = str(ROOT / "models" / "extractor-sv")
    nlp.add_pipe("iusml", config={"rules_only": rules_only, "model": model, "threads": 1})
    return nlp


@pytest.fixture(scope="module", params=[True, False], ids=["rules", "model"])
def doc(request: pytest.FixtureRequest) -> Doc:
    return pipeline(rules_only=request.param)(TEXT)


def test_streams_are_records(doc: Doc) -> None:
    streams = {stream.ewc_code: stream for stream in doc._.waste_streams}
    assert set(streams) == {"130205", "150101", "200121"}
    oil = streams["130205"]
    assert (oil.description, oil.receiver) == ("spillolja", "Oljegruppen i Skövde AB")
    assert oil.quantity
    assert oil.quantity.mass_kg == 2500
    assert streams["150101"].quantity.mass_kg == 12_400
    assert all(p.page == 1 and p.bbox is None for s in streams.values() for p in s.provenance)
    assert doc._.extraction_error is None


def test_streams_have_spans(doc: Doc) -> None:
    for stream, spans in zip(doc._.waste_streams, doc._.waste_spans, strict=True):
        assert [span.text for span in spans] == [place.text for place in stream.provenance]


def test_entities_have_labels_and_confidence(doc: Doc) -> None:
    found = {(span.text, span.label_) for span in doc.ents}
    assert found >= {("spillolja", "WASTE"), ("13 02 05*", "EWC"), ("Anna Ekholm", "PERSON")}
    assert {label for _, label in found} <= set(LABELS)
    assert all(0 < span._.confidence <= 1 for span in doc.ents)
    assert doc[0:1]._.confidence is None
    assert {span.text for span in doc.spans["iusml"]} >= {text for text, _ in found}
    (contact,) = doc._.contacts
    assert (contact.name, contact.phone) == ("Anna Ekholm", "+46 31 390 06 12")


def test_calibrated_probabilities_are_the_record_s() -> None:
    raw = pipeline()(TEXT)._.waste_streams[0].confidence.overall
    sure = pipeline(rules_only=False)(TEXT)._.waste_streams[0].confidence.overall
    assert raw != sure


def test_entities_of_others_stay() -> None:
    nlp = spacy.blank("sv")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "CITY", "pattern": "Skövde"}])  # type: ignore[attr-defined]
    nlp.add_pipe("iusml", config={"rules_only": True})
    doc = nlp(TEXT)
    assert ("Skövde", "CITY") in {(span.text, span.label_) for span in doc.ents}
    assert "Oljegruppen i Skövde AB" not in {span.text for span in doc.ents}
    assert "Oljegruppen i Skövde AB" in {span.text for span in doc.spans["iusml"]}


@pytest.mark.parametrize("text", ["", "\n \n", "Ett enda ord på rad"])
def test_texts_that_say_nothing(text: str) -> None:
    doc = pipeline()(text)
    assert (doc._.waste_streams, doc._.waste_spans, doc._.contacts, doc.ents) == ([], [], [], ())
    assert (doc._.extraction_error is None) == bool(text.strip())


def test_another_language_is_told() -> None:
    doc = pipeline()(GERMAN)
    assert not doc.ents
    said = "The text is in German (p 0.99), not Swedish: nothing was extracted."
    assert doc._.extraction_error == said


def test_a_doc_of_another_pipeline_has_nothing() -> None:
    pipeline()
    doc = spacy.blank("sv")(TEXT)
    assert (doc._.waste_streams, doc._.extraction_error) == ([], None)


@pytest.mark.parametrize("processes", [1, 2])
def test_many_docs(processes: int) -> None:
    docs = list(pipeline().pipe([TEXT, "", TEXT], n_process=processes))
    assert [len(doc._.waste_streams) for doc in docs] == [3, 0, 3]
    assert all(span._.confidence for span in docs[2].ents)


def test_results_travel_in_a_docbin() -> None:
    doc = pipeline()(TEXT)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(spacy.blank("sv").vocab)
    assert back._.waste_streams == doc._.waste_streams


def test_a_stored_pipeline_holds_the_settings_alone(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "nlp")
    size = sum(path.stat().st_size for path in (tmp_path / "nlp").rglob("*") if path.is_file())
    assert size < 1_000_000
    again = spacy.load(tmp_path / "nlp")
    assert again.get_pipe_config("iusml")["rules_only"] is True
    assert len(again(TEXT)._.waste_streams) == 3


@pytest.fixture
def taken() -> Iterator[None]:
    """Another component that has set `doc._.contacts`."""
    pipeline()
    before = Doc.get_extension("contacts")
    Doc.set_extension("contacts", default="theirs", force=True)
    yield
    Doc.set_extension("contacts", getter=before[2], force=True)


@pytest.mark.usefixtures("taken")
def test_attributes_of_others_stay() -> None:
    with pytest.warns(UserWarning, match=r"Doc\._\.contacts is set by another component"):
        nlp = pipeline()
    doc = nlp(TEXT)
    assert doc._.contacts == "theirs"
    assert spacy_component.contacts(doc)[0].name == "Anna Ekholm"


def test_a_missing_model_is_told() -> None:
    from iusml.errors import ModelError

    nlp = spacy.blank("sv")
    nlp.add_pipe("iusml", config={"model": "ingen/modell"})
    with pytest.raises(ModelError, match="lacks"):
        nlp(TEXT)


def test_the_entry_point_names_the_factory() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, name = project["entry-points"]["spacy_factories"]["iusml"].split(":")
    assert getattr(import_module(module), name) is spacy_component.make_component
    assert Language.has_factory("iusml")
