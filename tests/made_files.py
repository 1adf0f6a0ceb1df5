"""Small files of every format, written here byte by byte, so that no test needs a program or a font."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

A4 = (595, 842)
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""

_TURNS = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}


class Words(NamedTuple):
    """Words on a page, their first letter at a place from the lower left corner."""

    text: str
    left: float
    bottom: float
    size: float = 12
    turned: int = 0  # against the clock, as a sheet is printed that is then turned with the clock


class Stroke(NamedTuple):
    """A straight line on a page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Scan:
    """A page that is a picture."""

    image: Image.Image


Item = Words | Stroke | Scan


def pdf(pages: Sequence[Sequence[Item]], *, turn: int = 0) -> bytes:
    """A PDF whose font says of each letter which character it is, and draws none."""
    objects: list[bytes] = [b"", b"", b""]  # catalogue, pages, font

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    unicode = add(_stream(_TO_UNICODE))
    face = add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/None/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor"
        b"/FontName/None/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 700/StemV 80>>>>"
    )
    objects[2] = (
        f"<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[{face} 0 R]"
        f"/ToUnicode {unicode} 0 R>>"
    ).encode()
    kids = []
    for page in pages:
        drawing = []
        pictures: dict[str, int] = {}
        for item in page:
            if isinstance(item, Words):
                code = item.text.encode("utf-16-be").hex()
                drawing.append(
                    f"BT /F {item.size} Tf {_TURNS[item.turned]} {item.left} {item.bottom} Tm <{code}> Tj ET"
                )
            elif isinstance(item, Stroke):
                drawing.append(f"{item.left} {item.bottom} m {item.right} {item.top} l S")
            else:
                name = f"I{len(pictures)}"
                pictures[name] = add(_picture(item.image))
                drawing.append(f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /{name} Do Q")
        content = add(_stream("\n".join(drawing).encode()))
        named = " ".join(f"/{name} {number} 0 R" for name, number in pictures.items())
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/Rotate {turn}/MediaBox[0 0 {A4[0]} {A4[1]}]/Contents {content} 0 R"
                f"/Resources<</Font<</F 3 0 R>>/XObject<<{named}>>>>>>".encode()
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    return _file(objects)


def ruled(rows: Sequence[Sequence[str]], left: float, top: float, widths: Sequence[float]) -> list[Item]:
    """A table drawn with lines; a cell ``<`` is one with that on its left, ``^`` with that above it."""
    height = 24
    edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    items: list[Item] = []
    for number in range(len(rows) + 1):
        level = top - number * height
        items += [
            Stroke(edges[at], level, edges[at + 1], level)
            for at in range(len(widths))
            if number == len(rows) or rows[number][at] != "^"
        ]
    for number, row in enumerate(rows):
        low = top - (number + 1) * height
        for at, text in enumerate(row):
            if text != "<":
                items.append(Stroke(edges[at], low, edges[at], low + height))
            if text not in {"<", "^", ""}:
                items.append(Words(text, edges[at] + 4, low + 7, 10))
        items.append(Stroke(edges[-1], low, edges[-1], low + height))
    return items


def printed(lines: Sequence[str]) -> Image.Image:
    """A picture of a page with lines of Latin letters, drawn with the font that lies in Pillow."""
    image = Image.new("L", (A4[0] * 2, A4[1] * 2), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((120, 160 + 60 * number), line, fill=0, font=ImageFont.load_default(32))
    return image


def _picture(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=90)
    head = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    return _stream(data.getvalue(), f"{head}/ColorSpace/DeviceGray/Filter/DCTDecode")


def _stream(data: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010d} 00000 n \n".encode() for place in places)
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def docx(body: str, *, notes: str = "", title: str = "", head: str = "") -> bytes:
    """A Word file of the given elements; ``head`` stands before its root."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "word/document.xml": f"<?xml version='1.0' encoding='UTF-8'?>{head}<w:document {word}><w:body>{body}</w:body>"
        "</w:document>"
    }
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes {word}>{notes}</w:footnotes>"
    if title:
        core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        parts["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="{core}" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{title}</d:title>'
            "</c:coreProperties>"
        )
    return zipped({name: text.encode() for name, text in parts.items()})


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def ofd(pages: Sequence[Sequence[Words]], *, title: str = "") -> bytes:
    """An OFD file: words at places in millimetres, ``bottom`` counted from above as the format does."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f"<ofd:Page ID='{n}' BaseLoc='Pages/{n}.xml'/>" for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = "".join(
            f"<ofd:TextObject ID='{number}{at}' Font='1' Size='{w.size}' "
            f"Boundary='{w.left} {w.bottom - w.size} {len(w.text) * w.size} {w.size}'><ofd:TextCode X='0' "
            f"Y='{w.size * 0.85}' DeltaX='g {len(w.text)} {w.size}'>{w.text}</ofd:TextCode></ofd:TextObject>"
            for at, w in enumerate(page)
        )
        parts[f"Doc_0/Pages/{number}.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped({name: text.encode() for name, text in parts.items()})
