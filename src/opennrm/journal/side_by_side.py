"""Work on pages of streams by several processes at once: each reads what is committed, whoever asked alone writes."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from typing import Protocol, TypeVar

from django.db import connections, transaction

Page = TypeVar("Page")
Made = TypeVar("Made")
Reads = TypeVar("Reads", bound=Callable[[], None])
AHEAD = 2  # pages that each process may be ahead of who takes them: what is made waits in memory


_beforehand: list[Callable[[], None]] = []


def beforehand(function: Reads) -> Reads:
    """Register what a process reads once and keeps, as the law is: it is read before others are made of this one, who then share it."""
    _beforehand.append(function)
    return function


class Work(Protocol):
    """What a function makes of each page, in the order of the pages."""

    def __call__(self, make: Callable[[Page], Made], pages: Iterable[Page], /) -> Iterable[Made]: ...


@contextmanager
def workers(at_once: int) -> Iterator[Work]:
    """So many processes that work in the block, made before its transaction begins; one, or what stands uncommitted, is worked on here."""
    if at_once < 2 or transaction.get_connection().in_atomic_block or "fork" not in get_all_start_methods():
        yield map
        return
    for read in _beforehand:
        read()
    connections.close_all()  # none may be held by two processes
    with ProcessPoolExecutor(at_once, get_context("fork"), initializer=_without_collector) as pool:
        pool.submit(_without_collector).result()  # now, while nothing is open
        yield partial(_in_order, pool, at_once * AHEAD)


def _without_collector() -> None:
    """It would walk through all that was read of law and profile, over and over; what a page makes goes when nobody holds it."""
    gc.freeze()
    gc.disable()


def _in_order(pool: ProcessPoolExecutor, ahead: int, make: Callable[[Page], Made], pages: Iterable[Page]) -> Iterator[Made]:
    under_way: deque[Future[Made]] = deque()
    for page in pages:
        under_way.append(pool.submit(make, page))
        if len(under_way) > ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()
