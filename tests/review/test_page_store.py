"""Pictures and words of pages: right, kept within bounds, and safe from what files do."""

import io
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from iusml.errors import IusmlError, PageError
from iusml.reading.reader import read_document
from iusml.review.pages import processes as processes_module
from iusml.review.pages.cache import ByteCache
from iusml.review.pages.content import WIDTHS, ReportFile, drawn_width
from iusml.review.pages.errors import (
    BusyError,
    ChangedFileError,
    MissingFileError,
    NoSuchPageError,
    UnreadablePageError,
)
from iusml.review.pages.jobs import MAX_PIXELS
from iusml.review.pages.processes import PageLimits, PageProcesses
from iusml.review.pages.store import PageStore
from tests.reading.harm import Harm
from tests.review.harmful_page import doing
from tests.review.page_reports import COLUMNS, STEP, TOP, as_read, draw_rows, draw_scan


@pytest.fixture(scope="module")
def store() -> Iterator[PageStore]:
    """One store for all tests, as starting its processes takes seconds."""
    with PageStore() as store:
        yield store


@dataclass(frozen=True)
class Thing:
    """Something of a known size."""

    memory_bytes: int


def test_a_picture_shows_the_page(tmp_path: Path, store: PageStore) -> None:
    file = draw_rows(tmp_path / "åäö.pdf", 2)
    found = store.picture(file, 2, 1200)
    with Image.open(io.BytesIO(found.png)) as picture:
        assert picture.format == "PNG"
        assert picture.mode == "L"
        assert picture.size == (found.width_px, found.height_px)
        scale = picture.width / found.width_pt
        word = [COLUMNS[2], TOP + STEP - 10, COLUMNS[2] + 22, TOP + STEP + 1]
        inked = picture.crop(tuple(round(side * scale) for side in word))  # type: ignore[arg-type]
        assert min(inked.tobytes()) < 100
        assert picture.crop((0, 0, 200, 100)).getextrema() == (255, 255)
    assert 1200 <= found.width_px < 1220
    assert (found.width_pt, found.height_pt) == (595, 842)


@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_words_are_those_of_the_record(tmp_path: Path, store: PageStore, rotation: int) -> None:
    file = draw_rows(tmp_path / "rapport.pdf", 3, rotation)
    document = read_document(file.path)
    found = store.words(file, 2)
    page = document.pages[1]
    assert found.words == document.words[page.start : page.end]
    assert "Träspill" in {word.text for word in found.words}
    assert (found.width_pt, found.height_pt) == (page.width_pt, page.height_pt)
    drawn = store.picture(file, 2, 600)
    assert (drawn.width_pt, drawn.height_pt) == (page.width_pt, page.height_pt)


def test_a_scan_is_recognised(tmp_path: Path, store: PageStore) -> None:
    found = store.words(draw_scan(tmp_path / "skannad.pdf"), 1)
    assert [word.text for word in found.words[:3]] == ["Slam", "från", "fettavskiljare"]
    assert found.words[0].box.x0 == pytest.approx(120 * 595 / 1240, abs=3)
    assert found.words[0].ocr_confidence is not None


def test_few_widths_are_drawn() -> None:
    assert [drawn_width(w) for w in (1, 600, 601, 10_000)] == [600, 600, 1200, WIDTHS[-1]]


def test_a_page_of_a_hundred_metres_is_bounded(tmp_path: Path, store: PageStore) -> None:
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(14_400, 14_400))
        file.add_blank_page(page_size=(100, 14_400))
        file.save(tmp_path / "karta.pdf")
    report = as_read(tmp_path / "karta.pdf")
    for number in (1, 2):
        found = store.picture(report, number, 2400)
        assert found.width_px * found.height_px <= 1.01 * MAX_PIXELS


@pytest.mark.parametrize("number", [-1, 0, 3, 10**30])
def test_pages_that_are_not_there(tmp_path: Path, store: PageStore, number: int) -> None:
    file = draw_rows(tmp_path / "rapport.pdf", 2)
    for ask in (store.words, partial(store.picture, width=600)):
        with pytest.raises(NoSuchPageError, match="page"):
            ask(file, number)


def test_a_file_that_goes_changes_and_comes_back(tmp_path: Path, store: PageStore) -> None:
    file = draw_rows(tmp_path / "rapport.pdf")
    kept = file.path.read_bytes()
    first = store.picture(file, 1, 600)
    file.path.unlink()
    with pytest.raises(MissingFileError, match="Put it back"):
        store.picture(file, 1, 600)
    draw_rows(file.path, 2)
    for ask in (store.words, partial(store.picture, width=600)):
        with pytest.raises(ChangedFileError, match="changed since it was read"):
            ask(file, 1)
    file.path.write_bytes(kept)
    assert store.picture(file, 1, 600) is first


def test_a_touched_file_of_the_same_size_is_looked_at_again(
    tmp_path: Path, store: PageStore
) -> None:
    file = draw_rows(tmp_path / "rapport.pdf")
    store.words(file, 1)
    former = file.path.stat()
    content = bytearray(file.path.read_bytes())
    content[-10] ^= 1
    file.path.write_bytes(content)
    os.utime(file.path, ns=(former.st_atime_ns, former.st_mtime_ns))
    with pytest.raises(ChangedFileError):
        store.words(file, 1)


def test_a_record_without_digest_is_not_compared(tmp_path: Path, store: PageStore) -> None:
    path = draw_rows(tmp_path / "rapport.pdf").path
    assert store.words(ReportFile(path, None), 1).words


