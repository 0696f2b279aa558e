"""The pictures of the README, taken from the running product: `make screenshots`."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.watching import LAUNCH_ARGUMENTS, Watched
from tests.conftest import BROWSERS
from tests.serving import ROOT, Server, lay_out

SIZE = {"width": 1440, "height": 900}
VIEWS = {
    "overview": "",
    "spatial_layout": "?plan=dazhou-2021-2025",
    "key_projects": "?plan=weihai-2022-2024",
    "districts": "?plan=weihai-2022-2024&sel=district:371082",
    "indicators": "?plan=weihai-2022-2024",
    "tasks": "?plan=yaan-2017-2020&sel=task:a07",
    "chain": "?plan=weihai-2022-2024",
    "plan_check": "?plan=dazhou-2021-2025",
    "records": "?plan=weihai-2022-2024",
    "comparison": "?plan=dazhou-2021-2025",
    "accessibility": "?plan=weihai-2022-2024",
    "map_printing": "?plan=dazhou-2021-2025",
    "briefing": "?plan=weihai-2022-2024",
    "investment": "?plan=weihai-2022-2024",
    "downloads": "?plan=weihai-2022-2024",
}
SETTLE_MS = 4000


def main() -> None:
    """Write `pages/<name>/screenshot.jpg` for every page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(lay_out(Path(folder) / "product"))
        server.start().wait_until_healthy()
        installed = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=installed, args=list(LAUNCH_ARGUMENTS))
        for name, query in VIEWS.items():
            page = browser.new_page(viewport=SIZE)
            watched = Watched(page, server.url)
            page.goto(f"{server.url}/{'' if name == 'overview' else name}{query}")
            watched.settle()
            page.wait_for_timeout(SETTLE_MS)
            page.screenshot(path=ROOT / "pages" / name / "screenshot.jpg", type="jpeg", quality=72)
            page.close()
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
