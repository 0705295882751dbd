"""The words of every language that pages can be read in: `languages.py` keeps them, `languages.py --check` only says what is missing.

Interface: src/opennrm/locale, whose .po files follow the code and whose .mo files follow the .po. Data: standards/data/languages, whose
rows hang on the English sentence. `--take FILE LANGUAGE` takes translations from JSON: {"interface": {English: words, or a list of plural
forms}, "data": {English: words}}.
"""

import ast
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from yaml.cyaml import CBaseLoader

SOURCE = Path(__file__).resolve().parents[1] / "src/opennrm"
LOCALE = SOURCE / "locale"
DATA = SOURCE / "standards/data/languages"
NAMES = {"fr": "French", "ro": "Romanian", "ru": "Russian"}
HEADER = "# {language} by the English sentence of {file}. Who reviewed it against the English is named in `reviewed`; empty: nobody yet.\n"
# Comments of these files stand in a language map and are shown to nobody.
UNSHOWN = {"vault/data/name_frequencies.yaml"}
KEPT = re.compile(r"%\([a-zA-Z_0-9]+\)[sd]|%%|%[sd]|\{[a-z_]*\}|</?[a-zA-Z][^>]*>|&[a-z]+;|`[^`]*`")
Taken = dict[str, Any]
# The files say what the code says and no more: no day on which somebody ran this.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sentences:
    """The English sentences that one data file is the first to say."""

    file: str
    name: str
    english: tuple[str, ...]