def test_what_is_no_report_is_told(tmp_path: Path, store: PageStore) -> None:
    (tmp_path / "brev.pdf").write_text("Hej på Ön", "utf-8")
    (tmp_path / "tom.pdf").write_bytes(b"")
    os.mkfifo(tmp_path / "rör.pdf")
    with pikepdf.open(draw_rows(tmp_path / "a.pdf").path) as file:
        file.save(tmp_path / "låst.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    for name in ("brev.pdf", "tom.pdf", "rör.pdf", "låst.pdf", "", "a\0b.pdf"):
        for ask in (store.words, partial(store.picture, width=600)):
            with pytest.raises(UnreadablePageError):
                ask(ReportFile(tmp_path / name, None), 1)
    with pytest.raises(MissingFileError):
        store.words(ReportFile(tmp_path / "a.pdf" / "b.pdf", None), 1)


def test_errors_are_of_the_family() -> None:
    assert issubclass(PageError, IusmlError)
    kinds = [
        kind.kind
        for kind in (MissingFileError, ChangedFileError, UnreadablePageError, NoSuchPageError)
    ]
    assert kinds == ["missing", "changed", "unreadable", "no such page"]


@pytest.mark.parametrize("harm", ["hang", "die", "eat"])
def test_a_harmful_page_is_an_error_and_the_next_one_works(harm: Harm) -> None:
    limits = PageLimits(seconds=2 if harm == "hang" else 60, megabytes=512)
    processes = PageProcesses(1, limits)
    try:
        # Memory refused is a MemoryError of the job itself, which jobs of pages turn into theirs.
        with pytest.raises(MemoryError if harm == "eat" else UnreadablePageError):
            processes.run(partial(doing, harm), "Page 1 of rapport.pdf")
        assert processes.run(partial(doing, None), "Page 2 of rapport.pdf") == "gjort"
    finally:
        processes.close()


def test_who_waits_too_long_is_told() -> None:
    processes = PageProcesses(1, PageLimits(seconds=60, wait_seconds=0.01))
    with processes._one(), pytest.raises(BusyError, match="Ask again"):
        processes.run(partial(doing, None), "Page 2")


def test_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes_module, "WAITING_PER_PROCESS", 0)
    processes = PageProcesses(1, PageLimits(seconds=60, wait_seconds=500))
    with processes._one(), pytest.raises(BusyError, match="Ask again"):
        processes.run(partial(doing, None), "Page 2")
    with processes._one():
        pass


def test_a_store_warms_up_and_leaves_no_process(tmp_path: Path) -> None:
    with PageStore() as store:
        store.warm_up()
        store._ahead.shutdown()
        workers = [
            worker
            for shelf in (store._pictures, store._words)
            for worker in shelf._processes._workers
        ]
        started = [worker._process for worker in workers if worker._process]
        assert len(started) == 2
        assert [process.poll() for process in started] == [None, None]
    assert all(process.poll() is not None for process in started)


def test_closing_ends_what_runs() -> None:
    processes = PageProcesses(1, PageLimits(seconds=500))
    taken = threading.Event()

    def hang() -> str:
        taken.set()
        return processes.run(partial(doing, "hang"), "Page 1")

    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(hang)
        assert taken.wait(10)
        while not hanging.done():  # it may not have begun when it is stopped first
            processes.close()
        with pytest.raises(UnreadablePageError, match="broke off"):
            hanging.result()


def test_many_threads_get_what_they_ask_for(tmp_path: Path, store: PageStore) -> None:
    file = draw_rows(tmp_path / "rapport.pdf", 6)

    def ask(number: int) -> bool:
        page = 1 + number % 6
        words = [word.text for word in store.words(file, page).words]
        return str(page) in words and store.picture(file, page, 600).width_pt == 595

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(ask, range(36)))


def test_the_next_page_is_there_when_it_is_asked_for(tmp_path: Path, store: PageStore) -> None:
    file = draw_rows(tmp_path / "rapport.pdf", 3)
    store.fetch_picture_ahead(file, 2, 600)
    store.fetch_words_ahead(file, 2)
    store.fetch_words_ahead(file, 4)  # there is none: told to who asks for it
    assert store.picture(file, 2, 600) is store.picture(file, 2, 500)
    assert store.words(file, 2) is store.words(file, 2)
    with pytest.raises(NoSuchPageError):
        store.words(file, 4)


def test_the_cache_keeps_to_its_bytes_and_drops_the_oldest() -> None:
    cache: ByteCache[Thing] = ByteCache(100)
    things = [cache.get(n, lambda: Thing(40), 1) for n in (1, 2)]
    assert cache.get(1, lambda: Thing(40), 1) is things[0]
    cache.get(3, lambda: Thing(40), 1)
    assert cache.memory_bytes == 80
    assert cache.get(1, lambda: Thing(0), 1) is things[0]
    assert cache.get(2, lambda: Thing(0), 1) is not things[1]
    assert cache.get("stor", lambda: Thing(101), 1).memory_bytes == 101
    assert cache.memory_bytes == 80


def test_who_comes_second_waits_for_the_first() -> None:
    cache: ByteCache[Thing] = ByteCache(100)
    begun, go = threading.Event(), threading.Event()

    def make() -> Thing:
        begun.set()
        assert go.wait(10)
        return Thing(1)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(cache.get, "a", make, 10)
        assert begun.wait(10)
        with pytest.raises(TimeoutError):
            cache.get("a", lambda: Thing(2), 0.01)
        go.set()
        assert first.result(10) == Thing(1)
    assert cache.get("a", lambda: Thing(2), 1) == Thing(1)


def test_an_error_is_told_and_not_kept() -> None:
    cache: ByteCache[Thing] = ByteCache(100)

    def fail() -> Thing:
        raise MissingFileError("borta")

    with pytest.raises(MissingFileError):
        cache.get("a", fail, 1)
    assert cache.get("a", lambda: Thing(1), 1) == Thing(1)
