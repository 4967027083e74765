"""Waste codes: every form and trap of the field guide."""

# ruff: noqa: E501 - tables of printed forms read best one case beside the other

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.normalise.catalogue import changes, is_changing, is_retired, retired_codes
from iusml.normalise.ewc import EwcNote, catalogue, find_ewc, parse_ewc

CODES = [entry.code for entry in catalogue().entries]


def found(text: str, **options: object) -> list[str | None]:
    return [reading.code for _, _, reading in find_ewc(text, **options)]  # type: ignore[arg-type]


def test_catalogue_is_whole() -> None:
    listed = catalogue()
    assert len(listed) == 842
    assert sum(entry.hazardous for entry in listed.entries) == 408
    oil = listed.get("130205")
    assert oil is not None
    assert oil.hazardous
    assert listed.chapter("160601") == listed.chapter("16") != None  # noqa: E711
    assert listed.subchapter("160601") == "Batterier och ackumulatorer"
    assert listed.subchapter("9999") is None
    assert listed.chapter("9") is None
    assert catalogue() is catalogue()
    assert "130205" in listed


def test_catalogue_is_dated() -> None:
    assert catalogue(2026).get("200133") is not None
    assert catalogue(2027).get("200133") is None
    assert catalogue(2027).get("200134") is None
    assert all(entry.name for entry in catalogue(2027).entries)
    assert {change.code for change in changes() if change.kind == "added"} == {
        "1914", "200142", "200143", "200144"
    }  # fmt: skip
    assert is_retired("200133", 2027)
    assert not is_retired("200133", 2026)
    assert is_changing("160604", 2027)
    assert not is_changing("160604", 2025)
    assert not is_changing("160604")


@pytest.mark.parametrize(
    ("text", "year", "code", "note"),
    [
        ("20 01 33*", 2026, "200133", None),
        ("20 01 33*", 2027, None, EwcNote.RETIRED),
        ("20 01 34", 2027, None, EwcNote.RETIRED),
        ("20 01 42*", 2025, None, EwcNote.UNKNOWN),
        ("20 01 42*", 2026, None, EwcNote.AMENDED),
        ("19 14 01", 2027, None, EwcNote.AMENDED),
        ("16 06 04", 2025, "160604", None),
        ("16 06 04", 2027, "160604", EwcNote.AMENDED),
    ],
)
def test_battery_entries_by_year(
    text: str, year: int, code: str | None, note: EwcNote | None
) -> None:
    reading = parse_ewc(text, year)
    assert reading is not None
    assert (reading.code, reading.note) == (code, note)


@pytest.mark.parametrize(
    "text",
    ["02 02 04", "020204", "02.02.04", "02 0204", "0202 04", "EWC 020204", "(020204)",
     "EWC-kod: 02 02 04", "02\u00a002\u00a004", "02\u200902\u200904", "02. 02. 04", "EWC020204",
     "Avfallskod 020204", "Fettslam (02 02 04)", "02 02 04 1)", "02 02 04\u00b9"],
)  # fmt: skip
def test_right_forms(text: str) -> None:
    reading = parse_ewc(text)
    assert reading is not None
    assert (reading.code, reading.hazardous, reading.star) == ("020204", False, False)
    assert reading.note is None


@pytest.mark.parametrize(
    "text",
    ["130205*", "*130205", "* 13 02 05", "13 02 05 *", "130205\u2217", "130205x", "13 02 05 x",
     "130205FA", "13 02 05 FA", "13 02 05 (FA)", "130205*1)", "130205* 1)", "13 02 05**",
     "Spillolja130205*"],
)  # fmt: skip
def test_star_forms(text: str) -> None:
    reading = parse_ewc(text)
    assert reading is not None
    assert (reading.code, reading.hazardous, reading.star) == ("130205", True, True)


