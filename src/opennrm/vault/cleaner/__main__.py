"""The program: one file in, one file out."""

import json
import sys
from collections.abc import Callable

from opennrm.vault.cleaner import limits

limits.at_first()

from opennrm.vault.cleaner import old_word, pdf, pictures, word  # noqa: E402  (parsers are loaded within the limits)
from opennrm.vault.cleaner.kinds import Refuse  # noqa: E402

limits.once_loaded()


def _picture(form: str) -> Callable[[bytes], tuple[bytes, list[str]]]:
    return lambda content: (pictures.anew(content, form), [])


CLEANS: dict[str, Callable[[bytes], tuple[bytes, list[str]]]] = {
    "jpg": _picture("JPEG"),
    "png": _picture("PNG"),
    "pdf": pdf.anew,
    "docx": word.anew,
    "doc": old_word.anew,
}


def main() -> None:
    """Read a file of the kind that is named, write what became of it."""
    try:
        content, left = CLEANS[sys.argv[1]](sys.stdin.buffer.read())
        head: dict[str, object] = {"left": left}
    except Refuse as refused:
        content, head = b"", {"refused": refused.code}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)


main()
