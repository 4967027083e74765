"""The addresses of pages: what is answered, with which heads, and how refusals are told."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from iusml.review.pages.content import ReportFile
from iusml.review.pages.processes import PageLimits
from iusml.review.pages.routes import page_routes
from iusml.review.pages.store import PageStore
from tests.review.page_desk import STATIC
from tests.review.page_reports import COLUMNS, draw_rows

AT = "/reports/r1/pages"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReportFile]:
    folder = tmp_path_factory.mktemp("rapporter")
    broken = folder / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.7\ntrasig")
    return {
        "r1": draw_rows(folder / "åäö.pdf", 2),
        "borta": ReportFile(folder / "borta.pdf", "0" * 64),
        "trasig": ReportFile(broken, None),
        "annan": ReportFile(draw_rows(folder / "annan.pdf").path, "0" * 64),
    }


@pytest.fixture(scope="module")
def client(files: dict[str, ReportFile]) -> Iterator[TestClient]:
    with PageStore() as store:
        yield served(files, store)


def served(files: dict[str, ReportFile], store: PageStore) -> TestClient:
    desk = FastAPI()
    desk.include_router(page_routes(files.get, store))
    return TestClient(desk)


def test_a_picture_is_answered_and_not_sent_twice(client: TestClient) -> None:
    first = client.get(f"{AT}/1/picture?width=600")
    assert first.status_code == 200
    assert first.headers["content-type"] == "image/png"
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.content.startswith(b"\x89PNG")
    again = client.get(
        f"{AT}/1/picture?width=600", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    others = [f"{AT}/2/picture?width=600", f"{AT}/1/picture?width=1200", f"{AT}/1/picture"]
    tags = [client.get(other).headers["etag"] for other in others]
    assert tags[1] == tags[2]
    assert len({first.headers["etag"], *tags}) == 3


def test_words_and_size_are_answered(client: TestClient) -> None:
    answer = client.get(f"{AT}/2/words")
    assert answer.headers["cache-control"] == "private, no-cache"
    found = answer.json()
    assert (found["width_pt"], found["height_pt"], found["reason"]) == (595, 842, None)
    spilled = next(word for word in found["words"] if word[0] == "Spillolja")
    x0, y0, x1, y1, line, glued = spilled[1:]
    assert x0 == pytest.approx(COLUMNS[0], abs=0.5)
    assert x0 < x1
    assert y0 < y1
    assert line == next(w[5] for w in found["words"] if w[0] == "1,84")
    assert glued == 0
    brackets = [w[0] for w in found["words"] if w[6] == 1]
    assert ")" in brackets
    assert client.get(f"{AT}/2/size").json() == {"width_pt": 595, "height_pt": 842}


@pytest.mark.parametrize("what", ["picture", "size", "words"])
@pytest.mark.parametrize(
    ("report", "page", "status", "kind", "said"),
    [
        ("okänd", 1, 404, "no such report", "listan"),
        ("borta", 1, 404, "missing", "Lägg tillbaka filen"),
        ("annan", 1, 409, "changed", "läs rapporten på nytt"),
        ("trasig", 1, 422, "unreadable", "PDF-läsare"),
        ("r1", 3, 404, "no such page", "annan sida"),
        ("r1", 0, 404, "no such page", "annan sida"),
    ],
)
def test_refusals_are_told_in_swedish(
    client: TestClient, what: str, report: str, page: int, status: int, kind: str, said: str
) -> None:
    answer = client.get(f"/reports/{report}/pages/{page}/{what}")
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.json()["kind"] == kind
    assert said in answer.json()["message"]


@pytest.mark.parametrize("what", ["picture", "size", "words"])
def test_a_busy_desk_says_when_to_come_again(files: dict[str, ReportFile], what: str) -> None:
    limits = PageLimits(seconds=60, wait_seconds=0.01)
    with PageStore(drawing=limits, reading=limits) as store, ExitStack() as taken:
        for shelf in (store._pictures, store._words):
            for _ in shelf._processes._workers:
                taken.enter_context(shelf._processes._one())
        answer = served(files, store).get(f"{AT}/1/{what}")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["kind"] == "busy"


def test_a_file_that_went_is_told_though_the_browser_has_its_picture(
    tmp_path: Path, client: TestClient, files: dict[str, ReportFile]
) -> None:
    files["ny"] = draw_rows(tmp_path / "ny.pdf")
    tag = client.get("/reports/ny/pages/1/picture").headers["etag"]
    files["ny"].path.unlink()
    answer = client.get("/reports/ny/pages/1/picture", headers={"If-None-Match": tag})
    assert answer.json()["kind"] == "missing"


@pytest.mark.parametrize(
    "address",
    [f"{AT}/1/picture?width=0", f"{AT}/1/picture?width=99999", f"{AT}/ett/words"],
)
def test_what_is_no_number_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


@pytest.mark.parametrize(
    "address", ["/reports/..%2Fr1/pages/1/words", "/reports/%2Fetc/pages/1/words"]
)
def test_paths_do_not_come_from_outside(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_script_needs_nothing_that_the_content_policy_forbids() -> None:
    scripts = sorted(STATIC.glob("page*.js"))
    assert len(scripts) == 4
    for script in scripts:
        text = script.read_text("utf-8")
        for forbidden in ("innerHTML", "eval(", "new Function", "cssText", '"style"', "http://127"):
            assert forbidden not in text, f"{script.name}: {forbidden}"
