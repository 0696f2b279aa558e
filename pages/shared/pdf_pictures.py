"""Vector pictures (maps) put onto the pages of a finished PDF, as vectors with their own embedded fonts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter, Transformation

from pages.shared.pdf_page import Area


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A one-page PDF and where it stands: page number from 0, box on that page; it fills the box."""

    page: int
    area: Area
    content: bytes


def with_pictures(document: bytes, pictures: Sequence[PlacedPicture]) -> bytes:
    """Return the document with its pictures; outline, language, title and date stay as they were."""
    if not pictures:
        return document
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    for picture in pictures:
        page = PdfReader(io.BytesIO(picture.content)).pages[0]
        left, bottom = float(page.mediabox.left), float(page.mediabox.bottom)
        across = picture.area.width / float(page.mediabox.width)
        upwards = picture.area.height / float(page.mediabox.height)
        move = Transformation().translate(-left, -bottom).scale(across, upwards)
        move = move.translate(picture.area.left, picture.area.bottom)
        writer.pages[picture.page].merge_transformed_page(page, move)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