def test_hazard_comes_from_the_catalogue() -> None:
    missing, extra = parse_ewc("08 01 11"), parse_ewc("15 01 01*")
    assert missing is not None
    assert missing.hazardous
    assert not missing.star
    assert extra is not None
    assert extra.hazardous is False
    assert extra.star
    assert extra.note is EwcNote.STAR_CONFLICT


def test_text_is_as_printed() -> None:
    for text, printed in [
        ("EWC 130205*1)", "130205*"),
        ("1302051)", "130205"),
        ("Metallhydroxidslam (110109*)", "110109*"),
        ("15 01 01\u201315 01 06", "15 01 01\u201315 01 06"),
        ("13 02 02", "13 02 02"),
    ]:
        reading = parse_ewc(text)
        assert reading is not None
        assert reading.text == printed


@pytest.mark.parametrize(
    ("text", "code", "note"),
    [
        ("80116", "080116", EwcNote.LOST_ZERO),
        ("20204", "020204", EwcNote.LOST_ZERO),
        ("2 02 04", "020204", EwcNote.LOST_ZERO),
        ("2 03 04", "020304", EwcNote.LOST_ZERO),
        ("20136", None, EwcNote.AMBIGUOUS),
        ("20304", None, EwcNote.AMBIGUOUS),
        ("20301", None, EwcNote.AMBIGUOUS),  # 02 03 01 and 20 03 01 both exist
        ("20.3", None, EwcNote.INCOMPLETE),
        ("02-02-04", None, EwcNote.DATE),
        ("02-03-04", None, EwcNote.DATE),
        ("2013-03-25", None, EwcNote.DATE),
        ("2002-02-04", None, EwcNote.DATE),
        ("130 205", None, EwcNote.SPREADSHEET),
        ("1,30E+05", None, EwcNote.SPREADSHEET),
        ("######", None, EwcNote.SPREADSHEET),
        ("17 02", None, EwcNote.INCOMPLETE),
        ("1302", None, EwcNote.INCOMPLETE),
        ("kap 15", None, EwcNote.INCOMPLETE),
        ("avfall under kod 13 02", None, EwcNote.INCOMPLETE),
        ("15 01 01\u201315 01 06", None, EwcNote.RANGE),
        ("150101-150106", None, EwcNote.RANGE),
        ("15 01 01 till 15 01 06", None, EwcNote.RANGE),
        ("130205/08", None, EwcNote.RANGE),
        ("20 01 xx", None, EwcNote.WILDCARD),
        ("2001xx", None, EwcNote.WILDCARD),
        ("200301, 150106, 170904", None, EwcNote.LIST),
        ("20 03 01 och 15 01 06", None, EwcNote.LIST),
        ("1302O5", None, EwcNote.UNREADABLE),
        ("Trä (annat än 19 12 06)", None, EwcNote.REFERENCE),
        ("99 99 99", None, EwcNote.UNKNOWN),
    ],
)
def test_wrong_forms(text: str, code: str | None, note: EwcNote) -> None:
    reading = parse_ewc(text)
    assert reading is not None
    assert (reading.code, reading.note) == (code, note)
    assert (reading.hazardous is None) == (code is None)


@pytest.mark.parametrize("code", sorted(retired_codes()))
def test_retired_codes_are_kept_as_text(code: str) -> None:
    spaced = f"{code[:2]} {code[2:4]} {code[4:]}"
    reading = parse_ewc(spaced)
    assert reading is not None
    assert code not in catalogue()
    assert (reading.text, reading.code, reading.note) == (spaced, None, EwcNote.RETIRED)
    assert [r.note for _, _, r in find_ewc(f"Avfall {spaced} bort")] == [EwcNote.RETIRED]


@pytest.mark.parametrize(
    "text",
    ["", "Slam", "12,5", "1 840", "412 500", "2019", "551-12345-2011", "559999-0008",
     "130205-1234", "1283-9114", "7681-52-9", "HP 7", "H14", "R51/53", "040-628 04 00", "ISO 14001:2015"],
)  # fmt: skip
def test_no_code_shape(text: str) -> None:
    assert parse_ewc(text) is None


