"""Word documents (.docx): an archive of parts, each opened, looked at, and put into a new archive.

What says who wrote it, for whom and with what is left out. Comments and changes stay, since they are part of what was said; that they
are there is told, for names stand in them.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from opennrm.vault.cleaner.kinds import WORD, Refuse
from opennrm.vault.cleaner.pictures import anew as picture_anew

__all__ = ["anew"]

MOST_PARTS, MOST_BYTES, MOST_RATIO = 1_000, 200_000_000, 100
SMALL = 1_000_000  # below this a part may be as empty as it likes
TYPES, ROOT_RELATIONS, MAIN = "[Content_Types].xml", "_rels/.rels", "word/document.xml"
PICTURES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
DRAWN = ("gif", "emf", "wmf", "bmp", "odttf")  # nothing in them is known to tell of the writer, and no page of ours shows them
# Of a document's parts: who wrote it, whoever commented, what the writer's office keeps in it.
TELLING = ("docProps/", "customXml/", "word/people.xml", "word/attachedToolbars.bin", "word/printerSettings")
TELLING_RELATIONS = ("/people", "/customXml", "/attachedTemplate", "/printerSettings", "/thumbnail", "-properties", "/custom-properties")
LINK = "/hyperlink"
SAID_BESIDE = ("ins", "del", "moveFrom", "moveTo", "comment")


def anew(content: bytes) -> tuple[bytes, list[str]]:
    """The document without what tells of its making, and what is left that the writer may not want to send. Raises Refuse."""
    try:
        with ZipFile(BytesIO(content)) as found:
            parts = dict(_parts(found))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refuse("damaged") from None
    if TYPES not in parts or MAIN not in parts:
        raise Refuse("other")
    clean = {name: _clean(name, part) for name, part in parts.items()}
    said_beside = any(_says_beside(name, part) for name, part in clean.items())
    return _archive(clean), ["comments"] if said_beside else []


def _parts(found: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every part that is kept, by its declared and by its counted size."""
    entries = [one for one in found.infolist() if not one.is_dir()]
    _sound(found, entries)
    for one in entries:
        if not one.filename.startswith(TELLING):
            with found.open(one) as part:
                read = part.read(one.file_size + 1)
            if len(read) != one.file_size:
                raise Refuse("damaged")
            yield one.filename, read


def _sound(found: ZipFile, entries: list[ZipInfo]) -> None:
    size = sum(one.file_size for one in entries)
    if len(entries) > MOST_PARTS or size > MOST_BYTES or any(_blown_up(one.file_size, one.compress_size) for one in entries):
        raise Refuse("too_much")
    if any(one.flag_bits & 1 for one in entries):
        raise Refuse("locked")
    places = sorted((one.header_offset, one.header_offset + one.compress_size) for one in entries)
    overlap = any(end > begin for (_, end), (begin, _) in pairwise(places))
    if overlap or len({one.filename for one in entries}) != len(entries) or (places and places[0][0] != 0):
        raise Refuse("damaged")


def _blown_up(size: int, packed: int) -> bool:
    return size > SMALL and size > packed * MOST_RATIO


def _clean(name: str, part: bytes) -> bytes:
    ending = name.rpartition(".")[2].lower()
    if ending in ("xml", "rels"):
        return _read(name, part)
    if name.startswith("word/media/") and ending in PICTURES:
        return picture_anew(part, PICTURES[ending])
    if ending in DRAWN and name.startswith(("word/media/", "word/fonts/")):
        return part
    raise Refuse("inside")


def _read(name: str, part: bytes) -> bytes:
    tree = _tree(part)
    if name == TYPES:
        _typed(tree)
    elif name.endswith(".rels"):
        _related(tree)
    elif name == "word/settings.xml":
        for one in [one for one in tree if _tag(one) in ("attachedTemplate", "mailMerge")]:
            tree.remove(one)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _tree(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refuse("damaged") from None
    if tree.getroottree().docinfo.doctype:
        raise Refuse("inside")
    return tree


def _tag(one: etree._Element) -> str:
    return etree.QName(one).localname if isinstance(one.tag, str) else ""


def _typed(tree: etree._Element) -> None:
    """The list of the parts' types: it has to be a document without a program, and names no part that is left out."""
    main = [one.get("ContentType", "") for one in tree if one.get("PartName") == f"/{MAIN}"]
    if main != [f"{WORD}.main+xml"]:
        raise Refuse("inside" if any("macro" in one.lower() for one in main) else "other")
    for one in [one for one in tree if one.get("PartName", "").lstrip("/").startswith(TELLING)]:
        tree.remove(one)


def _related(tree: etree._Element) -> None:
    """What a part leads to: to no part that is left out, and out of the document by links alone."""
    for one in list(tree):
        kind = one.get("Type", "")
        if kind.endswith(TELLING_RELATIONS):
            tree.remove(one)
        elif one.get("TargetMode", "") == "External" and not kind.endswith(LINK):
            raise Refuse("inside")


def _says_beside(name: str, part: bytes) -> bool:
    """Whether comments or changes that were not accepted stand in it."""
    return name.startswith("word/") and name.endswith(".xml") and any(_tag(one) in SAID_BESIDE for one in _tree(part).iter())


def _archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(parts, key=lambda one: (one != TYPES, one != ROOT_RELATIONS, one)):
            made.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], ZIP_DEFLATED)
    return out.getvalue()
