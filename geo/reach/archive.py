"""A zip file that somebody uploads → its Shapefile in a folder. What it claims and what it holds are both bounded."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from data.record_import.sheet import FileError
from data.words import Words

MOST_PARTS: Final = 200
LARGEST_UNPACKED_BYTES: Final = 400_000_000
NEEDED: Final = (".shp", ".shx", ".dbf")
WANTED: Final = (*NEEDED, ".prj")
ENCRYPTED: Final = 0x1
BROKEN_ZIP: Final = Words(
    "压缩包已损坏，或用了少见的压缩方法，请重新压缩为普通的 .zip",
    "the zip is damaged or packed by a rare method; pack it again as a usual .zip",
)
TOO_MUCH: Final = Words(
    f"压缩包解压后过大（应不超过 {LARGEST_UNPACKED_BYTES // 10**6} MB、{MOST_PARTS} 个文件）",
    f"the zip unpacks to too much (at most {LARGEST_UNPACKED_BYTES // 10**6} MB, {MOST_PARTS} files)",
)
PASSWORD: Final = Words("压缩包加了密码，请去掉密码后重新压缩", "the zip has a password; pack it again without one")


def unpack_shapefile(content: bytes, folder: Path) -> Path:
    """Write the parts of the one Shapefile in a zip into a folder under names of ours; return the path of its .shp.

    Names in the archive are never used as paths. Raises FileError, in words for the reader.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
            for suffix, part in parts.items():
                (folder / f"layer{suffix}").write_bytes(_unpacked(archive, part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileError(BROKEN_ZIP) from error
    return folder / "layer.shp"


def has_shapefile(content: bytes) -> bool:
    """Tell whether bytes are a zip file with a .shp inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(_suffix(part) == ".shp" for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = [part for part in archive.infolist() if not part.is_dir() and not _is_hidden(part)]
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_UNPACKED_BYTES:
        raise FileError(TOO_MUCH)
    if any(part.flag_bits & ENCRYPTED for part in listed):
        raise FileError(PASSWORD)
    shapes = [part for part in listed if _suffix(part) == ".shp"]
    if len(shapes) != 1:
        names = [f"“{PurePosixPath(part.filename).name}”" for part in shapes[:5]]
        zh, en = f"（{'、'.join(names)}）" if names else "", f" ({', '.join(names)})" if names else ""
        count = len(shapes)
        raise FileError(
            Words(f"压缩包里应有一个 .shp，现有 {count} 个{zh}", f"the zip should hold one .shp, it holds {count}{en}")
        )
    stem = PurePosixPath(shapes[0].filename).with_suffix("")
    parts = {
        _suffix(part): part
        for part in listed
        if _suffix(part) in WANTED and PurePosixPath(part.filename).with_suffix("") == stem
    }
    if missing := [suffix for suffix in NEEDED if suffix not in parts]:
        raise FileError(
            Words(
                f"压缩包里缺少 {stem.name}{'、'.join(missing)}，Shapefile 应有 .shp、.shx、.dbf",
                f"the zip lacks {', '.join(missing)} of “{stem.name}”; a Shapefile has .shp, .shx and .dbf",
            )
        )
    return parts


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with archive.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise FileError(Words("压缩包里的文件比声明的大，未读取", "a file in the zip is larger than it says; not read"))
    return content


def _suffix(part: zipfile.ZipInfo) -> str:
    return PurePosixPath(part.filename).suffix.lower()


def _is_hidden(part: zipfile.ZipInfo) -> bool:
    # what macOS adds beside each file
    path = PurePosixPath(part.filename)
    return "__MACOSX" in path.parts or path.name.startswith("._")