@cache
def of_the_code() -> Catalog:
    """Every message of modules and templates, as `makemessages` finds them in a copy without tests and data. Found once."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "opennrm"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("tests", "locale", "static", "data", "__pycache__"))
        (copy / "locale").mkdir()
        command = ["makemessages", "--locale=en", "--add-location=file", "--no-wrap", "--verbosity=0"]
        # -I: a package of ours is called as a module of Python is, and this runs where the copy lies
        subprocess.run([sys.executable, "-I", "-m", "django", *command], cwd=copy, check=True)
        found = read_po((copy / "locale/en/LC_MESSAGES/django.po").open("rb"))
    for place, context, said in in_python():
        if found.get(said, context) is None:
            found.add(said, locations=[(place, None)], context=context)
    return found


# By name, how many of the arguments say something, and whether the first of them is a context.
CALLS = {"gettext": (1, False), "gettext_lazy": (1, False), "gettext_noop": (1, False), "_": (1, False), "pgettext": (2, True)}
CALLS |= {"ngettext": (2, False), "ngettext_lazy": (2, False), "pgettext_lazy": (2, True)}


def in_python() -> Iterator[tuple[str, str | None, str | tuple[str, str]]]:
    """What modules say, by their syntax: xgettext does not look into formatted strings."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" in path.parts or "gettext" not in (text := path.read_text()):
            continue
        for call in ast.walk(ast.parse(text)):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in CALLS:
                continue
            count, has_context = CALLS[call.func.id]
            texts = [one.value for one in call.args[:count] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(texts) == count:
                context = texts.pop(0) if has_context else None
                yield path.relative_to(SOURCE).as_posix(), context, texts[0] if len(texts) == 1 else (texts[0], texts[1])


@cache
def of_the_data() -> tuple[Sentences, ...]:
    """Every English sentence of a language map, each under the first file that says it: first what ships for all countries."""
    known: set[str] = set()
    said: list[Sentences] = []
    files = [path for path in SOURCE.rglob("*.yaml") if not {"languages", "tests", "skeletons"} & set(path.parts)]
    for path in sorted(files, key=lambda path: (not path.is_relative_to(SOURCE / "standards"), path)):
        file = path.relative_to(SOURCE).as_posix()
        found = [] if file in UNSHOWN else list(dict.fromkeys(_maps(texts(path))))
        if new := tuple(english for english in found if english not in known):
            known |= set(new)
            said.append(Sentences(file, file.replace("data/", "").replace("/", "."), new))
    return tuple(said)


def texts(path: Path) -> Any:
    """What a data file says, every scalar as a text: among what is translated are "Yes" and "No"."""
    return CBaseLoader(path.read_text()).get_single_data()


def _maps(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and isinstance(node.get("en"), str):
        yield node["en"]
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _maps(inner)


def catalog(language: str, code: Catalog, taken: Taken) -> Catalog:
    """The interface in a language: the messages of the code, with the words that are kept or newly taken."""
    path = LOCALE / language / "LC_MESSAGES/django.po"
    kept = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    made = Catalog(
        locale=language,
        header_comment=f"# OpenNRM in {NAMES[language]}. Not reviewed by a specialist yet.",
        project="OpenNRM",
        version="0",
        last_translator="nobody yet",
        language_team="none",
        msgid_bugs_address="see CONTRIBUTING.md",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )
    for message in sorted((one for one in code if one.id), key=lambda one: (min(one.locations), str(one.id))):
        old = kept.get(message.id, message.context)
        # a sentence that became one with a plural is translated anew
        stands = old is not None and "fuzzy" not in old.flags and old.pluralizable == message.pluralizable
        words = taken.get(english(message)) or (old.string if old and stands else "")
        made.add(message.id, words, message.locations, message.flags - {"fuzzy"}, message.auto_comments, context=message.context)
    return made


def english(message: Message) -> str:
    """What a message is called among the translations that are taken: its English, the plural where it has one, its context before it."""
    said = message.id[1] if isinstance(message.id, tuple) else message.id
    return f"{message.context}|{said}" if message.context else str(said)


def kept(language: str, sentences: Sentences) -> dict[str, Any]:
    """What a language says of a data file now."""
    path = DATA / language / sentences.name
    return texts(path) if path.exists() else {"reviewed": "", "words": {}}


def as_yaml(language: str, sentences: Sentences, reviewed: str, words: dict[str, str]) -> str:
    """A file of translations, in the order of the file that it translates."""
    data = {"translates": sentences.file, "reviewed": reviewed, "words": words}
    return HEADER.format(language=NAMES[language], file=sentences.file) + yaml.safe_dump(
        data, allow_unicode=True, sort_keys=False, width=1000
    )


def files(taken: dict[str, Taken]) -> Iterator[tuple[Path, bytes]]:
    """Every file of every language as it has to be."""
    code, data = of_the_code(), of_the_data()
    every = {language: {words for one in data for words in kept(language, one)["words"].items()} for language in NAMES}
    for language in NAMES:
        new = taken.get(language, {})
        made = catalog(language, code, new.get("interface", {}))
        po, mo = io.BytesIO(), io.BytesIO()
        write_po(po, made, width=0, omit_header=False, sort_output=False, ignore_obsolete=True)
        write_mo(mo, made)
        folder = LOCALE / language / "LC_MESSAGES"
        yield from ((folder / "django.po", po.getvalue()), (folder / "django.mo", mo.getvalue()))
        known = dict(every[language]) | new.get("data", {})
        for one in data:
            words = {said: known[said] for said in one.english if known.get(said)}
            yield DATA / language / one.name, as_yaml(language, one, kept(language, one)["reviewed"], words).encode()


def problems() -> Iterator[str]:
    """What is missing, broken or no longer said, a line for each."""
    code, data = of_the_code(), of_the_data()
    for language in NAMES:
        for message in catalog(language, code, {}):
            yield from (f"{language}: {fault}" for fault in faults(message) if message.id)
        for one in data:
            words = kept(language, one)["words"]
            yield from (f"{language}: {one.name}: not translated: {said}" for said in one.english if not words.get(said))
            yield from (
                f"{language}: {one.name}: {said}: other marks"
                for said in one.english
                if words.get(said) and marks(said) != marks(words[said])
            )


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one message: a form without words, or marks that are not those of the English."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    said = message.id if isinstance(message.id, tuple) else (message.id, message.id)
    if not all(forms):
        yield f"not translated: {said[1]}"
    elif any(marks(form) != marks(said[1]) for form in forms[1:] or forms) or marks(forms[0]) - marks(said[1]):
        yield f"other marks than in English: {said[1]}"


def marks(text: str) -> Counter[str]:
    """The placeholders, tags and commands of a text, which every language keeps."""
    return Counter(KEPT.findall(text))


def main() -> int:
    """Keep the files, or with `--check` say what is stale or missing; the exit code tells whether all is well."""
    if "--check" in sys.argv:
        found = [
            *problems(),
            *(f"{path.name}: not what follows from the code; `make fix`" for path, said in files({}) if stale(path, said)),
        ]
        print(*found, sep="\n", end="\n" * bool(found))
        return bool(found)
    taken: dict[str, Taken] = {}
    if "--take" in sys.argv:
        place = sys.argv.index("--take")
        taken[sys.argv[place + 2]] = json.loads(Path(sys.argv[place + 1]).read_text())
    wanted = dict(files(taken))
    for path, said in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(said)
    for path in DATA.glob("*/*.yaml"):
        if path not in wanted:
            path.unlink()
    return 0


def stale(path: Path, said: bytes) -> bool:
    """Is the file not there, or another than it has to be?"""
    return not path.exists() or path.read_bytes() != said


if __name__ == "__main__":
    sys.exit(main())
