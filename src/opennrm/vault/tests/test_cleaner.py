"""What becomes of a file before it is sealed: opened by the parser of its kind, written anew, or refused with the reason."""

import resource
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import get_args

import pikepdf
import pytest
from PIL import Image

from opennrm.countries.form import Format
from opennrm.vault import cleaning
from opennrm.vault.cleaner.kinds import KINDS, MOST_BYTES
from opennrm.vault.cleaning import Refuse, clean
from opennrm.vault.tests.makings import (
    MAIN_TYPE,
    OFFICE,
    RELATIONS,
    W,
    a_doc,
    a_docx,
    a_jpeg,
    a_pdf,
    a_png,
    parts_of_a_docx,
    unfolded,
    unzipped,
    zipped,
)

ALL = tuple(KINDS)


def refused(name: str, content: bytes, taken: tuple[str, ...] = ALL) -> str:
    """The reason for which a file is not taken; empty where it is."""
    try:
        clean(name, content, taken)
    except Refuse as refuse:
        return refuse.code
    return ""


def test_the_kinds_that_a_form_may_take_are_those_that_can_be_cleaned() -> None:
    assert set(KINDS) == set(get_args(Format))


# --- FIL-01, FIL-02: what is something else ---------------------------------------------------------------------------------


@pytest.mark.security("FIL-01")
@pytest.mark.parametrize("name", ["x.svg", "x.html", "x.mhtml", "x.xsl", "x.exe", "x", "x.pdf.html", "x.docm", "x.zip"])
def test_what_a_browser_would_run_is_not_taken(name: str) -> None:
    assert refused(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>") == "kind"


@pytest.mark.security("FIL-01")
@pytest.mark.parametrize("name", ["x.jpg", "x.PNG", "x.pdf", "x.doc", "x.docx"])
def test_a_name_does_not_make_a_file_what_it_is_not(name: str) -> None:
    assert refused(name, b"<html><script>alert(1)</script>") == "other"
    assert refused(name, b"") == "empty"
    begins = KINDS[name[2:].lower()].begins
    assert refused(name, begins + b"<html><script>alert(1)</script>") in ("damaged", "other")


@pytest.mark.security("FIL-01")
def test_only_the_kinds_that_a_question_names_are_taken() -> None:
    assert refused("x.png", a_png(), ("pdf",)) == "kind"
    assert refused("x.png", a_png(), ("png",)) == ""


@pytest.mark.security("FIL-02")
def test_two_kinds_in_one_come_out_as_one() -> None:
    script, archive = b"<script>CANARY-BEHIND</script>", zipped({"CANARY-BEHIND": b"x"})
    picture = clean("a.jpg", a_jpeg(behind=script), ALL).content
    assert b"CANARY" not in picture
    document = clean("a.pdf", a_pdf() + archive, ALL).content
    assert b"CANARY-BEHIND" not in document
    assert b"PK\x03\x04" not in document
    assert refused("a.docx", b"%PDF-1.7\n" + a_docx()) == "other"
    assert refused("a.png", b"GIF89a" + a_png()) == "other"


# --- FIL-05: what tells of the making ------------------------------------------------------------------------------------------


@pytest.mark.security("FIL-05")
def test_a_picture_loses_device_place_and_comment_and_is_seen_as_it_was_turned() -> None:
    before = a_jpeg()
    after = clean("a.jpeg", before, ALL)
    assert b"CANARY" in before
    assert b"CANARY" not in after.content
    with Image.open(BytesIO(after.content)) as seen:
        assert seen.size == (30, 40)  # the camera lay on its side
        assert not seen.getexif()
    assert b"CANARY" not in clean("a.png", a_png(), ALL).content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_sort_of_picture_stays_a_picture(mode: str) -> None:
    with Image.open(BytesIO(clean("a.png", a_png(mode), ALL).content)) as seen:
        assert seen.size == (40, 30)


@pytest.mark.security("FIL-05")
def test_a_document_loses_its_writer_attachments_scripts_and_the_notes_of_its_pictures() -> None:
    before, after = a_pdf(), clean("a.pdf", a_pdf(), ALL)
    for canary in (b"CREATOR", b"INFO", b"ATTACHED", b"SCRIPT", b"LAUNCH", b"DEVICE"):
        assert b"CANARY-" + canary in unfolded(before)
    assert b"CANARY" not in unfolded(after.content)
    assert after.left == ("attachments",)
    with pikepdf.open(BytesIO(after.content)) as seen:
        assert len(seen.pages) == 2
        assert "/Info" not in seen.trailer


def test_a_document_without_attachments_says_nothing_of_them() -> None:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.save(out)
    assert clean("a.pdf", out.getvalue(), ALL).left == ()


@pytest.mark.security("FIL-05")
def test_a_word_document_loses_its_writer_its_template_and_the_notes_of_its_pictures() -> None:
    after = clean("a.docx", a_docx(), ALL)
    parts = unzipped(after.content)
    assert not any(b"CANARY" in part for part in parts.values())
    assert set(parts) == {
        *("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/settings.xml", "word/_rels/settings.xml.rels"),
        "word/media/image1.jpg",
    }
    assert b"docProps" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert after.left == ()


@pytest.mark.security("FIL-05")
@pytest.mark.parametrize("body", ["<w:ins w:author='A'/>", "<w:p><w:del w:author='A'/></w:p>", "<w:moveTo/>"])
def test_the_writer_is_warned_of_changes_that_stand_in_a_document(body: str) -> None:
    assert clean("a.docx", a_docx(body), ALL).left == ("comments",)


@pytest.mark.security("FIL-05")
def test_the_writer_is_warned_of_comments() -> None:
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:author="A"/></w:comments>'
    assert clean("a.docx", a_docx(**{"word/comments.xml": comments}), ALL).left == ("comments",)


@pytest.mark.security("FIL-05")
def test_an_old_word_document_loses_its_writer_and_its_own_writer_is_warned() -> None:
    before, after = a_doc(), clean("a.doc", a_doc(), ALL)
    assert b"CANARY" in before
    assert b"CANARY" not in after.content
    assert len(after.content) == len(before)
    assert after.left == ("old",)


# --- what acts, is locked, or cannot be looked through -------------------------------------------------------------------------


def external(kind: str) -> str:
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="x" Type="{OFFICE}/{kind}" Target="http://host.invalid/" '
        f'TargetMode="External"/></Relationships>'
    )


