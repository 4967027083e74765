"""Written rules for the facility and its people: forms, labels and shapes of numbers."""

import re
from collections.abc import Callable, Iterator

from iusml.normalise.email import parse_email
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.phone import parse_phone
from iusml.normalise.place import parse_facility_number, parse_municipality
from iusml.normalise.year import parse_year
from iusml.tagging.rule_marks import Marks, View, is_blank

FRONT_PAGES = 2
LINE_CHARS = 60
"""A longer line below a label is running text and no value."""
_FORM = {
    "OPERATOR": r"verksamhetsut[öo]vare(?:ns namn)?|huvudman(?:nens namn)?|företagsnamn|företag"
    r"|bolag(?:ets namn)?|sökande",
    "FACILITY": r"anläggning(?:en|ens|s)?[ -]?namn|platsnamn|verksamhetens namn|anläggning"
    r"|namn på anläggningen|arbetsställe",
    "VISITING": r"besöksadress(?: för anl\.)?|gatuadress|anläggningens adress|lokalisering",
    "POSTAL": r"(?:post|utdelnings)?adress",
    "POSTCODE": r"postnummer|postnr|ort|postort|postadress",
    "MUNICIPALITY": r"kommun(?:, län| och län)?|belägenhetskommun|lägeskommun",
    "PERSON": r"kontaktperson(?:er)?(?: för anläggningen| i miljöfrågor| miljö)?|juridiskt ansvarig"
    r"|förnamn|efternamn|namn|ansvarig(?: person| chef)?|(?:rapporten )?upprättad av"
    r"|ansvarig för rapporten|kontakt|handläggare på företaget",
    "ROLE": r"titel|befattning|roll|funktion",
}
_LABELS = {
    name: re.compile(rf"(?:{pattern})(?![\w-])\s*(?P<mark>:?)\s*", re.IGNORECASE)
    for name, pattern in _FORM.items()
}
_ROLE_WORD = (
    r"(?:VD|vd|[Vv]erkställande direktör|[Pp]latsansvarig|[Ff]abrikör"
    r"|(?:[\wÅÄÖåäö-]+(?: och | |- och ))?[\wÅÄÖåäö-]*(?:chef|ansvarig|samordnare|ingenjör|ledare"
    r"|direktör|inspektor|föreståndare|koordinator|controller)(?: [a-zåäö]+verk| VA| miljö)?)"
)
_NAME = (
    r"[A-ZÅÄÖ][a-zåäöéøæüj]+(?:-[A-ZÅÄÖ][a-zåäöéøæüj]+)?"
    r"(?: (?:af|von|de|van))?(?: [A-ZÅÄÖ][a-zåäöéøæüj]+(?:-[A-ZÅÄÖ][a-zåäöéøæüj]+)?){1,2}"
)
_NAME_ROLE = re.compile(rf"(?P<name>{_NAME})(?:, | \(| – | - )(?P<role>{_ROLE_WORD})(?![\w-])")
_ROLE_NAME = re.compile(rf"(?<![\w-])(?P<role>{_ROLE_WORD})[,:]? (?P<name>{_NAME})(?![\w-])")
_OTHERS = re.compile(
    r"konsult|laborat|\blab\b|tillsyn|handlagg|granskad|namnd|lansstyrelse|\bfax|revisor|kommunens"
)
_NUMBER: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    "ORG_NUMBER": (re.compile(r"(?:16)?\d{6}\s?[-–]\s?\d{4}"), parse_org_number),
    "FACILITY_NUMBER": (re.compile(r"\d{4}\s?[-–]\s?\d{2,4}(?:-\d{1,4})?"), parse_facility_number),
}
_EMAIL = re.compile(r"\S+\s?@\s?\S+\.\w+")
_PHONE = re.compile(r"(?:\+46|0)[\d()\s–/-]{6,18}\d")
_PHONE_LABEL = re.compile(r"\b(?:tel\w*|tfn|mobil\w*|vx|vaxel|direkt)\b")
_YEAR = re.compile(
    r"(?:miljörapport(?:en)?|årsrapport|verksamhetsår\w*|rapporteringsår\w*|avser|avseende|för|år)"
    r"(?:\W+(?:för|år|avseende))*\W*(?P<year>(?:19|20)\d\d)(?![\d:-])|^(?P<alone>(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_YEAR_LABEL = re.compile(r"^(?:rapporterings|verksamhets|redovisnings)?ar\b|miljorapport$")


_TITLE = re.compile(
    r"(?:grunddel|textdel|miljörapport(?: (?:19|20)\d\d)?) för "
    r"(?P<name>(?-i:[A-ZÅÄÖ])[^(,:]{4,50}?)"
    r"(?= \(| år\b| (?:19|20)\d\d|,|$)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:AB [A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*"
    r"|[A-ZÅÄÖ][\w-]+(?: (?:& |och |i )?[A-ZÅÄÖ][\w-]+){0,4} (?:AB|HB|KB|ek\. för\.))(?!\w)"
)


def mark_facts(marks: Marks) -> None:
    """Label what says who reports, where, for which year, and whom to write to."""
    lines = list(marks.lines())
    _mark_numbers(marks, lines)
    _mark_form(marks, list(_form(marks, lines)))
    _mark_titles(marks, lines)
    _mark_years(marks, lines)
    for line in lines:
        if not _OTHERS.search(line.folded):
            _mark_people(marks, line)
    _mark_reachable(marks, lines)


def _form(marks: Marks, lines: list[View]) -> Iterator[tuple[str, View]]:
    """Yield (field, value): the next cell after a label, or the rest of the label's line."""
    cells = marks.layout.cell_at
    for number, line in enumerate(lines):
        for name, pattern in _LABELS.items():
            match = pattern.match(line.text)
            if match is None:
                continue
            rest = line.text[match.end() :]
            here = cells.get(line.start)
            if rest and (match["mark"] or rest[:1].isupper()):
                first, last = line.words(match.end(), len(line.text))
                yield name, View(marks.document, first, last)
            elif not rest and number + 1 < len(lines):
                value = lines[number + 1]
                there = cells.get(value.start)
                beside = here and there and (here[0], here[1].row) == (there[0], there[1].row)
                below = here is None and there is None and len(value.text) < LINE_CHARS
                if beside or (below and value.text[:1].isupper()):
                    yield name, value


def _mark_form(marks: Marks, fields: list[tuple[str, View]]) -> None:
    names = {name for name, value in fields if not is_blank(value.text)}
    for name, value in fields:
        if is_blank(value.text):
            continue
        if name == "MUNICIPALITY":
            end = re.split(r",|\(", value.text)[0]
            if parse_municipality(end):
                marks.put(name, *value.words(0, len(end.rstrip())))
        elif name in {"VISITING", "POSTCODE"} or (name == "POSTAL" and "VISITING" not in names):
            marks.put("ADDRESS", value.start, value.end)
        elif name == "PERSON" and not _OTHERS.search(value.folded):
            match = re.match(rf"{_NAME}(?=[,(]|$| [\d+(])|[A-ZÅÄÖ][\w-]+$", value.text)
            if match:
                marks.put(name, *value.words(*match.span()))
        elif name == "ROLE":
            marks.put(name, value.start, value.end)
        elif name in {"OPERATOR", "FACILITY"} and value.end - value.start <= 8:
            end = re.split(r", (?=org)| \(\d|, \d", value.text)[0]
            marks.put(name, *value.words(0, len(end)))


def _mark_titles(marks: Marks, lines: list[View]) -> None:
    """Without a form: the plant that the title names, the first company of the front pages."""
    have = {label for label, _, _ in marks.spans}
    for line in lines:
        if marks.document.words[line.start].page > FRONT_PAGES:
            return
        title, company = _TITLE.search(line.text), _COMPANY.search(line.text)
        if "FACILITY" not in have and title and marks.put("FACILITY", *line.words(*title.span(1))):
            have.add("FACILITY")
        # A company in the middle of a sentence may be anyone.
        alone = company is not None and 2 * len(company.group()) >= len(line.text)
        if "OPERATOR" in have or not company or not alone or _OTHERS.search(line.folded):
            continue
        if marks.put("OPERATOR", *line.words(*company.span())):
            have.add("OPERATOR")


def _mark_numbers(marks: Marks, lines: list[View]) -> None:
    for line in lines:
        for label, (pattern, parse) in _NUMBER.items():
            for match in pattern.finditer(line.text):
                if parse(match.group()) and not _PHONE_LABEL.search(line.folded):
                    marks.put(label, *line.words(*match.span()))


def _mark_years(marks: Marks, lines: list[View]) -> None:
    """The reporting year on the front pages, after its title or label."""
    for number, line in enumerate(lines):
        if marks.document.words[line.start].page > FRONT_PAGES:
            return
        labelled = number > 0 and _YEAR_LABEL.search(lines[number - 1].folded.strip(" :"))
        for match in _YEAR.finditer(line.text):
            group = "year" if match["year"] else "alone"
            if (group == "year" or labelled) and parse_year(match[group]):
                marks.put("YEAR", *line.words(*match.span(group)))


def _mark_people(marks: Marks, line: View) -> None:
    """Names beside roles, either way round; a role in a line with a name."""
    for pattern in (_NAME_ROLE, _ROLE_NAME):
        for match in pattern.finditer(line.text):
            marks.put("PERSON", *line.words(*match.span("name")))
            if marks.within(*line.words(*match.span("name")), ["PERSON"]):
                marks.put("ROLE", *line.words(*match.span("role")))


def _mark_reachable(marks: Marks, lines: list[View]) -> None:
    """Mail and telephone in the lines of people, or after labels close to one."""
    for line in lines:
        mails = [*_EMAIL.finditer(line.text)] if "@" in line.text else []
        phones = [*_PHONE.finditer(line.text)]
        if not (mails or phones) or _OTHERS.search(line.folded):
            continue
        if not marks.within(max(0, line.start - 30), line.end, ["PERSON"]):
            continue
        for match in mails:
            if parse_email(match.group()):
                marks.put("EMAIL", *line.words(*match.span()))
        for match in phones:
            if parse_phone(match.group()):
                marks.put("PHONE", *line.words(*match.span()))
