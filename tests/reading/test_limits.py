"""Files and pages that hang, die or eat memory cost no more than themselves."""

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from iusml.document import Document
from iusml.errors import EncryptedPdfError, UnreadablePdfError
from iusml.pipeline import Pipeline, load
from iusml.reading import guarded, pdf
from iusml.reading.guarded import GuardedReader, Limits
from iusml.reading.ocr import Recognised
from iusml.reading.reader import read_document
from iusml.reading.worker import JobLimits, Worker, WorkerLost
from iusml.settings import Settings
from iusml.tagging.rules import RulesTagger
from tests.reading.harm import Harm, HarmfulEngine, LocalError, counting, dying, failing
from tests.reading.paper import Sheet, grid, whole

EASY = JobLimits(seconds=300, item_seconds=300, megabytes=1024)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One worker for all tests, as starting one takes seconds."""
    worker = Worker()
    yield worker
    worker.close()


def report(path: Path, pictures: int, words: str = "Slam från tvätthallen på Ön") -> Path:
    """A page of text, then pages that are pictures, then a page of text."""
    sheet = Sheet(path)
    for number in range(pictures + 2):
        if 0 < number <= pictures:
            sheet.canvas.rect(100, 100, 300, 300, fill=1)
        else:
            sheet.text(72, 100, words)
        sheet.canvas.showPage()
    return sheet.save()


class RenderingEngine:
    """Looks at the page and finds nothing."""

    def recognise(self, file: pdf.PdfFile, page: pdf.RawPage) -> Recognised:
        file.render(page.number, 50)
        return Recognised((), (), (), 0, 0.0)


def outcomes(document: Document) -> list[str]:
    return [page.outcome for page in document.pages]


def test_the_worker_reads_as_this_process_does(tmp_path: Path, worker: Worker) -> None:
    sheet = Sheet(tmp_path / "åäö.pdf")
    sheet.ruled_table([72, 250, 400], 100, [["Avfall", "Ton"], ["Slam", "1,5"], ["Trä", "8"]])
    sheet.canvas.showPage()
    sheet.text(72, 100, "Andra sidan på svenska")
    path = sheet.save()
    document = GuardedReader(worker=worker).read(path, ocr=False)
    assert document == read_document(path, ocr=False)
    assert grid(document, document.tables[0])[1] == ["Slam", "1,5"]


@pytest.mark.parametrize("harm", ["hang", "die", "eat"])
def test_a_harmful_page_costs_one_page(tmp_path: Path, worker: Worker, harm: Harm) -> None:
    path = report(tmp_path / "rapport.pdf", pictures=2)
    limits = Limits(seconds=300, megabytes=1024, page_seconds=3 if harm == "hang" else 300)
    reader = GuardedReader(limits, worker)
    document = reader.read(path, engine=HarmfulEngine(harm, (2,)))
    assert outcomes(document) == ["text", "failed", "ocr", "text"]
    assert [word.text for word in document.words if word.page == 3] == ["Läst"]
    reason = document.pages[1].reason or ""
    assert ("longer than 3 seconds" if harm == "hang" else "memory") in reason
    assert document.problems == (f"Page 2 was not read. {reason}",)


def test_when_the_time_is_up_the_rest_is_named(tmp_path: Path, worker: Worker) -> None:
    path = report(tmp_path / "rapport.pdf", pictures=3)
    reader = GuardedReader(Limits(seconds=3), worker)
    document = reader.read(path, engine=HarmfulEngine("hang", (2,)))
    assert outcomes(document) == ["text", *["failed"] * 4]
    record = Pipeline(RulesTagger()).extract(document).document
    assert (record.status, record.pages) == ("partial", 5)
    assert [page.page for page in record.failed_pages] == [2, 3, 4, 5]
    reason = record.failed_pages[0].reason
    assert reason.startswith("Reading the report took longer than 3 seconds")
    assert record.error == f"Pages 2 to 5 were not read. {reason}"


def test_a_file_that_breaks_the_reader_again_and_again_is_left(
    tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "MAX_LOSSES", 2)
    path = report(tmp_path / "rapport.pdf", pictures=4)
    engine = HarmfulEngine("die", (2, 3, 4, 5))
    document = GuardedReader(worker=worker).read(path, engine=engine)
    assert outcomes(document) == ["text", *["failed"] * 5]
    assert len(document.problems) == 3
    assert document.problems[-1].startswith("Pages 4 to 6 were not read.")


def test_errors_come_through(tmp_path: Path, worker: Worker) -> None:
    reader = GuardedReader(worker=worker)
    with pikepdf.open(report(tmp_path / "a.pdf", 0)) as file:
        file.save(tmp_path / "låst.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EncryptedPdfError, match="password"):
        reader.read(tmp_path / "låst.pdf")
    with pytest.raises(UnreadablePdfError, match=r"saknas\.pdf cannot be opened"):
        reader.read(tmp_path / "saknas.pdf")
    with pytest.raises(ValueError, match="Åtgärd"):
        list(worker.run(partial(failing, ValueError), EASY))
    with pytest.raises(RuntimeError, match="LocalError"):
        list(worker.run(partial(failing, LocalError), EASY))


def test_what_jobs_print_is_no_message(worker: Worker) -> None:
    assert list(worker.run(partial(counting, 5), EASY)) == [0, 1, 2, 3, 4]


def test_an_interrupted_job_is_stopped_and_the_next_one_runs(worker: Worker) -> None:
    def interrupted() -> None:
        for _ in worker.run(partial(counting, 1000), EASY):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(worker.run(partial(counting, 2), EASY)) == [0, 1]


def test_a_job_that_never_answers_is_told(worker: Worker) -> None:
    with pytest.raises(WorkerLost) as lost:
        list(worker.run(dying, EASY))
    assert not lost.value.timed_out


def test_a_worker_that_is_closed_before_it_is_asked_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another thread may close it at any moment, also between its start and its first job."""
    started = Worker._started

    def closed(worker: Worker) -> object:
        process = started(worker)
        worker.close()
        return process

    monkeypatch.setattr(Worker, "_started", closed)
    with pytest.raises(WorkerLost):
        list(Worker().run(partial(counting, 1), EASY))


