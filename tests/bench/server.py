"""How much memory the server takes: `opennrm serve` in processes of its own, asked for pages over HTTP."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from tests import ports
from tests.bench.pages import Readers, signed_in
from tests.bench.timing import Found

PAGES = 60


def memory(readers: Readers, found: dict[str, Found]) -> None:
    """What the largest process of the server held at most, after pages of a worker and of the coordinator."""
    urls = ["/today/", "/cases/", *(f"/cases/{case}/" for case in readers.cases()[:PAGES])]
    visits = [(readers.worker.id, urls), (readers.coordinator.id, ["/figures/", "/countries/"])]
    with _serving() as (port, process):
        for person, pages in visits:
            cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in signed_in(person).cookies.items())
            for url in pages:
                with urlopen(Request(f"http://localhost:{port}{url}", headers={"Cookie": cookies})) as answer:
                    assert (answer.status, answer.url.endswith(url)) == (200, True), answer.url
        processes = (process.pid, *_children(process.pid))
        most = max(_kilobytes(one, "status", "VmHWM") for one in processes)
        together = sum(_kilobytes(one, "smaps_rollup", "Pss") for one in processes)
    told = f"{most / 1024:.0f} MB · {together / 1024:.0f} MB ({len(processes)})"
    found["memory of a process of the server, at most · of all of them, what they share counted once"] = Found(told, most)


@contextmanager
def _serving() -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = ports.free()
    run = "from opennrm.portal.commands import main; main()"
    process = subprocess.Popen([sys.executable, "-c", run, "serve", "--port", str(port)], env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        ports.stands(port)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _children(process: int) -> list[int]:
    """All processes under it: what draws charts is a process of a process."""
    own = [int(one) for each in Path(f"/proc/{process}/task").iterdir() for one in (each / "children").read_text().split()]
    return [*own, *(inner for one in own for inner in _children(one))]


def _kilobytes(process: int, file: str, name: str) -> int:
    """What the system says of the memory of a process."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{process}/{file}").read_text())
    assert found is not None, (file, name)
    return int(found[1])
