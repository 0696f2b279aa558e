"""With OpenID Connect configured: nobody records without signing in, and the signed-in identity is the author."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from data.record import Author
from data.store import open_store
from tests.browser.watching import WAIT_MS, Watched
from tests.oidc_provider import Provider
from tests.serving import Server, lay_out

PLAN = "weihai-2022-2024"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return the product with a provider of its own."""
    provider = Provider({"name": "周工", "email": "zhou@example.cn"})
    folder: Path = lay_out(tmp_path_factory.mktemp("signing") / "app")
    made = Server(folder)
    settings = provider.secrets(f"{made.url}/oauth2callback")
    (folder / ".streamlit" / "secrets.toml").write_text(settings, encoding="utf-8")
    yield made.start().wait_until_healthy()
    made.stop()
    provider.close()


def form_of(page: Watched) -> Locator:
    page.open("key_projects", plan=PLAN, sel="project:k16")
    page.page.get_by_role("button", name="记录", exact=True).click()
    form = page.page.get_by_role("dialog")
    expect(form.get_by_role("tab", name="历史")).to_be_visible(timeout=WAIT_MS)
    return form


def test_one_signs_in_records_and_signs_out(open_page: Callable[..., Watched], server: Server) -> None:
    page = open_page(server)
    form = form_of(page)
    expect(form).to_contain_text("登录后才能记录")
    expect(form.get_by_role("button", name="保存")).to_have_count(0)
    form.get_by_role("button", name="登录").click()
    sidebar = page.page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("周工 <zhou@example.cn>", timeout=WAIT_MS)
    page.settle()

    form = form_of(page)
    expect(form.get_by_label("署名")).to_have_count(0)
    form.get_by_role("combobox").first.click()
    page.page.get_by_role("option", name="已启动").click()
    form.get_by_role("button", name="保存", exact=True).click()
    expect(form).to_have_count(0, timeout=WAIT_MS)
    card = page.page.locator("dl.recorded")
    expect(card).to_contain_text("周工 <zhou@example.cn>")
    expect(card).not_to_contain_text("未认证")
    store = open_store(f"sqlite:///{server.folder / 'records' / 'records.sqlite3'}")
    assert [entry.author for entry in store.history(PLAN)] == [Author("周工 <zhou@example.cn>", "oidc")]
    store.close()

    sidebar.get_by_role("button", name="退出").click()
    expect(sidebar.get_by_role("button", name="登录")).to_be_visible(timeout=WAIT_MS)
    page.settle()
    expect(form_of(page)).to_contain_text("登录后才能记录")
