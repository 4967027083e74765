"""Written rules for waste in running text and lists."""

import re

from iusml.normalise.ewc import find_ewc
from iusml.normalise.operation import parse_operation
from iusml.normalise.quantity import find_amounts
from iusml.normalise.text import fold
from iusml.tagging.rule_marks import Marks, View

WASTE_WORDS = 7
ITEM_WORDS = 30
_HEADING = re.compile(r"^(?:bilaga |kap\w*\.? )?\d{1,2}(?:\.\d+)*\.? \D|^[A-ZÅÄÖ][^.:;]*$")
_OF_WASTE = re.compile(r"avfall|restprodukt|biprodukt")
_STOP_WORDS = (
    "och samt av med till fran pa i vid som ur for under varav ca cirka totalt om var ar en ett "
    "den det de har lamnades lamnas lamnats uppgick uppgar hamtades hamtas omhandertogs avyttrades "
    "bestar uppkom uppkommer utgors dessutom aven ton kg m3 m³ st liter ( ) , . ; : – - •"
)
_STOP = frozenset(_STOP_WORDS.split())
_AMOUNT_LEAD = re.compile(
    r"^(?:ca|c:a|cirka|drygt|knappt|omkring|ungefär|nästan|uppskattningsvis|över|under|runt)\.?\s+",
    re.IGNORECASE,
)
_COMPANY = (
    r"(?P<name>(?:AB )?[A-ZÅÄÖ][\wåäöé&-]+(?:(?: (?:i|och|&|på|vid) | )[A-ZÅÄÖ][\wåäöé&-]+)*"
    r"(?: (?:AB|HB|KB|ek\. ?för\.))?)"
)
_RECEIVER = re.compile(
    r"(?:lämna[st]?(?:des)?|går|gått|gick|skickas|skickades|sän[dt]\w*|körs|kördes|levereras"
    r"|levererades|[Mm]ottagare(?: är)?|omhändertas av|omhändertogs av|tas emot av|togs emot av)"
    rf":?(?: till)? {_COMPANY}"
)
_TRANSPORTER = re.compile(
    r"(?:hämta[st]?(?:des)? av|transportera[st]?(?:des)? av|körs av|kördes av"
    rf"|[Tt]ransportör(?: är)?|[Ee]ntreprenör):? {_COMPANY}"
)
_OPERATION = re.compile(r"(?<![\w-])[RD]\s?\d{1,2}(?![\d\w])")


def mark_prose(marks: Marks) -> None:
    """Label wastes with their codes and amounts outside tables."""
    in_section = False
    for block in marks.blocks():
        heading = block.end - block.start <= 10 and _HEADING.match(block.text)
        if heading:
            in_section = bool(_OF_WASTE.search(block.folded))
            continue
        found = _mark_codes(marks, block)
        if in_section and not found and block.end - block.start <= ITEM_WORDS:
            found = _mark_item(marks, block)
        if found or in_section:
            _mark_partners(marks, block)


def _mark_codes(marks: Marks, block: View) -> bool:
    """Label codes, the words before each as its waste, and the amounts of those sentences."""
    codes = find_ewc(block.text)
    found = False
    for start, end, _ in codes:
        first, last = block.words(start, end)
        waste = _words_before(marks, block, first)
        if waste and marks.put("EWC", first, last):
            found = marks.put("WASTE", *waste) or found
    if found:
        for start, end, amount in find_amounts(block.text):
            if amount.value is not None and amount.unit is not None:
                _mark_amount(marks, block, start, end)
    return found


def _mark_amount(marks: Marks, block: View, start: int, end: int) -> None:
    lead = _AMOUNT_LEAD.match(block.text[start:end])
    marks.put("QUANTITY", *block.words(start + (lead.end() if lead else 0), end))


def _words_before(marks: Marks, block: View, code: int) -> tuple[int, int] | None:
    """The words before a code up to a stop word, mark or figure: what the waste is called."""
    words = marks.document.words
    end = code
    while end > block.start and (
        words[end - 1].text in {"(", ",", ":", "–", "-"} or fold(words[end - 1].text) in _LABELS
    ):
        end -= 1
    start = end
    while start > block.start and end - start < WASTE_WORDS:
        text = fold(words[start - 1].text)
        joined = text == "och" and start - 2 >= block.start and start < end and _hangs(marks, start)
        if start - 1 in marks.labels or (text in _STOP and not joined) or text[:1].isdigit():
            break
        start -= 1
    return (start, end) if start < end else None


_LABELS = frozenset({"ewc", "ewc-kod", "kod", "avfallskod", "lov-kod", "nr"})


def _hangs(marks: Marks, start: int) -> bool:
    """Whether "och" joins parts of one name ("krymp- och sträckfilm")."""
    return marks.document.words[start - 2].text.endswith("-")


def _mark_item(marks: Marks, block: View) -> bool:
    """A list item or short line: name, a mark, amount."""
    amounts = [a for a in find_amounts(block.text) if a[2].value is not None and a[2].unit]
    if not amounts:
        return False
    match = re.match(r"[-–•*\s]*(?P<name>[^\W\d][^:;.,\d(–]{2,60}?)\s*(?=[:,(–-]|\d)", block.text)
    if match is None or match.end() > amounts[0][0] or " har " in match["name"]:
        return False
    if match["name"].count(" ") >= WASTE_WORDS or fold(match["name"]).split()[0] in _STOP:
        return False
    if not marks.put("WASTE", *block.words(*match.span("name"))):
        return False
    _mark_amount(marks, block, amounts[0][0], amounts[0][1])
    return True


def _mark_partners(marks: Marks, block: View) -> None:
    """Receivers, carriers and operation codes where wastes are told of."""
    for label, pattern in (("TRANSPORTER", _TRANSPORTER), ("RECEIVER", _RECEIVER)):
        for match in pattern.finditer(block.text):
            marks.put(label, *block.words(*match.span("name")))
    if marks.within(block.start, block.end, ["WASTE"]):
        for match in _OPERATION.finditer(block.text):
            if parse_operation(match.group()):
                marks.put("TREATMENT", *block.words(*match.span()))
