"""The catalogue in RDF/XML, in which Sveriges dataportal fetches it; it says what JSON-LD says."""

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from iusml.opendata.catalog import Node

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def rdf_xml(document: Node) -> bytes:
    """`document` ("@context" with prefixes alone, "@graph" with nodes) as RDF/XML in UTF-8."""
    prefixes: Mapping[str, str] = document["@context"]
    for prefix, address in {"rdf": _RDF, **prefixes}.items():
        ET.register_namespace(prefix, address)
    root = ET.Element(f"{{{_RDF}}}RDF")
    for node in document["@graph"]:
        _fill(
            ET.SubElement(root, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": node["@id"]}),
            node,
            prefixes,
        )
    ET.indent(root)
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _fill(element: ET.Element, node: Node, prefixes: Mapping[str, str]) -> None:
    for kind in _listed(node["@type"]):
        ET.SubElement(element, f"{{{_RDF}}}type", {f"{{{_RDF}}}resource": _whole(kind, prefixes)})
    for name, values in node.items():
        if name.startswith("@"):
            continue
        prefix, _, local = name.partition(":")
        for value in _listed(values):
            _add(ET.SubElement(element, f"{{{prefixes[prefix]}}}{local}"), value, prefixes)


def _add(element: ET.Element, value: Any, prefixes: Mapping[str, str]) -> None:
    if isinstance(value, str):
        element.text = value
    elif "@id" in value:
        element.set(f"{{{_RDF}}}resource", value["@id"])
    elif "@value" in value:
        element.text = value["@value"]
        if "@language" in value:
            element.set(_LANGUAGE, value["@language"])
        else:
            element.set(f"{{{_RDF}}}datatype", _whole(value["@type"], prefixes))
    else:
        element.set(f"{{{_RDF}}}parseType", "Resource")
        _fill(element, value, prefixes)


def _whole(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
