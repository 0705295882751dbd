"""Pictures: decoded and drawn anew, so that place, time, device, thumbnail and whatever hangs behind them are gone."""

from io import BytesIO

from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin

from opennrm.vault.cleaner.kinds import Refuse

__all__ = ["anew", "without_notes"]

MOST_PIXELS = 60_000_000
QUALITY = 90
KEPT_MODES = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "RGB", "RGBA", "I;16")}

# Loaded with this module, since later no file may be opened: the decoders, pairs of pictures, and what a camera noted, which is TIFF.
Image.preinit()
LOADED = (MpoImagePlugin, TiffImagePlugin)


def anew(content: bytes, form: str) -> bytes:
    """The picture as it is seen, as JPEG or PNG; of a moving one the first picture. Raises Refuse."""
    try:
        with Image.open(BytesIO(content), formats=(form,)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise Refuse("too_much")
            found.load()
            seen = ImageOps.exif_transpose(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Refuse("too_much") from None
    except (OSError, ValueError, SyntaxError, IndexError):
        raise Refuse("damaged") from None
    return _drawn(seen, form)


def _drawn(seen: Image.Image, form: str) -> bytes:
    if seen.mode not in KEPT_MODES[form]:
        seen = seen.convert("RGBA" if form == "PNG" and seen.has_transparency_data else "RGB")
    seen.info = {}  # profile, comment, whatever the encoder would take over
    out = BytesIO()
    seen.save(out, form, **({"quality": QUALITY} if form == "JPEG" else {}))
    return out.getvalue()


def without_notes(content: bytes) -> bytes:
    """A JPEG inside a document with the same picture, but none of the segments that say where, when and with what it was taken.

    Not drawn anew: a scan of many pages would lose each time. What is no JPEG is returned as it is.
    """
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, place = [b"\xff\xd8"], 2
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] != 0xDA:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        # APP0 and APP14 say how colours are meant; the other APPs and comments are notes.
        if not (0xE1 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(content[place : place + 2 + length])
        place += 2 + length
    return b"".join((*kept, content[place:]))
