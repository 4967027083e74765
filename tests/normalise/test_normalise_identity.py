"""Organisation numbers, telephone, e-mail, places, operations, years and text."""

# ruff: noqa: E501 - tables of printed forms read best one case beside the other

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.normalise._data import rows
from iusml.normalise.email import parse_email
from iusml.normalise.operation import operations, parse_operation
from iusml.normalise.organisation import MASK, OrgNumber, parse_org_number
from iusml.normalise.phone import parse_phone
from iusml.normalise.place import (
    municipality_of_code,
    parse_facility_number,
    parse_municipality,
    parse_postal_code,
)
from iusml.normalise.text import clean, fold
from iusml.normalise.year import parse_year


@pytest.mark.parametrize(
    "text",
    ["559999-0008", "5599990008", "SE559999000801", "165599990008", "Org.nr: 559999 - 0008",
     "SE 559999-0008 01", "559999\u20130008", "16559999-0008"],
)  # fmt: skip
def test_org_number(text: str) -> None:
    assert parse_org_number(text) == OrgNumber("559999-0008", False)


@pytest.mark.parametrize("text", ["121212-1212", "19121212-1212", "1212121212", "121212+1212"])
def test_sole_trader_is_masked(text: str) -> None:
    found = parse_org_number(text)
    assert found == OrgNumber(MASK, True)
    assert not any(char.isdigit() for char in repr(found))


@pytest.mark.parametrize(
    "text",
    ["559999-0009", "040-628 04 00", "1283-9114", "2021-02-03", "", "13 02 05", "559999000801",
     "551-12345-2011", "005599-9900083"],
)  # fmt: skip
def test_no_org_number(text: str) -> None:
    assert parse_org_number(text) is None


@pytest.mark.parametrize(
    "text",
    ["040-628 04 00", "040 \u2013 6280400", "040/628 04 00", "+46 (0)40-628 04 00",
     "0046 40 628 04 00", "vx 040-628 04 00", "dir. 040-628 04 00", "+46(0)406280400",
     "(040) 628 04 00", "0406280400", "Tel/fax 040-628 04 00", "Telefonnummer: 040 628 04 00",
     "Fax: 031-390 06 01, tel: 040-628 04 00", "040-628 04 00 / 031-390 06 00", "Tel.040-628 04 00"],
)  # fmt: skip
def test_phone(text: str) -> None:
    assert parse_phone(text) == "+46 40 628 04 00"


def test_fiction_series() -> None:
    for number in range(100):
        tail = f"{number:02d}"
        assert parse_phone(f"040-628 04 {tail}") == f"+46 40 628 04 {tail}"
        assert parse_phone(f"031-390 06 {tail}") == f"+46 31 390 06 {tail}"
        assert parse_phone(f"08-465 004 {tail}") == f"+46 8 465 004 {tail}"
    for number in range(5, 100):
        assert parse_phone(f"mobil 070-174 06 {number:02d}") == f"+46 70 174 06 {number:02d}"


@pytest.mark.parametrize(
    "text",
    ["Fax 040-628 04 00", "Telefax: 040-628 04 00", "Telefaxnummer 040-628 04 00", "628 04 00",
     "559999-0008", "2021-02-03", "252 32", "6213652", "", "1283-9114", "13 02 05"],
)  # fmt: skip
def test_no_phone(text: str) -> None:
    assert parse_phone(text) is None


@pytest.mark.parametrize(
    "text",
    ["anna.exempel@exempellivs.se", "anna.exempel @ Exempellivs.SE.", "anna.exempel\n@exempellivs.se",
     "anna.exempel[at]exempellivs.se", "anna.exempel(a)exempellivs.se", "anna.exempel (at) exempellivs.se",
     "mailto:anna.exempel@exempellivs.se", "<anna.exempel@exempellivs.se>,",
     "anna.exempel\u00a9exempellivs.se", "E-post: anna.exempel@exempellivs.se; tel 040-628 04 00"],
)  # fmt: skip
def test_email(text: str) -> None:
    assert parse_email(text) == "anna.exempel@exempellivs.se"


def test_email_is_not_corrected() -> None:
    assert parse_email("Åsa.Exempel@exempel.se") == "Åsa.Exempel@exempel.se"
    for text in ("", "ingen", "anna@", "@exempel.se", "anna@exempel"):
        assert parse_email(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Helsingborg", "Helsingborg"), ("Helsingborgs kommun", "Helsingborg"),
        ("Helsingborgs stad", "Helsingborg"), ("HELSINGBORG", "Helsingborg"),
        ("Höganäs kommun", "Höganäs"), ("Höganäs", "Höganäs"), ("Borås Stad", "Borås"),
        ("Marks kommun", "Mark"), ("Torsås kommun", "Torsås"), ("Håbo kommun", "Håbo"),
        ("Habo kommun", "Habo"), ("Kristianstads kommun", "Kristianstad"), ("Kristianstad", "Kristianstad"),
        ("Region Gotland", "Gotland"), ("Gotlands kommun", "Gotland"), ("Upplands Bro", "Upplands-Bro"),
        ("1283 Helsingborg", "Helsingborg"), ("Kommun: Malmö", "Malmö"), ("Lilla Edets kommun", "Lilla Edet"),
        ("Miljönämnden i Helsingborgs stad", "Helsingborg"), ("Östra Göinge kommun", "Östra Göinge"),
        ("Skåne län", None), ("M-län", None), ("Länsstyrelsen i Skåne län", None), ("", None),
        ("Hoganas", None), ("Fiktivs kommun", None), ("Malmö stad och Lunds kommun", None),
    ],
)  # fmt: skip
def test_municipality(text: str, name: str | None) -> None:
    assert parse_municipality(text) == name