INSIDE: dict[str, Callable[[], bytes]] = {
    "a program": lambda: zipped(parts_of_a_docx() | {"word/vbaProject.bin": b"x"}),
    "a type with programs": lambda: a_docx(**{"[Content_Types].xml": _types("application/vnd.ms-word.document.macroEnabled.main+xml")}),
    "another document": lambda: zipped(parts_of_a_docx() | {"word/embeddings/a.xlsx": b"x"}),
    "a page of html": lambda: zipped(parts_of_a_docx() | {"word/afchunk.html": b"x"}),
    "a picture from a server": lambda: a_docx(**{"word/_rels/document.xml.rels": external("image")}),
    "entities": lambda: a_docx(**{"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
}


def _types(main: str) -> str:
    return parts_of_a_docx()["[Content_Types].xml"].decode().replace(MAIN_TYPE, main)


@pytest.mark.security("FIL-01")
@pytest.mark.parametrize("what", INSIDE)
def test_a_word_document_with_more_than_words_is_not_taken(what: str) -> None:
    assert refused("a.docx", INSIDE[what]()) == "inside"


def test_a_link_to_another_place_may_stand_in_a_document() -> None:
    assert refused("a.docx", a_docx(**{"word/_rels/document.xml.rels": external("hyperlink")})) == ""


@pytest.mark.parametrize("stream", ["Macros", "_VBA_PROJECT_CUR", "ObjectPool", "\x01Ole10Native"])
def test_an_old_word_document_with_a_program_or_a_file_inside_is_not_taken(stream: str) -> None:
    assert refused("a.doc", a_doc(stream)) == "inside"


def test_what_is_locked_is_told_apart_from_what_is_damaged() -> None:
    assert refused("a.pdf", a_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))) == "locked"
    assert refused("a.doc", a_doc(flags=0x0100)) == "locked"
    assert refused("a.jpg", a_jpeg((400, 300))[:3000]) == "damaged"
    assert refused("a.pdf", a_pdf()[:200]) == "damaged"
    assert refused("a.docx", a_docx()[:200]) == "damaged"


