"""What all tests share: no network but this machine, and the browser that is installed."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# a machine that is busy is no fault of the product
settings.register_profile("product", deadline=None)
settings.load_profile("product")


class NetworkUsedError(AssertionError):
    """A test reached for another machine: the product works with the cable out."""


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Any:
    """Fail every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise NetworkUsedError(f"connection to {address}")
        connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True, scope="session")
def records_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Keep what tests record away from the records of this installation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path_factory.mktemp("records")))
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """Return the installed Chromium or Chrome; None means Playwright's own."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)