def test_every_municipality() -> None:
    listed = rows("municipalities.csv")
    assert len(listed) == 290 == len({row["code"] for row in listed})
    assert len({row["code"][:2] for row in listed}) == 21
    for row in listed:
        assert municipality_of_code(row["code"]) == row["name"]
        assert parse_municipality(row["name"]) == row["name"]
        genitive = row["name"] if row["name"].endswith(("s", "x")) else row["name"] + "s"
        assert parse_municipality(f"{genitive} kommun") == row["name"]
        assert parse_municipality(f"{row['name']} kommun") == row["name"]
    assert municipality_of_code("1283") == "Helsingborg"
    assert municipality_of_code("9999") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("252 32", "252 32"), ("25232", "252 32"), ("SE-252 32", "252 32"), ("S-252 32", "252 32"),
        ("Box 1234, 250 01 Exempelstad", "250 01"), ("Box 12345, 250 01 Exempelstad", "250 01"),
        ("Exempelgatan 12, 252 32 Exempelstad", "252 32"), ("252\u00a032 Exempelstad", "252 32"),
        ("040-628 04 00", None), ("123456", None), ("2523", None), ("052 32", None), ("", None),
    ],
)  # fmt: skip
def test_postal_code(text: str, code: str | None) -> None:
    assert parse_postal_code(text) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1283-9114", "1283-9114"), ("1283-114", "1283-114"), ("12 83 - 114", "1283-114"),
        ("1283-60-001", "1283-60-001"), ("1283-62-007", "1283-62-007"),
        ("För Exempelverket (1283-9114) år: 2014 version: 1", "1283-9114"),
        ("2011 MH0345", None), ("9999-114", None), ("2021-05-18", None), ("2021-2022", None),
        ("559999-0008", None), ("0480-628 04 00", None), ("551-12345-2011", None), ("", None),
    ],
)  # fmt: skip
def test_facility_number(text: str, number: str | None) -> None:
    assert parse_facility_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("R3", "R3"), ("R 12", "R12"), ("R12/R1", "R12"), ("R3-kompostering", "R3"), ("D9", "D9"),
        ("R10", "R10"), ("r3", "R3"), ("D 10 förbränning", "D10"), ("(R4)", "R4"), ("R03", "R3"),
        ("R51/53", None), ("R31, R34", None), ("R10, R36", None), ("R14", None), ("D16", None),
        ("H14", None), ("HP 7", None), ("H3-B", None), ("P280", None), ("H226", None),
        ("FA-R", None), ("Rötning", None), ("FR2000", None), ("R0", None), ("", None), ("D", None),
    ],
)  # fmt: skip
def test_operation(text: str, code: str | None) -> None:
    assert parse_operation(text) == code


def test_every_operation() -> None:
    assert set(operations()) == {f"R{n}" for n in range(1, 14)} | {f"D{n}" for n in range(1, 16)}
    assert all(parse_operation(code) == code for code in operations())


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019), ("År 2019", 2019), ("2019-01-01--2019-12-31", 2019),
        ("verksamhetsåret 2019", 2019), ("år: 2014 version: 1", 2014), ("MR 2012.docx", 2012),
        ("Miljörapport 2019, 2020-03-12", 2019), ("Miljörapport 2019 (rev 2020)", 2019),
        ("Verksamhetsår: 2019, inlämnad 2020", 2019), ("20190101-20191231", 2019),
        ("2018/2019", None), ("1/9 2018\u201331/8 2019", None), ("NFS 2016:8", None),
        ("551-12345-2011", None), ("ISO 14001:2015", None), ("1989", None), ("2036", None),
        ("2018 2019", None), ("", None), ("1990", 1990), ("2035", 2035),
    ],
)  # fmt: skip
def test_year(text: str, year: int | None) -> None:
    assert parse_year(text) == year


def test_clean_keeps_meaning() -> None:
    assert clean(" m\u00b3\u00a0 och\tCO\u2082 ") == "m\u00b3 och CO\u2082"
    assert clean("olje\u00ad\nav\u00adskil\ufb01ltrat a\u030a") == "oljeavskilfiltrat å"


def test_fold_is_for_labels() -> None:
    assert fold("Anläggningsnummer") == fold("ANLAGGNINGSNUMMER") == "anlaggningsnummer"
    assert fold("E\u2011postadress:") == "e-postadress:"


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    for parse in (parse_email, parse_municipality, parse_operation, parse_org_number, parse_phone,
                  parse_postal_code, parse_facility_number, parse_year, clean, fold):  # fmt: skip
        parse(text)
    assert clean(clean(text)) == clean(text)


def test_import_is_light() -> None:
    modules = [
        "ewc",
        "quantity",
        "organisation",
        "phone",
        "email",
        "coordinates",
        "place",
        "operation",
        "year",
        "text",
    ]
    imports = ", ".join(f"iusml.normalise.{name}" for name in modules)
    heavy = "{'phonenumbers', 'pyproj', 'stdnum', 'torch', 'pandas', 'numpy'}"
    check = f"import sys, {imports}; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
