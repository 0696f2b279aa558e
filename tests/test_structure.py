"""The shape of the code: who may import whom, where Streamlit and folium may stand, how long things get."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ["layouts", "data", "geo", "pages", "app"]  # a layer imports itself and what stands before it
APP_LINES, PAGE_LINES, MODULE_LINES, FUNCTION_LINES = 60, 80, 250, 40
STATE_MODULE = "pages/shared/parameters.py"
CACHE_MODULE = "pages/shared/queries.py"
FOLIUM_MODULE = "geo/folium_map.py"
# .ci/run may look for the published documents beside the repository; nothing else may
FOREIGN_PATHS = re.compile(r"\.\./shared\b|(?<![\w.])/work/|/tmp/brief")


@cache
def modules() -> tuple[str, ...]:
    """Return the product's modules as paths relative to the repository."""
    found = [path for layer in LAYERS[:-1] for path in (ROOT / layer).rglob("*.py")]
    found += [ROOT / "app.py"] if (ROOT / "app.py").is_file() else []
    return tuple(sorted(path.relative_to(ROOT).as_posix() for path in found))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def layer_of(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def imports(module: str) -> Iterator[tuple[int, str]]:
    """Yield line and full name of each import, `from a import b` as `a.b`; relative ones begin with a dot."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def attribute_uses(module: str, pattern: str) -> list[str]:
    """Return the places where an attribute of that name is read or imported."""
    wanted = re.compile(pattern)
    names = [(n.lineno, n.attr) for n in ast.walk(tree(module)) if isinstance(n, ast.Attribute)]
    names += [(line, name.rsplit(".", 1)[-1]) for line, name in imports(module)]
    return [f"{module}:{line} {name}" for line, name in names if wanted.fullmatch(name)]


def dotted(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_imports_run_one_way():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in imports(module)
        if layer_of(name) in LAYERS and LAYERS.index(layer_of(name)) > LAYERS.index(layer_of(dotted(module)))
    ]
    assert not wrong, "\n".join(wrong)


def test_imports_are_absolute():
    wrong = [f"{module}:{line} {name}" for module in modules() for line, name in imports(module) if name[0] == "."]
    assert not wrong, "\n".join(wrong)


def test_page_folders_import_only_themselves_and_shared():
    wrong = []
    for module in modules():
        if not module.startswith("pages/") or module.count("/") < 2:
            continue
        own = {module.split("/")[1], "shared"}
        for line, name in imports(module):
            if layer_of(name) == "pages" and name.split(".")[1] not in own:
                wrong.append(f"{module}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_pages_stand_in_folders():
    # Streamlit takes scripts directly in pages/ for pages of its own and runs them without the frame
    loose = [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"]
    assert not loose, loose


def test_streamlit_stands_in_the_app_and_the_pages_only():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in imports(module)
        if layer_of(name) in {"streamlit", "streamlit_folium"} and layer_of(dotted(module)) not in {"app", "pages"}
    ]
    assert not wrong, "\n".join(wrong)


def test_folium_stands_in_one_module():
    wrong = [
        f"{module}:{line} imports {name}"
        for module in modules()
        for line, name in imports(module)
        if layer_of(name) in {"folium", "branca"} and module != FOLIUM_MODULE
    ]
    assert not wrong, "\n".join(wrong)


def test_session_state_stands_in_one_module():
    wrong = [use for m in modules() if m != STATE_MODULE for use in attribute_uses(m, r"session_state|query_params")]
    assert not wrong, "\n".join(wrong)


def test_streamlit_caches_stand_in_one_module():
    wrong = [use for m in modules() if m != CACHE_MODULE for use in attribute_uses(m, r"cache_(data|resource)")]
    assert not wrong, "\n".join(wrong)


def test_the_app_and_the_pages_are_thin():
    limits = {m: PAGE_LINES for m in modules() if re.fullmatch(r"pages/\w+/page\.py", m)}
    limits |= {m: APP_LINES for m in modules() if m == "app.py"}
    counts = {m: len((ROOT / m).read_text(encoding="utf-8").splitlines()) for m in limits}
    long = [f"{m}: {counts[m]} lines, at most {limit}" for m, limit in limits.items() if counts[m] > limit]
    assert not long, "\n".join(long)


def test_modules_and_functions_are_short():
    long = []
    for module in modules():
        lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES:
            long.append(f"{module}: {lines} lines, at most {MODULE_LINES}")
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    long.append(f"{module}:{node.lineno} {node.name}: {length} lines, at most {FUNCTION_LINES}")
    assert not long, "\n".join(long)


@pytest.mark.parametrize("module", [m for m in modules() if not m.endswith("__main__.py") and m != "app.py"])
def test_every_module_imports(module):
    importlib.import_module(dotted(module))


def test_nothing_is_called_utils_or_helpers():
    vague = [m for m in modules() if re.search(r"(^|/|_)(utils?|helpers?|managers?|misc|common)(_|\.|/)", m)]
    assert not vague, vague


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_points_outside_the_repository():
    wrong = []
    for path in tracked_files():
        name = path.relative_to(ROOT).as_posix()
        if name in {".ci/run", "tests/test_structure.py"}:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{name}:{n}" for n, line in enumerate(text.splitlines(), 1) if FOREIGN_PATHS.search(line)]
    assert not wrong, "\n".join(wrong)


def test_what_is_generated_is_not_committed():
    generated = re.compile(r"(static|\.venv|node_modules|build)/|data/plans/[^/]+/source\.txt")
    committed = [path.relative_to(ROOT).as_posix() for path in tracked_files()]
    assert not [name for name in committed if generated.match(name)]


def test_every_top_folder_has_a_readme():
    missing = [layer for layer in LAYERS[:-1] if not (ROOT / layer / "README.md").is_file()]
    assert not missing, missing


def test_packages_are_pinned_exactly():
    loose = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            text = line.split("#")[0].strip()
            if text and not text.startswith("-r ") and not re.fullmatch(r"[\w.-]+==[\w.]+", text):
                loose.append(f"{name}: {text}")
    assert not loose, loose
