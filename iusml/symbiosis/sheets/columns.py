"""The columns of a flow's workbook: their headings, widths, number formats and meanings."""

from typing import Final, Literal, NamedTuple

from iusml.store.rows import Column

Format = Literal["@", "0", "0.0", "#,##0.0##", "0%", "+0%;-0%;0%"]
BEST: Final = 3
"""Candidates that stand beside a stream; the sheet of receivers has them all."""


class Told(NamedTuple):
    """A column, how its numbers look, and what it tells."""

    column: Column
    format: Format
    meaning: str


def _text(name: str, width: int, meaning: str) -> Told:
    return Told(Column(name, "text", width), "@", meaning)


def _whole(name: str, width: int, meaning: str) -> Told:
    return Told(Column(name, "integer", width), "0", meaning)


def _number(name: str, form: Format, meaning: str) -> Told:
    return Told(Column(name, "number", 13), form, meaning)


_NUMBER: Final = _whole("Nr", 6, "Strömmens nummer, detsamma på alla blad.")
_COMPANY: Final = _text("Företag", 26, "Verksamhetsutövaren enligt rapporten.")
_FACILITY: Final = _text("Anläggning", 22, "Anläggningens namn, annars dess nummer.")
_STREAM: Final = _text("Avfallsström", 30, "Avfallet med rapportens egna ord.")
_CODE: Final = _text("Avfallskod", 14, "Sex siffror; en stjärna betyder farligt avfall.")
_TONNES: Final = _number("Ton", "#,##0.0##", "Vikten i ton. Tom där rapporten inte ger någon vikt.")
_AMOUNT: Final = (
    _text("Mängd enligt rapporten", 18, "Mängden så som den står, eller att den saknas."),
    _number("Mängd", "#,##0.0##", "Mängden som tal, i rapportens enhet."),
    _text("Enhet", 10, "Rapportens enhet."),
    _TONNES,
    _text("Ungefärlig", 14, "Ja om rapporten anger mängden som ungefärlig."),
)
_REPORT: Final = (
    _text("Rapport", 34, "Filen som uppgiften lästes i."),
    _whole("Sida", 8, "Sidan i filen, räknad från 1. Tom där den är okänd."),
)


def _best(rank: int) -> tuple[Told, ...]:
    start = f"Mottagare {rank}"
    return (
        _text(start, 24, f"Möjlig mottagare nr {rank}. Ett förslag att pröva, ingen uppgörelse."),
        _number(f"{start}, sannolikhet", "0%", "Sannolikhet att de två passar ihop."),
        _number(f"{start}, km", "0.0", "Avstånd i kilometer. Tomt där ett läge är okänt."),
        _text(f"{start}, skäl", 30, "Vad som talar för och emot."),
        _text(f"{start}, uppföljning", 13, "Hur långt de två har kommit."),
    )


STREAMS: Final = (
    _NUMBER,
    _COMPANY,
    _text("Org.nr", 13, "Organisationsnumret."),
    _FACILITY,
    _text("Kommun", 15, "Kommunen där anläggningen ligger."),
    _STREAM,
    _CODE,
    _text("Kom med genom", 22, "Varför strömmen räknas till flödet."),
    _number("Hör till flödet", "0%", "Sannolikhet att strömmen hör till flödet."),
    _text("Farligt avfall", 14, "Ja, nej, eller att det inte framgår."),
    *_AMOUNT,
    _whole("År", 8, "Året som mängden gäller; utan mängd det som rapporten gäller."),
    _text("Utveckling", 22, "Mellan första och sista jämförbara år, eller varför ingen visas."),
    _number("Förändring", "+0%;-0%;0%", "Utvecklingen i procent som tal."),
    _text("Tidigare år", 30, "Tidigare mängder, de senaste först. Bladet År visar var de står."),
    _text("Behandling", 20, "Dagens behandling med rapportens ord."),
    _text("R/D-kod", 12, "Dagens kod för återvinning (R) eller bortskaffande (D)."),
    _text("Mottagare i dag", 22, "Vem som tar emot avfallet i dag."),
    _text("Kontakt", 22, "Den första kontakten i rapporten, eller att ingen finns."),
    _text("Kontakt, roll", 16, "Kontaktens roll."),
    _text("Kontakt, e-post", 26, "Kontaktens e-postadress."),
    _text("Kontakt, telefon", 18, "Kontaktens telefonnummer."),
    _text("Kontakt står på", 20, "Sidan där kontakten står, och filen om den är en annan."),
    _text("Fler kontakter", 30, "Övriga kontakter i rapporten."),
    *(told for rank in range(1, BEST + 1) for told in _best(rank)),
    *_REPORT,
    _number("Säkerhet", "0%", "Sannolikhet att hela strömmen är rätt läst."),
    _text("Bör granskas", 10, "Ja om någon bör se efter i rapporten."),
    _text("Varför granskas", 36, "Vad som är osäkert."),
)
RECEIVERS: Final = (
    _NUMBER,
    _COMPANY,
    _FACILITY,
    _STREAM,
    _CODE,
    _TONNES,
    _whole("Ordning", 9, "1 är strömmens sannolikaste mottagare."),
    _text("Mottagare", 26, "Möjlig mottagare i katalogen. Ett förslag att pröva."),
    _text("Behov", 34, "Vad mottagaren söker."),
    _number("Sannolikhet", "0%", "Sannolikhet att de två passar ihop."),
    _number("Km", "0.0", "Avstånd i kilometer. Tomt där ett läge är okänt."),
    _text("Skäl", 44, "Vad som talar för och emot."),
    _text("Uppföljning", 13, "Hur långt de två har kommit."),
    _text("Mottagarens kommun", 16, "Kommunen enligt katalogen."),
    _text("Mottagarens kontakt", 22, "Kontakten enligt katalogen."),
    _text("Mottagarens e-post", 26, "E-postadressen enligt katalogen."),
    _text("Mottagarens telefon", 18, "Telefonnumret enligt katalogen."),
)
YEARS: Final = (
    _NUMBER,
    _COMPANY,
    _FACILITY,
    _STREAM,
    _CODE,
    _whole("År", 8, "Året som mängden gäller."),
    *_AMOUNT,
    *_REPORT,
    _text("Rad i rapporten", 44, "Raden som mängden lästes ur, där den är sparad."),
)
GAPS: Final = (
    _text("Vad saknas", 30, "Uppgiften som saknas eller bör granskas."),
    _text("Gäller", 40, "Företaget och strömmen, eller hela underlaget."),
    _whole("Nr", 6, "Strömmens nummer; tomt där bristen gäller företaget eller underlaget."),
    *_REPORT,
)
EXPLAINED: Final = (
    _text("Blad", 14, "Bladets namn."),
    _text("Kolumn", 26, "Kolumnens namn."),
    _text("Förklaring", 90, "Vad kolumnen säger."),
)