def test_ocr_repair_only_inside_the_shape() -> None:
    for text, code in [("1302O5", "130205"), ("l302O5", "130205"), ("I5 01 0l", "150101"),
                       ("08 01 1l*", "080111"), ("0B0111", "080111"), ("1S0101", "150101")]:  # fmt: skip
        reading = parse_ewc(text, repair=True)
        assert reading is not None
        assert (reading.code, reading.note) == (code, EwcNote.REPAIRED)
    assert parse_ewc("9O9O90", repair=True) is None
    assert found("1302O5   Spi11olja    1 84O kg", repair=True) == ["130205"]
    assert found("1302O5   Spi11olja    1 84O kg") == []


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Slam från fettavskiljare | 02 02 04 | 12,5 | Fiktiva Sug AB | Exempelgas AB", ["020204"]),
        ("Spillolja                130205*    1 840", ["130205"]),
        ("Oljefilter               160107*      120", ["160107"]),
        ("Lysrör                   20 01 21*     35 st", ["200121"]),
        ("Metallhydroxidslam (110109*)  23,46  TON  D9", ["110109"]),
        ("Zinkhaltig aska (11 05 02)     8,10  TON  R4", ["110502"]),
        ("080111 Färgrester  640 kg    150101 Wellpapp 3,2 ton", ["080111", "150101"]),
        ("| Filterstoft 100909*| 14,2 t    | 3,1 t  |", ["100909"]),
        ("2021-02-03 | 884112 | Emulsion 120109 | 4 560", ["120109"]),
        ("17 01 01 Betong                 120 t                4 300 t", ["170101"]),
        ("19 12 07 Trä (annat än 19 12 06)     -              890 t", ["191207"]),
        ("Spillolja (13 02 08) 2,4 m3, lösningsmedel (14 06 03) 860 kg", ["130208", "140603"]),
        ("7712 | Smittförande avfall 180103 | 14 | box | 112", ["180103"]),
        ("Avfallstyp enl. bilaga 4 AF: 19 08 05   Mängd: 6 412   Enhet: ton", ["190805"]),
        ('EWC 150110*  "Förp. som innehåller rester"   0,085 ton', ["150110"]),
        ("Kod 200301, 150106, 170904   Blandat   totalt 64,3 ton", ["200301", "150106", "170904"]),
        ("| Avfall | 17 09 04 | 8 | 7,6 | 9,1 | 12,25 |", ["170904"]),
        ("Avfall 17 09 04 8 7,6 9,1 12,25", ["170904"]),
        ("130205*1) Spillolja", ["130205"]),
        ("15 01 01\u201315 01 06 förpackningar", [None]),
        ("130205/08 oljor", [None]),
        ("Annat än det som anges i 20 01 21, 20 01 23 och 20 01 35", []),
        ("2021-02-03 170101 Betong", ["170101"]),
    ],
)
def test_guide_lines(line: str, codes: list[str | None]) -> None:
    assert found(line) == codes


