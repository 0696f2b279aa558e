"""Vector pictures (maps) put onto the pages of a finished PDF, as vectors with their own embedded fonts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, IndirectObject, NameObject

from pages.shared.pdf_page import Area


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A one-page PDF and where it stands: page number from 0, box on that page; it fills the box."""

    page: int
    area: Area
    content: bytes


def with_pictures(document: bytes, pictures: Sequence[PlacedPicture]) -> bytes:
    """Return the document with its pictures; outline, language, title and date stay as they were.

    Each picture becomes a form of its own: its drawing is taken over as it is, without being read.
    """
    if not pictures:
        return document
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    for number, picture in enumerate(pictures):
        source = PdfReader(io.BytesIO(picture.content)).pages[0]
        _put(writer, picture, f"/Picture{number}", (_form(writer, source), source))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _form(writer: PdfWriter, page: PageObject) -> IndirectObject:
    """Return a page as a form that other pages can show."""
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(float(side)) for side in page.mediabox),
        }
    )
    for key in ("/Resources", "/Group"):
        if key in page:
            form[NameObject(key)] = page[key].clone(writer)
    return writer._add_object(form.flate_encode())


def _put(writer: PdfWriter, picture: PlacedPicture, name: str, shown: tuple[IndirectObject, PageObject]) -> None:
    form, source = shown
    page, box = writer.pages[picture.page], source.mediabox
    across, upwards = picture.area.width / float(box.width), picture.area.height / float(box.height)
    left = picture.area.left - float(box.left) * across
    lower = picture.area.bottom - float(box.bottom) * upwards
    call = DecodedStreamObject()
    call.set_data(f"q {across:.6f} 0 0 {upwards:.6f} {left:.4f} {lower:.4f} cm {name} Do Q".encode())
    contents = page.raw_get("/Contents")
    before = list(contents) if isinstance(contents, ArrayObject) else [contents]
    page[NameObject("/Contents")] = ArrayObject([*before, writer._add_object(call)])
    resources = page["/Resources"].get_object()
    if "/XObject" not in resources:
        resources[NameObject("/XObject")] = DictionaryObject()
    resources["/XObject"].get_object()[NameObject(name)] = form
