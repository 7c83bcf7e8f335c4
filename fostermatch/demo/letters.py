"""Papers that look like papers: a page with a heading and some lines."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

A4 = (595, 842)


def letter(heading: str, *lines: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    page[NameObject("/Resources")] = names(Font=names(F1=font()))
    text = DecodedStreamObject()
    text.set_data("\n".join([written(heading, 24, 740), *paragraph(lines)]).encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(text)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def names(**values: NameObject | DictionaryObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def font() -> DictionaryObject:
    facts = {
        "Type": "/Font",
        "Subtype": "/Type1",
        "BaseFont": "/Helvetica",
        "Encoding": "/WinAnsiEncoding",
    }
    return names(**{key: NameObject(value) for key, value in facts.items()})


def paragraph(lines: tuple[str, ...]) -> list[str]:
    return [written(line, 12, 690 - 20 * number) for number, line in enumerate(lines)]


def written(text: str, size: int, height: int) -> str:
    for sign in "\\()":
        text = text.replace(sign, f"\\{sign}")
    return f"BT /F1 {size} Tf 60 {height} Td ({text}) Tj ET"
