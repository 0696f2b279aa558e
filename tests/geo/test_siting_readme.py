"""The worked examples of siting in geo/reach/README.md, run as they stand."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "geo/reach/README.md"


def test_the_worked_examples_of_siting_hold():
    section = re.split(r"^## ", README.read_text(encoding="utf-8").split("## Siting\n", 1)[1], flags=re.M)[0]
    examples = doctest.DocTestParser().get_doctest(section, {}, "Siting", str(README), 0)
    assert len(examples.examples) > 15
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert not told, "".join(told)
