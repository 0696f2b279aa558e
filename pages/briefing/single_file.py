"""A briefing as one HTML file: scenes, map, scripts and fonts inside; it opens from a USB stick with no network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from geo.frontend import static_folder, vendor_file
from pages.briefing.font_subset import font_faces
from pages.briefing.player_payload import player_payload
from pages.briefing.scene import Briefing

FOLDER = Path(__file__).resolve().parent / "player"
SCRIPTS = ("keys.js", "chart.js", "scene_view.js", "map_view.js", "panels.js", "stage.js")
# signs that would end the script element or, in old browsers, a line of a string
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_PICTURE = re.compile(r"url\(\s*['\"]?(?!data:|#)[^)]*\)")


def single_file(briefing: Briefing, bundle: Mapping[str, Any] | None) -> bytes:
    """Return a briefing as one HTML file in UTF-8.

    Args:
        briefing: its scenes.
        bundle: the content of the plan's map file; None where no scene has a map.

    The file asks nothing of any network: a policy inside it forbids that, and lets only its own script run.
    Raises FrontendMissingError when the set-up was not run.
    """
    payload = player_payload(briefing, bundle)
    return document(payload, font_faces(written_in(payload))).encode()


def document(payload: Mapping[str, Any], faces: str) -> str:
    """Return the page that plays a payload; `faces` are the `@font-face` rules of its signs."""
    script, style = _script(), _style()
    briefing = payload["briefing"]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{"en" if briefing["language"] == "en" else "zh-CN"}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{html.escape(briefing['title'])}</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{style}\n{faces}</style></head>",
            f'<body><script type="application/json" id="content">{as_script_json(payload)}</script>',
            f"<script>{script}</script></body></html>",
        ]
    )


def as_script_json(content: Mapping[str, Any]) -> str:
    r"""Return JSON that may stand inside a script element whatever its texts say.

    >>> print(as_script_json({"a": "</script>"}))
    {"a":"\u003c/script\u003e"}
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def written_in(payload: Mapping[str, Any]) -> str:
    """Return all signs that a payload may show, each once, in order."""
    return "".join(sorted(set(json.dumps(payload, ensure_ascii=False))))


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    # Leaflet and the stage place things by style attributes
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _script() -> str:
    parts = [static_folder() / vendor_file("atlas.js"), *(FOLDER / name for name in SCRIPTS)]
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("the player's script holds a sign that ends a script element")
    return text


@cache
def _style() -> str:
    parts = [static_folder() / vendor_file("atlas.css"), FOLDER / "player.css"]
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    # Leaflet's own pictures of markers and layer buttons are not used
    return _PICTURE.sub("none", text)
