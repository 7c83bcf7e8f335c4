"""What a file is, by what it holds and not by what it is called."""

import logging
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from fostermatch.papers.models import FileType

# What it says about a broken file may quote the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

PICTURES = {"JPEG": FileType.JPEG, "PNG": FileType.PNG}
MOST_PIXELS = 80_000_000
MOST_OBJECTS = 20_000
# What makes a PDF do something, or carry another file.
ACTIVE = {
    *("/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/XFA"),
    *("/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/GoToE"),
}


class Unfit(ValueError):
    """The file cannot be kept. The message is shown beside the field."""


def type_of(content: bytes) -> FileType:
    """The type of a file that we can take, or why we cannot."""
    if not content:
        raise Unfit(_("The file is empty."))
    if zipfile.is_zipfile(BytesIO(content)):
        raise Unfit(_("The file holds a zip archive. Send each paper as a PDF, JPEG or PNG."))
    if content.startswith(b"%PDF-"):
        check_pdf(content)
        return FileType.PDF
    return type_of_picture(content)


def type_of_picture(content: bytes) -> FileType:
    try:
        with Image.open(BytesIO(content), formats=list(PICTURES)) as picture:
            kind, pixels = PICTURES[picture.format or ""], picture.width * picture.height
            if pixels <= MOST_PIXELS:
                read_through(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pixels = MOST_PIXELS + 1
    except Exception as error:  # the library has no one kind of error for a broken file
        raise Unfit(
            _("This is not a PDF, JPEG or PNG that can be read, whatever its name is.")
        ) from error
    if pixels > MOST_PIXELS:
        raise Unfit(_("The picture has too many points. Take it anew in a lower quality."))
    return kind


def read_through(picture: Image.Image) -> None:
    """Read the whole file, a JPEG at an eighth of its size and a PNG without unpacking it."""
    if picture.format == "JPEG":
        picture.draft("L", (1, 1))
        picture.load()
    else:
        picture.verify()


def check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        names = set() if is_locked else set(names_in(reader))
        pages = 0 if is_locked else len(reader.pages)
    except Exception as error:  # as above
        raise Unfit(
            _("The PDF is damaged or is no PDF. Print it to a new PDF and try again.")
        ) from error
    if is_locked:
        raise Unfit(_("The PDF is locked with a password. Print it to a new PDF and try again."))
    if names & ACTIVE:
        raise Unfit(
            _("The PDF holds a script or another file. Print it to a new PDF and try again.")
        )
    if not pages:
        raise Unfit(_("The PDF has no pages."))


def names_in(reader: PdfReader) -> Iterator[str]:
    """Every name used in what a PDF reader can come to from the file's beginning."""
    to_see: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while to_see:
        thing = to_see.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in seen:
                continue
            seen.add(thing.idnum)
            if len(seen) > MOST_OBJECTS:
                raise ValueError("too many objects")
            thing = thing.get_object()
        if isinstance(thing, NameObject):
            yield thing
        elif isinstance(thing, DictionaryObject):
            to_see += [*dict.keys(thing), *dict.values(thing)]
        elif isinstance(thing, ArrayObject):
            to_see += list.__iter__(thing)
