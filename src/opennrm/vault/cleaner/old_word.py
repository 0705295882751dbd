"""Old Word documents (.doc): one compound file, which nobody writes anew without loss.

Its pages of properties are emptied; one with a program or another file inside is refused.
"""

from io import BytesIO

from olefile.olefile import OleFileError, OleFileIO

from opennrm.vault.cleaner.kinds import Refuse

__all__ = ["anew"]

MAIN = "WordDocument"
PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
# Programs, and other files inside.
INSIDE = ("Macros", "_VBA_PROJECT_CUR", "VBA", "ObjectPool", "Ole10Native", "Package", "EncryptedPackage")
ENCRYPTED = 0x0100  # in the flags of the document's head
FLAGS = slice(10, 12)


def anew(content: bytes) -> tuple[bytes, list[str]]:
    """The document without title, writer, company and dates; older versions of the text may stay in it, which is told. Raises Refuse."""
    out = BytesIO(content)
    try:
        with OleFileIO(out, write_mode=True) as found:
            names = [part for path in found.listdir(streams=True, storages=True) for part in path]
            if MAIN not in names:
                raise Refuse("other")
            if any(part.lstrip("\x01") in INSIDE for part in names):
                raise Refuse("inside")
            with found.openstream(MAIN) as main:
                if int.from_bytes(main.read(12)[FLAGS], "little") & ENCRYPTED:
                    raise Refuse("locked")
            for name in PROPERTIES:
                if found.exists(name):
                    found.write_stream(name, bytes(found.get_size(name)))
            return out.getvalue(), ["old"]
    except (OleFileError, OSError, ValueError, IndexError, TypeError):
        raise Refuse("damaged") from None
