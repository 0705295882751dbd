"""Files as somebody might hand them in, made here: with what should not stay in them, or with what is no such file at all."""

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from opennrm.vault.cleaner.kinds import WORD

PLACE = 0x8825  # of the notes of a camera: where it was
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_TYPE = f"{WORD}.main+xml"


def drawn(size: tuple[int, int] = (40, 30)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


def a_jpeg(size: tuple[int, int] = (40, 30), behind: bytes = b"") -> bytes:
    """A photograph with device, place, comment, a turn, and something behind its end."""
    notes, out = Image.Exif(), BytesIO()
    notes[0x010F], notes[0x0112] = "CANARY-DEVICE", 6
    notes.get_ifd(PLACE)[1] = "N"
    drawn(size).save(out, "JPEG", exif=notes, comment=b"CANARY-COMMENT")
    return out.getvalue() + behind


def a_png(mode: str = "RGB") -> bytes:
    said, out = PngInfo(), BytesIO()
    said.add_text("Author", "CANARY-AUTHOR")
    drawn().convert(mode).save(out, "PNG", pnginfo=said)
    return out.getvalue()


def a_pdf(pages: int = 2, **saved: object) -> bytes:
    """A document that says who wrote it, carries a file, runs a script, starts a program, and holds a photograph."""
    made, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["CANARY-CREATOR"]
    made.docinfo["/Author"] = "CANARY-INFO"
    made.attachments["CANARY-NAME.txt"] = b"CANARY-ATTACHED"
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="CANARY-SCRIPT")
    name = pikepdf.Name
    picture = made.make_stream(a_jpeg(), Type=name.XObject, Subtype=name.Image, Width=40, Height=30)
    picture.ColorSpace, picture.BitsPerComponent, picture.Filter = name.DeviceRGB, 8, name.DCTDecode
    page = made.pages[0].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = made.make_stream(b"q 200 0 0 200 0 0 cm /I Do Q")
    starts = pikepdf.Dictionary(S=name.Launch, F="CANARY-LAUNCH")
    page.Annots = pikepdf.Array([pikepdf.Dictionary(Type=name.Annot, Subtype=name.Link, Rect=[0, 0, 9, 9], A=starts)])
    made.save(out, **saved)  # type: ignore[arg-type]
    return out.getvalue()


def unfolded(pdf: bytes) -> bytes:
    """All of a document as it is written when nothing in it is packed."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as found:
        found.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def parts_of_a_docx(body: str = "<w:p/>", **more: str) -> dict[str, bytes]:
    """The parts of a Word document with a writer's name, a template on a server, and a photograph."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/settings.xml": f'<w:settings xmlns:w="{W}"><w:attachedTemplate/><w:zoom/></w:settings>',
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="t" Type="{OFFICE}/attachedTemplate" '
        f'Target="file:///CANARY-TEMPLATE" TargetMode="External"/></Relationships>',
        "docProps/core.xml": "<coreProperties>CANARY-WRITER</coreProperties>",
        "word/people.xml": "<people>CANARY-PEOPLE</people>",
        **more,
    }
    return {name: text.encode() for name, text in parts.items()} | {"word/media/image1.jpg": a_jpeg()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def a_docx(body: str = "<w:p/>", **more: str) -> bytes:
    return zipped(parts_of_a_docx(body, **more))


def unzipped(docx: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(docx)) as found:
        return {name: found.read(name) for name in found.namelist()}


SECTOR, LAST, FREE, TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STREAM = 4096  # from here on a stream has sectors of its own


def a_doc(*names: str, flags: int = 0) -> bytes:
    """An old Word document: a compound file with these streams, each of one page of text."""
    streams = ("WordDocument", "\x05SummaryInformation", *names)
    each = STREAM // SECTOR
    head = b"\xec\xa5" + bytes(8) + struct.pack("<H", flags)
    content = b"".join((head if n == 0 else b"CANARY-WRITER ").ljust(STREAM, b" ") for n in range(len(streams)))
    folders = -(-(len(streams) + 1) // 4)
    table = [TABLE, *(2 + n if n + 1 < folders else LAST for n in range(folders))]
    for n in range(len(streams)):
        first = 1 + folders + n * each
        table += [*range(first + 1, first + each), LAST]
    entries = [_entry("Root Entry", 5, FREE, 1 if streams else FREE, LAST, 0)]
    for n, name in enumerate(streams):
        following = n + 2 if n + 1 < len(streams) else FREE
        entries.append(_entry(name, 2, following, FREE, 1 + folders + n * each, STREAM))
    begins = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    begins += struct.pack("<IIIIIIIII", 1, 1, 0, STREAM, LAST, 0, LAST, 0, 0) + struct.pack("<108I", *[FREE] * 108)
    laid = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return begins + laid + b"".join(entries).ljust(folders * SECTOR, b"\0") + content


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    told = struct.pack("<HBBIII", len(written), kind, 1, FREE, right, child)
    return written.ljust(64, b"\0") + told + bytes(36) + struct.pack("<IQ", first, size)
