"""The most that can run through a small net with limits: shortest ways first (Edmonds and Karp 1972). Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping

__all__ = ["flow"]

Node = Hashable
Net = Mapping[tuple[Node, Node], int]


def flow(limits: Net, source: Node, sink: Node, wanted: int) -> dict[tuple[Node, Node], int]:
    """How much runs along each edge, at most `wanted` in all. Source: Edmonds and Karp 1972, J. ACM 19, 248-264."""
    left: defaultdict[Node, dict[Node, int]] = defaultdict(dict)
    for (start, end), limit in limits.items():
        left[start][end] = left[start].get(end, 0) + limit
        left[end].setdefault(start, 0)
    while wanted and (way := _way(left, source, sink)):
        more = min(wanted, *(left[start][end] for start, end in way))
        for start, end in way:
            left[start][end] -= more
            left[end][start] += more
        wanted -= more
    return {(start, end): limit - left[start][end] for (start, end), limit in limits.items() if left[start][end] < limit}


def _way(left: Mapping[Node, Mapping[Node, int]], source: Node, sink: Node) -> list[tuple[Node, Node]]:
    """The edges of a shortest way on which something can still run; none where there is no such way."""
    came: dict[Node, Node] = {source: source}
    queue = deque([source])
    while queue and sink not in came:
        at = queue.popleft()
        for to, more in left[at].items():
            if more and to not in came:
                came[to] = at
                queue.append(to)
    if sink not in came:
        return []
    way, at = [], sink
    while at != source:
        way.append((came[at], at))
        at = came[at]
    return way
