"""A small fictional plan with its document: unit-square figures that one can check by eye."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.checking import check_plan
from data.finding import Finding
from data.plan import Plan
from data.reading import read_plan
from data.store import Store, open_store
from tests.data.postgresql import execute, running_postgresql

EXAMPLE = Path(__file__).parent / "example"
EXAMPLE_ID = "yunhe-2020-2025"


@dataclass
class PlanFolder:
    """A copy of the example plan that a test may break."""

    path: Path

    def replace(self, file: str, old: str, new: str) -> PlanFolder:
        """Replace a text that must stand in a file."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old}"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def append(self, file: str, line: str) -> PlanFolder:
        """Add a line to a file."""
        with (self.path / file).open("a", encoding="utf-8") as target:
            target.write(line + "\n")
        return self

    def write(self, file: str, content: bytes) -> PlanFolder:
        """Write a file."""
        (self.path / file).write_bytes(content)
        return self

    def read(self) -> Plan:
        """Read the plan."""
        return read_plan(self.path)

    def check(self) -> list[Finding]:
        """Check the plan."""
        return check_plan(self.read())


@pytest.fixture
def plan_folder(tmp_path: Path) -> PlanFolder:
    shutil.copytree(EXAMPLE / EXAMPLE_ID, tmp_path / EXAMPLE_ID)
    return PlanFolder(tmp_path / EXAMPLE_ID)


@pytest.fixture(scope="session")
def example_plan() -> Plan:
    return read_plan(EXAMPLE / EXAMPLE_ID)


@pytest.fixture(scope="session")
def example_text() -> str:
    return (EXAMPLE / f"{EXAMPLE_ID}.txt").read_text(encoding="utf-8")


@pytest.fixture
def run_data(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., tuple[int, str]]:
    """Run `python -m data …` on the example plan; returns the exit status and what was printed."""
    from data.__main__ import main

    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(EXAMPLE))

    def run(*arguments: str) -> tuple[int, str]:
        status = main(arguments)
        captured = capfdbinary.readouterr()
        return status, (captured.out + captured.err).decode("utf-8")

    return run


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL server; the function returned makes an empty schema and tells its address."""
    with running_postgresql(tmp_path_factory.mktemp("postgresql")) as address:
        numbers = itertools.count()

        def new_schema() -> str:
            name = f"records_{next(numbers)}"
            execute(address, f"CREATE SCHEMA {name}")
            return f"{address}&options=-csearch_path%3D{name}"

        yield new_schema


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database of either kind: the same tests run on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/records.sqlite3"
    return request.getfixturevalue("postgresql")()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()
