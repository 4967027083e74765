"""What people and spreadsheets make of waste codes, and what is read of it."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.flows.cells import Value, named, readings
from iusml.flows.near import did_you_mean, written
from iusml.normalise.catalogue import EwcEntry, catalogue


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("08 01 15*", ["080115"]),
        ("080115 *", ["080115"]),
        ("08-01-15", ["080115"]),
        ("08.01.16", ["080116"]),
        ("08/01/16", ["080116"]),
        ("8 01 16", ["080116"]),
        ("'080116", ["080116"]),
        ("08\u00a001\u00a015\uff0a", ["080115"]),
        ("EWC 08 01 16", ["080116"]),
        ("200133FA", ["200133"]),
        (80116, ["080116"]),
        (80116.0, ["080116"]),
        ("80116,0", ["080116"]),
        ("80 116", ["080116"]),
        ("130 205", ["130205"]),
        (20204, ["020204"]),
        (8.0116, ["080116"]),
        ("0202", ["0202"]),
        ("02 02", ["0202"]),
        ("2 02 *", ["0202"]),
        ("15 01 xx", ["1501"]),
        ("15*", ["15"]),
        (1501, ["1501"]),
        (15.01, ["1501"]),
        ("08 01 15*, 08 01 16", ["080115", "080116"]),
        ("150101/150102", ["150101", "150102"]),
        ("150101;150102\n150103", ["150101", "150102", "150103"]),
        ("20 01 08 och 20 01 25", ["200108", "200125"]),
        ("Färgslam 08 01 16", ["080116"]),
        ("20 01 08 / matavfall", ["200108"]),
        ("Summa", []),
        (None, []),
        (True, []),
        (time(8, 1), []),
    ],
)
def test_codes_are_read(value: Value, codes: list[str]) -> None:
    assert [one.digits for one in readings(value)] == codes


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (999999, "is no code of the waste list"),
        ("08 01 61", "Did you mean 08 01 16, "),
        (12345, "is no code of the waste list"),
        ("80116*", "not hazardous in the waste list. Write all six digits"),
        (202, 'too short for a code; if all codes below it are meant, write "02 02 *"'),
        (777, "is too short for a code; mend it"),
        (2001, 'may be a year; if all codes below it are meant, write "20 01 *"'),
        ("2002", "may be a year"),
        (9999, "is no code of the waste list"),
        (15.1, "could not be read as a code"),
        (float("nan"), "could not be read as a code"),
        ("20 20 4", "could not be read as a code"),
        ("15 01/02", "could not be read as a code"),
        ("15 01 01–15 01 06", "is a range; write each code"),
        ("utom 08 01 15", "could not be read as a code"),
        ("050130", "is no code of the waste list"),
        ("13 02 02", "is a code of an older waste list. Take 13 02 05* instead"),
        ("2008-13-45", "could not be read"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_cure(value: Value, said: str) -> None:
    (one,) = readings(value)
    assert one.digits is None
    assert said in (one.told or "")


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("08 01 16*", "080116", "does not have 08 01 16 as hazardous; taken as 08 01 16"),
        (80116, "080116", "'80116' was read as 08 01 16."),
        ("080115", "080115", "was read as 08 01 15*."),
        ("080116", "080116", None),
        ("02 02 *", "0202", None),
        ("0202", "0202", "all codes that begin so"),
    ],
)
def test_what_was_put_right_is_told(value: Value, code: str, said: str | None) -> None:
    (one,) = readings(value)
    assert one.digits == code
    assert (one.told is None) if said is None else (said in (one.told or ""))


@pytest.mark.parametrize(
    ("moment", "shown_as", "code", "said"),
    [
        (datetime(2015, 1, 1), "yyyy-mm-dd", "150101", "2015-01-01 was read as 15 01 01"),
        (date(2019, 8, 9), "mm-dd-yy", "190809", "no other order of its parts is a code"),
        ("2015-01-01", "General", "150101", "was read as 15 01 01"),
        ("2015-01-01 00:00:00", "General", "150101", "was read as 15 01 01"),
        (date(2008, 1, 16), "yyyy-mm-dd", None, "of 08 01 16 or 16 01 08*. Format the cell as"),
        (date(2015, 1, 1), "mmm-yy", None, "no code can be made of it"),
        (date(2023, 5, 1), "yyyy-mm-dd", None, "no code can be made of it"),
        (datetime(2015, 1, 1, 7, 30), "yyyy-mm-dd", None, "no code can be made of it"),
        (date(1915, 1, 1), "yyyy-mm-dd", None, "no code can be made of it"),
    ],
)
def test_dates_that_were_codes(moment: Value, shown_as: str, code: str | None, said: str) -> None:
    (one,) = readings(moment, shown_as)
    assert one.digits == code
    assert said in (one.told or "")


@given(st.sampled_from(catalogue().entries), st.sampled_from(("{}", "{} ", "EWC {}", "kod: {}")))
def test_every_code_is_read_however_it_is_written(entry: EwcEntry, shape: str) -> None:
    star = "*" if entry.hazardous else ""
    number = int(entry.code)
    for value in (written(entry.code), entry.code, entry.code + star, number, float(number)):
        put = shape.format(value) if isinstance(value, str) else value
        assert [one.digits for one in readings(put)] == [entry.code]


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats()))
def test_nothing_breaks_the_reading(value: str | int | float) -> None:
    for one in readings(value):
        assert one.digits is not None or one.told


def test_running_text_needs_clear_codes() -> None:
    assert [one.digits for one in named("Slam (08 01 16), 20204 kg")] == ["080116"]
    assert named("Avfall 20204 kg år 2023") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("80116", " Did you mean 08 01 16?"),
        ("150", ""),
        ("1501", " Did you mean 15 01 *?"),
        ("999999", ""),
        ("abc", ""),
    ],
)
def test_codes_nearby(text: str, said: str) -> None:
    assert did_you_mean(text) == said
