"""PDF: read whole by qpdf and written anew.

What no page needs falls away: earlier versions, attachments, scripts, who wrote it and with what.
"""

from io import BytesIO
from typing import Any

import pikepdf

from opennrm.vault.cleaner.kinds import Refuse
from opennrm.vault.cleaner.pictures import without_notes

__all__ = ["anew"]

MOST_PAGES = 2_000
# Who made it, with what, earlier pictures of it; what acts by itself; what is carried along.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
ACTING = ("/AA", "/OpenAction", "/JS")
CARRIED = ("/AF", "/EmbeddedFiles", "/EF", "/Collection", "/XFA")
TAKEN_OUT = (*TELLING, *ACTING, *CARRIED)
HOLDS_A_FILE = ("/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D")
LEADS = ("/URI", "/GoTo")
NAMES = ("/JavaScript", "/EmbeddedFiles")


def anew(content: bytes) -> tuple[bytes, list[str]]:
    """The document as it is read on its pages, and what was left out that a reader could miss. Raises Refuse."""
    try:
        with pikepdf.open(BytesIO(content)) as found:
            if not 0 < len(found.pages) <= MOST_PAGES:
                raise Refuse("too_long" if found.pages else "damaged")
            carried = _carries(found)
            _clean(found)
            out = BytesIO()
            found.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False, deterministic_id=True)
    except pikepdf.PasswordError:
        raise Refuse("locked") from None
    except MemoryError:
        raise Refuse("too_much") from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError, KeyError, TypeError):
        raise Refuse("damaged") from None
    return out.getvalue(), ["attachments"] if carried else []


def _carries(found: pikepdf.Pdf) -> bool:
    """Whether files are attached to it."""
    return any(_is(one) and ("/EF" in one or one.get("/Subtype") in HOLDS_A_FILE) for one in found.objects)


def _is(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary | pikepdf.Stream)


def _clean(found: pikepdf.Pdf) -> None:
    _without(found.trailer, ("/Info", "/ID"))
    for page in found.pages:
        _clean_notes(page.obj)
    for part in ("/Names", "/AcroForm"):
        if part in found.Root:
            _without(found.Root[part], (*NAMES, *TAKEN_OUT))
    for one in found.objects:
        if _is(one):
            _without(one, TAKEN_OUT)
            _lead_nowhere(one)
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") == pikepdf.Name.DCTDecode:
            one.write(without_notes(one.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _clean_notes(page: Any) -> None:
    if "/Annots" in page:
        page["/Annots"] = pikepdf.Array([one for one in page["/Annots"] if one.get("/Subtype") not in HOLDS_A_FILE])
        for one in page["/Annots"]:
            _lead_nowhere(one)


def _without(one: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in one:
            del one[name]


def _lead_nowhere(one: Any) -> None:
    """A link may lead to another place or page; what starts a program or a script leads nowhere."""
    action = one.get("/A")
    if action is not None and (not _is(action) or action.get("/S") not in LEADS or "/Next" in action):
        del one["/A"]