TRAPS = [
    "Dnr 551-12345-2011, M 9999-12", "02-02-04", "2013-03-25", "15 kap. 10 §",
    "NFS 2006:9 4 § 14", "verksamhetskod 90.100, 28.20", "SNI 38.210", "CAS 7664-93-9",
    "UN 1993", "Fastighet 13:2", "fax 099-13 02 05", "tel 099-130205", "vx 13 02 05",
    "+46 99 13 02 05", "0046 99 13 02 05", "099/13 02 05", "099 13 02 05", "(099) 13 02 05",
    "130205-1234", "org.nr 130205-1234", "252 32", "Box 1234, 250 01 Exempelstad",
    "N 6214033 E 120109", "6214033, 120109", "120109, 6214033", "x: 6217477 y: 1306179",
    "1283-120109", "1283-60-001", "Dnr 120109", "150101 kg", "150101 kr", "den 12.01.09",
    "2001 08", "Avfall ....... 14", r"\MR 2012.docx 20", "312 000 m³", "12.01.2009",
    "ISO 14001:2015", "15.101", "2011 MH0345", "884112", "1 120 109 kg", "170101 %",
    "Natriumhypoklorit 12 % | 7681-52-9 | 3 200 kg | R31, R34 | C, N", "559999-0008",
    "SE559999000801", "165599990008", "EG-nr 231-668-3", "56.0465, 12.6945",
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_traps_hold_no_code(text: str) -> None:
    assert find_ewc(text) == []


@given(st.sampled_from(CODES), st.sampled_from(["{}{}{}", "{} {} {}", "{}.{}.{}", "{} {}{}"]),
       st.sampled_from(["", "*"]))  # fmt: skip
def test_every_code_in_every_form(code: str, form: str, star: str) -> None:
    printed = form.format(code[:2], code[2:4], code[4:]) + star
    reading = parse_ewc(printed)
    assert reading is not None
    assert reading.code == code
    assert reading.star == bool(star)
    line = f"Avfall | {printed} | 12,5 ton"
    spans = find_ewc(line)
    assert [line[start:end] for start, end, _ in spans] == [printed]
    assert spans[0][2] == reading


@given(
    st.from_regex(r"(?a:0[1-9]\d{0,2})", fullmatch=True),
    st.sampled_from(["-", "/", " - ", " \u2013 ", " "]),
    st.from_regex(r"(?a:\d\d \d\d \d\d|\d{3} \d\d \d\d|\d{6}|\d{3} \d{3} \d\d)", fullmatch=True),
)
def test_never_in_telephone_numbers(area: str, mark: str, local: str) -> None:
    number = f"{area}{mark}{local}"
    assert find_ewc(f"Telefon {number}") == []
    assert find_ewc(f"Fax: {number}") == []
    assert find_ewc(f"+46 (0){number[1:]}") == []
    if mark != " ":  # a blank alone needs its label to tell "0201 04 12 34" from a code
        assert find_ewc(number) == []


@given(st.dates())
def test_never_in_dates(day: object) -> None:
    for text in (
        f"{day}",
        f"{day:%Y%m%d}",
        f"{day:%d/%m %Y}",
        f"{day:%y-%m-%d}",
        f"{day:%d.%m.%Y}",
    ):
        assert find_ewc(text) == []


@given(st.from_regex(r"(?a:\d{6}-\d{4})", fullmatch=True))
def test_never_in_organisation_numbers(number: str) -> None:
    assert find_ewc(number) == []
    assert find_ewc(f"Org.nr {number}") == []
    assert find_ewc(f"16{number.replace('-', '')}") == []


@given(st.from_regex(r"(?a:[1-9]\d{2} \d{2})", fullmatch=True))
def test_never_in_postal_codes(code: str) -> None:
    assert find_ewc(f"Exempelgatan 12, {code} Exempelstad") == []


@given(st.from_regex(r"(?a:[1-9]\d{1,6}-\d\d-\d)", fullmatch=True))
def test_never_in_cas_numbers(number: str) -> None:
    assert find_ewc(f"| {number} |") == []


@given(st.integers(6_130_000, 7_680_000), st.integers(60_000, 1_890_000))
def test_never_in_coordinates(north: int, east: int) -> None:
    forms = ("N {} E {}", "{}, {}", "x: {} y: {}", "{}X{}")
    for form in forms:
        assert find_ewc(form.format(north, east)) == []
    assert find_ewc(f"{east}, {north}") == []


@given(st.from_regex(r"(?a:12\d\d-\d{2,6}(-\d{3,4})?)", fullmatch=True))
def test_never_in_facility_and_case_numbers(number: str) -> None:
    assert find_ewc(f"Nr {number}") == []
    assert find_ewc(number) == []


@given(st.text(max_size=60))
def test_never_fails(text: str) -> None:
    parse_ewc(text, repair=True)
    for start, end, reading in find_ewc(text, repair=True):
        assert text[start:end] == reading.text
