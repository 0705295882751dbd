"""Pictures of Vega-Lite specifications, drawn by a process of its own that ends when nothing is left to draw.

The renderer is large (84 MB, a third of a second to start): no process that answers pages holds it. It has no key and none of our
environment. As a program, `python -m opennrm.ui.drawing`: a line of JSON in, a line of JSON out, and
not one line more before the answer.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

import opennrm

__all__ = ["drawn"]

IDLE = 10  # seconds without anything to draw
PROGRAM = (sys.executable, "-P", "-s", "-m", "opennrm.ui.drawing", str(IDLE))
SURROUNDINGS = {"PYTHONPATH": str(Path(next(iter(opennrm.__path__))).parent), "PYTHONDONTWRITEBYTECODE": "1"}
SLOW = 60  # seconds that one picture may take, on a machine that does much else

_one_at_a_time = Lock()
_running: subprocess.Popen[bytes] | None = None


def drawn(spec: str, config: dict[str, Any]) -> str:
    """The picture of a specification as the renderer writes it. Raises ValueError where it draws none."""
    asked = json.dumps([spec, config]).encode() + b"\n"
    with _one_at_a_time:
        # The process may have ended at this moment, for it had nothing to do: then a new one is asked.
        answer = _asked(asked) or _asked(asked)
    if not answer:
        raise ValueError("the renderer gave no answer")
    found: dict[str, str] = json.loads(answer)
    if "refused" in found:
        raise ValueError(found["refused"])
    return found["picture"]


def _asked(line: bytes) -> bytes:
    process = _started()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line)
        process.stdin.flush()
    except BrokenPipeError:
        return _ended(process)
    if not select.select([process.stdout], [], [], SLOW)[0]:
        process.kill()
    return process.stdout.readline() or _ended(process)


def _started() -> subprocess.Popen[bytes]:
    global _running
    if _running is None:
        _running = subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=SURROUNDINGS)
    return _running


def _ended(process: subprocess.Popen[bytes]) -> bytes:
    global _running
    _running = None
    process.kill()
    with suppress(BrokenPipeError):
        process.communicate()
    return b""


def main() -> None:
    """Draw what is asked, line by line, until nobody asks any more."""
    import vl_convert  # noqa: PLC0415 — here alone

    idle = float(sys.argv[1])
    while select.select([sys.stdin], [], [], idle)[0] and (line := sys.stdin.buffer.readline()):
        spec, config = json.loads(line)
        try:
            said = {"picture": vl_convert.vegalite_to_svg(json.loads(spec), config=config, allowed_base_urls=[])}
        except ValueError as wrong:
            said = {"refused": str(wrong)}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
