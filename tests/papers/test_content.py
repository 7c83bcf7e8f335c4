"""A file is taken for what it holds, never for what it is called."""

import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from fostermatch.demo.letters import letter
from fostermatch.papers import content
from fostermatch.papers.models import FileType

PDF = letter("Børneattest", "Opdigtet (til en prøve)")


def picture(kind, size=(40, 30)):
    file = BytesIO()
    Image.effect_noise(size, 50).save(file, kind)
    return file.getvalue()


def zipped():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("virus.exe", b"MZ")
    return file.getvalue()


def pdf(change):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(PDF)))
    change(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def action(**facts):
    entries = {NameObject(f"/{key}"): value for key, value in facts.items()}
    return pdf(
        lambda writer: writer.root_object.update(
            {NameObject("/OpenAction"): writer._add_object(DictionaryObject(entries))}
        )
    )


def png_header(width, height):
    """The beginning of a picture that would fill the memory."""
    file = bytearray(picture("PNG"))
    file[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    file[29:33] = zlib.crc32(file[12:29]).to_bytes(4, "big")
    return bytes(file)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (PDF, FileType.PDF),
        (picture("JPEG"), FileType.JPEG),
        (picture("PNG"), FileType.PNG),
        (pdf(lambda writer: writer.encrypt("", "owner")), FileType.PDF),
    ],
    ids=["PDF", "JPEG", "PNG", "PDF that may not be changed"],
)
def test_what_we_take(app, file, kind):
    assert content.type_of(file) is kind


BAD = {
    "nothing": b"",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page that calls itself a PDF": b"%PDF-1.7\n<script>alert(1)</script>",
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a script that calls itself a PDF": b"%PDF-1.4\n#!/bin/sh\nrm -rf /\n",
    "a program": b"MZ\x90\x00" + bytes(200),
    "an archive": zipped(),
    "a picture that is an archive": picture("PNG") + zipped(),
    "a PDF that is an archive": PDF + zipped(),
    "half a PDF": PDF[:200],
    "half a JPEG": picture("JPEG", (400, 300))[:1500],
    "half a PNG": picture("PNG", (400, 300))[:1500],
    "a GIF": picture("GIF"),
    "a vector drawing": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "an iPhone's own picture": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(99),
    "a picture that fills the memory": png_header(60_000, 60_000),
    "a picture that is large": png_header(12_000, 9_000),
    "a locked PDF": pdf(lambda writer: writer.encrypt("hemmelig", "owner")),
    "a PDF with a script": pdf(lambda writer: writer.add_open_action(JavaScript("x()"))),
    "a PDF with a script under another name": pdf(
        lambda writer: writer.add_open_action(JavaScript("x()"))
    ).replace(b"/JavaScript", b"/#4aavaScript"),
    "a PDF that starts a program": action(S=NameObject("/Launch"), F=TextStringObject("cmd.exe")),
    "a PDF that sends what it holds": action(S=NameObject("/SubmitForm")),
    "a PDF with a file inside": pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")),
    "a PDF without a page": pdf(lambda writer: writer.remove_page(0)),
}


@pytest.mark.parametrize("file", BAD.values(), ids=BAD)
def test_what_we_do_not_take_is_answered_with_a_sentence(app, file):
    with app.test_request_context(), pytest.raises(content.Unfit, match=r"\w{3}.*\."):
        content.type_of(file)


def test_a_pdf_that_unpacks_without_end_is_not_unpacked(app):
    """Ten million zeros in ten thousand bytes: the page's own stream is never opened."""

    def swell(writer):
        writer.pages[0]["/Contents"].get_object().set_data(b"0 " * 5_000_000)
        writer.pages[0].compress_content_streams()

    file = pdf(swell)
    assert len(file) < 20_000
    assert content.type_of(file) is FileType.PDF