# --- FIL-03: bombs -------------------------------------------------------------------------------------------------------------


def nested_flate(times: int) -> bytes:
    """A document whose only page says nothing, packed again and again."""
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    packed = bytes(100_000_000)
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    stream = pikepdf.Stream(made, packed)
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
    made.pages[0].obj.Contents = made.make_indirect(stream)
    made.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def overlapping() -> bytes:
    """An archive in which two names lead to the same bytes."""
    whole = bytearray(a_docx())
    entry = whole.rfind(b"PK\x01\x02")
    other = whole.find(b"PK\x01\x02")
    whole[entry + 42 : entry + 46] = whole[other + 42 : other + 46]
    return bytes(whole)


def huge() -> bytes:
    """A picture of sixty thousand points on each side, by its head; nobody is to read further."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    chunks = (struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts)
    return KINDS["png"].begins + b"".join(chunks)


def many_pages(count: int = 100_000) -> bytes:
    """A document of so many empty pages, written by hand."""
    kids = " ".join(f"{n} 0 R" for n in range(3, count + 3))
    objects = [f"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {count}/Kids[{kids}]>>endobj\n"]
    objects += [f"{n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" for n in range(3, count + 3)]
    places, at = [], 9
    text = "".join(objects)
    for n in range(1, count + 3):
        at = text.index(f"{n} 0 obj", at - 9 if n > 1 else 0) + 9
        places.append(at)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"%PDF-1.4\n{text}xref\n0 {count + 3}\n0000000000 65535 f \n{table}".encode() + (
        f"trailer<</Size {count + 3}/Root 1 0 R>>\nstartxref\n{9 + len(text)}\n%%EOF".encode()
    )


BOMBS: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "a part blown up": ("a.docx", lambda: zipped(parts_of_a_docx() | {"word/a.xml": bytes(50_000_000)}), {"too_much"}),
    "a thousand parts": ("a.docx", lambda: zipped(parts_of_a_docx() | {f"word/a{n}.xml": b"<a/>" for n in range(1000)}), {"too_much"}),
    "entries that overlap": ("a.docx", overlapping, {"damaged"}),
    "an archive in an archive": ("a.docx", lambda: zipped(parts_of_a_docx() | {"word/a.zip": a_docx()}), {"inside"}),
    "sixty thousand squared": ("a.png", huge, {"too_much"}),
    "pages without end": ("a.pdf", many_pages, {"too_long"}),
    "packed four times": ("a.pdf", lambda: nested_flate(4), {"", "too_much", "damaged"}),
}


@pytest.mark.security("FIL-03")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_soon_and_this_process_does_not_grow(bomb: str) -> None:
    name, make, codes = BOMBS[bomb]
    content = make()
    assert len(content) <= MOST_BYTES
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert refused(name, content) in codes
    assert time.monotonic() - began < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


@pytest.mark.security("FIL-03")
def test_the_parsers_have_no_key_no_file_and_little_of_anything() -> None:
    """What a document could make them do: open a file, write one, take all memory, run on."""
    tries = (
        "from opennrm.vault.cleaner import limits; limits.at_first(); limits.once_loaded()\n"
        "import os, sys\n"
        "told = []\n"
        "for act in (lambda: open('/etc/passwd'), lambda: open('/tmp/x', 'w'), lambda: bytearray(3_000_000_000)):\n"
        "    try: act(); told.append('could')\n"
        "    except (OSError, MemoryError): told.append('not')\n"
        "print(*told, *sorted(os.environ))"
    )
    done = subprocess.run([sys.executable, "-c", tries], env=cleaning.SURROUNDINGS, capture_output=True, text=True, check=True)
    said = done.stdout.split()
    assert said[:3] == ["not", "not", "not"]
    assert not any("OPENNRM" in name for name in said)


def test_a_parser_that_is_ended_is_a_file_that_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "PROGRAM", (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"))
    assert refused("a.png", a_png()) == "too_much"
