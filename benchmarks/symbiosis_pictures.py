"""The pictures of docs/SYMBIOS.md: a map and a page of figures of composed reports, as WebP.

python -m benchmarks.symbiosis_pictures
"""

import argparse
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from benchmarks.symbiosis import FLOWS, LABELLED, ROOT, outputs
from iusml.annotations.gold import load_gold
from iusml.geography.find import find_plant

WIDTH, HEIGHT, QUALITY = 1200, 800, 36
SOUTH, NORTH, WEST, EAST = 55.3, 56.5, 12.4, 14.6
"""Skåne, in degrees."""


def main() -> None:
    """Read the reports of one county, write everything about them, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "symbios")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        reports = Path(made) / "rapporter"
        reports.mkdir()
        for name in _names():
            shutil.copy(LABELLED / "reports" / name / "report.pdf", reports / f"{name}.pdf")
        outputs([reports.name], Path(made) / "ut", Path(made))
        with sync_playwright() as playwright:
            program = shutil.which("chromium")
            # Its sandbox does not start for root, as whom this runs in containers.
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            own = Path(made) / "ut" / FLOWS[0]
            page.goto((own / "karta.html").as_uri())
            page.get_by_role("list").get_by_role("button").first.click()
            page.wait_for_timeout(500)  # the map moves to what was chosen
            _save(page, folder / "karta.webp")
            page.goto((own / "sammanfattning.html").as_uri())
            _save(page, folder / "sammanfattning.webp")
            browser.close()


def _names() -> Iterator[str]:
    """Reports of the county that are not of the test split."""
    splits = json.loads((LABELLED / "splits.json").read_text("utf-8"))
    for name in (*splits["dev"], *splits["train"]):
        facility = load_gold(LABELLED / "reports" / name).record.facility
        where = find_plant(facility).where if facility else None
        if where and SOUTH < where.lat < NORTH and WEST < where.lon < EAST:
            yield name


def _save(page: Page, path: Path) -> None:
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
