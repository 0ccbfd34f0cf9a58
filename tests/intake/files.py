"""Builds files of the other formats in code: RTF, OpenDocument, old .doc, PDF. Nothing here reads."""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

# ---------------------------------------------------------------- packages


def package(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


_ODF = ("office", "text", "table", "style", "draw", "fo", "dc")
_SPACES = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in _ODF)


def odt(body: str, styles: str = "", automatic: str = "", **members: str) -> bytes:
    """An .odt with this body; `automatic` holds automatic styles, `styles` master styles."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    master = f"<office:master-styles>{styles}</office:master-styles>"
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {_SPACES}>{master}</office:document-styles>",
            "META-INF/manifest.xml": "<manifest/>",
            **members,
        }
    )


def odt_p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


# ---------------------------------------------------------------- rtf


def rtf(body: str, fonts: str = r"{\f0\fcharset163 Times New Roman;}") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl" + fonts + "}" + body + "}").encode("latin-1")


def rtf_text(text: str) -> str:
    """Text in RTF's own way: \\uN with a question mark for readers without Unicode."""
    words = text.encode("utf-16-le")
    units = struct.unpack(f"<{len(words) // 2}h", words)
    return "".join(chr(unit) if 32 <= unit < 127 and chr(unit) not in "\\{}" else rf"\u{unit}?" for unit in units)


def rtf_lines(*lines: str) -> bytes:
    return rtf("".join(rtf_text(line) + r"\par " for line in lines))


# ---------------------------------------------------------------- .doc


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each at least 4,096 bytes long, padded with zeros."""
    fat, sectors, entries = [], [], []
    for name, content in streams.items():
        padded = content.ljust(4096, b"\x00")
        padded += b"\x00" * (-len(padded) % 512)
        start, count = len(sectors), len(padded) // 512
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        entries.append(_entry(name, 2, start, max(len(content), 4096)))
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0), *entries]
    directory = b"".join(entries)
    directory += b"\x00" * (-len(directory) % 512)
    first = len(sectors)
    sectors += [directory[at : at + 512] for at in range(0, len(directory), 512)]
    fat += [*range(first + 1, len(sectors)), 0xFFFFFFFE]
    fat_sectors = -(-(len(fat) + 1) // 127)
    places = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [0xFFFFFFFD] * fat_sectors
    raw = struct.pack(f"<{len(fat)}I", *fat)
    raw += b"\xff" * (512 * fat_sectors - len(raw))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", fat_sectors, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - len(places)))
    return header + b"".join(sectors) + raw


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\x00") + struct.pack("<HBB", len(encoded) + 2, kind, 1) + b"\xff" * 12
    return head + bytes(36) + struct.pack("<IQ", start, size)


def doc(body: str, header: str = "", textbox: str = "", eight_bit: bool = False, flags: int = 0x0200, table: bytes = b"") -> bytes:
    """A Word 97 file: paragraphs end with \\r, cells with \\x07. `eight_bit`: text stored as Windows-1252 bytes."""
    stories = {0x4C: body, 0x54: header, 0x64: textbox}
    text = "".join(stories.values())
    raw = text.encode("cp1252") if eight_bit else text.encode("utf-16-le")
    main = bytearray(0x600)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 0x0A, flags)
    for place, story in stories.items():
        struct.pack_into("<I", main, place, len(story.encode("utf-16-le")) // 2)
    where = len(main) * 2 | 0x40000000 if eight_bit else len(main)
    pieces = struct.pack("<II", 0, len(text.encode("utf-16-le")) // 2) + struct.pack("<HIH", 0, where, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return ole({"WordDocument": bytes(main) + raw, "1Table": clx + table})


# ---------------------------------------------------------------- pdf


def pdf(*pages: list[tuple[float, float, str]], size: tuple[int, int] = (595, 842), encrypt: bool = False) -> bytes:
    """Pages of (left, baseline, text) in 12-point letters, every one 6 points wide; text is mapped back to Unicode."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    letters = sorted({char for page in pages for _, _, text in page for char in text})
    code = {char: number for number, char in enumerate(letters, 1)}
    mapping = "\n".join(f"<{number:04x}> <{char.encode('utf-16-be').hex()}>" for char, number in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {len(code)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    )
    objects += [
        "<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500"
        "/FontDescriptor 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        "<</Type/FontDescriptor/FontName/Arial/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>",
    ]
    kids = []
    for page in pages:
        shown = "\n".join(f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{code[c]:04x}' for c in text)}> Tj ET" for x, y, text in page)
        objects.append(f"<</Length {len(shown)}>>stream\n{shown}\nendstream")
        kids.append(len(objects) + 1)
        box = f"[0 0 {size[0]} {size[1]}]"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R>>")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>"
    password = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "00" * 32 + ">/P -4>>/ID[<00><00>]"
    return _pdf_file(objects, password if encrypt else "")


def _pdf_file(objects: list[str], trailer: str) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def pdf_of(instructions: bytes, deflated: int) -> bytes:
    """One page with these drawing instructions, deflated so many times."""
    for _ in range(deflated):
        instructions = zlib.compress(instructions, 9)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(instructions)}/Filter[{'/FlateDecode' * deflated}]>>stream\n{instructions.decode('latin-1')}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _pdf_file(objects, "")


def picture_pdf(pixels: bytes, width: int, height: int, text: str = "") -> bytes:
    """One A4 page that is a grey picture: a scan. `text` (ASCII) lies invisible over it, as scanners write it."""
    image = pixels.hex() + ">"
    shown = "q 595 0 0 842 0 0 cm /I Do Q" + (f" BT 3 Tr /F 12 Tf 70 700 Td ({text}) Tj ET" if text else "")
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>/Font<</F 6 0 R>>>>/Contents 5 0 R>>",
        f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode"
        f"/Length {len(image)}>>stream\n{image}\nendstream",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return _pdf_file(objects, "")


def joined(*documents: bytes) -> bytes:
    """One PDF with the pages of all."""
    import pypdfium2

    whole, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for document in documents:
        whole.import_pages(pypdfium2.PdfDocument(document))
    whole.save(out)
    return out.getvalue()


def scan(*pages: list[tuple[float, float, str]]) -> bytes:
    """A scan: pages drawn as grey pictures at 150 dots per inch, with letters Tesseract can read."""
    from PIL import Image, ImageDraw, ImageFont

    pictures = []
    for page in pages:
        picture = Image.new("L", (1240, 1754), 255)
        draw = ImageDraw.Draw(picture)
        for left, baseline, text in page:
            draw.text((left * 150 / 72, (842 - baseline) * 150 / 72 - 26), text, font=ImageFont.truetype("DejaVuSans.ttf", 26), fill=0)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return out.getvalue()
