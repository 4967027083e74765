"""The page of a run: put together and written at the end, however the run ends."""

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

from iusml.batch.page import bars, words
from iusml.batch.tally import Tally
from iusml.errors import IusmlError, OutputError
from iusml.settings import Settings
from iusml.store.writers import check_output, remove_leftovers, whole_file

SLOWEST = 20
_TEMPLATES = "iusml.batch.page"


@dataclass(frozen=True, slots=True)
class Ended:
    """By whom or what a run was stopped; `message` is in English, as the program prints it."""

    sentence: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run was asked to do: where its records go, with which settings."""

    output: str
    settings: Settings
    workers: int
    began: datetime = field(default_factory=lambda: datetime.now().astimezone())


def check_page(path: Path) -> Path:
    """Return `path` if a page can be written there; asked before any work. Raises OutputError."""
    return check_output(str(path), (".html",))


class RunPage:
    """Writes the page of a run at its end, also when it is stopped or fails."""

    def __init__(self, path: Path, tally: Tally, facts: RunFacts) -> None:
        self._path, self._tally, self._facts = path, tally, facts

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write the page. Raises OutputError, but never in the place of another error."""
        if error is None or self._tally.written:
            self._write(None)
        elif self._tally.total:  # else nothing happened: an earlier page stays
            with contextlib.suppress(OutputError):
                self._write(_ended(error))

    def _write(self, ended: Ended | None) -> None:
        text = page_text(self._tally, self._facts, datetime.now().astimezone(), ended)
        remove_leftovers(self._path)
        with whole_file(self._path) as file:
            file.write(text.encode("utf-8"))


def _ended(error: BaseException) -> Ended:
    if isinstance(error, IusmlError):
        return Ended("Körningen stannade på ett fel.", str(error))
    if isinstance(error, KeyboardInterrupt):
        return Ended("Körningen avbröts av användaren.")
    return Ended(f"Programmet stannade på ett oväntat fel ({type(error).__name__}).")


def page_text(tally: Tally, facts: RunFacts, now: datetime, ended: Ended | None = None) -> str:
    """Return the page as HTML; `ended` says what stopped the run, if anything did."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(_TEMPLATES)
    # Paths and sentences are never HTML: only the style below is.
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined,
                        trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    pages.filters["n"] = words.number
    return pages.get_template("run.html").render(
        tally=tally,
        facts=facts,
        now=now,
        ended=ended,
        words=words,
        model=", ".join(sorted(tally.models)) or "–",
        version=version("iusml"),
        charts={
            "Avfallsströmmar": bars.chart(tally.streams),
            "Kontakter": bars.chart(tally.contacts),
        },
        size=bars,
        slowest=sorted(tally.readings, key=lambda one: -one.seconds)[:SLOWEST],
        settings=_settings(facts),
        style=loader.get_source(pages, "run.css")[0],
    )


def _settings(facts: RunFacts) -> list[tuple[str, str]]:
    """The settings of the run, named as on the command line."""
    chosen = facts.settings
    model = "skrivna regler (--rules-only)" if chosen.rules_only else str(chosen.model)
    share = f"{words.number(100 * chosen.auto_accept_precision, 1).removesuffix(',0')}\u00a0%"
    promised = "inget löfte: reglerna är inte kalibrerade" if chosen.rules_only else share
    return [
        ("Läser med", model),
        ("Läser sidor som är bilder (OCR)", "ja" if chosen.ocr else "nej (--no-ocr)"),
        ("Poster utan granskning ska vara rätt till minst", promised),
        ("Föreslår avfallskoder", "ja (--suggest-codes)" if chosen.suggest_codes else "nej"),
        ("Processer (--workers)", str(facts.workers or "en per kärna")),
        ("Trådar i varje process (--threads)", str(chosen.threads or "kärnorna delas")),
        ("Modellen körs på (--device)", chosen.device),
        ("Tid för en rapport (--max-seconds)", words.span(chosen.max_seconds_per_report)),
        ("Minne för en rapport (--max-memory)", f"{words.number(chosen.max_memory_mb)}\u00a0MB"),
    ]
