"""The catalogue keeps the rules of DCAT-AP, and breaking any of them is noticed."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from iusml.opendata.publish import FILES, publish
from iusml.opendata.streams import Told, published
from iusml.records import Report
from tests.opendata.open_records import publication

# rdflib's own reader of JSON-LD still uses it.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
SHAPES = Graph().parse(Path(__file__).with_name("dcat_ap.ttl"))
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DAY = date(2025, 5, 5)
Rule = tuple[URIRef, URIRef, URIRef, Node]
"""A class, a property of it, and a constraint with its value."""


@pytest.fixture
def folder(tmp_path: Path, full_report: Report) -> Path:
    told = Told()
    rows = published([full_report], told, reviewed_only=False, least_sure=0)
    who = publication().model_copy(
        update={"issued": date(2024, 5, 5), "spatial": ("http://sws.geonames.org/2661886/",)}
    )
    publish(rows, told, who, tmp_path / "out", DAY)
    return tmp_path / "out"


@pytest.fixture
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / "catalog.jsonld", format="json-ld")


def conforms(graph: Graph) -> bool:
    found, _, _ = validate(graph, shacl_graph=SHAPES)
    return bool(found)


def rules() -> Iterator[Rule]:
    for shape, kind in SHAPES.subject_objects(SH.targetClass):
        for one in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(one, SH.path)
            for constraint in (SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH["class"]):
                value = SHAPES.value(one, constraint)
                if value is not None:
                    assert isinstance(kind, URIRef)
                    assert isinstance(path, URIRef)
                    yield kind, path, constraint, value


def _gone(graph: Graph, one: Node, path: URIRef) -> None:
    graph.remove((one, path, None))


def _twice(graph: Graph, one: Node, path: URIRef) -> None:
    graph.add((one, path, URIRef("urn:other")))


def _wrong(graph: Graph, one: Node, path: URIRef) -> None:
    """Another kind of value, which fits no datatype, class or kind of node that is asked for."""
    literal = all(isinstance(value, Literal) for value in graph.objects(one, path))
    graph.set((one, path, BNode() if literal else Literal("annat")))


BREAKS: dict[Node, Callable[[Graph, Node, URIRef], None]] = {
    SH.minCount: _gone,
    SH.maxCount: _twice,
    SH.datatype: _wrong,
    SH.nodeKind: _wrong,
    SH["class"]: _wrong,
}


def test_catalogue_keeps_all_rules(graph: Graph) -> None:
    assert conforms(graph)


@pytest.mark.parametrize(
    "rule", sorted(rules()), ids=lambda r: " ".join(x.split("#")[-1] for x in r)
)
def test_every_rule_is_noticed_when_broken(graph: Graph, rule: Rule) -> None:
    kind, path, constraint, _ = rule
    subjects = [one for one in graph.subjects(RDF.type, kind) if (one, path, None) in graph]
    assert subjects, "nothing in the catalogue has it"
    BREAKS[constraint](graph, subjects[0], path)
    assert not conforms(graph)
    _, report, _ = validate(graph, shacl_graph=SHAPES)
    assert isinstance(report, Graph)
    assert path in set(report.objects(None, SH.resultPath))


def test_blank_nodes_stand_for_no_main_thing(graph: Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution):
        for one in set(graph.subjects(RDF.type, kind)):
            assert isinstance(one, URIRef)


def test_rdf_xml_says_the_same(folder: Path, graph: Graph) -> None:
    assert isomorphic(graph, Graph().parse(folder / "catalog.rdf", format="xml"))


def test_sizes_and_sums_are_those_of_the_files(folder: Path, graph: Graph) -> None:
    found = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(found) == 2
    for one in found:
        name = str(graph.value(one, DCAT.downloadURL)).rpartition("/")[2]
        content = (folder / name).read_bytes()
        assert str(graph.value(one, DCAT.byteSize)) == str(len(content))
        summed = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
        assert str(summed).lower() == hashlib.sha256(content).hexdigest()


def test_coverage_is_what_is_published(graph: Graph) -> None:
    (period,) = graph.objects(None, DCT.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2023-01-01"
    assert str(graph.value(period, DCAT.endDate)) == "2023-12-31"
    places = {str(one) for one in graph.objects(None, DCT.spatial)}
    assert places == {
        "http://sws.geonames.org/2661886/",
        "https://data.exempelstad.example/avfall/#kommun-1283",
    }


def test_what_is_not_known_is_left_out(tmp_path: Path, full_report: Report) -> None:
    bare = full_report.model_copy(update={"facility": None})
    told = Told()
    rows = published([bare], told, reviewed_only=False, least_sure=0)
    publish(rows, told, publication(), tmp_path / "out", DAY)
    text = (tmp_path / "out" / "catalog.jsonld").read_text("utf-8")
    for name in ("dct:spatial", "dct:temporal", "dct:issued"):
        assert f'"{name}"' not in text


def test_nothing_has_to_be_fetched(folder: Path) -> None:
    for name in FILES:
        if name.endswith(".jsonld"):
            context = json.loads((folder / name).read_text("utf-8"))["@context"]
            assert all(isinstance(value, str) for value in context.values())
