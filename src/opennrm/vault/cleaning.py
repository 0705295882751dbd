"""A file as it may be sealed: looked at in a process of its own, which has no key, little memory and little time."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

import opennrm
from opennrm.vault.cleaner.kinds import KINDS, Kind, Refuse, kind_of
from opennrm.vault.cleaner.limits import SECONDS

__all__ = ["KINDS", "Clean", "Kind", "Refuse", "clean"]

PROGRAM = (sys.executable, "-P", "-s", "-m", "opennrm.vault.cleaner")
# Nothing of our own environment: a key may stand in it.
SURROUNDINGS = {"PYTHONPATH": str(Path(next(iter(opennrm.__path__))).parent), "PYTHONDONTWRITEBYTECODE": "1"}
# So many at once in a process: the other threads go on answering.
_places = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Clean:
    """A file that may be sealed; `left` names what its writer has to know: `attachments` left out, `comments` still in it, `old` kind."""

    kind: Kind
    content: bytes
    left: tuple[str, ...]


def clean(name: str, content: bytes, taken: tuple[str, ...]) -> Clean:
    """The file written anew, where its kind is among those that are `taken`. Raises Refuse."""
    kind = kind_of(name, content, taken)
    try:
        with _places:
            done = subprocess.run(
                [*PROGRAM, kind.code],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=SURROUNDINGS,
                timeout=SECONDS * 2,
            )
    except subprocess.TimeoutExpired:
        raise Refuse("too_much") from None
    if done.returncode != 0:
        raise Refuse("too_much" if done.returncode < 0 else "damaged")
    head, _, made = done.stdout.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        raise Refuse(told["refused"])
    return Clean(kind, made, tuple(told["left"]))
