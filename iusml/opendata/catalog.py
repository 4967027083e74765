"""What data portals read about the published files: a catalogue after DCAT-AP 3.0.

The Swedish profile (DCAT-AP-SE 3.0.1) asks for more of publisher and licence, and for addresses
instead of blank nodes. Every address of another vocabulary carries its class and name, so that the
catalogue can be checked without a network. What is not known is left out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from iusml.opendata.publisher import LICENCES, Publication
from iusml.opendata.streams import Told

Node = dict[str, Any]
"""A thing with "@id" or without, its "@type" and its properties, as JSON-LD writes it."""
PREFIXES: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU: Final = "http://publications.europa.eu/resource/authority/"
_THEME, _THEMES = f"{_EU}data-theme/ENVI", f"{_EU}data-theme"
_ANNUAL, _PUBLIC = f"{_EU}frequency/ANNUAL", f"{_EU}access-right/PUBLIC"
_SWEDISH = f"{_EU}language/SWE"
_CSVW = "https://www.w3.org/TR/tabular-data-model/"
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_TYPES: Final = {
    "LocalAuthority": "Local Authority",
    "RegionalAuthority": "Regional authority",
    "NationalAuthority": "National authority",
    "Company": "Company",
}
_MUNICIPALITY = "#kommun-"
TITLE = ("Avfall ur miljörapporter", "Waste in environmental reports")
DESCRIPTION = (
    "Avfallsströmmar som verksamheter redovisar i sina miljörapporter: vad avfallet är, dess "
    "avfallskod, mängd, behandling och mottagare, för varje anläggning och år. Uppgifterna är "
    "lästa ur rapporterna av ett program; varje rad har sannolikheten för att den är rätt läst, "
    "och kolumnen needs_review säger om en person bör jämföra den med rapporten. Texter som kan "
    "handla om personer är inte med.",
    "Waste streams that operators tell of in their environmental reports: what the waste is, its "
    "code, amount, treatment and receiver, for every plant and year. A program has read them in "
    "the reports; every row has the probability that it is right, and the column needs_review "
    "says whether a person should compare it with the report. Texts that may tell of persons are "
    "left out.",
)
_KEYWORDS = (
    ("avfall", "miljörapport", "cirkulär ekonomi", "industriell symbios"),
    ("waste", "environmental report", "circular economy", "industrial symbiosis"),
)


class Published(NamedTuple):
    """A file of data: its name, what kind it is, its size in bytes and its SHA-256."""

    name: str
    media_type: str
    file_type: str
    title: tuple[str, str]
    size: int
    sha256: str


def catalog(
    publication: Publication, told: Told, files: Iterable[Published], schema: str, page: str,
    today: date,
) -> Node:  # fmt: skip
    """The catalogue as JSON-LD; `schema` and `page` are the names of the files that explain."""
    files = tuple(files)
    graph = [
        _catalog(publication, told, today),
        _dataset(publication, told, files, page, today),
        *(_distribution(publication, file, schema, today) for file in files),
        *_people(publication),
        *_places(publication, told),
        *_vocabulary(publication, files, schema, page),
    ]
    return {"@context": dict(PREFIXES), "@graph": graph}


def _catalog(publication: Publication, told: Told, today: date) -> Node:
    base = publication.base_url
    return {
        "@id": f"{base}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _both(TITLE),
        "dct:description": _both(DESCRIPTION),
        "dct:publisher": _at(publication.publisher.uri),
        "dct:license": _at(LICENCES[publication.licence]),
        "dct:language": _at(_SWEDISH),
        "foaf:homepage": _at(publication.publisher.homepage),
        "dcat:themeTaxonomy": _at(_THEMES),
        "dcat:dataset": _at(f"{base}#dataset"),
        **_spatial(publication, told),
        **_dates(publication, today),
    }


def _dataset(
    publication: Publication, told: Told, files: tuple[Published, ...], page: str, today: date
) -> Node:
    base = publication.base_url
    node = {
        "@id": f"{base}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{base}#dataset",
        "dct:title": _both(TITLE),
        "dct:description": _both(DESCRIPTION),
        "dct:publisher": _at(publication.publisher.uri),
        "dcat:contactPoint": _at(f"{base}#contact"),
        "dcat:theme": _at(_THEME),
        "dcat:keyword": [word for pair in zip(*_KEYWORDS, strict=True) for word in _both(pair)],
        "dct:language": _at(_SWEDISH),
        "dct:accessRights": _at(_PUBLIC),
        "dct:accrualPeriodicity": _at(_ANNUAL),
        "foaf:page": _at(base + page),
        "dcat:distribution": [_at(f"{base}#{file.name}") for file in files],
        **_spatial(publication, told),
        **_dates(publication, today),
    }
    if told.years:
        node["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(date(min(told.years), 1, 1).isoformat(), "date"),
            "dcat:endDate": _typed(date(max(told.years), 12, 31).isoformat(), "date"),
        }
    return node


def _distribution(publication: Publication, file: Published, schema: str, today: date) -> Node:
    url = _at(publication.base_url + file.name)
    rules = [_at(publication.base_url + schema), _at(_CSVW)] if "csv" in file.media_type else []
    return {
        "@id": f"{publication.base_url}#{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": _both(file.title),
        "dcat:accessURL": url,
        "dcat:downloadURL": url,
        "dct:license": _at(LICENCES[publication.licence]),
        "dct:format": _at(_EU + file.file_type),
        "dcat:mediaType": _at(_media(file)),
        "dcat:byteSize": _typed(str(file.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _at(_SHA256),
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
        "dct:language": _at(_SWEDISH),
        **({"dct:conformsTo": rules} if rules else {}),
        **_dates(publication, today),
    }


def _people(publication: Publication) -> list[Node]:
    publisher, contact = publication.publisher, publication.contact
    return [
        {
            "@id": publisher.uri,
            "@type": "foaf:Agent",
            "foaf:name": publisher.name,
            "foaf:homepage": _at(publisher.homepage),
            "dct:type": _at(_kind(publication)),
        },
        {
            "@id": f"{publication.base_url}#contact",
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": contact.name,
            "vcard:hasEmail": _at(f"mailto:{contact.email}"),
        },
    ]


def _places(publication: Publication, told: Told) -> list[Node]:
    own = [
        {
            "@id": f"{publication.base_url}{_MUNICIPALITY}{code}",
            "@type": "dct:Location",
            "dct:identifier": code,
            "skos:prefLabel": {"@value": name, "@language": "sv"},
        }
        for code, name in sorted(told.municipalities.items())
    ]
    return [*({"@id": one, "@type": "dct:Location"} for one in publication.spatial), *own]


def _vocabulary(
    publication: Publication, files: Iterable[Published], schema: str, page: str
) -> list[Node]:
    base = publication.base_url
    named = {
        (_THEME, "skos:Concept", "skos:prefLabel"): ("Miljö", "Environment"),
        (_THEMES, "skos:ConceptScheme", "dct:title"): ("Datatema", "Data theme"),
        (base + schema, "dct:Standard", "dct:title"): (
            "Kolumnerna i streams.csv", "The columns of streams.csv",
        ),
        (base + page, "foaf:Document", "dct:title"): ("Kolumnernas betydelse", "Data dictionary"),
    }  # fmt: skip
    found: list[Node] = [
        {"@id": at, "@type": kind, name: _both(texts)} for (at, kind, name), texts in named.items()
    ]
    label = {"@value": _TYPES[publication.publisher.type], "@language": "en"}
    found.append({"@id": _kind(publication), "@type": "skos:Concept", "skos:prefLabel": label})
    kinds = {
        LICENCES[publication.licence]: "dct:LicenseDocument",
        _SWEDISH: "dct:LinguisticSystem",
        _ANNUAL: "dct:Frequency",
        _PUBLIC: "dct:RightsStatement",
        _CSVW: "dct:Standard",
        _SHA256: "spdx:ChecksumAlgorithm",
        publication.publisher.homepage: "foaf:Document",
        **{_media(file): "dct:MediaType" for file in files},
        **{_EU + file.file_type: "dct:MediaTypeOrExtent" for file in files},
    }
    return [*found, *({"@id": at, "@type": kind} for at, kind in kinds.items())]


def _spatial(publication: Publication, told: Told) -> Node:
    codes = sorted(told.municipalities)
    own = (f"{publication.base_url}{_MUNICIPALITY}{code}" for code in codes)
    where = [_at(one) for one in (*publication.spatial, *own)]
    return {"dct:spatial": where} if where else {}


def _kind(publication: Publication) -> str:
    return f"http://purl.org/adms/publishertype/{publication.publisher.type}"


def _media(file: Published) -> str:
    return f"https://www.iana.org/assignments/media-types/{file.media_type}"


def _dates(publication: Publication, today: date) -> Node:
    told: Node = {"dct:modified": _typed(today.isoformat(), "date")}
    if publication.issued:
        told["dct:issued"] = _typed(publication.issued.isoformat(), "date")
    return told


def _at(address: str) -> Node:
    return {"@id": address}


def _typed(value: str, kind: str) -> Node:
    return {"@value": value, "@type": f"xsd:{kind}"}


def _both(texts: tuple[str, str]) -> list[Node]:
    return [
        {"@value": text, "@language": lang} for text, lang in zip(texts, ("sv", "en"), strict=True)
    ]
