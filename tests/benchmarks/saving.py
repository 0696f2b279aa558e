"""Saving many lines at once: from the click on “save” to the word that it is done, all lines being in the store."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from data.store import open_store
from tests.benchmarks.measuring import PAUSE_MS, WINDOW
from tests.benchmarks.stopwatch import arm, read
from tests.browser.watching import Watched
from tests.serving import Server

PLAN = "yaan-2017-2020"
SAID = "(w) => Boolean(w.document.querySelector('[data-testid=stToast]'))"
NAME, SAVE, TABLE = "署名", "全部保存", "批量记录"
ROW_HEIGHT_PX, FROM_RIGHT_PX = 35, 60


def measure_table_save(browser: Browser, server: Server, lines: int) -> tuple[float, int]:
    """Fill a column of the table of tasks and save it; return milliseconds and the number of entries saved."""
    page = browser.new_page(viewport=WINDOW)
    watched = Watched(page, server.url).open("tasks", plan=PLAN)
    page.get_by_role("button", name=TABLE).click()
    form = page.get_by_role("dialog")
    form.get_by_test_id("stDataFrame").wait_for()
    form.get_by_label(NAME).fill("王工")
    form.get_by_label(NAME).blur()
    watched.settle()
    _fill(page, lines)
    arm(page, SAID, frame=None)
    form.get_by_role("button", name=SAVE).click()
    elapsed = read(page)
    watched.check()
    page.close()
    store = open_store(f"sqlite:///{server.folder / 'records' / 'records.sqlite3'}")
    saved = len(store.present(PLAN))
    store.close()
    return elapsed, saved


def _fill(page: Page, lines: int) -> None:
    """Type a text into the last column of each line; Enter closes the cell and goes to the next one."""
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - FROM_RIGHT_PX, box["y"] + 1.5 * ROW_HEIGHT_PX)
    editor = page.locator("#portal textarea")
    for line in range(lines):
        page.keyboard.press("Enter")
        editor.fill(f"document {line}")
        page.keyboard.press("Enter")
        editor.wait_for(state="detached")
    page.wait_for_timeout(PAUSE_MS)