def test_a_worker_without_its_owner_ends() -> None:
    worker = Worker()
    assert list(worker.run(partial(counting, 1), EASY)) == [0]
    process = worker._process
    assert process is not None
    del worker
    assert process.poll() is not None


def test_the_settings_reach_the_reader(tmp_path: Path) -> None:
    settings = Settings(rules_only=True, max_seconds_per_report=120, max_memory_mb=1024)
    record = load(settings)(report(tmp_path / "rapport.pdf", 0)).document
    assert (record.status, record.pages) == ("ok", 2)
    assert record.failed_pages == []


def test_words_beyond_all_measure_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_WORDS", 12)
    document = read_document(report(tmp_path / "rapport.pdf", 0, "Slam och olja " * 6))
    assert len(document.words) == 24
    assert document.problems[0] == "Page 1 has 18 words; only the first 12 were read."


def test_a_word_of_thousands_of_letters_keeps_them_all(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "lång.pdf", (9_000, 842))
    sheet.text(72, 100, "förbränning" * 200, 7)
    document = read_document(sheet.save())
    assert "".join(word.text for word in document.words) == "förbränning" * 200
    assert max(len(word.text) for word in document.words) <= pdf.MAX_WORD_LETTERS


def test_the_lines_of_a_map_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(tmp_path / "karta.pdf")
    sheet.text(72, 100, "Karta över anläggningen på Ön")
    for number in range(500):
        sheet.rule(72, 110 + number, 75, 110 + number)
    path = sheet.save()
    with pdf.open_pdf(path) as file:
        assert len(file.page(1).rules) == 500
        monkeypatch.setattr(pdf, "MAX_CONTENT_BYTES", 1000)
        page = file.page(1)
    assert page.rules == ()
    assert whole(read_document(path)) == "Karta över anläggningen på Ön"


def test_more_pages_than_any_report_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(UnreadablePdfError, match="has 3 pages; at most 2"):
        read_document(report(tmp_path / "rapport.pdf", 1))


def test_a_billion_pages_are_damage(tmp_path: Path) -> None:
    path = report(tmp_path / "rapport.pdf", 0)
    path.write_bytes(path.read_bytes().replace(b"/Count 2", b"/Count 2000000000"))
    with pytest.raises(UnreadablePdfError, match="damaged"):
        read_document(path)


def test_half_a_picture_is_told(tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((600, 800)).save(target, "JPEG")
    half = target.getvalue()[: len(target.getvalue()) // 2]
    with pikepdf.new() as file:
        picture = pikepdf.Stream(file, half)
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=600, Height=800,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page = file.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.Contents = pikepdf.Stream(file, b"595 0 0 842 0 0 cm /I Do")
        file.save(tmp_path / "halv.pdf")
    document = read_document(tmp_path / "halv.pdf", engine=RenderingEngine())
    assert document.problems == ("A picture on page 1 is damaged; some of it may be missing.",)
